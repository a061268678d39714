import type { Page } from "@playwright/test";
import { admin, expect, expectAccessible, given, test } from "./house.ts";

const card = {
  good: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  slow: "4000 0000 0000 3220",
  twice: "4000 0000 0000 0259",
};
const tickets =
  "select count(*)::int as count from ticketing.tickets t join ticketing.orders o on o.id = t.order_id where o.event_id = $1";

async function chooseTickets(page: Page, path: string, tier: string, count: number): Promise<void> {
  await page.goto(path);
  await page.getByLabel(`Number of ${tier}`).fill(String(count));
  await page.getByRole("button", { name: "Get tickets" }).click();
  await expect(page.getByRole("heading", { name: "Your details" })).toBeVisible();
}

async function sayWho(page: Page, name = "Ada Byron", email = "ada@example.test"): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: /^Pay/ }).click();
  await expect(page.getByText("Test gateway: no real money moves")).toBeVisible();
}

async function payWith(page: Page, number: string): Promise<void> {
  await page.getByRole("button", { name: `Use ${number}` }).click();
  await page.getByRole("button", { name: /^Pay/ }).click();
}

const countOf = async (eventId: string) => (await admin.query(tickets, [eventId])).rows[0].count;

test("a visitor buys two tickets and gets them with QR codes", async ({ page }) => {
  const org = await given.organization({ name: "Lantern Nights", currency: "EUR", taxRatePpm: 190_000 });
  const event = await given.event(org, {
    tiers: [
      { name: "Regular", priceMinor: 2500n },
      { name: "Balcony", priceMinor: 4000n },
    ],
  });
  await page.goto(event.path);
  await expect(page.getByRole("heading", { level: 1, name: event.name })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "One Regular more" }).click();
  await page.getByRole("button", { name: "One Regular more" }).click();
  await expect(page.getByText("2 tickets", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Get tickets" }).click();

  await expect(page.getByRole("heading", { name: "Your details" })).toBeVisible();
  await expect(page.getByRole("row", { name: "Total €50.00" })).toBeVisible();
  await expect(page.getByRole("row", { name: "of which tax, 19% €7.98" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Name").fill("Ada Byron");
  await page.getByLabel("E-mail").fill("ada@");
  await page.getByRole("button", { name: "Pay €50.00" }).click();
  await expect(page.getByText("This is not an e-mail address.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Ada Byron");
  await page.getByLabel("E-mail").fill("ada@example.test");
  await page.getByRole("button", { name: "Pay €50.00" }).dblclick();

  await expect(page.getByText("Test gateway: no real money moves")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Card number").fill("4242424242424241");
  await page.getByRole("button", { name: "Pay €50.00" }).click();
  await expect(page.getByText("This card number has a typing mistake.")).toBeVisible();
  await expect(page.getByText("Write the name as it stands on the card.")).toBeVisible();
  await payWith(page, card.good);

  await expect(page.getByRole("heading", { name: "Your tickets" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("img", { name: /QR code of ticket/ })).toHaveCount(2);
  await expect(page.getByRole("article", { name: "Ticket 1 of 2" })).toContainText("Ada Byron");
  await expectAccessible(page);
  const orders = await admin.query(
    "select state, buyer_email, total_minor::text as total from ticketing.orders where event_id = $1",
    [event.id],
  );
  expect(orders.rows).toEqual([{ state: "paid", buyer_email: "ada@example.test", total: "5000" }]);
  expect(await countOf(event.id)).toBe(2);
});

test("a buyer whose card is declined keeps the tickets and pays with another one", async ({ page }) => {
  const org = await given.organization();
  const event = await given.event(org, { tiers: [{ name: "Regular", quota: 1 }] });
  await chooseTickets(page, event.path, "Regular", 1);
  await sayWho(page);
  await payWith(page, card.declined);
  await expect(page.getByRole("alert").filter({ hasText: "Your card was declined." })).toBeVisible();
  await page.getByRole("link", { name: "Back to the shop, to try again" }).click();
  await expect(page.getByRole("heading", { name: "Not paid" })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  expect(await countOf(event.id)).toBe(0);

  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByLabel("E-mail")).toHaveValue("ada@example.test");
  await page.getByRole("button", { name: /^Pay/ }).click();
  await payWith(page, card.good);
  await expect(page.getByRole("heading", { name: "Your ticket", exact: true })).toBeVisible({ timeout: 30_000 });
  expect(await countOf(event.id)).toBe(1);
});

test("a buyer whose bank stays silent is told to wait and not to pay again", async ({ page }) => {
  const event = await given.event(await given.organization());
  await chooseTickets(page, event.path, "Regular", 1);
  await sayWho(page);
  await payWith(page, card.slow);
  await expect(page.getByText("Asking the bank…")).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "Do not pay again" })).toBeVisible({ timeout: 20_000 });
  await page.getByRole("link", { name: "See your order" }).click();
  await expect(page.getByRole("heading", { name: "Waiting for your bank" })).toBeVisible();
  await expectAccessible(page);
  expect(await countOf(event.id)).toBe(0);
});

test("a buyer whose payment is announced twice gets one set of tickets", async ({ page }) => {
  const event = await given.event(await given.organization());
  await chooseTickets(page, event.path, "Regular", 3);
  await sayWho(page);
  await payWith(page, card.twice);
  await expect(page.getByRole("heading", { name: "Your tickets" })).toBeVisible({ timeout: 30_000 });
  const heard =
    "select max(times) as times from gateway.webhook_events where raw_body like '%' || (select id from ticketing.orders where event_id = $1) || '%'";
  await expect.poll(async () => (await admin.query(heard, [event.id])).rows[0].times, { timeout: 30_000 }).toBe(2);
  expect(await countOf(event.id)).toBe(3);
  await page.reload();
  await expect(page.getByRole("img", { name: /QR code of ticket/ })).toHaveCount(3);
});

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

  await page.getByRole("button", { name: "Cancel and give the tickets back" }).click();
  await expect(page.getByText("Your tickets went back.")).toBeVisible();
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

test("a buyer whose event is called off while they pay gets the money back", async ({ page }) => {
  const event = await given.event(await given.organization({ currency: "EUR" }));
  await chooseTickets(page, event.path, "Regular", 2);
  await sayWho(page);
  await admin.query("update events.events set state = 'cancelled' where id = $1", [event.id]);
  await payWith(page, card.good);
  await expect(page.getByRole("heading", { name: /Your money is on its way back|Refunded/ })).toBeVisible({
    timeout: 30_000,
  });
  await expectAccessible(page);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("heading", { name: "Refunded" })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByRole("row", { name: "Refunded -€50.00" })).toBeVisible();
  await expectAccessible(page);
  expect(await countOf(event.id)).toBe(0);
});
