
const kept = {}; // by a table's name and headings: its order, and whether all of its columns are shown

export default function ({ data, parentElement, setTriggerValue }) {
  const root = groundOf(parentElement);
  const what = JSON.stringify([data.name, data.columns]);
  const state = (kept[what] ??= { column: null, down: false, all: false });
  const send = (key) => {
    setTriggerValue("event", key);
    goTo(".st-key-report, .st-key-noted_report, .st-key-all_speakers");
  };
  drawUnpressed(root, () => draw(root, data, state, send));
}

/** Draw the table, and leave scroll and focus where they were. */
function draw(root, data, state, send) {
  const before = root.firstElementChild;
  const same = before?.dataset.keys === keysOf(data);
  const at = same ? [before.scrollTop, before.scrollLeft] : [0, 0];
  const focused = root.getRootNode().activeElement?.closest("[data-focus]")?.dataset.focus;
  const again = () => draw(root, data, state, send);

  const shown = data.columns.map((_, index) => index).filter((index) => state.all || !data.columns[index][3]);
  const columns = element("colgroup", {});
  columns.append(...shown.map((index) => element("col", state.all ? {} : { style: `inline-size:${data.columns[index][1]}%` })));
  const head = element("tr", {}, ...shown.map((index) => headOf(index, data, state, again)));
  const body = element("tbody", {});
  body.append(...inOrder(data, state).map((row) => rowOf(row, shown, data, send)));
  body.addEventListener("keydown", (event) => moveBetweenRows(event, body));
  const table = element("table", { class: state.all ? "all" : "" }, columns, element("thead", {}, head), body);

  const frame = element("div", { class: "frame", role: "region", "aria-label": data.label, tabindex: "0" }, table);
  frame.dataset.keys = keysOf(data);
  if (data.height) frame.style.maxBlockSize = `var(--list-height, ${data.height}px)`;
  root.replaceChildren(frame);
  [frame.scrollTop, frame.scrollLeft] = at;
  if (focused) find(root, focused)?.focus({ preventScroll: true });
  const chosen = body.querySelector(".selected");
  if (chosen && data.height) bringIntoView(frame, chosen, 0.3, same ? "smooth" : "auto");
}

function keysOf(data) {
  return JSON.stringify(data.rows.map(([key]) => key));
}

function find(root, name) {
  return [...root.querySelectorAll("[data-focus]")].find((node) => node.dataset.focus === name);
}

/** A heading: a press sorts by the column, a second the other way, a third gives the first order back. */
function headOf(index, data, state, again) {
  const [title, , number] = data.columns[index];
  const sorted = state.column === index;
  const sign = sorted ? (state.down ? " ↓" : " ↑") : "";
  const sort = button("sort", title + sign, press, { hint: `Order ${data.part ? "this page " : ""}by ${title}` });
  sort.dataset.focus = `column ${index}`;
  function press() {
    if (!sorted) Object.assign(state, { column: index, down: Boolean(number) });
    else if (state.down === Boolean(number)) state.down = !state.down;
    else state.column = null;
    again();
  }
  const order = sorted ? (state.down ? "descending" : "ascending") : "";
  const head = element("th", { scope: "col", class: number ? "number" : "", "aria-sort": order }, sort);
  const more = data.columns.filter((column) => column[3]);
  if (more.length && index === data.columns.length - more.length - 1) head.append(moreOf(more, data, state, again));
  return head;
}

function moreOf(more, data, state, again) {
  const names = more.map(([title]) => title).join(", ");
  const toggle = button("more", state.all ? "Fewer" : "More", press, { hint: `${state.all ? "Without" : "With"} ${names}` });
  toggle.dataset.focus = "more";
  toggle.setAttribute("aria-label", state.all ? "Fewer columns" : "More columns");
  function press() {
    state.all = !state.all;
    // No column that is out of sight decides the order.
    if (!state.all && more.includes(data.columns[state.column])) state.column = null;
    again();
  }
  return toggle;
}

function inOrder({ rows }, { column, down }) {
  if (column === null) return rows;
  const valueOf = ([, cells]) => cells[column][2] ?? wordsOf(cells[column]);
  const compare = (a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)];
    // What a cell does not say comes last, whichever way the order is.
    if ((one === "") !== (other === "")) return one === "" ? 1 : -1;
    const sign = typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other));
    return down ? -sign : sign;
  };
  return [...rows].sort(compare);
}

function wordsOf([runs]) {
  return typeof runs === "string" ? runs : runs.map(([text]) => text).join("");
}

function rowOf([key, cells], shown, data, send) {
  const chosen = key === data.selected;
  const row = element("tr", { class: chosen ? "selected" : "", "data-key": key });
  row.append(...shown.map((index, place) => cellOf(cells[index], data.columns[index], place ? null : () => send(key), key, chosen)));
  row.addEventListener("click", () => {
    if (getSelection()?.isCollapsed ?? true) send(key);
  });
  return row;
}

/** A cell; the first of a row holds the button that opens it. */
function cellOf(cell, [, , number], open, key, chosen) {
  const [runs, under] = cell;
  const words = typeof runs === "string" ? keptWhole(runs) : runs.map(([text, hit]) => (hit ? element("mark", {}, text) : text));
  const node = element(open ? "th" : "td", { scope: open ? "row" : "", class: number ? "number" : "", dir: "auto" });
  if (open) {
    const opener = button("open", "", open);
    opener.append(...words);
    opener.dataset.focus = key;
    if (chosen) opener.setAttribute("aria-current", "true");
    node.append(opener);
  } else node.append(...words);
  if (under) node.append(element("span", { class: "under" }, ...keptWhole(under)));
  return node;
}

/** Words with their days in one piece: a day is not broken at its dashes. */
function keptWhole(words) {
  return words.split(/(\d{4}-\d\d-\d\d)/).map((part, index) => (index % 2 ? element("span", { class: "day" }, part) : part));
}

function moveBetweenRows(event, body) {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  const row = event.target.closest("tr");
  if (!step || !row || event.altKey || event.ctrlKey || event.metaKey) return;
  const all = [...body.children];
  all[Math.min(Math.max(all.indexOf(row) + step, 0), all.length - 1)].querySelector(".open").focus();
  event.preventDefault();
}
