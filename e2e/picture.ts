import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect } from "./house.ts";

/** `SCREENSHOTS=1 npm test -- e2e …` takes the pictures of docs/screenshots anew. */
const taking = process.env.SCREENSHOTS === "1";
export const desk = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };
const fileOf = (name: string) => fileURLToPath(new URL(`../docs/screenshots/${name}.png`, import.meta.url));

/** Take the picture when asked to; there must be one of that size in the repository in any case. */
export async function picture(page: Page, name: string, size = desk): Promise<void> {
  await page.setViewportSize(size);
  await page.waitForLoadState("networkidle");
  await expect(page.locator("[aria-busy=true], [data-slot=skeleton]")).toHaveCount(0);
  if (taking) await page.screenshot({ path: fileOf(name), animations: "disabled", caret: "hide", scale: "css" });
  expect(existsSync(fileOf(name)), `docs/screenshots/${name}.png`).toBe(true);
  const png = readFileSync(fileOf(name));
  expect([png.readUInt32BE(16), png.readUInt32BE(20)], name).toEqual([size.width, size.height]);
  expect(png.byteLength, `${name} in bytes`).toBeLessThan(250_000);
}
