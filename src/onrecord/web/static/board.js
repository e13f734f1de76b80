// An issue: the slider that moves the board through time; the network and the map where they come into view.

import { api, root, say } from "./onrecord.js";

// as of --------------------------------------------------------------------------------------------------------------

// A part of the page anew. The newest that was asked for is shown: an answer that comes after it is thrown away.
const turns = {};
async function load(id, path, swapStyle) {
  const mine = turns[id] = (turns[id] ?? 0) + 1;
  try {
    const answer = await fetch(path, { headers: { "HX-Request": "true" } });
    const words = await answer.text();
    if (mine !== turns[id]) return false;
    if (!answer.ok) throw new Error(`That did not work (${answer.status}).`);
    htmx.swap(`#${id}`, words, { swapStyle });
    return true;
  } catch (error) {
    if (mine === turns[id]) say(error instanceof TypeError ? "The server does not answer." : error.message);
    return false;
  }
}

const form = document.getElementById("time");
if (form) {
  const stops = form.dataset.stops.split(" ");
  const slider = document.getElementById("slider");
  const day = document.getElementById("as_of");
  const play = document.getElementById("play");
  const latest = document.getElementById("latest");
  const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });
  let wait, follow, asked = day.value, playing = 0, beat;
  let moving = Promise.resolve(), moved = () => {}; // until the board of the day is there

  // The slider runs over days, as the bars above it do; it rests on those on which something was said.
  const since = (value) => Math.round((Date.parse(value) - Date.parse(stops[0])) / 86400000);
  const places = stops.map(since), last = stops.length - 1;
  slider.max = places[last];
  const at = () => nearest(Number(slider.value));
  const nearest = (place) => places.reduce((best, one, n) => (Math.abs(one - place) < Math.abs(places[best] - place) ? n : best), 0);
  const before = (value) => { let n = last; while (n > 0 && stops[n] > value) n -= 1; return n; };
  const go = (n, soon) => { slider.value = places[n]; show(n === last ? "" : stops[n], soon); };
  const show = (value, soon = 0) => {
    day.value = value;
    latest.hidden = value === "";
    slider.setAttribute("aria-valuetext", value === "" ? "latest" : words.format(new Date(value)));
    clearTimeout(wait);
    moved(); // by another day
    moving = new Promise((resolve) => { moved = resolve; wait = setTimeout(() => swap(value).then(resolve), soon); });
  };
  const swap = async (value) => {
    if (value === asked) return;
    asked = value;
    const query = value === "" ? "" : `?as_of=${value}`;
    history.replaceState(null, "", location.pathname + query);
    for (const link of document.querySelectorAll("[data-export]")) link.href = link.getAttribute("href").split("?")[0] + query;
    for (const id of ["network", "where"]) {
      const part = document.getElementById(id);
      if (part?.hasAttribute("hx-get")) part.setAttribute("hx-get", part.getAttribute("hx-get").split("?")[0] + query);
    }
    document.getElementById("board").setAttribute("aria-busy", "true");
    if (!await load("board", form.dataset.board + query, "outerHTML")) {
      if (asked === value) { asked = undefined; document.getElementById("board").removeAttribute("aria-busy"); } // ask again
      return;
    }
    clearTimeout(follow);
    follow = setTimeout(() => pictures(query), 900);
  };
  // What has been drawn already follows once the slider rests.
  const pictures = (query) => {
    const net = document.querySelector("#network [data-network]"), map = document.querySelector("#where [data-map]");
    const and = query.replace("?", "&");
    if (net) load("network", `${form.action}/network?of=${net.dataset.of}${and}`, "innerHTML");
    if (map) load("where", `${form.action}/where${query}`, "innerHTML");
  };

  slider.hidden = false;
  play.hidden = false;
  slider.value = places[day.value ? before(day.value) : last];
  slider.setAttribute("aria-valuetext", day.value ? words.format(new Date(day.value)) : "latest");
  slider.addEventListener("input", () => { const n = at(); show(n === last ? "" : stops[n], 140); });
  slider.addEventListener("change", () => { slider.value = places[at()]; });
  slider.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -stops.length, End: stops.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    go(Math.max(0, Math.min(last, at() + step)), 140);
  });
  day.addEventListener("change", () => { if (day.value) { slider.value = places[before(day.value)]; show(day.value); } });
  form.addEventListener("submit", (event) => { event.preventDefault(); if (day.value) show(day.value); });
  latest.addEventListener("click", (event) => { event.preventDefault(); go(last, 0); });

  let plays = 0;
  const stop = () => { playing = 0; clearTimeout(beat); play.textContent = "▶ Play"; play.setAttribute("aria-pressed", "false"); };
  play.addEventListener("click", () => {
    if (playing) return stop();
    const mine = playing = ++plays;
    const stride = Math.max(1, Math.round(stops.length / 30)); // the whole of it in half a minute
    const step = () => {
      const n = Math.min(last, at() + stride);
      go(n, 0);
      if (n === last) stop(); else rest();
    };
    const rest = async () => {
      await moving; // every board is seen, however slow the server is
      if (playing === mine) beat = setTimeout(step, 1000);
    };
    play.textContent = "❚❚ Pause";
    play.setAttribute("aria-pressed", "true");
    if (at() === last) go(0, 0);
    rest();
  });
}

// what comes into view -----------------------------------------------------------------------------------------------

async function fill(within) {
  const net = within.querySelector("[data-network]:not([data-drawn])");
  const map = within.querySelector("[data-map]:not([data-drawn])");
  for (const figure of [net, map]) if (figure) figure.dataset.drawn = "yes"; // before anything is awaited: once each
  if (net) {
    const [{ drawNetwork }, found] = await Promise.all([
      import("./network.js"),
      api(`/issues/${net.dataset.network}/network?of=${net.dataset.of}${net.dataset.asOf ? `&as_of=${net.dataset.asOf}` : ""}`),
    ]);
    net.hidden = false;
    drawNetwork(net, found);
  }
  if (map) {
    const [{ drawMap }, world] = await Promise.all([import("./map.js"), fetch(`${root}/static/vendor/world.json`).then((answer) => answer.json())]);
    map.hidden = false;
    drawMap(map, world);
  }
}
const safely = (within) => fill(within).catch((error) => say(error.message));
safely(document);
document.addEventListener("htmx:afterSettle", (event) => safely(event.detail.elt?.parentElement ?? document));
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
