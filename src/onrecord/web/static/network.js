// The discourse network: laid out by force from places that follow from the ids, so that it looks the same on every visit;
// what has been dragged stays where it was put.

import { drag, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, select } from "./vendor/d3.js";
import { root } from "./onrecord.js";

const TURNS = 300;

/** A number from 0 to 1 that follows from a string (FNV-1a). */
function fraction(id, salt) {
  let hash = 2166136261 ^ salt;
  for (let n = 0; n < id.length; n += 1) hash = Math.imul(hash ^ id.charCodeAt(n), 16777619);
  return ((hash >>> 0) % 10007) / 10007;
}

const flag = (country) => `${root}/static/vendor/flags/${country.toLowerCase()}.svg`;
const initials = (name) => {
  const all = name.split(/\s+/).filter((w) => /^[\p{L}\p{N}]/u.test(w));
  const big = all.filter((w) => /^\p{Lu}/u.test(w));
  const from = big.length ? big : all;
  return (from.length > 1 ? from[0][0] + from.at(-1)[0] : (from[0] ?? "?")[0]).toUpperCase();
};
const short = (name, most) => (name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name);

export function drawNetwork(at, found) {
  const width = at.clientWidth || 700, height = at.clientHeight || 540;
  const key = `onrecord network ${root} ${found.issue} ${found.of}`;
  let put = {};
  try { put = JSON.parse(localStorage.getItem(key) ?? "{}"); } catch { /* nothing was put anywhere */ }

  const nodes = found.dots.map((dot) => {
    const angle = 2 * Math.PI * fraction(dot.id, 1), far = 60 + 160 * fraction(dot.id, 2);
    const mine = put[dot.id];
    return { ...dot, r: dot.mode === "issue" ? 9 : 11 + Math.min(9, 2 * Math.sqrt(dot.positions)),
      x: width / 2 + far * Math.cos(angle), y: height / 2 + far * Math.sin(angle),
      ...(mine ? { x: mine[0] * width, y: mine[1] * height, fx: mine[0] * width, fy: mine[1] * height } : {}) };
  });
  const here = nodes.find((node) => node.id === found.issue);
  if (here && here.fx === undefined) { here.x = width / 2; here.y = height / 2; }
  const known = new Map(nodes.map((node) => [node.id, node]));
  const links = found.ties.filter((tie) => known.has(tie.source) && known.has(tie.target))
    .map((tie) => ({ ...tie, one: tie.source, other: tie.target }));

  const simulation = forceSimulation(nodes)
    .force("link", forceLink(links).id((node) => node.id).distance(found.of === "actors" ? 120 : 90)
      .strength((tie) => (tie.says === "differ" ? 0 : found.of === "actors" ? 0.12 : 0.35)))
    .force("charge", forceManyBody().strength(-420))
    .force("x", forceX(width / 2).strength(0.07))
    .force("y", forceY(height / 2).strength(0.11))
    .force("collide", forceCollide((node) => node.r + 15))
    .stop();
  simulation.tick(TURNS);

  const inside = (node) => {
    node.x = Math.max(40, Math.min(width - 40, node.x));
    node.y = Math.max(24, Math.min(height - 34, node.y));
  };
  // What has no place of its own yet is drawn closer together, or further apart, to fill the picture.
  const free = nodes.filter((node) => node.fx === undefined);
  for (const [axis, side, edge] of [["x", width, 70], ["y", height, 40]]) {
    const all = free.map((node) => node[axis]), low = Math.min(...all), wide = Math.max(...all) - low;
    const by = Math.min(1.7, (side - 2 * edge) / (wide || 1));
    for (const node of free) node[axis] = side / 2 + (node[axis] - low - wide / 2) * by;
  }
  nodes.forEach(inside);

  const svg = select(at).append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "group")
    .attr("aria-label", "Network; the list below holds the same ties");
  const link = svg.append("g").selectAll("g").data(links).join("g").attr("class", "link");
  const strongest = Math.max(1, ...links.map((tie) => tie.positions));
  link.append("path").attr("class", (tie) => `tie-line ${tie.says}`).attr("stroke-width", (tie) => (found.of === "actors" ? 0.6 + 2.4 * (tie.positions / strongest) : 1.2 + 4 * Math.sqrt(tie.positions / strongest)));
  link.append("path").attr("class", "hit").on("click", (_, tie) => open(tie))
    .append("title").text((tie) => `${tie.names[0]} – ${tie.names[1]}: ${tie.says}, ${tie.positions}`);
  const node = svg.append("g").selectAll("g").data(nodes).join("g")
    .attr("class", (dot) => `node ${dot.mode}${dot.id === found.issue ? " here" : ""}`)
    .attr("tabindex", 0).attr("role", "link").attr("aria-label", (dot) => dot.name);
  const actors = node.filter((dot) => dot.mode === "actor");
  actors.append("circle").attr("r", (dot) => dot.r);
  const states = (dot) => dot.country && (dot.kind === "country" || dot.kind === "government");
  actors.append("text").attr("class", "short").text((dot) => initials(dot.name));
  actors.filter((dot) => dot.country).append("image").attr("href", (dot) => flag(dot.country))
    .attr("x", (dot) => (states(dot) ? -dot.r : dot.r * 0.35)).attr("y", (dot) => (states(dot) ? -dot.r : dot.r * 0.35))
    .attr("width", (dot) => (states(dot) ? 2 * dot.r : 11)).attr("height", (dot) => (states(dot) ? 2 * dot.r : 11))
    .on("error", (event) => event.target.remove()); // a code that has no flag: the initials stand there
  node.filter((dot) => dot.mode === "issue").append("rect").attr("x", -9).attr("y", -9).attr("width", 18).attr("height", 18).attr("rx", 3);
  node.append("text").attr("class", "name").attr("y", (dot) => dot.r + 12).text((dot) => short(dot.name, dot.mode === "issue" ? 34 : 24));
  node.append("title").text((dot) => `${dot.name}: ${dot.positions} positions`);

  // A name is under its node, but never over the edge of the picture.
  const long = (dot) => 3.1 * Math.min(dot.name.length, dot.mode === "issue" ? 34 : 24);
  const beside = (dot) => Math.max(Math.min(dot.x, width - 6 - long(dot)), 6 + long(dot));
  // Names that would lie on others are left out until one points there; those with most to say go first.
  const label = () => {
    const taken = [], hidden = new Set();
    const order = [...nodes].sort((a, b) => (b === here) - (a === here) || b.positions - a.positions || (a.id < b.id ? -1 : 1));
    for (const dot of order) {
      const half = long(dot), x = beside(dot), y = dot.y + dot.r + 12;
      const over = taken.some(([x0, x1, y0]) => x - half < x1 && x + half > x0 && Math.abs(y - y0) < 12)
        || nodes.some((other) => other !== dot && Math.abs(other.y - (y - 3)) < other.r + 5 && other.x + other.r > x - half && other.x - other.r < x + half);
      if (over && dot !== here) hidden.add(dot.id);
      else taken.push([x - half, x + half, y]);
    }
    node.classed("unnamed", (dot) => hidden.has(dot.id));
  };
  const place = () => {
    link.selectAll("path").attr("d", (tie) => {
      // A little bent, so that ties over a node can be told from ties to it.
      const dx = tie.target.x - tie.source.x, dy = tie.target.y - tie.source.y;
      return `M${tie.source.x},${tie.source.y}Q${(tie.source.x + tie.target.x) / 2 - dy * 0.06},${(tie.source.y + tie.target.y) / 2 + dx * 0.06} ${tie.target.x},${tie.target.y}`;
    });
    node.attr("transform", (dot) => `translate(${dot.x},${dot.y})`);
    node.select(".name").attr("x", (dot) => beside(dot) - dot.x);
  };
  place();
  label();

  function open(tie) {
    link.classed("on", (other) => other === tie);
    const asOf = found.as_of ? `&as_of=${found.as_of}` : "";
    htmx.ajax("GET", `${root}/issues/${found.issue}/tie?one=${tie.one}&other=${tie.other}&of=${found.of}${asOf}`, { target: "#tie", swap: "innerHTML" });
  }
  const near = (dot) => {
    const of = new Set([dot.id]);
    for (const tie of links) if (tie.one === dot.id || tie.other === dot.id) { of.add(tie.one); of.add(tie.other); }
    at.classList.add("some");
    node.classed("near", (other) => of.has(other.id));
    link.classed("near", (tie) => tie.one === dot.id || tie.other === dot.id);
  };
  const all = () => at.classList.remove("some");
  const visit = (dot) => { location.href = `${root}/${dot.mode === "issue" ? "issues" : "actors"}/${dot.id}`; };
  node.on("pointerenter", (_, dot) => near(dot)).on("pointerleave", all)
    .on("focus", (_, dot) => near(dot)).on("blur", all)
    .on("dblclick", (_, dot) => visit(dot))
    .on("keydown", (event, dot) => {
      const step = { ArrowLeft: [-12, 0], ArrowRight: [12, 0], ArrowUp: [0, -12], ArrowDown: [0, 12] }[event.key];
      if (event.key === "Enter") visit(dot);
      else if (step) { event.preventDefault(); dot.x += step[0]; dot.y += step[1]; inside(dot); place(); keep(dot); }
    });
  node.call(drag()
    .on("start", all)
    .on("drag", (event, dot) => { dot.x = event.x; dot.y = event.y; inside(dot); place(); })
    .on("end", (event, dot) => keep(dot)));
  function keep(dot) {
    put[dot.id] = [dot.x / width, dot.y / height];
    try { localStorage.setItem(key, JSON.stringify(put)); } catch { /* a browser that keeps nothing */ }
    reset.hidden = false;
    label();
  }

  const reset = document.createElement("button");
  reset.type = "button";
  reset.className = "reset";
  reset.textContent = "Lay out anew";
  reset.hidden = Object.keys(put).length === 0;
  reset.addEventListener("click", () => { localStorage.removeItem(key); at.replaceChildren(); drawNetwork(at, found); });
  at.append(reset);

  for (const button of at.closest("section")?.querySelectorAll("[data-save]") ?? []) {
    button.onclick = () => save(svg.node(), button.dataset.save, `${found.issue}-${found.of}`);
  }
}

/** The picture as a file: styles are written into it, since no style sheet goes with it. */
async function save(svg, as, name) {
  const copy = svg.cloneNode(true);
  const { width, height } = svg.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const from = svg.querySelectorAll("*"), to = copy.querySelectorAll("*");
  for (let n = 0; n < from.length; n += 1) {
    const look = getComputedStyle(from[n]);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "paint-order"]) {
      to[n].setAttribute(name, look.getPropertyValue(name));
    }
  }
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", width);
  ground.setAttribute("height", height);
  ground.setAttribute("fill", getComputedStyle(svg.parentElement).backgroundColor);
  copy.prepend(ground);
  for (const flag of copy.querySelectorAll("image")) {
    const drawn = await fetch(flag.getAttribute("href")).then((answer) => answer.text());
    flag.setAttribute("href", `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn)}`);
  }
  const words = new XMLSerializer().serializeToString(copy);
  let file = new Blob([words], { type: "image/svg+xml" });
  if (as === "png") {
    const picture = new Image();
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(words)}`;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    file = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${name}.${as}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
