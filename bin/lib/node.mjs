import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Stop } from "./stop.mjs";

/** The checkout this launcher belongs to, whatever the working directory is. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** Everything a run leaves behind lives here; git ignores it, and deleting it begins anew. */
export const state = path.join(root, ".greenroom");

export const inRoot = (...parts) => path.join(root, ...parts);
export const inState = (...parts) => path.join(state, ...parts);

/** The Node 24 that `npm ci` brings along. The package names the file node.exe on Windows. */
export function ownNode() {
  const name = process.platform === "win32" ? "node.exe" : "node";
  return inRoot("node_modules", "node", "bin", name);
}

export function onNode24() {
  return Number(process.versions.node.split(".")[0]) >= 24;
}

/** Runs the same script on Node 24 and resolves to its exit code. The child watches the channel: it never outlives us. */
export async function reexecute(script, args) {
  if (!existsSync(ownNode())) {
    throw new Stop("Node 24 was not installed with the packages: remove node_modules and run the command again.");
  }
  const child = spawn(ownNode(), [script, ...args], { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
