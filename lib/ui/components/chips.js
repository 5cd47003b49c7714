
export default function ({ data, parentElement, setTriggerValue }) {
  const root = groundOf(parentElement);
  const row = element("ul", { class: "row", role: "list", "aria-label": "Active filters" });
  for (const [key, label, value] of data.chips) {
    const chip = button("filter", "", () => setTriggerValue("event", key), { hint: "Take this filter off" });
    chip.setAttribute("aria-label", `Take off the filter ${label}: ${value}`);
    chip.append(element("span", { class: "label" }, `${label}: `), element("b", {}, value), drawing("close"));
    row.append(element("li", {}, chip));
  }
  if (data.chips.length > 1) {
    row.append(element("li", {}, button("all", "Clear all", () => setTriggerValue("event", data.all))));
  }
  root.replaceChildren(row);
}
