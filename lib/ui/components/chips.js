
export default function ({ data, parentElement, setTriggerValue }) {
  const root = groundOf(parentElement);
  drawUnpressed(root, () => draw(root, data, setTriggerValue));
}

function draw(root, data, setTriggerValue) {
  const row = element("ul", { class: "row", role: "list", "aria-label": "Active filters" });
  const charts = data.chips.map(([, , , chart]) => chart).filter(Boolean);
  for (const [key, label, value, chart, short] of data.chips) {
    const off = () => chart && deselect(chart) || setTriggerValue("event", key);
    const chip = button("filter", "", off, { hint: `Take off the filter ${label}: ${value}` });
    chip.setAttribute("aria-label", chip.title);
    chip.append(element("span", { class: "label" }, `${label}: `), element("b", {}, short || value), drawing("close"));
    row.append(element("li", {}, chip));
  }
  if (data.chips.length > 1) {
    const all = () => {
      charts.forEach(deselect);
      setTriggerValue("event", data.all);
    };
    row.append(element("li", {}, button("all", "Clear all", all)));
  }
  root.replaceChildren(row);
}

/** Take off what was picked on a chart, as a double click on it does; says whether the chart is there. */
function deselect(selector) {
  const plot = document.querySelector(`${selector} .js-plotly-plot`);
  if (!plot?.data?.some((trace) => trace.selectedpoints) && !plot?.layout?.selections?.length) return false;
  plot.emit("plotly_doubleclick");
  return true;
}
