import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { inState, state } from "./node.mjs";
import { isAlive, me } from "./processes.mjs";
import { Stop } from "./stop.mjs";

/**
 * Takes `.greenroom/<name>.lock` for this process; returns the function that gives it back. A lock whose holder has died,
 * or whose process id now belongs to another process, is taken over. `what` names the holder in the refusal.
 */
export async function takeLock(name, what, { wait = 0, folder = state } = {}) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = folder === state ? inState(`${name}.lock`) : `${folder}/${name}.lock`;
  const until = Date.now() + wait;
  for (;;) {
    if (claim(file)) return () => release(file);
    const holder = readHolder(file);
    if (holder && !isAlive(holder)) takeAway(file, holder);
    else if (holder && Date.now() >= until) {
      throw new Stop(`There is ${what} running in this checkout already (process ${holder.pid}); stop that one first.`);
    } else await new Promise((resolve) => setTimeout(resolve, holder ? 250 : 10));
  }
}

/** Written aside and linked into place, so that nobody ever reads a lock that is half written. */
function claim(file) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(me()));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

export function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Two may find the same dead holder: the one who moves the file checks that it was still the dead one's. */
function takeAway(file, holder) {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error.code === "ENOENT") return;
    throw error;
  }
  const moved = readHolder(aside);
  if (moved && (moved.pid !== holder.pid || moved.born !== holder.born)) {
    try {
      linkSync(aside, file);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
  rmSync(aside, { force: true });
}

function release(file) {
  if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
}
