import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findChromium } from "./chromium.mjs";
import { inRoot, root } from "./node.mjs";
import { runNode } from "./run.mjs";
import { Stop } from "./stop.mjs";

/**
 * The proofs that `npm test` consists of. Each resolves to `{ passed, failed, skipped }` and throws a Stop with the tool's
 * output when it found a fault; `counts` on that Stop says how many tests passed all the same.
 */
const tool = (...parts) => inRoot("node_modules", ...parts);
const cores = os.availableParallelism();

/** Formatting, lint and import rules. */
export async function lint({ env }) {
  await mustSucceed(
    [
      tool("@biomejs", "biome", "bin", "biome"),
      "ci",
      "--max-diagnostics=50",
      `--colors=${process.stdout.isTTY ? "force" : "off"}`,
    ],
    { name: "biome", env },
  );
}

/** Next writes the types of the routes first, in place of older ones that may speak of pages that are gone. */
export async function types({ env }) {
  for (const folder of [".next", ".next/dev", ".next-beside"])
    rmSync(inRoot(folder, "types"), { recursive: true, force: true });
  await mustSucceed([tool("next", "dist", "bin", "next"), "typegen"], { name: "next typegen", env });
  await mustSucceed([tool("typescript", "bin", "tsc"), "--noEmit"], { name: "tsc", env });
}

/**
 * node --test over lib, db and bin; `filter` keeps the files whose path contains it. In a whole run a few files that failed
 * beside all others are tried once more by themselves: what fails then is a fault, what passes is told as flaky.
 */
export async function unit({ env, temporary, filter, onLine }) {
  const files = ["lib", "db", "bin"].flatMap(testFiles).filter((file) => !filter || file.includes(filter));
  if (files.length === 0)
    throw new Stop(filter ? `No test file's path contains "${filter}".` : "There are no unit tests.");
  const run = (some) => nodeTests(some, { env, temporary, onLine });
  const first = await run(files);
  const again = [...new Set(first.faults.map(({ file }) => file))];
  if (filter || again.length === 0 || again.length > mostFlaky)
    return settle(first.result, first.counts, onLine, failing);
  const second = await run(again);
  if (second.code !== 0) return settle(first.result, first.counts, onLine, failing);
  const { passed, failed, skipped } = first.counts;
  return { passed: passed + failed, failed: 0, skipped, flaky: first.faults.map(({ title }) => title) };
}

const mostFlaky = 3;
const failing = /^✖ failing tests:/m;

/** `{ result, code, counts, faults }`: what the run said, its totals, and what failed in which file. */
async function nodeTests(files, { env, temporary, onLine }) {
  const totals = path.join(temporary, "unit.json");
  const args = [
    "--conditions=react-server",
    "--test",
    `--test-concurrency=${Math.max(2, cores)}`,
    "--test-timeout=300000",
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    `--test-reporter=${inRoot("bin", "lib", "count-reporter.mjs")}`,
    `--test-reporter-destination=${totals}`,
  ];
  const result = await runNode([...args, ...files], { name: "node --test", cwd: root, env, onLine });
  const written = readJson(totals) ?? { counts: {}, faults: [] };
  const { passed = 0, failed = 0, cancelled = 0, skipped = 0, todo = 0 } = written.counts;
  const counts = { passed, failed: failed + cancelled, skipped: skipped + todo };
  return { result, code: result.code, counts, faults: written.faults };
}

/** Playwright in real Chromium against the running house; `filter` is passed on as it is. */
export async function e2e({ env, temporary, filter, onLine, note }) {
  const { source, ...launch } = await findChromium();
  note(source);
  const totals = path.join(temporary, "e2e.json");
  const args = ["test", "--config", inRoot("e2e", "playwright.config.ts"), "--reporter=list,json", "--forbid-only"];
  const workers = `--workers=${Math.max(2, Math.floor(cores / 2))}`;
  const result = await runNode([tool("@playwright", "test", "cli.js"), ...args, workers, ...(filter ?? [])], {
    name: "playwright",
    cwd: root,
    env: {
      ...env,
      // Fixtures call the product's own server-only code, as the worker does.
      NODE_OPTIONS: "--conditions=react-server",
      // A whole run tries a failed test once more, and says so.
      RETRIES: filter?.length ? "0" : "1",
      CHROMIUM_LAUNCH: JSON.stringify(launch),
      PLAYWRIGHT_JSON_OUTPUT_NAME: totals,
      PLAYWRIGHT_JSON_OUTPUT_FILE: totals,
    },
    onLine,
  });
  const written = readJson(totals);
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = written?.stats ?? {};
  const counts = { passed: expected + flaky, failed: unexpected, skipped };
  return { ...settle(result, counts, onLine), flaky: flakyOf(written ?? {}) };
}

/** The titles of what Playwright calls flaky, from its JSON: suites hold suites and specs. */
function flakyOf({ suites = [], specs = [] }) {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === "flaky")).map(({ title }) => title);
  return [...own, ...suites.flatMap(flakyOf)];
}

function settle({ code, output }, counts, onLine, from) {
  if (code === 0 && counts.failed === 0) return counts;
  const start = from ? Math.max(0, output.search(from)) : 0;
  // Shown line by line already, when somebody asked for this proof alone.
  const fault = new Stop("", { detail: onLine ? "" : output.slice(start) });
  fault.counts = { ...counts, failed: Math.max(1, counts.failed) };
  throw fault;
}

async function mustSucceed(args, { name, env }) {
  const { code, output } = await runNode(args, { name, cwd: root, env });
  if (code !== 0) throw new Stop("", { detail: output });
}

function testFiles(folder) {
  if (!existsSync(inRoot(folder))) return [];
  return readdirSync(inRoot(folder), { recursive: true })
    .filter((file) => (folder === "bin" ? file.endsWith(".test.mjs") : file.endsWith(".test.ts")))
    .map((file) => path.join(folder, file))
    .sort();
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8") || "null") : undefined;
}
