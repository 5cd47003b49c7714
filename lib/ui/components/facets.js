
const AT_FIRST = 6;
const WIDE = window.matchMedia("(width >= 900px)");
const memories = new Map();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = groundOf(parentElement);
  drawUnpressed(root, () => draw(root, data, setTriggerValue));
}

function draw(root, data, setTriggerValue) {
  const memory = memories.get(data.key) ?? { all: new Set(), closed: new Map(), sought: new Map(), open: false };
  memories.set(data.key, memory);
  const focused = root.getRootNode().activeElement?.id;
  const send = (name, value) => setTriggerValue("event", [name, value]);
  const ticked = data.facets.flatMap((facet) => facet.choices.filter((choice) => choice[3])).length;
  const chosen = ticked + (data.days?.[2] || data.days?.[3] ? 1 : 0);

  const whole = element("details", { class: "whole", open: WIDE.matches || memory.open });
  whole.addEventListener("toggle", () => (memory.open = whole.open && !WIDE.matches));
  WIDE.onchange = () => (whole.open = WIDE.matches || memory.open);
  whole.append(
    element("summary", { class: "switch" }, chosen ? `Filters (${chosen} on)` : "Filters"),
    ...(data.days ? [daysOf(data.days, (value) => send("days", value))] : []),
    ...data.facets.map((facet) => facetOf(facet, memory, send)),
  );
  root.replaceChildren(whole);
  if (focused) [...root.querySelectorAll("[id]")].find((node) => node.id === focused)?.focus();
}

function daysOf([first, last, since, until], send) {
  const box = element("fieldset", { class: "days" }, element("legend", { class: "title" }, "Published"));
  const field = (id, label, value) => {
    const input = element("input", { id, type: "date", min: first, max: last, value });
    box.append(element("label", { class: "day" }, element("span", {}, label), input));
    return input;
  };
  const from = field("days-since", "from", since);
  const to = field("days-until", "to", until);
  const changed = () => {
    // A browser reports a date while its year is still being typed.
    const known = [from, to].every((one) => one.validity.valid && (!one.value || one.value >= "1000"));
    const ordered = !from.value || !to.value || from.value <= to.value;
    to.setCustomValidity(ordered ? "" : "This day is before the first one");
    if (known && ordered) send(`${from.value}/${to.value}`);
    else if (!ordered) to.reportValidity();
  };
  for (const input of [from, to]) input.addEventListener("change", changed);
  return box;
}

function facetOf(facet, memory, send) {
  const open = memory.closed.has(facet.name) ? !memory.closed.get(facet.name) : facet.opened;
  const box = element("details", { class: "facet", open });
  box.addEventListener("toggle", () => memory.closed.set(facet.name, !box.open));
  box.append(
    element(
      "summary",
      { title: facet.hint },
      element("span", { class: "title" }, facet.title),
      element("span", { class: "unit" }, facet.unit),
    ),
  );
  const list = element("ul", { role: "list", "aria-label": facet.title });
  const more = element("div", { class: "more" });
  const draw = () => {
    const sought = fold(memory.sought.get(facet.name) ?? "");
    const fitting = sought ? facet.choices.filter(([, label]) => fold(label).includes(sought)) : facet.choices;
    const all = memory.all.has(facet.name) || sought || fitting.length <= AT_FIRST + 1;
    const shown = all ? fitting : fitting.filter((choice, index) => index < AT_FIRST || choice[3]);
    list.replaceChildren(...shown.map((choice) => choiceOf(facet, choice, send)));
    more.replaceChildren();
    if (shown.length < fitting.length) {
      more.append(button("link", `${fitting.length - shown.length} more`, () => {
        memory.all.add(facet.name);
        draw();
      }));
    } else if (memory.all.has(facet.name) && !sought && fitting.length > AT_FIRST + 1) {
      more.append(button("link", "Fewer", () => {
        memory.all.delete(facet.name);
        draw();
      }));
    }
    if (facet.more && all) more.append(element("span", { class: "rest" }, `and ${facet.more} more: use the search`));
    if (!facet.choices.length) more.append(element("span", { class: "rest" }, "None"));
    else if (!fitting.length) more.append(element("span", { class: "rest" }, "No such value"));
  };
  if (facet.choices.length > 2 * AT_FIRST) {
    const find = element("input", {
      id: `find-${facet.name}`,
      type: "search",
      class: "find",
      placeholder: "Find",
      "aria-label": `Find in ${facet.title}`,
      autocomplete: "off",
      value: memory.sought.get(facet.name) ?? "",
    });
    find.addEventListener("input", () => {
      memory.sought.set(facet.name, find.value);
      draw();
    });
    box.append(find);
  }
  draw();
  box.append(list, more);
  return box;
}

function choiceOf(facet, [value, label, count, chosen, hint], send) {
  const tick = element("input", { type: "checkbox", id: `tick-${facet.name}-${value}`, title: hint });
  tick.checked = chosen;
  tick.addEventListener("change", () => send(facet.name, value));
  return element(
    "li",
    {},
    element(
      "label",
      { class: count ? "" : "empty", title: hint ? `${label}: ${hint}` : label },
      tick,
      element("span", { class: "label", dir: "auto" }, label),
      element("span", { class: "count" }, count.toLocaleString("en")),
    ),
  );
}

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
