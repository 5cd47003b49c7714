
// What the choice and each of its values are to a screen reader, and the keys that move through them.
const LOOKS = {
  tabs: { all: "tablist", one: "tab", chosen: "aria-selected", keys: { ArrowLeft: -1, ArrowRight: 1 } },
  segments: {
    all: "radiogroup",
    one: "radio",
    chosen: "aria-checked",
    keys: { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 },
  },
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = groundOf(parentElement);
  drawUnpressed(root, () => draw(root, data, setTriggerValue));
}

/** Draw the values in the buttons that are there already, so that none of them loses the focus. */
function draw(root, data, setTriggerValue) {
  const look = LOOKS[data.look];
  const bar = root.firstElementChild ?? element("div", { class: data.look, role: look.all, "aria-label": data.label });
  while (bar.children.length > data.items.length) bar.lastElementChild.remove();
  while (bar.children.length < data.items.length) bar.append(element("button", { type: "button", role: look.one }));
  if (!bar.isConnected) root.append(bar);
  const buttons = [...bar.children];
  data.items.forEach(([key, words], index) => {
    buttons[index].dataset.key = key;
    if (buttons[index].textContent !== words) buttons[index].textContent = words;
  });
  const choose = (button) => {
    mark(buttons, button, look);
    setTriggerValue("event", button.dataset.key);
  };
  bar.onclick = (event) => buttons.includes(event.target) && choose(event.target);
  bar.onkeydown = (event) => {
    const next = moved(buttons, event, look);
    if (!next) return;
    event.preventDefault();
    next.focus();
    choose(next);
  };
  mark(buttons, buttons.find((button) => button.dataset.key === data.chosen), look);
  if (data.panel) labelPanel(root, buttons, data);
}

/** Show which one is chosen, at once: the server hears of it a moment later. */
function mark(buttons, chosen, look) {
  if (chosen.getAttribute(look.chosen) === "true") return;
  for (const button of buttons) {
    button.setAttribute(look.chosen, String(button === chosen));
    button.tabIndex = button === chosen ? 0 : -1;
  }
  const bar = chosen.parentElement;
  const last = chosen.offsetLeft + chosen.offsetWidth - bar.clientWidth;
  bar.scrollLeft = Math.min(Math.max(bar.scrollLeft, last), chosen.offsetLeft);
}

/** The button that a key moves to, if it does: round and round, or to either end. */
function moved(buttons, event, look) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  if (event.key === "Home") return buttons[0];
  if (event.key === "End") return buttons.at(-1);
  const step = look.keys[event.key];
  return step && buttons.at((buttons.indexOf(event.target) + step) % buttons.length);
}

/** Tell screen readers what the tabs open, once that is on the page too. */
function labelPanel(root, buttons, data) {
  const panel = document.querySelector(data.panel);
  if (!panel) {
    if (root.isConnected) requestAnimationFrame(() => labelPanel(root, buttons, data));
    return;
  }
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-label", data.title);
  for (const button of buttons) button.ariaControlsElements = button.dataset.key === data.chosen ? [panel] : null;
}
