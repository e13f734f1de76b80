// A text and the cards of its marks: aligned, lit both ways, decided on in place, added by selecting words.

import { say, typing } from "./onrecord.js";
import { edit, judge, note, openForm, undo } from "./judging.js";
import { chosen } from "./pick.js";
import { selected } from "./selecting.js";

const STANCES = ["supports", "open", "undecided", "sceptical", "opposes"];
const GAP = 6;
const narrow = matchMedia("(max-width: 62rem)");
const $ = (query) => document.querySelector(query);
let runs, cards, active = null;

const idOf = (card) => card.dataset.mark;
const shown = () => [...cards.values()].filter((card) => card.offsetParent !== null || getComputedStyle(card).display !== "none");

function gather() {
  runs = new Map();
  cards = new Map([...document.querySelectorAll(".margin .card")].map((card) => [idOf(card), card]));
  for (const run of document.querySelectorAll(".text .m")) {
    const ids = run.dataset.m.split(" ");
    for (const id of ids) {
      if (!runs.has(id)) runs.set(id, []);
      runs.get(id).push(run);
    }
    const own = ids.filter((id) => cards.has(id));
    run.classList.toggle("off", own.length > 0 && own.every((id) => cards.get(id).dataset.state === "rejected"));
  }
}

// Cards beside their lines: the active one exactly, those before it pushed up, those after it down.
function place() {
  const margin = $(".margin");
  margin.classList.toggle("placed", !narrow.matches);
  if (narrow.matches) return void margin.style.removeProperty("min-height");
  const top = margin.getBoundingClientRect().top;
  const rows = shown().map((card) => ({ card, want: (runs.get(idOf(card))?.[0]?.getClientRects()[0]?.top ?? top) - top, height: card.offsetHeight }));
  rows.sort((a, b) => a.want - b.want);
  const at = rows.findIndex((row) => row.card === active);
  const from = Math.max(at, 0);
  let below = 0;
  rows.forEach((row, n) => {
    if (n < from) return;
    row.top = at >= 0 && n === at ? Math.max(row.want, 0) : Math.max(row.want, below);
    below = row.top + row.height + GAP;
  });
  let above = rows[from]?.top ?? 0;
  for (let n = from - 1; n >= 0; n--) {
    rows[n].top = Math.min(rows[n].want, above - rows[n].height - GAP);
    above = rows[n].top;
  }
  for (const { card, top: y } of rows) {
    card.style.top = `${Math.round(y)}px`;
    card.classList.toggle("away", y < -4);
  }
  margin.style.minHeight = `${Math.round(below)}px`;
}

let lit = [];
function light(ids) {
  lit.forEach((element) => element.classList.remove("on"));
  lit = ids.flatMap((id) => [...(runs.get(id) ?? []), ...(cards.has(id) ? [cards.get(id)] : [])]);
  lit.forEach((element) => element.classList.add("on"));
}

function activate(card, { scroll = true, focus = true, sheet = true } = {}) {
  active?.classList.remove("sheet");
  active = card;
  light(card ? [idOf(card)] : []);
  if (card && narrow.matches && sheet) card.classList.add("sheet");
  place();
  if (!card) return;
  if (focus) card.focus({ preventScroll: true });
  const run = runs.get(idOf(card))?.[0];
  if (scroll && run) {
    const y = run.getBoundingClientRect();
    if (y.top < 90 || y.bottom > innerHeight * (narrow.matches ? .45 : .85)) run.scrollIntoView({ block: narrow.matches ? "start" : "center" });
  }
}

// The page anew after a decision, in place: what is shown is what the ledger holds.
let again = 0;
async function refresh(detail) {
  const mine = ++again;
  const url = new URL(location.href);
  url.hash = "";
  try {
    const answer = await fetch(url, { headers: { "HX-Request": "true" } });
    const words = await answer.text();
    if (mine !== again) return;
    if (!answer.ok) throw new Error();
    const doc = new DOMParser().parseFromString(words, "text/html");
    const editing = active?.querySelector("form.edit") ? idOf(active) : null;
    for (const part of [".text", ".margin", ".below", ".tally"]) {
      const now = $(part), then = doc.querySelector(part);
      if (now && then && !(part === ".margin" && editing && editing !== detail?.mark)) now.replaceChildren(...then.childNodes);
    }
    const mark = detail?.mark && doc.querySelector ? detail.mark : active && idOf(active);
    gather();
    const card = cards.get(mark) ?? null;
    activate(card, { scroll: detail?.verb === "add", sheet: card !== null && narrow.matches && active !== null });
  } catch { // told elsewhere; what is shown stays
    cards.forEach(settle);
  }
}
const settle = (card) => { card.classList.remove("busy"); delete card.dataset.sending; };

const wanting = (verb, value) => JSON.stringify([verb, value]);
async function decide(card, verb, value = {}) {
  const wanted = wanting(verb, value), was = card.dataset.stance;
  if (card.dataset.sending === wanted) return; // the same key twice is one decision
  card.dataset.sending = wanted;
  card.classList.add("busy");
  if (value.stance) card.dataset.stance = value.stance; // the next key is about what is said now
  try {
    const done = await judge(card.dataset.layer, idOf(card), verb, value);
    if (done.waits) settle(card);
  } catch (error) {
    settle(card);
    if (value.stance) card.dataset.stance = was;
    say(error.message);
  }
}

const acts = {
  accept: (card) => decide(card, "accept"),
  reject: (card) => decide(card, "reject"),
  edit: (card) => { activate(card, { focus: false, scroll: false }); edit(card, selected); },
  comment: (card) => { activate(card, { focus: false, scroll: false }); note(card); },
  undo: (card, button) => undo(button?.dataset.judgement ?? null),
};

const pop = $("#pop");
const closePop = () => { pop.hidden = true; pop.replaceChildren(); };
function openPop(found) {
  pop.replaceChildren($("#add-what").content.cloneNode(true));
  pop.hidden = false;
  const x = Math.min(scrollX + found.box.left, scrollX + innerWidth - pop.offsetWidth - 12);
  pop.style.left = `${Math.max(8, x)}px`;
  pop.style.top = `${scrollY + found.box.bottom + 8}px`;
  for (const button of pop.querySelectorAll("[data-add]")) {
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => add(button.dataset.add, found));
  }
}
function add(layer, found) {
  pop.replaceChildren();
  const text = $(".doc").dataset.text;
  openForm(pop, `add-${layer}`, async (form) => {
    const of = Object.fromEntries([...form.querySelectorAll("[data-pick]")].map((at) => [at.querySelector("input").name, chosen(at)]));
    if (Object.values(of).includes(undefined) || (layer === "position" && !(of.actor && of.issue))) { say("Choose from the list."); return false; }
    const given = (name) => form.elements[name].value, all = (one) => (one ? [one] : []);
    const make = {
      position: () => ({ ...of, stance: given("stance"), voice: given("voice"), evidence: [found.span] }),
      statement: () => ({ speakers: all(of.actor), kind: given("kind"), source: [], cue: [], content: [found.span] }),
      event: () => ({ type: given("type"), status: given("status"), actors: all(of.actor), recipients: all(of.recipient), trigger: [found.span] }),
    };
    await judge(layer, "", "add", { text, ...make[layer]() });
    closePop();
    return true;
  }, (form) => { form.querySelector("[data-show]").textContent = found.words; form.querySelector("[data-cancel]").addEventListener("click", closePop); });
}
const mayJudge = $(".doc").dataset.judge === "yes";
let timer;
document.addEventListener("selectionchange", () => {
  clearTimeout(timer);
  if (!mayJudge || pop.querySelector("form")) return;
  timer = setTimeout(() => {
    if (active?.querySelector("form.edit")) return; // the words are for the form that is open
    const found = selected();
    if (found) openPop(found); else closePop();
  }, 250);
});

document.addEventListener("pointerover", (event) => {
  if (active || event.pointerType === "touch" || !(event.target instanceof Element)) return;
  const run = event.target.closest(".text .m");
  const card = event.target.closest(".margin .card");
  const name = event.target.closest("[data-names]");
  light(run ? run.dataset.m.split(" ") : card ? [idOf(card)] : name ? [name.dataset.names] : []);
});
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const button = event.target.closest("[data-do]");
  const card = event.target.closest(".margin .card");
  if (button && card) {
    event.preventDefault();
    acts[button.dataset.do](card, button);
    return;
  }
  if (event.target.closest(".pop")) return;
  if (card) { if (card !== active && !event.target.closest("a:not([href^='#'])")) activate(card, { focus: !event.target.closest("form"), sheet: false }); return; }
  const run = event.target.closest(".text .m");
  if (run && getSelection().isCollapsed) {
    const ids = run.dataset.m.split(" ").filter((id) => cards.has(id) && shown().includes(cards.get(id)));
    const n = active ? ids.indexOf(idOf(active)) : -1;
    if (ids.length) return activate(cards.get(ids[(n + 1) % ids.length]), { scroll: false });
    light(run.dataset.m.split(" "));
    return;
  }
  if (!event.target.closest("form, .bar, .toast") && !active?.querySelector("form.edit")) activate(null);
});
document.addEventListener("focusin", (event) => {
  const card = event.target instanceof Element ? event.target.closest(".margin .card") : null;
  if (card && card !== active && event.target === card) activate(card, { focus: false, sheet: false });
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") { closePop(); activate(null); return; }
  if (typing(event)) return;
  if (event.key === "j" || event.key === "k") {
    const all = shown();
    if (!all.length) return;
    const n = all.indexOf(active);
    const next = n < 0 ? (event.key === "j" ? 0 : all.length - 1) : n + (event.key === "j" ? 1 : -1);
    if (all[next]) activate(all[next]);
    return;
  }
  if (!mayJudge) return;
  if (event.key === "u") return void undo();
  if (!active) return;
  const stance = STANCES[Number(event.key) - 1];
  if (stance && active.dataset.layer === "position") {
    if (active.dataset.sending === wanting("edit", { stance })) return; // on its way
    if (stance !== active.dataset.stance) decide(active, "edit", { stance });
    else decide(active, "accept");
  } else if ("arec".includes(event.key)) {
    event.preventDefault();
    acts[{ a: "accept", r: "reject", e: "edit", c: "comment" }[event.key]](active);
  }
});

for (const box of document.querySelectorAll("[data-toggle]")) {
  const key = `onrecord:show:${box.dataset.toggle}`;
  box.checked = localStorage.getItem(key) !== "no";
  box.addEventListener("change", () => { localStorage.setItem(key, box.checked ? "yes" : "no"); place(); });
}
document.addEventListener("judged", (event) => refresh(event.detail));
document.addEventListener("resized", place);
addEventListener("resize", place);
addEventListener("hashchange", follow);

function follow() {
  const id = decodeURIComponent(location.hash.slice(1)).replace(/^card-/, "");
  if (!id) return;
  if (cards.has(id)) {
    if (getComputedStyle(cards.get(id)).display === "none") $(`[data-toggle="${cards.get(id).dataset.layer.slice(0, 2)}"]`)?.click();
    activate(cards.get(id), { focus: false, sheet: true });
    runs.get(id)?.[0]?.scrollIntoView({ block: narrow.matches ? "start" : "center" });
  } else if (runs.has(id)) {
    light([id]);
    runs.get(id)[0].scrollIntoView({ block: "center" });
  } else if (/^[a-z][0-9a-f]{8,}$/.test(id) && !new URLSearchParams(location.search).has("at")) {
    const url = new URL(location.href); // of another part of a long text
    url.search = `?at=${id}`;
    location.replace(url);
  }
}
gather();
place();
follow();
document.fonts?.ready.then(place);
