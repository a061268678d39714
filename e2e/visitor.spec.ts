import { card, chooseTickets, countOf, payWith, sayWho } from "./buying.ts";
import { admin, expect, expectAccessible, given, test } from "./house.ts";

// Each goes through the web process, the gateway and the worker; a busy machine takes its time for that.
test.describe.configure({ timeout: 120_000 });

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

test("a buyer who comes back from the payment to correct the e-mail gets the tickets there", async ({ page }) => {
  const event = await given.event(await given.organization());
  await chooseTickets(page, event.path, "Regular", 1);
  await sayWho(page, "Ada Byron", "aad@example.test");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Your payment has begun" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Stop that payment and change my details" }).click();
  await expect(page.getByLabel("E-mail")).toHaveValue("aad@example.test");
  await sayWho(page, "Ada Byron", "ada@example.test");
  await payWith(page, card.good);
  await expect(page.getByRole("heading", { name: "Your ticket", exact: true })).toBeVisible({ timeout: 30_000 });
  const { rows } = await admin.query(
    "select state, buyer_email from ticketing.orders where event_id = $1 order by created_at",
    [event.id],
  );
  expect(rows).toEqual([
    { state: "failed", buyer_email: "aad@example.test" },
    { state: "paid", buyer_email: "ada@example.test" },
  ]);
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
