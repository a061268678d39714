import type { Locator, Page } from "@playwright/test";
import { openLetter } from "./door.ts";
import { expect, password } from "./house.ts";
import { desk, phone } from "./picture.ts";

/** What people's journeys are made of, at a desk and on a phone. */
export const looks = [
  { kind: "desk", size: desk },
  { kind: "phone", size: phone },
];
export const patient = { timeout: 30_000 };
export const dialog = (page: Page) => page.getByRole("dialog");
export const bulk = (page: Page, deed: string) =>
  page.getByRole("region", { name: "Selected rows" }).getByRole("button", { name: deed });

/** The navigation: beside the page at a desk, behind a button on a phone; with the groups asked for unfolded. */
export async function menu(page: Page, ...groups: string[]) {
  const way = page.getByRole("button", { name: "Open the navigation" });
  if (await way.isVisible()) await way.click();
  const main = page.getByRole("navigation", { name: "Main" });
  for (const group of groups) await unfold(main, group);
  return main;
}

/** Opens a group of the navigation, if it is not open. */
export async function unfold(main: Locator, group: string) {
  const fold = main.getByRole("group").filter({ has: main.page().getByText(group, { exact: true }) });
  if ((await fold.getAttribute("open")) === null) await main.getByText(group, { exact: true }).first().click();
}
export const closeMenu = (page: Page) => page.keyboard.press("Escape");

/** Somebody new fills in the form and confirms the letter. */
export async function signUp(page: Page, email: string, name: string) {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible(patient);
  const letter = await openLetter(page, email, "Confirm your e-mail address");
  await letter.getByRole("link", { name: "Confirm my e-mail address" }).click();
  await page.getByRole("button", { name: "Confirm my e-mail address" }).click();
}
