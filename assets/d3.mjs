// The parts of d3 and topojson that the pages use, in one module.
export { drag } from "d3-drag";
export { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
export { geoNaturalEarth1, geoPath, geoGraticule10 } from "d3-geo";
export { scaleLinear, scalePoint, scaleSqrt, scaleTime } from "d3-scale";
export { pointer, select, selectAll } from "d3-selection";
export { extent, max, rollup } from "d3-array";
export { line, curveStepAfter } from "d3-shape";
export { zoom, zoomIdentity } from "d3-zoom";
export { feature, mesh } from "topojson-client";
