import { spawn } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
import { inRoot, ownNode } from "./node.mjs";
import { killGroup, record } from "./processes.mjs";

const leash = inRoot("bin", "lib", "leash.cjs");
const running = new Set();
let closed = false;

/**
 * Starts a command in a process group of its own (Ctrl-C at the terminal reaches only us, so that we decide the order in
 * which things stop) and writes it down. `onLine(text, stream)` receives its output line by line.
 */
export function start(command, args, { name, onLine = () => {}, folder, signal, ipc = false, ...options }) {
  if (closed) throw new Interrupted();
  const channel = ipc ? ["ipc"] : [];
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe", ...channel],
    detached: process.platform !== "win32",
    windowsHide: true,
    ...options,
  });
  const strike = child.pid ? record(child.pid, name, { folder, signal }) : () => {};
  running.add(child);
  for (const stream of ["stdout", "stderr"]) if (child[stream]) eachLine(child[stream], (text) => onLine(text, stream));
  child.finished = new Promise((resolve) => {
    const done = (code, signal, error) => {
      running.delete(child);
      strike();
      resolve({ code: code ?? 1, signal, error });
    };
    child.once("error", (error) => done(1, null, error));
    child.once("close", (code, signal) => done(code, signal));
  });
  return child;
}

/** Starts a Node 24 process that ends when we do. */
export function startNode(args, options) {
  const env = { ...(options.env ?? process.env), GREENROOM_LAUNCHER: String(process.pid) };
  return start(ownNode(), ["--require", leash, ...args], { ...options, env, ipc: true });
}

/** Runs a command to its end: `{ code, output }`. Throws only when the command cannot be started or we were interrupted. */
export async function run(command, args, options) {
  return collect((onLine) => start(command, args, { ...options, onLine }), options.onLine);
}

/** Runs a Node 24 script to its end: `{ code, output }`. */
export async function runNode(args, options) {
  return collect((onLine) => startNode(args, { ...options, onLine }), options.onLine);
}

/** Asks a process to end, and ends it (with all it started) when it has not done so after `grace` milliseconds. */
export async function stop(child, { signal = "SIGTERM", grace = 8000 } = {}) {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await Promise.race([child.finished, new Promise((resolve) => setTimeout(resolve, grace).unref())]);
  }
  if (child.pid) killGroup(child.pid, "SIGKILL");
  await child.finished;
}

/** From now on nothing more is started, and what runs to its end (not what `except` holds) is stopped. */
export async function stopRunning(except = []) {
  closed = true;
  await Promise.all(
    [...running].filter((child) => !except.includes(child)).map((child) => stop(child, { grace: 2000 })),
  );
}

/** Thrown into whatever step was under way when the person pressed Ctrl-C. */
export class Interrupted extends Error {}

async function collect(begin, onLine = () => {}) {
  const lines = [];
  const child = begin((text, stream) => {
    lines.push(text);
    onLine(text, stream);
  });
  const { code, signal, error } = await child.finished;
  if (closed) throw new Interrupted();
  if (error) throw error;
  // Somebody else ended it, or the machine did for want of memory: the output alone would not say so.
  if (signal) lines.push(`(ended by ${signal})`);
  return { code, signal, output: lines.join("\n") };
}

function eachLine(stream, receive) {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  stream.on("data", (chunk) => {
    const lines = (rest + decoder.write(chunk)).split(/\r?\n/);
    rest = lines.pop();
    for (const text of lines) receive(text);
  });
  stream.on("end", () => rest && receive(rest));
}
