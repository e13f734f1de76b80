// Where the texts of an issue are set: dots sized by how many texts name the place.

import { feature, geoGraticule10, geoNaturalEarth1, geoPath, scaleSqrt, select } from "./vendor/d3.js";

const LABELS = 8, WIDTH = 760, HEIGHT = 390, SHARE = 0.9, CLOSEST = 5;

/** Draw the world's part in which most of it is, or the whole world. */
export function drawMap(at, world, whole = false) {
  const rows = [...at.closest(".mapped").querySelectorAll("tr[data-lat]")].map((row) => ({
    row, name: row.dataset.place, n: Number(row.dataset.n), at: [Number(row.dataset.lon), Number(row.dataset.lat)],
  }));
  const land = feature(world, world.objects.countries);
  const projection = geoNaturalEarth1();
  const least = projection.fitSize([WIDTH, HEIGHT], land).scale();
  if (!whole && rows.length) fit(projection, most(rows), least);
  const path = geoPath(projection);
  const size = scaleSqrt().domain([0, Math.max(1, ...rows.map((spot) => spot.n))]).range([2, 17]);
  const svg = select(at).append("svg").attr("viewBox", `0 0 ${WIDTH} ${HEIGHT}`)
    .attr("role", "img").attr("aria-label", "Map of the places; the table beside it holds the same");
  svg.append("path").attr("class", "grid").attr("d", path(geoGraticule10()));
  svg.append("g").selectAll("path").data(land.features).join("path").attr("class", "land").attr("d", path);
  const spots = svg.append("g").selectAll("circle").data([...rows].sort((a, b) => b.n - a.n)).join("circle")
    .attr("class", "spot").attr("r", (spot) => size(spot.n))
    .attr("cx", (spot) => projection(spot.at)[0]).attr("cy", (spot) => projection(spot.at)[1]);
  spots.append("title").text((spot) => `${spot.name}: ${spot.n}`);
  const lit = (spot, is) => spot.row.classList.toggle("lit", is);
  spots.on("pointerenter", (_, spot) => { lit(spot, true); spot.row.scrollIntoView({ block: "nearest" }); }).on("pointerleave", (_, spot) => lit(spot, false));
  const said = [];
  for (const spot of [...rows].sort((a, b) => b.n - a.n)) {
    const [x, y] = projection(spot.at), long = 6.4 * spot.name.length, away = size(spot.n) + 4;
    const right = x + away + long < WIDTH;
    const box = right ? [x + away, x + away + long, y] : [x - away - long, x - away, y];
    if (said.length >= LABELS || said.some(([a, b, c]) => a < box[1] && b > box[0] && Math.abs(c - y) < 14)) continue;
    said.push(box);
    svg.append("text").attr("class", "label").attr("x", x + (right ? 1 : -1) * (size(spot.n) + 4)).attr("y", y + 4)
      .attr("text-anchor", right ? "start" : "end").text(spot.name);
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "wider";
  button.textContent = whole ? "Closer" : "Whole world";
  button.addEventListener("click", () => { at.replaceChildren(); drawMap(at, world, !whole); });
  at.append(button);
}

/** The places nearest to the middle of all that is named, until most of it lies among them. */
function most(rows) {
  const all = rows.reduce((sum, spot) => sum + spot.n, 0);
  const until = (sorted, share) => {
    let sum = 0;
    return sorted.filter((spot) => { const before = sum; sum += spot.n; return before < share * all; });
  };
  const middle = [0, 1].map((axis) => until([...rows].sort((a, b) => a.at[axis] - b.at[axis]), 0.5).at(-1).at[axis]);
  const far = (spot) => Math.hypot((spot.at[0] - middle[0]) * Math.cos(middle[1] * Math.PI / 180), spot.at[1] - middle[1]);
  return until([...rows].sort((a, b) => far(a) - far(b)), SHARE);
}

/** No nearer than lets one see which part of the world it is, no further than the world is wide. */
function fit(projection, rows, least) {
  projection.fitExtent([[90, 60], [WIDTH - 110, HEIGHT - 60]], { type: "MultiPoint", coordinates: rows.map((spot) => spot.at) });
  const middle = projection.invert([WIDTH / 2, HEIGHT / 2]);
  const scale = Math.max(least, Math.min(CLOSEST * least, projection.scale() || CLOSEST * least));
  projection.scale(scale).translate([0, 0]);
  const [x, y] = projection(rows.length === 1 || !Number.isFinite(middle[0]) ? rows[0].at : middle);
  projection.translate([WIDTH / 2 - x, HEIGHT / 2 - y]);
}
