
// Plotly chooses the nearest marker under a click. When others lie there too, they are listed beside it.

const REACH = 5; // pixels around a marker that belong to it
const STILL = 4; // pixels that the pointer may move between press and click
const CLOSEST = 11; // zoom level up to which it is offered to look nearer
const MOST = 12;
const ours = {};

export default function ({ parentElement }) {
  const root = groundOf(parentElement);
  const frame = parentElement.getRootNode().host?.closest(".st-key-map_frame") ?? document.querySelector(".st-key-map_frame");
  if (!frame) return undefined;
  if (ours.root !== root) close();
  ours.root = root;
  ours.ending?.abort();
  ours.ending = new AbortController();
  const listening = { capture: true, signal: ours.ending.signal };
  const press = (event) => {
    ours.from = [event.clientX, event.clientY];
    if (!event.composedPath().includes(root)) close();
  };
  document.addEventListener("pointerdown", press, listening);
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

function clicked(event) {
  const there = drawn();
  const [x, y] = ours.from ?? [Infinity, Infinity];
  if (!there || Math.hypot(event.clientX - x, event.clientY - y) > STILL) return;
  if (!event.target.closest(".js-plotly-plot") || event.target.closest(".modebar")) return;
  const { left, top } = there.map.getCanvas().getBoundingClientRect();
  const found = under(there, event.clientX - left, event.clientY - top);
  // Plotly has its turn first.
  if (found.length > 1) setTimeout(() => list(there, found, event.clientX, event.clientY), 0);
}

/** The numbers of the places with a marker at a point of the map, the nearest first. */
function under({ plot, map }, x, y) {
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
  const { lon, lat, customdata, selectedpoints } = plot.data[0];
  if (selectedpoints?.length === 1 && selectedpoints[0] === index) return;
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
