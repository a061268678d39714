import { readdirSync } from "node:fs";
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
 * phone, and it is accessible: on a desk in light and in dark, on a phone in dark. Where the house is `empty` there is
 * little that a theme or a width could change, so one look is enough.
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
  await expectAccessible(page, empty ? ["light"] : ["light", "dark"]);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSidewaysScroll(page);
  if (!empty) await expectAccessible(page, ["dark"]);
  page.off("console", onConsole).off("pageerror", onError);
  expect(complaints, `what the browser complains of at ${path}`).toEqual([]);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(beyond, { message: `${page.url()} is wider than a phone` }).toBe(0);
}
