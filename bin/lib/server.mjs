import { createWriteStream, mkdirSync } from "node:fs";
import { inRoot, inState, root } from "./node.mjs";
import { Interrupted, startNode } from "./run.mjs";
import { Stop } from "./stop.mjs";

const next = inRoot("node_modules", "next", "dist", "bin", "next");

/** Starts the web process on `host`:`port` from the build in `folder`, or with hot reload when `dev`. */
export function startWeb({ env, host, port, dev, folder, onLine }) {
  return startNode([next, dev ? "dev" : "start", "--port", String(port), "--hostname", host], {
    name: "web",
    cwd: root,
    env: {
      ...env,
      NODE_ENV: dev ? "development" : "production",
      PORT: String(port),
      ...(folder && { GREENROOM_DIST: folder }),
    },
    onLine,
  });
}

/** Starts the worker; when `dev`, it starts anew whenever one of its files changes. */
export function startWorker({ env, dev, onLine }) {
  const watch = dev ? ["--watch", "--watch-preserve-output"] : [];
  return startNode([...watch, "--conditions=react-server", inRoot("lib", "system", "worker", "main.ts")], {
    name: "worker",
    cwd: root,
    env: { NODE_ENV: dev ? "development" : "production", ...env },
    onLine,
  });
}

/** Waits until /api/health answers 200; `signal` ends the waiting when we are leaving anyway. */
export async function untilHealthy({ host, port, seconds = 90, signal }) {
  const address = `http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host}:${port}/api/health`;
  const until = Date.now() + seconds * 1000;
  let last = "no answer";
  while (Date.now() < until) {
    if (signal?.aborted) throw new Interrupted();
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(10_000) });
      if (answer.status === 200) return;
      last = `${answer.status} ${(await answer.text()).slice(0, 300)}`;
    } catch (error) {
      last = error.cause?.code ?? error.message;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Stop(`The web process does not become healthy: /api/health last said "${last}".`);
}

/** A log file of this run below .greenroom/logs: returns a function that adds a line, and keeps the last lines for a report. */
export function logTo(name) {
  mkdirSync(inState("logs"), { recursive: true, mode: 0o700 });
  const file = createWriteStream(inState("logs", `${name}.log`), { flags: "w" });
  // A log that cannot be written (a full disk, say) must not take the process down with it.
  file.on("error", () => {});
  const recent = [];
  const add = (text) => {
    recent.push(text);
    if (recent.length > 40) recent.shift();
    file.write(`${text}\n`);
  };
  return { add, recent: () => recent.join("\n") };
}

/** Structured lines below a warning (pino's 40) are for the log file; anything else a person should see. */
export function worthShowing(text) {
  const line = /^\{"level":(\d+)/.exec(text);
  return !line || Number(line[1]) >= 40;
}
