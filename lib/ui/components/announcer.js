
// A screen reader reads out what changes in a region that was on the page before.
export default function ({ data, parentElement }) {
  const root = groundOf(parentElement);
  const region = root.firstChild ?? element("div", { class: "unseen", role: "status", "aria-live": "polite" });
  if (!root.firstChild) root.append(region);
  if (region.textContent !== data.words) requestAnimationFrame(() => (region.textContent = data.words));
}
