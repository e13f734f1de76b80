#!/usr/bin/env bash
# Vendor what the pages load: needs node and npm; writes src/onrecord/web/static/vendor. Run it again after a
# change of package.json, and commit what it writes: a served ledger loads nothing from elsewhere.
set -euo pipefail
cd "$(dirname "$0")"
out=../src/onrecord/web/static/vendor
npm install --no-audit --no-fund --no-package-lock --silent
mkdir -p "$out"
npx esbuild d3.mjs --bundle --format=esm --minify --legal-comments=none --outfile="$out/d3.js" --log-level=warning
cp node_modules/htmx.org/dist/htmx.min.js "$out/htmx.min.js"
npx esbuild uplot.mjs --bundle --format=esm --minify --legal-comments=none --outfile="$out/uplot.js" --log-level=warning
cp node_modules/uplot/dist/uPlot.min.css "$out/uplot.css"
cp node_modules/world-atlas/countries-110m.json "$out/world.json"
mkdir -p "$out/flags"
cp -L node_modules/circle-flags/flags/??.svg "$out/flags/" # those of ISO 3166-1 alpha-2 codes, and a few beside
{
  echo "What lies in this folder, as vendored by assets/build.sh, with the licences of its authors."
  for p in $(ls node_modules | grep -E '^(circle-flags|d3-|htmx.org|topojson-client|uplot|world-atlas|internmap)'); do
    node -e 'const p=require("./node_modules/'"$p"'/package.json");console.log("\n== "+p.name+" "+p.version+" ("+(p.license||"")+")")'
    cat node_modules/"$p"/LICENSE* 2>/dev/null || true
  done
} > "$out/LICENSES.txt"
