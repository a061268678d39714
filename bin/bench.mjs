/**
 * `npm run bench`, `npm run bench -- list search` for some of the parts, `--json` for machines, `--seconds=3` for the
 * length of one measurement. It makes a throwaway database that waits for the disk as production does, sets it up, loads
 * the demo and one organization with 200,000 orders, starts one web process and the worker, and runs every part in
 * `bin/bench/`.
 *
 * A part is a file there that exports `run(house)` and resolves to rows of
 * `{ name, value, unit, ratio, floor, p50, p95, cpu }`: `ratio` is the rate over that of the floor measured in the same
 * run, `p50` and `p95` are milliseconds, `cpu` milliseconds of the web process for one request; what does not apply is
 * left out. `needs: "house"` (the default), `"database"` (set up, and empty when no other part is run) or `"nothing"`
 * says what must stand before the part runs. The figures of one run compare with each other and not with those of
 * another machine or hour: read the ratios.
 */
if (Number(process.versions.node.split(".")[0]) < 18) {
  console.error(`Greenroom needs Node 18 or newer to begin with; this is Node ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  import("./lib/entry.mjs").then((entry) => entry.enter(import.meta.url, "../bench/lib/main.mjs"));
}
