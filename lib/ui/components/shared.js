// What the components share. Text is only ever inserted as text nodes.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  open: "M4 4h12v12H4zM7 8h6M7 11h6M7 14h3",
  place: "M10 17s5-4.6 5-9a5 5 0 0 0-10 0c0 4.4 5 9 5 9zM10 6.5v3",
  copy: "M7 7h9v9H7zM4 13V4h9",
  done: "M4 10.5l4 4 8-9",
  close: "M5 5l10 10M15 5L5 15",
  previous: "M5 12.5l5-5 5 5",
  add: "M10 5v10M5 10h10",
  next: "M5 7.5l5 5 5-5",
  link: "M8 5H5v10h10v-3M11 5h4v4M15 5l-6 6",
};

/** Make an element; `children` are nodes or strings, strings become text nodes. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined || value === "") continue;
    node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

/** A button with a label for people and screen readers, and a hint when pointed at. */
function button(name, label, onPress, { hint = "", icon = "" } = {}) {
  const node = element("button", { type: "button", class: name, title: hint }, label);
  if (icon) node.prepend(drawing(icon));
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    onPress(event);
  });
  return node;
}

/** A small drawing from ICONS, for the eye only. */
function drawing(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Put text on the clipboard; resolves to whether that worked. */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https, or when the browser refuses, the older way through a selection is left.
    const area = element("textarea", { style: "position:fixed;opacity:0", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}

/** Scroll `scroller`, and nothing around it, so that `target` is in view; `where` is 0 (top) to 1. */
function bringIntoView(scroller, target, where, behavior) {
  const frame = scroller.getBoundingClientRect();
  const box = target.getBoundingClientRect();
  if (box.top >= frame.top && box.bottom <= frame.bottom) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  scroller.scrollTo({
    top: scroller.scrollTop + box.top - frame.top - Math.max(0, frame.height - box.height) * where,
    behavior: calm ? "auto" : behavior,
  });
}

/** Where the panels of the page stand below one another: scroll it to the first element that `selector` finds. */
function goTo(selector) {
  if (!window.matchMedia("(width < 900px)").matches) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.querySelector(selector)?.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
}

const presses = new WeakMap(); // by root: whether it is pressed, and what is to be drawn once that is over
const CLICK = 100; // milliseconds in which the click follows on the end of a press, by a finger too

/** Draw in `root` now, or once it is let go: a click needs what was pressed to be there still. */
function drawUnpressed(root, draw) {
  if (!presses.has(root)) presses.set(root, watched(root));
  const press = presses.get(root);
  press.draw = draw;
  if (!press.down) draw();
}

function watched(root) {
  const press = { down: false, draw: undefined };
  root.addEventListener("pointerdown", (event) => event.button === 0 && begin("pointerup", "pointercancel", "contextmenu"));
  root.addEventListener("keydown", (event) => event.key === " " && begin("keyup"));
  return press;

  function begin(...ends) {
    if (press.down) return;
    Object.assign(press, { down: true, draw: undefined });
    const ending = new AbortController();
    const listening = { capture: true, signal: ending.signal };
    const end = () => {
      if (ending.signal.aborted) return;
      ending.abort();
      press.down = false;
      press.draw?.();
    };
    for (const name of ends) window.addEventListener(name, () => setTimeout(end, CLICK), listening);
    window.addEventListener("blur", (event) => event.target === window && end(), listening);
    // After all that the click does.
    window.addEventListener("click", () => setTimeout(end), listening);
  }
}

/** The element a component draws in; says whether the theme is dark, for colours the theme lacks. */
function groundOf(parentElement) {
  const root = parentElement.querySelector(".dateline");
  const [red, green, blue] = getComputedStyle(document.querySelector(".stApp") ?? document.body)
    .backgroundColor.match(/[\d.]+/g)
    .map(Number);
  root.toggleAttribute("data-dark", 0.299 * red + 0.587 * green + 0.114 * blue < 128);
  return root;
}
