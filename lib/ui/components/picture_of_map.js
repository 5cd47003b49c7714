
// A picture of the map for the time in which the browser loads and draws the map: once that stands, it is gone for
// good. Where the browser cannot draw the map, the page is told so, and the picture stays.

const OFTEN = 60; // milliseconds between two looks at whether the map is drawn
const ours = {};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = groundOf(parentElement);
  clearInterval(ours.looking);
  if (ours.done) return end(root);
  show(root, data.picture);
  if (data.forGood) return undefined;
  ours.able ??= Boolean(document.createElement("canvas").getContext("webgl2"));
  if (!ours.able) return setTriggerValue("event", "cannot draw");
  ours.looking = setInterval(() => isDrawn() && end(root), OFTEN);
  return () => clearInterval(ours.looking);
}

function show(root, picture) {
  if (ours.picture === picture && root.firstChild) return;
  ours.picture = picture;
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
  root.replaceChildren(element("img", { src: address, "aria-hidden": "true" }));
}

/** Whether the map stands on the page, with its places and its land. */
function isDrawn() {
  const plot = document.querySelector(".st-key-map .js-plotly-plot");
  return Boolean(plot?._fullLayout?.map?._subplot?.map?.loaded());
}

function end(root) {
  clearInterval(ours.looking);
  Object.assign(ours, { done: true, picture: undefined });
  root.replaceChildren();
}
