/**
 * `node bin/rebuild-rollups.mjs`: makes every organization's rollups anew from the single rows and says whether they are what
 * the runs of the worker had made of them; `lantern-fields` behind it for one. Days whose rows are no longer kept stay. Reads the
 * database of DATABASE_URL, or the one that a running `npm start` keeps here. Exits 1 when something differed.
 */
if (Number(process.versions.node.split(".")[0]) < 18) {
  console.error(`Greenroom needs Node 18 or newer to begin with; this is Node ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  import("./lib/entry.mjs").then((entry) => entry.enter(import.meta.url, "./rebuild-rollups-main.mjs"));
}
