
// Plotly draws the map anew when its figure changes, and gives it its first view back when its size does. What the
// map is to show has a name, `data.view`: the map is moved when that changes, and otherwise left or put back to
// where the visitor left it. Places outside what is seen are counted, so that none is missed.

const memory = {};
const NARROW = 500; // pixels
const DRAWING = 10_000; // milliseconds after a run of the script in which Plotly may still be drawing its figure

export default function ({ data, parentElement }) {
  const panel = document.querySelector(".st-key-map");
  const root = groundOf(parentElement);
  if (!panel) return undefined;
  if (memory.data?.view !== data.view) memory.look = undefined;
  if (memory.root !== root) {
    root.replaceChildren(...partsOf());
    root.hidden = true;
  }
  Object.assign(memory, { data, root, told: performance.now() });
  memory.observer?.disconnect();
  memory.observer = new MutationObserver(() => follow(panel.querySelector(".js-plotly-plot")));
  memory.observer.observe(panel, { childList: true, subtree: true });
  follow(panel.querySelector(".js-plotly-plot"));
  return () => memory.observer.disconnect();
}

/** What is said of places outside the view, and the way to them. */
function partsOf() {
  memory.words = element("span", {});
  return [memory.words, button("all", "Show all places", showAll)];
}

/** Take up a new map, or what is newly asked of the one that is there. */
function follow(plot) {
  const map = plot?._fullLayout?.map?._subplot?.map;
  if (!map) return;
  if (map !== memory.map) {
    clearTimeout(memory.waiting);
    Object.assign(memory, { map, plot, waiting: undefined });
    map.on("moveend", (event) => moved(map, event));
    map.on("resize", () => memory.map === map && sizeOf() !== memory.size && settleSoon());
    settle();
  } else if (!memory.look) settle();
  else count();
}

/** Show what is asked for, or what the visitor left the map at. */
function settle() {
  memory.waiting = undefined;
  if (!memory.map.getCanvas().clientWidth) return;
  if (memory.look?.byVisitor) return show(memory.look);
  show(lookOf(memory.data.closeUp ?? memory.data.drawn));
  // The view is drawn for a wide map: into a narrow one the same places are fitted anew.
  const narrow = memory.map.getCanvas().clientWidth < NARROW;
  if (narrow && !memory.data.closeUp) show({ ...fitted(memory.data.most), bearing: 0, pitch: 0 });
}

function settleSoon() {
  clearTimeout(memory.waiting);
  memory.waiting = setTimeout(settle, 30);
}

/** Fit all places into the map. */
function showAll() {
  show({ ...fitted(memory.data.whole), bearing: 0, pitch: 0, byVisitor: true });
}

/** Centre and zoom at which a box is in the map, with room for names and legend. */
function fitted({ west, south, east, north, closest }) {
  const box = [[west, south], [east, north]];
  const camera = memory.map.cameraForBounds(box, { padding: memory.data.padding, maxZoom: closest });
  return camera ? { center: camera.center, zoom: camera.zoom } : lookOf(memory.data.drawn);
}

/** Remember where the visitor moved the map; a move that only its new size brought is taken back. */
function moved(map, event) {
  if (memory.map !== map) return;
  if (!memory.showing) {
    if (!memory.look || (!event.originalEvent && sizeOf() !== memory.size)) settleSoon();
    else if (memory.waiting !== undefined || standsAt(map, memory.look)) return count();
    else if (!event.originalEvent && isPutBack(map)) settleSoon();
    else {
      const look = { center: map.getCenter(), zoom: map.getZoom(), bearing: map.getBearing(), pitch: map.getPitch() };
      Object.assign(memory, { look: { ...look, byVisitor: true }, size: sizeOf() });
    }
  }
  count();
}

/** Whether the map stands where it would look so. */
function standsAt(map, { center, zoom, bearing, pitch }) {
  const apart = [center.lng - map.getCenter().lng, center.lat - map.getCenter().lat, zoom - map.getZoom()];
  return bearing === map.getBearing() && pitch === map.getPitch() && apart.every((by) => Math.abs(by) < 0.01);
}

/** Whether Plotly, and not the visitor by a double click, has put the map back to the view of its figure. */
function isPutBack(map) {
  return performance.now() - memory.told < DRAWING && standsAt(map, lookOf(memory.data.drawn));
}

function lookOf({ latitude, longitude, zoom }) {
  return { center: { lng: longitude, lat: latitude }, zoom, bearing: 0, pitch: 0 };
}

/** Move the map, and tell Plotly, or that would move it back at its next change. */
function show(look) {
  const { center, zoom, bearing, pitch } = look;
  const place = { zoom, bearing, pitch, center: { lon: center.lng, lat: center.lat } };
  const layout = memory.plot._fullLayout.map;
  Object.assign(layout, place);
  Object.assign(layout._input, place);
  Object.assign(memory, { look, size: sizeOf(), showing: true });
  if (!standsAt(memory.map, look)) memory.map.jumpTo({ center, zoom, bearing, pitch });
  memory.showing = false;
  count();
}

/** Say how many places lie outside what is seen. */
function count() {
  const away = outside();
  const all = placesOf().lon.length;
  const words = `${away} of ${all} place${all === 1 ? "" : "s"} outside this view`;
  memory.root.hidden = away === 0;
  if (memory.words.textContent !== words) memory.words.textContent = words;
}

function placesOf() {
  const { lon = [], lat = [] } = memory.plot.data?.[0] ?? {};
  return { lon, lat };
}

/** How many places lie outside what is seen. */
function outside() {
  const { lon, lat } = placesOf();
  const { clientWidth, clientHeight } = memory.map.getContainer();
  const middle = memory.map.getCenter().lng;
  const seen = [...lon].filter((longitude, index) => {
    const nearest = longitude - 360 * Math.round((longitude - middle) / 360);
    const { x, y } = memory.map.project([nearest, lat[index]]);
    return x >= 0 && y >= 0 && x <= clientWidth && y <= clientHeight;
  }).length;
  return lon.length - seen;
}

/** The size that the map draws at, which follows that of its frame a little later. */
function sizeOf() {
  const { clientWidth, clientHeight } = memory.map.getCanvas();
  return `${clientWidth}x${clientHeight}`;
}
