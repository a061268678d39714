import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, expectAccessible } from "./house.ts";

const app = new URL("../app/", import.meta.url);

/** The addresses of every file of this name below a folder of `app`, as Next knows them: `/[org]/events/[event]`. */
export function addressesIn(folder: string, file: "page.tsx" | "route.ts"): string[] {
  return readdirSync(new URL(`${encodeURI(folder)}/`, app), { recursive: true, encoding: "utf8" })
    .filter((path) => path === file || path.endsWith(`/${file}`))
    .map((path) => `/${path.slice(0, -file.length).replace(/\/$/, "")}`)
    .map((path) => path.replace(/\/\([^)]+\)/g, ""))
    .sort();
}

/** Does this route of `app` answer to GET? */
export const isRead = (route: string): boolean =>
  /export (async function|const) GET\b/.test(
    readFileSync(new URL(`${encodeURI(route.slice(1))}/route.ts`, app), "utf8"),
  );

/** Put values for the names in brackets. A page with a name that nobody thought of asks for it. */
export function filled(address: string, values: Record<string, string>): string {
  return address.replace(/\[+(?:\.\.\.)?(\w+)\]+/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`Say in the spec which [${name}] to open at ${address}.`);
    return value;
  });
}

/**
 * The page opens with one heading and a title of its own, its scripts stay silent, it does not scroll sideways on a
 * phone, and it is accessible: on a desk in light, on a phone in dark. Where the house is `empty` there is little that a
 * theme or a width could change, so one look is enough.
 */
export async function expectSound(page: Page, path: string, { empty = false } = {}): Promise<void> {
  const complaints: string[] = [];
  const hear = (words: string) => complaints.push(words);
  const onConsole = (message: { type(): string; text(): string }) => {
    if (message.type() === "error") hear(message.text());
  };
  const onError = (error: Error) => hear(error.message);
  page.on("console", onConsole).on("pageerror", onError);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light" });
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(200);
  await expect(page.getByRole("heading", { level: 1 }), `the headings of ${path}`).toHaveCount(1);
  expect(await page.title(), `the title of ${path}`).not.toMatch(/^(Greenroom)?$/);
  await expectAccessible(page, ["light"]);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  if (!empty) await expectAccessible(page, ["dark"]);
  page.off("console", onConsole).off("pageerror", onError);
  expect(complaints, `what the browser complains of at ${path}`).toEqual([]);
}

export type Told = { status: number; headings: string[]; links: string[]; words: string };

/**
 * What a page says to somebody who reads it without running it: its headings, where its main navigation leads, and every
 * word that was sent, scripts' data included, but for the address itself. Much cheaper than opening it, where only what is
 * let through and what is kept back is asked. (A refusal's heading appears once the page runs.)
 */
export async function told(page: Page, path: string): Promise<Told> {
  const response = await page.request.get(path);
  const body = await response.text();
  const read = (html: string) => {
    const there = new DOMParser().parseFromString(html, "text/html");
    const links = [...there.querySelectorAll("nav[aria-label=Main] a")];
    return {
      headings: [...there.querySelectorAll("h1")].map((one) => one.textContent?.trim() ?? ""),
      links: links.map((link) => link.getAttribute("href") ?? ""),
    };
  };
  const own = path.split("/").filter((part) => /[\d-]/.test(part));
  const rest = own.reduce((text, part) => text.replaceAll(part, ""), body.replace(/nonce\W+[\w+/=]+/g, ""));
  const words = [...new Set(rest.match(/\p{L}{3,}/gu))].sort().join(" ");
  return { status: response.status(), words, ...(await page.evaluate(read, body)) };
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(beyond, { message: `${page.url()} is wider than a phone` }).toBe(0);
}
