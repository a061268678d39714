// `npm start` and `npm run dev`. Written so that even an old Node can read this far and be told what it lacks.
if (Number(process.versions.node.split(".")[0]) < 18) {
  console.error(`Greenroom needs Node 18 or newer to begin with; this is Node ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  import("./lib/entry.mjs").then((entry) => entry.enter(import.meta.url, "./launch.mjs"));
}
