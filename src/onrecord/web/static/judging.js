// Deciding: one judgement sent, told and undoable; kept here while the server is away, and sent when it is back.

import { api, root, say, typing } from "./onrecord.js";
import { choose, chosen, picks } from "./pick.js";

const KEPT = `onrecord:waiting:${root}`;
const waiting = () => { try { return JSON.parse(localStorage.getItem(KEPT) ?? "[]"); } catch { return []; } };
const keep = (rows) => { localStorage.setItem(KEPT, JSON.stringify(rows)); tell(rows.length); };
const away = (error) => error instanceof TypeError; // fetch itself failed: nobody answered

function tell(count) {
  let at = document.getElementById("waits");
  if (!count) return at?.remove();
  if (!at) {
    at = Object.assign(document.createElement("p"), { id: "waits", className: "waits" });
    at.setAttribute("role", "status");
    document.getElementById("main").prepend(at);
  }
  at.textContent = `The server does not answer. ${count === 1 ? "One decision is" : `${count} decisions are`} kept here and will be sent.`;
}

let line = Promise.resolve();
/** Do it when all that was asked for before is done: an undoing never overtakes the decision that it takes back. */
export function inTurn(work) {
  const mine = line.then(work);
  line = mine.catch(() => {});
  return mine;
}

/** The token of forms is new when the server was started anew: take it from a new page. */
async function renew() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const token = page.querySelector('meta[name="csrf"]')?.content;
  if (token) document.querySelector('meta[name="csrf"]').content = token;
}

/** As `api`; once more with a new token where the server was started anew since the page was loaded. */
async function sent(path, body) {
  try {
    return await api(path, { body });
  } catch (error) {
    if (!error.message.startsWith("This form is old")) throw error;
    await renew();
    return api(path, { body });
  }
}

async function send() {
  if (!waiting().length) return;
  await (navigator.locks ? navigator.locks.request(KEPT, sendAll) : sendAll()); // two tabs send nothing twice
}
async function sendAll() {
  try {
    await renew();
    for (let rows = waiting(); rows.length; rows = waiting()) {
      const answer = await fetch(`${root}/api/judge`, {
        method: "POST",
        headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRF-Token": document.querySelector('meta[name="csrf"]').content },
        body: JSON.stringify(rows[0]),
      });
      if ([401, 403].includes(answer.status) || answer.status >= 500) return; // logged out, say: they stay until they can be sent
      if (!answer.ok) say(`Not kept: ${(await answer.json().catch(() => ({}))).detail ?? answer.status}`);
      keep(waiting().slice(1));
    }
    document.dispatchEvent(new CustomEvent("judged", { detail: {} }));
  } catch { /* still away */ }
}
const flush = () => inTurn(send);
setInterval(flush, 4000);
addEventListener("online", flush);
tell(waiting().length);
flush();

// Decisions whose turn has not come when one leaves the page: the next page sends them.
const unsent = [];
addEventListener("pagehide", () => { if (unsent.length) keep([...waiting(), ...unsent.splice(0)]); });

/** Keep a decision; resolves to what was done, or {waits: true}. Throws what the server refuses. */
export function judge(layer, mark, verb, value = {}, why = null) {
  const body = { layer, mark, verb, value, why };
  unsent.push(body);
  return inTurn(() => decided(body));
}
async function decided(body) {
  const { layer, mark, verb } = body, waits = { waits: true, layer, mark, verb };
  await send(); // what was decided before goes first
  const at = unsent.indexOf(body);
  if (at < 0) return waits; // one has left the page
  unsent.splice(at, 1);
  if (waiting().length) {
    keep([...waiting(), body]);
    return waits;
  }
  try {
    const done = await sent("/judge", body);
    say(done.told, () => undo(done.judgement));
    document.dispatchEvent(new CustomEvent("judged", { detail: done }));
    return done;
  } catch (error) {
    if (!away(error)) throw error;
    keep([body, ...waiting()]); // before those that waited for it when one left the page
    return waits;
  }
}

/** Undo a judgement, or one's last. What still waits here is taken back first. */
export const undo = (judgement = null) => inTurn(async () => {
  const rows = waiting();
  if (!judgement && rows.length) {
    keep(rows.slice(0, -1));
    say("taken back before it was sent");
    document.dispatchEvent(new CustomEvent("judged", { detail: { verb: "undo", mark: rows.at(-1).mark } }));
    return null;
  }
  try {
    const done = await sent("/undo", { judgement });
    say(done.told);
    document.dispatchEvent(new CustomEvent("judged", { detail: done }));
    return done;
  } catch (error) {
    say(away(error) ? "The server does not answer: nothing was undone." : error.message);
    return null;
  }
});

const template = (name) => document.getElementById(name).content.firstElementChild.cloneNode(true);

/** Put a form of a template into a card; `save(form)` gets what was filled in. Resolves when it is closed. */
export function openForm(at, name, save, ready = () => {}) {
  at.querySelector("form.edit")?.remove();
  const form = template(name);
  const close = () => { form.remove(); at.focus?.(); document.dispatchEvent(new CustomEvent("resized")); };
  at.append(form);
  picks(form);
  ready(form);
  let saving = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (saving) return; // a second click on the way is not a second decision
    saving = true;
    try {
      if (await save(form) !== false) close();
    } catch (error) { say(error.message); } finally { saving = false; }
  });
  form.querySelector("[data-cancel]").addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.stopPropagation(); close(); return; }
    const stance = event.target.type === "radio" && form.querySelectorAll(".five input")[Number(event.key) - 1];
    if (stance) { stance.checked = true; stance.focus(); }
  });
  (form.querySelector("input:checked") ?? form.querySelector("input, select, textarea"))?.focus();
  document.dispatchEvent(new CustomEvent("resized"));
  return form;
}

/** The form that corrects a mark, filled with what it says now. `selected()` gives the spans selected in the text. */
export function edit(card, selected = () => null, extra = () => ({})) {
  const { layer, mark } = card.dataset;
  const spans = {};
  return openForm(card, `edit-${layer}`, async (form) => {
    const value = changed(card, form, spans);
    if (!value) return false;
    if (!Object.keys(value).length) return true;
    await judge(layer, mark, "edit", { ...value, ...extra() });
    return true;
  }, (form) => fill(card, form, spans, selected));
}

function fill(card, form, spans, selected) {
  const d = card.dataset;
  for (const at of form.querySelectorAll("[data-pick]")) {
    const name = at.querySelector("input").name;
    if (d[name]) choose(at, { id: d[name] }, d[`${name}Name`]);
  }
  const stance = form.querySelector(`input[name="stance"][value="${d.stance}"]`);
  if (stance) stance.checked = true;
  for (const name of ["kind", "type", "status"]) if (d[name] && form.elements[name]) form.elements[name].value = d[name];
  const show = (name, words) => { const at = form.querySelector(`[data-show="${name}"]`); if (at) at.textContent = words; };
  show("evidence", d.words);
  show("content", d.words);
  show("trigger", d.words);
  show("condition", d.conditionWords || "nothing");
  for (const button of form.querySelectorAll("[data-take]")) {
    button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    button.addEventListener("click", () => {
      const found = selected();
      if (!found) return say("Select the words in the text first.");
      spans[button.dataset.take] = [found.span];
      show(button.dataset.take, found.words);
    });
  }
  form.querySelector("[data-clear]")?.addEventListener("click", () => { spans.condition = null; show("condition", "nothing"); });
}

const LISTS = { statement: { actor: "speakers" }, event: { actor: "actors", recipient: "recipients" } }; // fields that hold several

/** What differs from the card; null where something is filled in that cannot be. */
function changed(card, form, spans) {
  const d = card.dataset;
  const value = { ...spans };
  for (const at of form.querySelectorAll("[data-pick]")) {
    const of = chosen(at), name = at.querySelector("input").name, list = LISTS[d.layer]?.[name];
    if (of === undefined) { say(`Choose the ${at.dataset.pick} from the list.`); at.querySelector("input").focus(); return null; }
    if ((of?.id ?? "") === (d[name] ?? "") && !(of && !of.id)) continue;
    value[list ?? name] = list ? (of ? [of] : []) : of;
  }
  const stance = form.querySelector('input[name="stance"]:checked');
  if (stance && stance.value !== d.stance) value.stance = stance.value;
  for (const name of ["kind", "type", "status"]) if (form.elements[name] && form.elements[name].value !== d[name]) value[name] = form.elements[name].value;
  return value;
}

/** The form for a note on a mark. */
export const note = (card) => openForm(card, "note", (form) => judge(card.dataset.layer, card.dataset.mark, "comment", {}, form.elements.why.value));

document.addEventListener("keydown", (event) => {
  if (event.key === "?" && !typing(event)) location.assign(`${root}/help#keys`);
});
document.documentElement.classList.add("js");
