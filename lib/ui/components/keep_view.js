
// Plotly draws the map anew whenever its figure changes. A figure with the same `view` in its layout's meta is
// the same view to the visitor, so the new map is moved to where the old one stood.

const memory = {};

export default function () {
  const panel = document.querySelector(".st-key-map");
  if (!panel) return undefined;
  const look = () => keep(panel.querySelector(".js-plotly-plot"));
  const observer = new MutationObserver(look);
  observer.observe(panel, { childList: true, subtree: true });
  look();
  return () => observer.disconnect();
}

/** Remember where the map of a plot stands from now on; first move it to where the one before it stood. */
function keep(plot) {
  const map = plot?._fullLayout?.map?._subplot?.map;
  if (!map || map === memory.map) return;
  memory.map = map;
  const restore = () => {
    if (memory.map !== map) return;
    const wanted = plot._fullLayout.meta?.view;
    // As an event of the visitor's own, or Plotly would move it back at the next change of size.
    if (memory.look && memory.view === wanted) map.jumpTo(memory.look, { originalEvent: true });
    const note = () => {
      if (memory.map === map) Object.assign(memory, { view: wanted, look: lookOf(map) });
    };
    note();
    map.on("moveend", note);
  };
  if (map.loaded()) restore();
  else map.once("idle", restore);
}

function lookOf(map) {
  return { center: map.getCenter(), zoom: map.getZoom(), bearing: map.getBearing(), pitch: map.getPitch() };
}
