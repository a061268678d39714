import { copyFileSync, linkSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { inRoot, ownNode, root } from "../lib/node.mjs";
import { freePort } from "../lib/ports.mjs";
import { run as runToItsEnd, start, stop } from "../lib/run.mjs";
import { Stop } from "../lib/stop.mjs";

/** It starts a house of its own, so nothing else may stand beside it. */
export const needs = "nothing";

/**
 * `npm start` in a fresh clone of the last commit with the packages there: at first, when the build is there but the
 * database is not, and once more; and the steps of the first, the demo's load among them.
 */
export async function run({ temporary, note }) {
  const clone = path.join(temporary, "clone");
  note?.("a fresh clone");
  const cloned = await runToItsEnd("git", ["clone", "--quiet", "--local", root, clone], { name: "git clone" });
  if (cloned.code !== 0) throw new Stop("The checkout could not be cloned.", { detail: cloned.output });
  copyPackages(inRoot("node_modules"), path.join(clone, "node_modules"));
  const rows = [];
  for (const [name, prepare] of Object.entries(starts)) {
    prepare(clone);
    note?.(name);
    const { ready, steps } = await launch(clone);
    rows.push({ name, value: ready, unit: "s", ...(rows[0] && { ratio: rows[0].value / ready, floor: rows[0].name }) });
    if (rows.length === 1) rows.push(...steps.map(([step, value]) => ({ name: `  of it ${step}`, value, unit: "s" })));
  }
  return rows;
}

const starts = {
  "first start, nothing built": () => {},
  "first start, build there": (clone) => {
    for (const name of ["database", "secrets.json"]) rmSync(path.join(clone, ".greenroom", name), { recursive: true });
  },
  "second start": () => {},
};

/** Starts the house, waits until it says that it is ready, and stops it as Ctrl-C does. */
async function launch(clone) {
  const port = await freePort();
  const lines = [];
  const begun = performance.now();
  let found;
  const ready = new Promise((resolve) => {
    found = resolve;
  });
  const child = start(ownNode(), [path.join(clone, "bin", "start.mjs")], {
    name: "npm start",
    cwd: clone,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port), NO_COLOR: "1" },
    onLine: (text) => {
      lines.push(text);
      if (text.includes("is ready after")) found((performance.now() - begun) / 1000);
    },
  });
  const result = await Promise.race([ready, child.finished]);
  if (typeof result !== "number") throw new Stop("npm start ended early.", { detail: lines.join("\n") });
  await stop(child, { signal: "SIGINT", grace: 20_000 });
  const steps = lines.flatMap((line) => {
    const [, name, minutes, rest] = line.match(/✓ (\S.*?)\s{2,}.*?(?:(\d+) min )?([\d.]+) s$/) ?? [];
    return name ? [[name.toLowerCase(), Number(minutes ?? 0) * 60 + Number(rest)]] : [];
  });
  return { ready: result, steps };
}

/** The packages as they are, by links where the disk allows it: nobody waits for half a gigabyte. */
function copyPackages(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copyPackages(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else {
      try {
        linkSync(source, target);
      } catch {
        copyFileSync(source, target);
      }
    }
  }
}
