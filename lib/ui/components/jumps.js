
export default function ({ data, parentElement }) {
  const root = groundOf(parentElement);
  const bar = element("nav", { "aria-label": "Parts of the page" });
  bar.append(...data.parts.map(([name, selector]) => button("jump", name, () => goTo(selector))));
  drawUnpressed(root, () => root.replaceChildren(bar));
}
