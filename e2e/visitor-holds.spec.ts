import { card, chooseTickets, countOf, sayWho } from "./buying.ts";
import { admin, expect, expectAccessible, given, test } from "./house.ts";

// Each goes through the web process, the gateway and the worker; a busy machine takes its time for that.
test.describe.configure({ timeout: 120_000 });

test("a visitor who waits too long is told so and finds the same choice again", async ({ page }) => {
  const event = await given.event(await given.organization());
  await chooseTickets(page, event.path, "Regular", 4);
  await admin.query(
    "update ticketing.checkout_sessions set expires_at = now() + interval '3 seconds' where event_id = $1",
    [event.id],
  );
  await page.reload();
  await expect(page.getByRole("timer")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Your time is over" })).toBeVisible({ timeout: 15_000 });
  await expectAccessible(page);
  await page.getByRole("link", { name: "Choose the same tickets again" }).click();
  await expect(page.getByLabel("Number of Regular")).toHaveValue("4");
  await page.getByRole("button", { name: "Get tickets" }).click();
  await expect(page.getByRole("heading", { name: "Your details" })).toBeVisible();
});

test("the last ticket in one visitor's basket is refused to another until it is given back", async ({
  page,
  browser,
  baseURL,
}) => {
  const event = await given.event(await given.organization(), { tiers: [{ name: "Regular", quota: 1 }] });
  const other = await browser.newContext({ baseURL });
  const late = await other.newPage();
  await late.goto(event.path);
  await chooseTickets(page, event.path, "Regular", 1);
  await late.getByRole("button", { name: "Get tickets" }).click();
  await expect(late.getByRole("alert").filter({ hasText: "in other people's baskets" })).toBeVisible();

  await late.reload();
  await expect(late.getByText("The last ones are in baskets.")).toBeVisible();
  await expect(late.getByRole("button", { name: "Get tickets" })).toHaveCount(0);

  await page.getByRole("button", { name: "Cancel and give the tickets back" }).click();
  await expect(page.getByText("Your tickets went back.")).toBeVisible();
  await late.reload();
  await late.getByRole("button", { name: "Get tickets" }).click();
  await expect(late.getByRole("heading", { name: "Your details" })).toBeVisible();
  await other.close();
});

test("a visitor who goes back and chooses anew gives the first choice back", async ({ page }) => {
  const event = await given.event(await given.organization(), { tiers: [{ name: "Regular", quota: 2 }] });
  await chooseTickets(page, event.path, "Regular", 2);
  await page.goto(event.path);
  await expect(page.getByText("2 tickets are held for you.")).toBeVisible();
  await page.getByRole("button", { name: "One Regular less" }).click();
  await page.getByRole("button", { name: "Change tickets" }).click();
  await expect(page.getByRole("row", { name: /1 × Regular/ })).toBeVisible();
  const { rows } = await admin.query("select held from ticketing.ticket_tiers where event_id = $1", [event.id]);
  expect(rows).toEqual([{ held: 1 }]);
});

test("a visitor gets a free ticket at once", async ({ page }) => {
  const event = await given.event(await given.organization(), { tiers: [{ name: "Seat", priceMinor: 0n }] });
  await chooseTickets(page, event.path, "Seat", 1);
  await page.getByLabel("Name").fill("Ada Byron");
  await page.getByLabel("E-mail").fill("ada@example.test");
  await page.getByRole("button", { name: "Get the ticket" }).click();
  await expect(page.getByRole("heading", { name: "Your ticket", exact: true })).toBeVisible();
  expect(await countOf(event.id)).toBe(1);
});

test("a visitor without scripts buys a ticket with forms alone", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  const event = await given.event(await given.organization(), { tiers: [{ name: "Regular" }, { name: "Balcony" }] });
  await page.goto(event.path);
  await page.getByRole("button", { name: "Get tickets" }).click();
  await expect(page.getByText("Choose at least one ticket.")).toBeVisible();
  await chooseTickets(page, event.path, "Balcony", 2);
  await page.getByLabel("Name").fill("Ada Byron");
  await page.getByRole("button", { name: /^Pay/ }).click();
  await expect(page.getByText("Say where the tickets should go.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Ada Byron");
  await sayWho(page);
  await page.getByLabel("Card number").fill(card.good);
  await page.getByLabel("Expiry").fill("12/34");
  await page.getByLabel("CVC").fill("123");
  await page.getByLabel("Name on the card").fill("Ada Byron");
  await page.getByRole("button", { name: /^Pay/ }).click();
  await expect(page.getByRole("heading", { name: "Your tickets" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("img", { name: /QR code of ticket/ })).toHaveCount(2);
  await context.close();
});
