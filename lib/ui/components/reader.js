
const KINDS = [
  ["place", "Places", "place"],
  ["statement", "Statements", "statement"],
  ["casualty", "Casualties", "casualty mention"],
];
const NAMES = Object.fromEntries(KINDS.map(([kind, , name]) => [kind, name]));
const FOCUS = "focus";
const QUOTED = 6; // words of a mark that its tip quotes

// What a visitor set in a reader outlives a redraw; one entry a reader.
const memories = new Map();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = groundOf(parentElement);
  drawUnpressed(root, () => show(root, data, setTriggerValue));
}

/** Draw the reader, or leave what stands there already, and choose what is asked for. */
function show(root, data, setTriggerValue) {
  const memory = memories.get(data.key) ?? { hidden: new Set() };
  memories.set(data.key, memory);

  const text = data.paragraphs.map((runs) => runs.map((run) => run.t).join("")).join("\n");
  const content = JSON.stringify([data.title, data.meta, data.url, data.marks, data.paragraphs, data.height]);
  const asked = JSON.stringify([data.focus, data.turn]);
  const before = memory.text === text ? memory.view : undefined;
  const there = memory.content === content && memory.view.root === root && root.hasChildNodes();
  const moved = !before || memory.asked !== asked;

  const view = there ? memory.view : draw(root, data, memory);
  view.emit = (event) => setTriggerValue("event", event);
  if (!there && before) view.text.scrollTop = before.top;
  const wanted = moved ? data.focus : before.marks[before.current]?.[0];
  const index = data.marks.findIndex(([key]) => key === wanted);
  const target = index >= 0 ? index : view.runs.has(FOCUS) ? FOCUS : null;
  // What was clicked here is in view, and stays where it is.
  const clicked = before && memory.clicked === data.focus;
  if (moved) choose(view, target, clicked ? undefined : before ? "smooth" : "auto");
  else if (!there) choose(view, target);
  Object.assign(memory, { text, content, asked, view });
  if (moved) memory.clicked = undefined;
}

/** Draw the reader; returns what the functions below need to change it. */
function draw(root, data, memory) {
  const view = { root, marks: data.marks, hidden: memory.hidden, runs: new Map(), parts: new Map(), top: 0 };
  view.position = element("span", { class: "position" });
  // Wide enough for all that it may say, so that the tools never wrap anew.
  const widest = Math.max(positionOf(data.marks.length, data.marks.length).length, positionOf(-1, data.marks.length).length);
  view.position.style.inlineSize = `${widest}ch`;
  view.status = element("div", { class: "unseen", role: "status" });
  view.tip = element("div", { class: "tip", role: "tooltip", hidden: true });
  view.text = element("div", {
    class: "text",
    dir: "auto",
    role: "region",
    tabindex: "0",
    "aria-label": "Text of the report. Left and right arrow keys move through the evidence.",
  });
  view.text.append(...data.paragraphs.map((runs) => paragraphOf(view, runs)));
  for (const [index, runs] of view.runs) {
    const kind = index === FOCUS ? FOCUS : data.marks[index][1];
    runs[0].classList.add(`${kind}-first`);
    runs.at(-1).classList.add(`${kind}-last`);
  }
  root.style.blockSize = `var(--reader-height, ${data.height}px)`;
  root.replaceChildren(headerOf(data), toolsOf(view), view.text, view.tip, view.status);
  applyLayers(view);
  listen(view, memory);
  return view;
}

function headerOf(data) {
  const header = element("header", {});
  if (data.title) header.append(element("h2", { class: "title", dir: "auto" }, data.title));
  const meta = element("p", { class: "meta" }, data.meta);
  if (data.url) {
    const link = element("a", { href: data.url, target: "_blank", rel: "noopener noreferrer" }, "Original");
    link.append(drawing("link"));
    meta.append(data.meta ? " · " : "", link);
  }
  if (meta.hasChildNodes()) header.append(meta);
  return header;
}

function toolsOf(view) {
  const tools = element("div", { class: "tools" });
  const legend = element("div", { class: "legend", role: "group", "aria-label": "What is marked" });
  for (const [kind, label] of KINDS) {
    const count = view.marks.filter((mark) => mark[1] === kind).length;
    const layer = button(`layer ${kind}`, "", () => toggle(view, kind, layer), { hint: "Show or hide" });
    layer.append(element("span", { class: "swatch", "aria-hidden": "true" }, "ab"), `${label} ${count}`);
    layer.setAttribute("aria-pressed", String(!view.hidden.has(kind)));
    layer.disabled = count === 0;
    legend.append(layer);
  }
  const steps = element("div", { class: "steps", role: "group", "aria-label": "Evidence" });
  const back = button("step", "", () => step(view, -1), { hint: "Previous evidence", icon: "previous" });
  const on = button("step", "", () => step(view, 1), { hint: "Next evidence", icon: "next" });
  back.setAttribute("aria-label", "Previous evidence");
  on.setAttribute("aria-label", "Next evidence");
  const fix = button("step fix", "Correct", () => correct(view, view.current), { hint: "Correct the evidence" });
  const miss = button("step fix", "Add", () => view.emit(["missed", selected(view), ""]), {
    hint: "Add what was missed: select its words in the report first",
    icon: "add",
  });
  miss.setAttribute("aria-label", "Add what was missed");
  steps.append(view.position, back, on, fix, miss);
  view.steps = [back, on];
  view.fix = fix;
  tools.append(legend, steps);
  return tools;
}

function paragraphOf(view, runs) {
  const kinds = new Set(runs.map((run) => run.d));
  const paragraph = element("p", { class: kinds.size === 1 ? (runs[0].d ?? "") : "" });
  for (const run of runs) {
    const span = element("span", { class: classesOf(view, run) });
    span.append(run.h ? element("mark", {}, run.t) : run.t);
    for (const index of run.m ?? []) remember(view.runs, index, span);
    for (const [index, name] of run.p ?? []) {
      remember(view.parts, index, span);
      span.dataset[`part${index}`] = name;
    }
    if (run.f) remember(view.runs, FOCUS, span);
    if (run.m) span.dataset.marks = run.m.join(" ");
    paragraph.append(span);
  }
  return paragraph;
}

function remember(spans, index, span) {
  if (!spans.has(index)) spans.set(index, []);
  spans.get(index).push(span);
}

function classesOf(view, run) {
  const classes = new Set(["run"]);
  if (run.d) classes.add(run.d);
  for (const index of run.m ?? []) {
    const [, kind, , , uncertain] = view.marks[index];
    classes.add(kind);
    if (uncertain) classes.add(`${kind}-uncertain`);
  }
  return [...classes].join(" ");
}

function toggle(view, kind, layer) {
  if (!view.hidden.delete(kind)) view.hidden.add(kind);
  layer.setAttribute("aria-pressed", String(!view.hidden.has(kind)));
  applyLayers(view);
}

function applyLayers(view) {
  for (const [kind] of KINDS) view.root.classList.toggle(`without-${kind}`, view.hidden.has(kind));
  showPosition(view);
}

function visible(view) {
  return [...view.marks.keys()].filter((index) => view.runs.has(index) && !view.hidden.has(view.marks[index][1]));
}

function positionOf(number, all) {
  return number > 0 ? `${number} of ${all}` : `${all} marked`;
}

function showPosition(view) {
  const all = visible(view);
  const at = all.indexOf(view.current);
  view.position.textContent = positionOf(at + 1, all.length);
  for (const one of view.steps) one.disabled = all.length === 0;
  view.fix.disabled = !view.marks[view.current];
}

/** Outline one mark (its index, FOCUS or null for none) and what decided its reading; scroll to it if told how. */
function choose(view, index, scroll) {
  const names = ["current", "current-first", "current-last", "part"];
  for (const span of view.text.querySelectorAll(".current, .part")) {
    span.classList.remove(...names);
    delete span.dataset.part;
  }
  view.text.querySelector(".here")?.classList.remove("here");
  view.current = index;
  showPosition(view);
  const runs = view.runs.get(index);
  if (!runs) return;
  for (const span of runs) span.classList.add("current");
  runs[0].classList.add("current-first");
  runs.at(-1).classList.add("current-last");
  runs[0].parentElement.classList.add("here");
  for (const span of view.parts.get(index) ?? []) {
    span.classList.add("part");
    span.dataset.part = span.dataset[`part${index}`];
  }
  if (scroll) bringIntoView(view.text, runs[0], 0.3, scroll);
}

function step(view, by, scroll = "smooth") {
  const all = visible(view);
  if (!all.length) return;
  const at = all.indexOf(view.current);
  const next = at >= 0 ? (at + by + all.length) % all.length : nearest(view, all, by);
  choose(view, all[next], scroll);
  view.status.textContent = [said(view, all[next]), view.runs.get(all[next]).map((s) => s.textContent).join("")].join(". ");
}

/** The words of the report that are selected. */
function selected(view) {
  const selection = selectionOf(view);
  return selection && view.text.contains(selection.anchorNode) ? selection.toString() : "";
}

function selectionOf(view) {
  return view.root.getRootNode().getSelection?.() ?? getSelection();
}

/** Offer to add the words that were just selected as a record of each kind. */
function offer(view, pointer) {
  const words = selected(view);
  const box = selectionOf(view).getRangeAt(0).getBoundingClientRect();
  const choices = KINDS.map(([kind, , name]) =>
    button("fix", name, () => {
      hideTip(view);
      view.emit(["missed", words, kind]);
    }),
  );
  view.tip.replaceChildren(element("div", { class: "offer" }, element("b", {}, "Missed here? Add a"), ...choices));
  placeTip(view, [box], pointer);
}

/** Ask for the dialog about a mark. */
function correct(view, index) {
  if (view.marks[index]) view.emit(["correct", view.marks[index][0]]);
}

/** Where to start stepping when no mark is chosen: at the first one on screen, or the one before it. */
function nearest(view, all, by) {
  const anchor = view.runs.get(view.current)?.[0].getBoundingClientRect().top;
  const edge = anchor ?? view.text.getBoundingClientRect().top;
  const first = all.findIndex((index) => view.runs.get(index)[0].getBoundingClientRect().top >= edge);
  if (by > 0) return Math.max(first, 0);
  return ((first < 0 ? all.length : first) - 1 + all.length) % all.length;
}

function said(view, index) {
  const [, kind, label, detail] = view.marks[index];
  return [`${NAMES[kind]}: ${label}`, ...detail].join(". ");
}

/** The marks over a run that are not hidden, the innermost first. */
function marksAt(view, target) {
  const run = target.closest?.("[data-marks]");
  if (!run) return [];
  const all = run.dataset.marks.split(" ").map(Number);
  return all.filter((index) => !view.hidden.has(view.marks[index][1])).reverse();
}

function listen(view, memory) {
  let leaving;
  const stay = () => clearTimeout(leaving);
  const leave = () => {
    stay();
    leaving = setTimeout(() => hideTip(view), view.pinned === undefined ? 150 : 600);
  };
  view.text.addEventListener("pointerover", (event) => {
    const marks = marksAt(view, event.target);
    if (selected(view)) return;
    // The tip of a mark that was clicked stays while the pointer crosses other marks on its way to it.
    const onPinned = marks.includes(view.pinned);
    if (!marks.length || (view.pinned !== undefined && !onPinned)) return leave();
    stay();
    if (onPinned) return;
    showTip(view, marks, event.target.closest(".run"), event);
  });
  view.text.addEventListener("pointerleave", leave);
  // The selection is made a moment after the button is let go.
  view.text.addEventListener("pointerup", (event) =>
    setTimeout(() => {
      if (!selected(view).trim()) return;
      stay();
      offer(view, event);
    }),
  );
  view.text.addEventListener("scroll", () => {
    view.top = view.text.scrollTop;
    if (view.pointing) hideTip(view);
  });
  view.tip.addEventListener("pointerenter", stay);
  view.tip.addEventListener("pointerleave", leave);
  view.text.addEventListener("click", (event) => {
    const [index] = marksAt(view, event.target);
    if (index === undefined || !(getSelection()?.isCollapsed ?? true)) return;
    choose(view, index);
    stay();
    showTip(view, marksAt(view, event.target), event.target.closest(".run"), event);
    view.pinned = index;
    memory.clicked = view.marks[index][0];
    view.emit(view.marks[index][0]);
  });
  view.root.onkeydown = (event) => {
    if (event.key === "Escape") hideTip(view);
  };
  view.text.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (by) {
      step(view, by, "auto");
      const runs = view.runs.get(view.current);
      if (runs) showTip(view, [view.current], runs[0]);
      event.preventDefault();
    } else if (event.key === "Enter" && view.marks[view.current]) {
      view.emit(view.marks[view.current][0]);
      event.preventDefault();
    }
  });
}

function showTip(view, marks, run, pointer) {
  view.tip.replaceChildren(
    ...marks.slice(0, 3).map((index) => {
      const [, kind, label, detail] = view.marks[index];
      return element(
        "div",
        { class: kind },
        element("b", {}, label),
        element("span", { class: "kind" }, NAMES[kind]),
        element("div", { class: "quoted", dir: "auto" }, beginning(view, index)),
        ...detail.map((line) => element("div", { class: "detail" }, line)),
        button("fix", kind === "place" ? "Fix place" : "Correct", () => correct(view, index)),
      );
    }),
  );
  placeTip(view, view.runs.get(marks[0]).flatMap((span) => [...span.getClientRects()]), pointer);
}

/** The first words of a mark, as a quotation. */
function beginning(view, index) {
  const words = view.runs.get(index).map((span) => span.textContent).join("").trim().split(/\s+/);
  return `“${words.slice(0, QUOTED).join(" ")}${words.length > QUOTED ? "…" : ""}”`;
}

/** Show the tip below the last of the boxes or above the first; where neither has room, below the one pointed at. */
function placeTip(view, boxes, pointer) {
  view.pointing = Boolean(pointer);
  view.pinned = undefined;
  view.tip.hidden = false;
  const frame = view.root.getBoundingClientRect();
  const pointed = boxes.find((one) => pointer && pointer.clientY <= one.bottom) ?? boxes[0];
  const [first, last] = [Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))];
  const size = view.tip.getBoundingClientRect();
  const left = Math.min(pointer ? pointer.clientX - 24 : pointed.left, frame.right - size.width - 4);
  const lowest = Math.max(frame.bottom, window.innerHeight) - size.height;
  const end = Math.min(last, view.text.getBoundingClientRect().bottom);
  const above = first - size.height - 6;
  const top = [end + 6, above, pointed.bottom + 6].find((one) => one >= 0 && one <= lowest);
  view.tip.style.left = `${Math.max(left - frame.left, 4)}px`;
  view.tip.style.top = `${(top ?? pointed.top - size.height - 6) - frame.top}px`;
}

function hideTip(view) {
  view.pinned = undefined;
  view.tip.hidden = true;
}
