// Settling differences by keyboard: whose row is right.

import { api, say, typing } from "./onrecord.js";
import { inTurn, undo } from "./judging.js";

const rows = [...document.querySelectorAll(".differ > li")];
const names = document.querySelector(".figures")?.dataset ?? {};

async function settle(row, side) {
  const other = side === "first" ? "second" : "first";
  const mine = row.dataset[side] || null;
  const theirs = row.dataset[other] || null;
  if (row.dataset.side === side) return; // said already
  row.dataset.side = side;
  try {
    const made = await inTurn(() => api("/adjudicate", { body: { right: names[side], mark: mine, other: theirs } }));
    row.classList.add("settled");
    row.querySelector(".verdict").textContent = `settled as ${names[side]} has it`;
    row.querySelectorAll(".side").forEach((cell, n) => cell.classList.toggle("chosen", n === (side === "first" ? 0 : 1)));
    say(`${names[side]} is right`, () => Promise.all(made.map((j) => undo(j.judgement))).then(() => unsettle(row)));
    rows[rows.indexOf(row) + 1]?.focus();
    figures();
  } catch (error) { delete row.dataset.side; say(error.message); }
}
function unsettle(row) {
  delete row.dataset.side;
  row.classList.remove("settled");
  row.querySelector(".verdict").textContent = "";
  row.querySelectorAll(".side").forEach((cell) => cell.classList.remove("chosen"));
  row.focus();
}

// The figures as they are now, without leaving the row.
let newest = 0;
async function figures() {
  const mine = ++newest;
  try {
    const answer = await fetch(location.href, { headers: { "HX-Request": "true" } });
    const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = doc.getElementById("figures");
    if (answer.ok && fresh && mine === newest) document.getElementById("figures").replaceWith(fresh);
  } catch { /* the old ones stay */ }
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-right]") : null;
  if (button) settle(button.closest(".differ > li"), button.dataset.right);
});
document.addEventListener("keydown", async (event) => {
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = rows.indexOf(document.activeElement?.closest?.(".differ > li"));
  if (event.key === "j") rows[Math.min(at + 1, rows.length - 1)]?.focus();
  else if (event.key === "k") rows[Math.max(at - 1, 0)]?.focus();
  else if (event.key === "u") {
    const back = await undo();
    const row = rows.find((r) => back && (r.dataset.first === back.mark || r.dataset.second === back.mark));
    if (row) { unsettle(row); figures(); }
  } else if (at >= 0 && (event.key === "1" || event.key === "2")) settle(rows[at], event.key === "1" ? "first" : "second");
});
