import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inRoot, inState } from "./node.mjs";

/**
 * What Playwright's `launchOptions` need on this machine: `{ executablePath, args, env }`. `npm test` has found the browser
 * before and passes it on in CHROMIUM_LAUNCH; a Playwright started by hand looks for it here.
 */
export async function launchOptions() {
  const known = process.env.CHROMIUM_LAUNCH;
  const found = known ? JSON.parse(known) : await findChromium();
  return { executablePath: found.executablePath, args: found.args, env: { ...process.env, ...found.env } };
}

/**
 * A Chromium that has shown a page on this machine: the one named in CHROMIUM, Playwright's own, the system's, and last the
 * one that comes with the packages, which needs nothing of the system. `{ executablePath, args, env, source }`.
 */
export async function findChromium() {
  const refused = [];
  for (const candidate of await candidates()) {
    const found = { args: [], env: {}, ...candidate };
    if (found.unpack) Object.assign(found, await found.unpack());
    const words = await refusal(found);
    if (words === undefined) {
      const { executablePath, args, env, source } = found;
      return { executablePath, args: [...sandbox, ...quiet, ...args], env, source };
    }
    refused.push(`${found.source}: ${words}`);
  }
  throw new Error(`No Chromium starts here. Install one, or name its program in CHROMIUM.\n${refused.join("\n")}`);
}

/** Root may not have Chromium's sandbox; the pages shown are our own, from this machine. */
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** Nothing but the tests speaks to the network, and every machine draws text alike. */
const quiet = [
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--font-render-hinting=none",
];

async function candidates() {
  if (process.env.CHROMIUM) return [{ source: "CHROMIUM", executablePath: process.env.CHROMIUM }];
  const own = await ofPlaywright();
  const system = ofSystem();
  const packed = process.platform === "linux" && process.arch === "x64" ? [fromPackage()] : [];
  return [...own, ...system, ...packed, ...packed.map(withItsLibraries)];
}

/** Playwright installs a whole browser or only its headless shell, side by side. */
async function ofPlaywright() {
  const { chromium } = await import("@playwright/test");
  const whole = chromium.executablePath();
  if (whole && existsSync(whole)) return [{ source: "Playwright's Chromium", executablePath: whole }];
  const parts = whole.split(path.sep);
  const at = parts.findIndex((part) => /^chromium-\d+$/.test(part));
  if (at < 0) return [];
  const shell = path.join(parts.slice(0, at).join(path.sep), parts[at].replace("chromium", "chromium_headless_shell"));
  if (!existsSync(shell)) return [];
  const program = readdirSync(shell, { recursive: true }).find((file) =>
    /(chrome-)?headless[-_]shell(\.exe)?$/.test(file),
  );
  return program ? [{ source: "Playwright's Chromium", executablePath: path.join(shell, program) }] : [];
}

function ofSystem() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const places = [
    ...names.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    path.join(process.env.PROGRAMFILES ?? "C:\\Program Files", "Google", "Chrome", "Application", "chrome.exe"),
  ];
  return places
    .filter((file) => existsSync(file))
    .map((executablePath) => ({ source: executablePath, executablePath }));
}

/** Unpacked once per version into .greenroom: 210 MB, aside first, so that a killed unpacking is never taken for a browser. */
function fromPackage() {
  return {
    source: "the Chromium among the packages",
    async unpack() {
      const require = createRequire(inRoot("package.json"));
      const entry = require.resolve("@sparticuz/chromium");
      const { version } = JSON.parse(readFileSync(path.join(path.dirname(entry), "..", "package.json"), "utf8"));
      const home = inState("chromium", version);
      if (!existsSync(home)) await unpackInto(home, entry);
      const env = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: path.join(home, "fonts") };
      return {
        executablePath: path.join(home, "chromium"),
        args: ["--no-zygote", "--no-sandbox", "--disable-gpu"],
        env,
      };
    },
  };
}

/** The same with the system libraries that it brings for machines without them. */
function withItsLibraries(packed) {
  return {
    source: `${packed.source}, with its libraries`,
    async unpack() {
      const found = await packed.unpack();
      const libraries = path.join(path.dirname(found.executablePath), "al2023", "lib");
      return { ...found, env: { ...found.env, LD_LIBRARY_PATH: libraries } };
    },
  };
}

/** The package unpacks into the folder for temporary files, which it asks for anew at every call. */
async function unpackInto(home, entry) {
  mkdirSync(path.dirname(home), { recursive: true });
  const draft = mkdtempSync(`${home}-draft-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = draft;
  try {
    const { default: packed, inflate } = await import(pathToFileURL(entry).href);
    await packed.executablePath();
    await inflate(path.join(path.dirname(entry), "..", "bin", "al2023.tar.br"));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    renameSync(draft, home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

/** Shows a page with it, the way the tests will; resolves to what went wrong, or to undefined. */
async function refusal({ executablePath, args, env }) {
  const { chromium } = await import("@playwright/test");
  let browser;
  try {
    const options = { executablePath, args: [...sandbox, ...quiet, ...args], env: { ...process.env, ...env } };
    browser = await chromium.launch({ ...options, timeout: 20_000 });
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto("data:text/html,<p>the%20house%20stands</p>");
    const shown = await page.getByRole("paragraph").textContent();
    return shown === "the house stands" ? undefined : `showed "${shown}"`;
  } catch (error) {
    return error.message.split("\n").slice(0, 12).join("\n");
  } finally {
    await browser?.close();
  }
}
