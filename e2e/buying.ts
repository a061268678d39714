import type { Page } from "@playwright/test";
import { admin, expect } from "./house.ts";

/** The steps of buying that every journey of a visitor shares. */
export const card = {
  good: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  slow: "4000 0000 0000 3220",
  twice: "4000 0000 0000 0259",
};
const tickets =
  "select count(*)::int as count from ticketing.tickets t join ticketing.orders o on o.id = t.order_id where o.event_id = $1";

export async function chooseTickets(page: Page, path: string, tier: string, count: number): Promise<void> {
  await page.goto(path);
  await page.getByLabel(`Number of ${tier}`).fill(String(count));
  await page.getByRole("button", { name: "Get tickets" }).click();
  await expect(page.getByRole("heading", { name: "Your details" })).toBeVisible();
}

export async function sayWho(page: Page, name = "Ada Byron", email = "ada@example.test"): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: /^Pay/ }).click();
  await expect(page.getByText("Test gateway: no real money moves")).toBeVisible();
}

export async function payWith(page: Page, number: string): Promise<void> {
  // A press before the page listens fills nothing in.
  await expect(async () => {
    await page.getByRole("button", { name: `Use ${number}` }).click();
    await expect(page.getByLabel("Card number")).toHaveValue(/\d{4}/, { timeout: 1_000 });
  }).toPass();
  await page.getByRole("button", { name: /^Pay/ }).click();
}

export const countOf = async (eventId: string) => (await admin.query(tickets, [eventId])).rows[0].count;
