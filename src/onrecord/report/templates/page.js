
"use strict";
// Shows the record of the words under the pointer, and the words of a record, both ways.
// The page is whole without it: every entry links to its words, every passage to its entry.
(() => {
  const root = document.documentElement;
  const card = document.getElementById("card");
  const runs = new Map(); // entry id → the runs of text that it marks
  for (const run of document.querySelectorAll(".text .m")) {
    for (const id of run.dataset.m.split(" ")) {
      if (!runs.has(id)) runs.set(id, []);
      runs.get(id).push(run);
    }
  }
  root.classList.add("js");
  let lit = [];
  let pinned = false;

  const light = (ids) => {
    for (const element of lit) element.classList.remove("on");
    lit = [];
    for (const id of ids) {
      lit.push(...(runs.get(id) ?? []));
      const entry = document.getElementById(id);
      if (entry) lit.push(entry);
    }
    for (const element of lit) element.classList.add("on");
  };

  const close = () => {
    pinned = false;
    card.hidden = true;
    card.classList.remove("fixed");
    light([]);
  };

  const open = (run) => {
    const ids = run.dataset.m.split(" ");
    light(ids);
    card.replaceChildren();
    for (const id of ids) {
      const entry = document.getElementById(id);
      if (!entry) continue;
      const copy = entry.cloneNode(true);
      copy.removeAttribute("id");
      copy.classList.remove("on");
      card.append(copy);
    }
    card.hidden = !card.childElementCount;
    const at = run.getClientRects()[0];
    const gap = 10;
    const foot = matchMedia("(max-width: 60rem)").matches; // the card lies at the foot
    if (foot && at.bottom > card.getBoundingClientRect().top) run.scrollIntoView({ block: "center" });
    const below = at.bottom + gap + card.offsetHeight < innerHeight;
    card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - card.offsetWidth - 8))}px`;
    card.style.top = `${below ? at.bottom + gap : Math.max(8, at.top - gap - card.offsetHeight)}px`;
  };

  const markOf = (event) => (event.target instanceof Element ? event.target.closest(".text .m") : null);
  const entryOf = (event) => (event.target instanceof Element ? event.target.closest(".side .e") : null);

  document.addEventListener("pointerover", (event) => {
    if (pinned || event.pointerType === "touch") return;
    const run = markOf(event);
    const entry = entryOf(event);
    if (run) open(run);
    else if (entry) light([entry.id]);
    else close();
  });

  document.addEventListener("click", (event) => {
    const run = markOf(event);
    if (run) {
      open(run);
      pinned = true;
      card.classList.add("fixed");
      const side = run.closest(".doc").querySelector(".side");
      const entry = run.dataset.m.split(" ").map((id) => document.getElementById(id)).find(Boolean);
      if (entry && side.scrollHeight > side.clientHeight) {
        const off = entry.getBoundingClientRect().top - side.getBoundingClientRect().top;
        side.scrollBy({ top: off - side.clientHeight / 3 });
      }
      return;
    }
    if (card.contains(event.target)) return;
    const entry = entryOf(event);
    close();
    if (entry) {
      light([entry.id]);
      pinned = true;
      const first = runs.get(entry.id)?.[0];
      if (first && !event.target.closest("a")) first.scrollIntoView({ block: "center" });
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();
