// What every page has: search as you type by keyboard, the token on every change, undo, a word when something is done.

const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
export const root = meta("root");

/** Ask the server for JSON; `body` makes it a change. Throws an Error with the server's words. */
export async function api(path, { method, body } = {}) {
  const answer = await fetch(`${root}/api${path}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: { Accept: "application/json", "X-CSRF-Token": meta("csrf"), ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error([found.detail, found.hint && `try: ${found.hint}`].filter((x) => typeof x === "string").join("; ") || `error ${answer.status}`);
  return found;
}

/** Say something in a corner for a while; `undo` adds a button that calls it. */
export function say(words, undo) {
  const at = document.getElementById("said");
  at.replaceChildren(words);
  if (undo) {
    const button = document.createElement("button");
    button.textContent = "Undo";
    button.addEventListener("click", undo);
    at.append(button);
  }
  clearTimeout(say.timer);
  say.timer = setTimeout(() => at.replaceChildren(), undo ? 12000 : 5000);
}

/** Whether a key typed here is meant for a field. */
export const typing = (event) => event.target.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRF-Token"] = meta("csrf");
});
document.addEventListener("htmx:responseError", (event) => {
  let told = {};
  try { told = JSON.parse(event.detail.xhr.responseText); } catch { /* a page, not JSON */ }
  say(told.detail ?? `That did not work (${event.detail.xhr.status}).`);
});
document.addEventListener("htmx:sendError", () => say("The server does not answer."));

const box = document.getElementById("q");
const found = document.getElementById("found");
if (box && found) {
  const links = () => [...found.querySelectorAll("a")];
  const open = (is) => { found.hidden = !is; box.setAttribute("aria-expanded", String(is)); };
  // What was chosen with the arrows stays chosen when more letters bring another list; a list that comes late opens nothing.
  let held;
  document.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.target === found) held = found.querySelector('[aria-selected="true"]')?.href; });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== found) return;
    links().find((a) => a.href === held)?.setAttribute("aria-selected", "true");
    open(found.childElementCount > 0 && box.value !== "" && document.activeElement === box);
  });
  box.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.findIndex((a) => a.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = (at + (event.key === "ArrowDown" ? 1 : -1) + all.length) % all.length;
      all.forEach((a, n) => a.setAttribute("aria-selected", String(n === next)));
      all[next]?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      all[at].click();
    } else if (event.key === "Escape") {
      open(false);
      box.blur();
    }
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) open(false); });
}

// A form is sent once, however often its button is clicked while the answer is on its way.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  else form.dataset.sent = "yes";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !typing(event) && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    box?.focus();
    box?.select();
  }
});
