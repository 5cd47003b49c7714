
// Plotly chooses the nearest marker under a click. When others lie there too, they are listed beside it.
// A figure that changes is a new map to Streamlit, which knows nothing of what was pressed on the one before: a place
// that was chosen there and that the page has not heard of is chosen on the new one, once that is drawn.

const REACH = 5; // pixels around a marker that belong to it
const STILL = 4; // pixels that the pointer may move between press and click
const CLOSEST = 11; // zoom level up to which it is offered to look nearer
const MOST = 12;
const OFTEN = 60; // milliseconds between two looks at whether the new map is drawn
const PATIENCE = 60_000; // milliseconds for which a choice waits for the page to hear of it
const ours = {};

export default function ({ data, parentElement }) {
  const root = groundOf(parentElement);
  const frame = parentElement.getRootNode().host?.closest(".st-key-map_frame") ?? document.querySelector(".st-key-map_frame");
  if (!frame) return undefined;
  if (ours.root !== root) close();
  ours.root = root;
  if (data.chosen.includes(ours.wanted?.id)) ours.wanted = undefined;
  ours.ending?.abort();
  ours.ending = new AbortController();
  const listening = { capture: true, signal: ours.ending.signal };
  const press = (event) => {
    ours.from = [event.clientX, event.clientY];
    ours.pressed = event.button === 0 && !event.shiftKey ? pointedAt(event) : undefined;
    if (frame.contains(event.target)) ours.wanted = undefined;
    if (!event.composedPath().includes(root)) close();
  };
  document.addEventListener("pointerdown", press, listening);
  document.addEventListener("pointerup", letGo, listening);
  document.addEventListener("keydown", (event) => event.key === "Escape" && close(), listening);
  frame.addEventListener("wheel", (event) => event.composedPath().includes(root) || close(), listening);
  frame.addEventListener("click", clicked, listening);
  return () => ours.ending.abort();
}

/** Plotly's plot and its map, once they are drawn. */
function drawn() {
  const plot = document.querySelector(".st-key-map_frame .js-plotly-plot");
  const map = plot?._fullLayout?.map?._subplot?.map;
  return map ? { plot, map } : undefined;
}

/** The place that a press on the map would choose, unless it is chosen already: a click would take that off. */
function pointedAt(event) {
  const there = drawn();
  if (!there || !isOnMap(event)) return undefined;
  const { plot } = there;
  const found = placesUnder(there, event);
  // What Plotly takes for hovered, it chooses; it knows of nothing under a finger before this is lifted.
  const hovered = found.find((index) => index === plot._hoverdata?.[0]?.pointNumber);
  const index = hovered ?? (found.length === 1 ? found[0] : undefined);
  return index === undefined || isChosen(there, index) ? undefined : { plot, id: plot.data[0].customdata[index] };
}

function isOnMap({ target }) {
  return Boolean(target.closest(".js-plotly-plot") && !target.closest(".modebar"));
}

function isChosen({ plot }, index) {
  const { selectedpoints } = plot.data[0];
  return selectedpoints?.length === 1 && selectedpoints[0] === index;
}

/** What was pressed and is let go without having been moved is wanted, until the page has heard of it. */
function letGo(event) {
  const [x, y] = ours.from ?? [Infinity, Infinity];
  const { pressed } = ours;
  ours.pressed = undefined;
  if (!pressed || Math.hypot(event.clientX - x, event.clientY - y) > STILL) return;
  want(pressed);
}

/** Wait for the page to hear that a place is chosen. */
function want(place) {
  ours.wanted = { ...place, since: performance.now() };
  clearInterval(ours.looking);
  ours.looking = setInterval(chooseAnew, OFTEN);
}

function chooseAnew() {
  const { wanted } = ours;
  const late = !wanted || performance.now() - wanted.since > PATIENCE;
  const there = drawn();
  if (!late && (!there || wanted.plot === there.plot || !isReady(there))) return;
  clearInterval(ours.looking);
  ours.wanted = undefined;
  if (late) return;
  const index = there.plot.data[0].customdata.indexOf(wanted.id);
  if (index >= 0) choose(there, index);
}

/** Whether the map is drawn, and Streamlit listens to what is chosen on it. */
function isReady({ plot, map }) {
  return map.loaded() && plot._ev.listenerCount("plotly_selected") > 0;
}

function clicked(event) {
  const there = drawn();
  const [x, y] = ours.from ?? [Infinity, Infinity];
  if (!there || Math.hypot(event.clientX - x, event.clientY - y) > STILL) return;
  if (!isOnMap(event)) return;
  const found = placesUnder(there, event);
  // Plotly has its turn first.
  if (found.length > 1) setTimeout(() => list(there, found, event.clientX, event.clientY), 0);
}

/** The numbers of the places with a marker at the pointer, the nearest first. */
function placesUnder({ plot, map }, { clientX, clientY }) {
  const { left, top } = map.getCanvas().getBoundingClientRect();
  const [x, y] = [clientX - left, clientY - top];
  const { lon = [], lat = [], marker } = plot.data?.[0] ?? {};
  const middle = map.getCenter().lng;
  return [...lon]
    .map((longitude, index) => {
      const nearest = longitude - 360 * Math.round((longitude - middle) / 360);
      const at = map.project([nearest, lat[index]]);
      return { index, away: Math.hypot(at.x - x, at.y - y) - marker.size[index] / 2 };
    })
    .filter(({ away }) => away <= REACH)
    .sort((one, other) => one.away - other.away)
    .map(({ index }) => index);
}

function list(there, found, x, y) {
  const { plot, map } = there;
  const chosen = plot.data[0].selectedpoints ?? [];
  const rows = found.slice(0, MOST).map((index) => {
    const row = button("here", plot.data[0].text[index], () => choose(there, index));
    row.setAttribute("aria-pressed", String([...chosen].includes(index)));
    return element("li", {}, row);
  });
  const label = `${found.length} places here`;
  const box = element("div", { class: "box", role: "group", "aria-label": label });
  box.append(element("p", { class: "title" }, found.length > MOST ? `${label}, of which ${MOST} are listed` : label));
  if (map.getZoom() < CLOSEST) box.append(button("nearer", "Look nearer", () => nearer(map, x, y)));
  box.append(element("ul", { role: "list" }, ...rows));
  ours.root.replaceChildren(box);
  // What Plotly says of the one that the pointer is at would lie beneath the list.
  plot.closest(".st-key-map_frame").toggleAttribute("data-listing", true);
  place(box, x, y);
}

/** Put the list beside the pointer, within the window; in a narrow one it stands at its foot. */
function place(box, x, y) {
  const gap = 12;
  const { offsetWidth, offsetHeight } = box;
  const left = x + gap + offsetWidth > innerWidth - gap ? x - gap - offsetWidth : x + gap;
  box.style.left = `${Math.max(gap, left)}px`;
  box.style.top = `${Math.max(gap, Math.min(y - gap, innerHeight - offsetHeight - gap))}px`;
}

/** Choose a place as if its marker had been clicked. */
function choose({ plot, map }, index) {
  close();
  const { lon, lat, customdata } = plot.data[0];
  if (isChosen({ plot }, index)) return;
  want({ plot, id: customdata[index] });
  const at = { lon: lon[index], lat: lat[index], customdata: customdata[index] };
  plot._hoverdata = [{ ...at, curveNumber: 0, pointNumber: index, pointIndex: index, data: plot.data[0], fullData: plot._fullData[0] }];
  map.fire("click", { originalEvent: new MouseEvent("click"), lngLat: { lng: at.lon, lat: at.lat }, point: map.project([at.lon, at.lat]) });
}

function nearer(map, x, y) {
  close();
  const { left, top } = map.getCanvas().getBoundingClientRect();
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  // As by a wheel, so that the page knows that a person moved the map.
  map.easeTo({ center: map.unproject([x - left, y - top]), zoom: map.getZoom() + 2, duration: calm ? 0 : 300 }, { originalEvent: new MouseEvent("click") });
}

function close() {
  if (!ours.root?.firstChild) return;
  ours.root.replaceChildren();
  document.querySelector("[data-listing]")?.removeAttribute("data-listing");
}
