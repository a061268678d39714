import { randomBytes } from "node:crypto";
import type { FrameLocator, Page } from "@playwright/test";
import { expect, open, password } from "./house.ts";

/** What people do at the door: sign up, sign in, read the letters that come. */
export const fresh = () => `nell-${randomBytes(5).toString("hex")}@example.test`;
export const noMatch = "This e-mail and password do not match, or the address is not confirmed yet.";
export const problem = (page: Page) => page.getByRole("main").getByRole("alert");

export async function signUp(page: Page, email: string, secret = password) {
  await open(page, "/sign-up");
  await page.getByLabel("Your name").fill("Nell Newcomer");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(secret);
  await page.getByRole("button", { name: "Create account" }).click();
}

export async function enter(page: Page, email: string, secret = password) {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(secret);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Open the newest letter with this subject, as its reader would. */
export async function openLetter(page: Page, to: string, subject: string): Promise<FrameLocator> {
  await expect(async () => {
    await page.goto(`/mailbox?to=${encodeURIComponent(to)}`);
    await page.getByRole("link", { name: subject }).first().click({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByRole("heading", { level: 1, name: subject })).toBeVisible();
  return page.frameLocator("iframe");
}
