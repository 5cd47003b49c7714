
// Plotly draws the map anew when its figure changes, and Streamlit gives it its first view back when its size
// does. A figure with the same `view` in its layout's meta is the same view to the visitor, so the map is moved
// to where they left it.

const memory = {};

export default function () {
  const panel = document.querySelector(".st-key-map");
  if (!panel) return undefined;
  const observer = new MutationObserver(() => follow(panel.querySelector(".js-plotly-plot")));
  observer.observe(panel, { childList: true, subtree: true });
  follow(panel.querySelector(".js-plotly-plot"));
  return () => observer.disconnect();
}

/** Take up a new map: move it to where the one before it stood, and remember where it is moved from now on. */
function follow(plot) {
  const map = plot?._fullLayout?.map?._subplot?.map;
  if (!map || map === memory.map) return;
  const known = memory.view === viewOf(plot);
  clearTimeout(memory.waiting);
  Object.assign(memory, { map, waiting: undefined });
  if (known) show(plot, map);
  else begin(plot);
  map.on("moveend", (event) => {
    if (memory.map !== map) return;
    const meant = event.originalEvent || viewOf(plot) !== memory.view || sizeOf(plot) === memory.size;
    if (!meant) {
      clearTimeout(memory.waiting);
      memory.waiting = setTimeout(() => show(plot, map), 30);
    } else if (memory.waiting === undefined) note(plot, map);
  });
}

/** Remember the first view as the figure has it: a map that is not yet of its size may stand elsewhere. */
function begin(plot) {
  const { center, zoom, bearing = 0, pitch = 0 } = plot._fullLayout.map;
  const look = { center: { lng: center.lon, lat: center.lat }, zoom, bearing, pitch };
  Object.assign(memory, { look, view: viewOf(plot), size: sizeOf(plot) });
}

function note(plot, map) {
  const look = { center: map.getCenter(), zoom: map.getZoom(), bearing: map.getBearing(), pitch: map.getPitch() };
  Object.assign(memory, { look, view: viewOf(plot), size: sizeOf(plot) });
}

/** Move a map to where it is remembered, and tell Plotly, or that would move it back at its next change. */
function show(plot, map) {
  if (memory.map !== map) return;
  const { center, ...rest } = memory.look;
  const place = { ...rest, center: { lon: center.lng, lat: center.lat } };
  const layout = plot._fullLayout.map;
  Object.assign(layout, place);
  Object.assign(layout._input, place);
  Object.assign(memory, { size: sizeOf(plot), waiting: undefined });
  map.jumpTo(memory.look);
}

function viewOf(plot) {
  return plot._fullLayout?.meta?.view;
}

function sizeOf(plot) {
  return `${plot._fullLayout?.width}x${plot._fullLayout?.height}`;
}
