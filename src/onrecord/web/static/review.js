// The queue by keyboard: one row after the other, every decision undone with one key.

import { api, root, say, typing } from "./onrecord.js";
import { edit, judge, note, openForm, undo } from "./judging.js";
import { chosen } from "./pick.js";
import { selected } from "./selecting.js";

const STANCES = ["supports", "open", "undecided", "sceptical", "opposes"];
const FEW = 4; // rows left here when more are fetched
const $ = (query) => document.querySelector(query);
const list = $(".tasks");
const about = $(".review").dataset;
const tasks = () => [...(list?.children ?? [])];
const isOpen = (task) => !task.classList.contains("done");
let now = null, since = performance.now(), taken = [], wantBoard;

function go(task, { focus = true, scroll = true } = {}) {
  now?.classList.remove("now");
  now?.removeAttribute("aria-current");
  now = task;
  $("#done").hidden = Boolean(now);
  if (!now) return;
  now.classList.add("now");
  now.setAttribute("aria-current", "true");
  since = performance.now();
  if (focus) now.focus({ preventScroll: true });
  if (scroll) now.scrollIntoView({ block: "nearest" });
  const d = now.dataset;
  $("#live").textContent = `${d.actorName} ${d.stance}: ${d.issueName}`;
  clearTimeout(wantBoard);
  wantBoard = setTimeout(showBoard, 150, now);
}

async function showBoard(task) {
  const at = $("#on-board");
  if (!at || task !== now) return;
  try {
    const answer = await fetch(`${root}/review/board/${task.dataset.mark}`, { headers: { "HX-Request": "true" } });
    const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || task !== now) return;
    at.replaceChildren(...doc.body.childNodes);
  } catch { /* told elsewhere */ }
}

const next = () => {
  const all = tasks(), n = all.indexOf(now);
  return [...all.slice(n + 1), ...all.slice(0, n)].find(isOpen) ?? null;
};

let fetching = false, dry = false;
let turn = 0, sending = 0; // decisions made here; those of them that the server has not answered
async function more() {
  if (fetching || dry || tasks().filter(isOpen).length > FEW) return;
  fetching = true;
  const before = turn, settled = sending === 0;
  try {
    const asked = new URLSearchParams({ order: about.order, blind: about.blind || "false", limit: "24", ...(about.issue && { issue: about.issue }) });
    const answer = await fetch(`${root}/review?${asked}`, { headers: { "HX-Request": "true" } });
    const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
    const known = new Set(tasks().map((t) => t.dataset.mark));
    const fresh = [...doc.querySelectorAll(".task")].filter((t) => !known.has(t.dataset.mark));
    dry = fresh.length === 0;
    list.append(...fresh);
    if (settled && before === turn) counts(doc); // else they are from before what was decided here
    if (!now) go(next());
  } catch { /* the server is away: what is here can be worked through */ } finally { fetching = false; }
}

function counts(doc) {
  for (const id of ["waiting", "judged", "passed"]) $(`#${id}`).textContent = doc.getElementById(id).textContent;
  const meter = doc.querySelector("#progress meter");
  $("#progress meter").max = meter.max;
  $("#progress meter").value = meter.value;
}
function step(waiting, judged) {
  turn += 1;
  for (const [id, by] of [["waiting", waiting], ["judged", judged]]) {
    const at = $(`#${id}`);
    at.textContent = Math.max(0, Number(at.textContent.replaceAll(",", "")) + by).toLocaleString("en");
  }
  $("#progress meter").value += judged;
  const middle = [...taken].sort((a, b) => a - b)[Math.floor(taken.length / 2)];
  $("#pace").textContent = taken.length ? `${taken.length} in this sitting, ${middle < 10 ? middle.toFixed(1) : Math.round(middle)} s each` : "";
}

const WORD = { accept: "accepted", reject: "rejected", edit: "edited" };
function done(task, verb, value) {
  task.classList.add("done");
  if (value.stance) restance(task, value.stance);
  task.querySelector(".verdict").textContent = `${WORD[verb]}${value.stance ? `: ${value.stance}` : ""}`;
}
function restance(task, stance) {
  task.classList.remove(task.dataset.stance);
  task.dataset.stance = stance; // what the next key is about
  task.classList.add(stance);
  task.querySelector(".line .stance").lastChild.textContent = stance;
  task.querySelectorAll("[data-stance-to]").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.stanceTo === stance)));
}

const seconds = () => Math.round((performance.now() - since) / 100) / 10;

// Shown at once, and taken back where the server says no.
async function decide(task, verb, value = {}) {
  const spent = seconds(), was = task.dataset.stance, verdict = task.querySelector(".verdict").textContent;
  const first = isOpen(task); // else it is decided on once more
  taken.push(spent);
  done(task, verb, value);
  if (first) step(-1, 1);
  go(next());
  sending += 1;
  try {
    await judge("position", task.dataset.mark, verb, { ...value, seconds: spent });
  } catch (error) {
    taken.pop();
    if (first) step(1, -1);
    task.classList.toggle("done", !first);
    restance(task, was);
    task.querySelector(".verdict").textContent = verdict;
    go(task);
    say(`Not kept: ${error.message}`);
  } finally { sending -= 1; }
  more();
}

async function takeBack() {
  const back = await undo(); // rows that are here hear of it by the event
  if (back && !tasks().some((t) => t.dataset.mark === back.mark)) await restore(back.mark, back.layer);
}
async function restore(mark, layer) {
  if (layer && layer !== "position") return void location.reload();
  try {
    const answer = await fetch(`${root}/review/task/${mark}?blind=${about.blind || "false"}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    const task = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".task");
    const was = tasks().find((t) => t.dataset.mark === mark);
    if (was) {
      if (was.classList.contains("done") && task.dataset.state === "machine" || about.blind) step(1, -1);
      was.replaceWith(task);
    } else if (list) { list.prepend(task); step(1, -1); } else return void location.reload();
    if (now === was) now = null;
    go(task);
  } catch { /* told */ }
}

const acts = {
  accept: (task) => decide(task, "accept"),
  reject: (task) => decide(task, "reject"),
  edit: (task) => {
    task.querySelector("form.edit") || edit(task, selected, () => ({ seconds: seconds() }));
  },
  comment: (task) => note(task),
  later: async (task) => {
    go(next() ?? task);
    list.append(task);
    try {
      await api("/pass", { body: { mark: task.dataset.mark } });
      turn += 1;
      $("#passed").textContent = (Number($("#passed").textContent.replaceAll(",", "")) + 1).toLocaleString("en");
    } catch (error) { say(error.message); }
  },
  merge: (task) => {
    if (!about.editor) return say("Merging actors needs the role of editor.");
    const { actor, actorName } = task.dataset;
    openForm(task, "merge", async (form) => {
      const into = chosen(form.querySelector(".pick"));
      if (!into?.id) { say("Choose the actor from the list."); return false; }
      await judge("actor", actor, "merge", { into });
      restore(task.dataset.mark, "position");
      return true;
    }, (form) => {
      form.querySelector('[data-show="name"]').textContent = actorName;
      form.addEventListener("chosen", async () => {
        const into = chosen(form.querySelector(".pick"));
        try {
          const p = await api("/preview", { body: { layer: "actor", mark: actor, verb: "merge", value: { into } } });
          form.querySelector('[data-show="preview"]').textContent = `${p.positions} positions change hands; ${p.standings} standings come, go or turn.`;
        } catch (error) { form.querySelector('[data-show="preview"]').textContent = error.message; }
      });
    });
  },
};

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const task = event.target.closest(".task");
  if (!task) return;
  const button = event.target.closest("[data-do], [data-stance-to]");
  if (button) {
    event.preventDefault();
    if (button.dataset.do) acts[button.dataset.do](task);
    else stance(task, button.dataset.stanceTo);
  } else if (task !== now) go(task);
});
const stance = (task, to) => (to === task.dataset.stance ? decide(task, "accept") : decide(task, "edit", { stance: to }));

document.addEventListener("keydown", (event) => {
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key;
  if (key === "u") { event.preventDefault(); return void takeBack(); }
  const all = tasks();
  if (key === "j" || key === "k" || key === "ArrowDown" && event.target === now || key === "ArrowUp" && event.target === now) {
    const n = all.indexOf(now) + (key === "j" || key === "ArrowDown" ? 1 : -1);
    if (all[n]) { event.preventDefault(); go(all[n]); }
    if (n >= all.length - FEW) more();
    return;
  }
  if (!now) return;
  const act = { a: "accept", r: "reject", e: "edit", c: "comment", l: "later", m: "merge" }[key];
  if (act) { event.preventDefault(); acts[act](now); } else if (key === "o") now.querySelector(".how a").click();
  else if (STANCES[Number(key) - 1]) { event.preventDefault(); stance(now, STANCES[Number(key) - 1]); }
});

// An edit by the form, an undoing from the corner: the row as it is now.
document.addEventListener("judged", (event) => {
  const { verb, mark, layer } = event.detail ?? {};
  const task = tasks().find((t) => t.dataset.mark === mark);
  if (!verb || !task) return;
  if (verb === "undo") { if (task.classList.contains("done")) restore(mark, layer ?? "position"); return; }
  if (verb === "edit" && isOpen(task)) {
    taken.push(seconds());
    done(task, "edit", {});
    step(-1, 1);
    setTimeout(() => { go(next()); more(); });
  }
});
go(tasks()[0] ?? null, { scroll: false });
