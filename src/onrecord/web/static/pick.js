// An actor or an issue chosen while its name is typed: a combobox with a list (WAI-ARIA's editable combobox).

import { api } from "./onrecord.js";

const KINDS = ["person", "organization", "government", "party", "country", "group"];
let count = 0;

/** What is chosen in a `.pick`: {id}, or what makes a new one; null where nothing is, undefined where words fit nothing. */
export function chosen(at) {
  const input = at.querySelector("input");
  if (at.value && at.value.shown === input.value) return at.value.of;
  return input.value.trim() === "" ? null : undefined;
}

/** Choose without typing. */
export function choose(at, of, shown) {
  at.value = { of, shown };
  at.querySelector("input").value = shown;
}

/** Make a `.pick` one; in a plain form its field then carries the id that was chosen. */
export function pick(at) {
  const input = at.querySelector("input");
  const list = at.querySelector("ul");
  const kind = at.dataset.pick;
  list.id = `pick-${++count}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", kind === "actor" ? "Actors" : "Issues");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
  let active = -1, asked = 0, timer;

  const options = () => [...list.children];
  const close = () => { list.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const light = (n) => {
    active = n;
    options().forEach((o, i) => o.setAttribute("aria-selected", String(i === n)));
    const now = options()[n];
    if (now) { input.setAttribute("aria-activedescendant", now.id); now.scrollIntoView({ block: "nearest" }); }
  };
  const take = (n) => {
    const option = options()[n];
    if (!option) return;
    choose(at, option.of, option.shown);
    clearTimeout(timer);
    asked += 1; // a list that is on its way comes too late
    close();
    at.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
  };
  const show = (found, words) => {
    const rows = found.map((f) => ({ of: { id: f.id }, shown: f.name, about: f.about }));
    if ("free" in at.dataset && !found.some((f) => f.name.toLowerCase() === words.toLowerCase())) {
      if (kind === "issue") rows.push({ of: { label: words }, shown: words, about: "new issue" });
      else for (const k of KINDS) rows.push({ of: { name: words, kind: k }, shown: words, about: `new ${k}` });
    }
    list.replaceChildren(...rows.map((row, n) => {
      const option = document.createElement("li");
      const about = document.createElement("small");
      about.textContent = row.about;
      option.append(row.shown, about);
      Object.assign(option, { id: `${list.id}-${n}`, of: row.of, shown: row.shown });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(n); });
      return option;
    }));
    list.hidden = rows.length === 0;
    input.setAttribute("aria-expanded", String(rows.length > 0));
    if (rows.length) light(0);
  };
  const ask = async () => {
    const words = input.value.trim();
    const mine = ++asked;
    if (!words) return close();
    try {
      const found = await api(`/pick/${kind}?q=${encodeURIComponent(words)}`);
      if (mine === asked && document.activeElement === input) show(found, words);
    } catch { close(); }
  };
  input.addEventListener("input", () => { at.value = null; clearTimeout(timer); timer = setTimeout(ask, 120); });
  input.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== input) close(); }, 100));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void ask();
      const n = options().length;
      light((active + (event.key === "ArrowDown" ? 1 : -1) + n) % n);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Tab" && !list.hidden && active >= 0 && !at.value) {
      take(active);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
  if (document.activeElement === input && input.value.trim() && !at.value) ask(); // typed before this was there
  const form = input.form;
  if (form?.method === "post") form.addEventListener("formdata", (event) => { const of = chosen(at); if (of?.id) event.formData.set(input.name, of.id); });
}

/** Every `.pick` within. */
export const picks = (within) => within.querySelectorAll("[data-pick]").forEach(pick);
