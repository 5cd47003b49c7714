
// What a card is, for screen readers, and what opening it does.
const KINDS = {
  statement: { name: "Statement", open: "In the report", icon: "open" },
  casualty: { name: "Casualty mention", open: "In the report", icon: "open" },
  place: { name: "Place", open: "On the map", icon: "place" },
  report: { name: "Report", open: "Read", icon: "open" },
};

// Where what an action changes is to be seen, on a narrow page.
const MIDDLE = ".st-key-stage_tools";
const SEEN_AT = { open: ".st-key-report, .st-key-noted_report", place: MIDDLE, claims: MIDDLE, speaker: MIDDLE };

export default function ({ data, parentElement, setTriggerValue }) {
  const root = groundOf(parentElement);
  drawUnpressed(root, () => draw(root, data, setTriggerValue));
}

function draw(root, data, setTriggerValue) {
  const kept = root.firstElementChild;
  const top = kept?.scrollTop ?? 0;
  const shown = kept?.dataset.shown;
  const focused = root.getRootNode().activeElement?.closest(".card")?.dataset.key;
  const send = (key, action, value = "") => {
    setTriggerValue("event", { key, action, value });
    const onMap = action === "open" && data.cards.find((card) => card.key === key)?.kind === "place";
    if (SEEN_AT[action]) goTo(onMap ? MIDDLE : SEEN_AT[action]);
  };

  const list = element("ul", { class: "list", role: "list", "aria-label": data.label });
  list.append(...data.cards.map((card) => cardOf(card, card.key === data.selected, send)));
  list.addEventListener("keydown", (event) => moveBetweenCards(event, list));
  list.dataset.shown = JSON.stringify(data.cards.map((card) => card.key));
  if (data.height) list.style.maxBlockSize = `var(--list-height, ${data.height}px)`;
  list.classList.toggle("scrolls", Boolean(data.height));
  root.replaceChildren(list, element("div", { class: "unseen", role: "status" }));

  if (list.dataset.shown === shown) list.scrollTop = top;
  const find = (key) => [...list.children].find((item) => item.dataset.key === key);
  if (focused) find(focused)?.querySelector(".heading")?.focus({ preventScroll: true });
  const chosen = data.selected && find(data.selected);
  if (chosen && data.height) bringIntoView(list, chosen, 0.3, list.dataset.shown === shown ? "smooth" : "auto");
}

function cardOf(card, selected, send) {
  const open = () => send(card.key, "open");
  const heading = button("heading", "", open, { hint: KINDS[card.kind].open });
  heading.append(...card.heading.map(([text, hit]) => (hit ? element("mark", {}, text) : text)));
  if (selected) heading.setAttribute("aria-current", "true");
  const item = element(
    "li",
    { class: `card ${card.kind}${selected ? " selected" : ""}`, "data-key": card.key },
    element(
      "div",
      { class: "top" },
      element("span", { class: "unseen" }, KINDS[card.kind].name),
      heading,
      ...card.badges.map(badgeOf),
    ),
  );
  if (card.runs.length) item.append(wordsOf(card));
  if (card.note) item.append(element("p", { class: "note" }, card.note));
  item.append(footOf(card, open, send));
  item.addEventListener("click", () => {
    if (getSelection()?.isCollapsed ?? true) open();
  });
  return item;
}

function badgeOf([label, tone, hint]) {
  return element("span", { class: `badge ${tone}`, title: hint }, label);
}

function wordsOf(card) {
  const quoted = card.kind === "statement" || card.kind === "casualty";
  return element(
    quoted ? "blockquote" : "p",
    { class: "words", dir: "auto" },
    ...card.runs.map(([text, hit, strong]) => {
      const run = hit ? element("mark", {}, text) : text;
      return strong ? element("strong", {}, run) : run;
    }),
  );
}

function footOf(card, open, send) {
  const foot = element("div", { class: "foot" });
  if (card.meta) foot.append(element("span", { class: "meta", title: card.meta }, card.meta));
  if (card.places.length) {
    foot.append(
      element(
        "span",
        { class: "places" },
        ...card.places.map(([id, name, uncertain]) =>
          button(`chip${uncertain ? " uncertain" : ""}`, name, () => send(card.key, "place", id), {
            hint: uncertain ? "Show on the map; the place is uncertain" : "Show on the map",
            icon: "place",
          }),
        ),
      ),
    );
  }
  const actions = element("span", { class: "actions" });
  const kind = KINDS[card.kind];
  actions.append(button("act", kind.open, open, { icon: kind.icon }));
  for (const [name, label, hint] of card.actions) {
    actions.append(button("act", label, () => send(card.key, name), { hint }));
  }
  if (card.citation) actions.append(copyButton(card.citation));
  foot.append(actions);
  return foot;
}

function copyButton(citation) {
  const copy = button("act", "Cite", press, { hint: "Copy a citation", icon: "copy" });
  const usual = [...copy.childNodes];
  async function press() {
    const said = (await copyText(citation)) ? "Copied" : "Blocked";
    // In place of the icon too, so that the row keeps its width.
    copy.replaceChildren(said);
    const status = copy.getRootNode().querySelector("[role=status]");
    if (status) status.textContent = said === "Copied" ? "Citation copied" : "The browser blocks copying";
    setTimeout(() => copy.replaceChildren(...usual), 1800);
  }
  return copy;
}

function moveBetweenCards(event, list) {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  const card = event.target.closest(".card");
  if (!step || !card || event.altKey || event.ctrlKey || event.metaKey) return;
  const all = [...list.children];
  const index = Math.min(Math.max(all.indexOf(card) + step, 0), all.length - 1);
  all[index].querySelector(".heading").focus();
  event.preventDefault();
}
