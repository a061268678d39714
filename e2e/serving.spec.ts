import { admin, expect, expectAccessible, open, test } from "./house.ts";
import { look } from "./look.ts";
import { sold, stateOf } from "./sold.ts";

test("a buyer gives a ticket away and asks for a refund, and the organizer sees the story and answers", async ({
  page,
  as,
}) => {
  test.setTimeout(120_000);
  const { org } = await as("organizer");
  const { tickets } = await sold(page, org, 2);
  const link = page.url();
  await look(page, "buyer-order");
  await expectAccessible(page);
  const pdf = await page.request.get(`${link}/pdf`);
  expect([pdf.headers()["content-type"], (await pdf.body()).subarray(0, 5).toString()]).toEqual([
    "application/pdf",
    "%PDF-",
  ]);
  await page.getByRole("button", { name: "Give it away" }).first().click();
  await page.getByLabel("New owner").fill("Grace Hopper");
  await page.getByLabel("Their e-mail").fill("grace@example.test");
  await page.getByRole("button", { name: "Give this ticket away" }).click();
  await expect(page.getByText("Passed on", { exact: true })).toBeVisible();
  const { rows } = await admin.query<{ code: string }>(
    "select k.code from ticketing.tickets k join ticketing.ticket_transfers t on t.to_ticket_id = k.id where k.order_id = $1",
    [tickets[0]?.order],
  );
  await expect(page.getByText(rows[0]?.code.slice(0, 13) ?? "no code")).toHaveCount(0);
  await page.getByRole("button", { name: "Ask for a refund" }).click();
  await page.getByLabel("Why").fill("We fell ill");
  await page.getByRole("button", { name: "Send the request" }).click();
  await expect(page.getByText("You asked for a refund.")).toBeVisible();

  await page.goto(`/tickets/${rows[0]?.code}`);
  await expect(page.getByText("Grace Hopper")).toBeVisible();
  await look(page, "wallet");
  await expectAccessible(page);
  await open(page, `/tickets/${tickets[0]?.code}`);
  await expect(page.getByText("Passed on: this code admits nobody any more")).toBeVisible();
  await page.goto(`/${org.slug}/ticketing/requests`);
  await look(page, "requests");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Say no" }).click();
  await page.getByRole("dialog").getByLabel("Why not").fill("Tickets are final.");
  await page.getByRole("dialog").getByRole("button", { name: "Say no" }).click();
  await expect(page.getByText("Answer: Tickets are final.")).toBeVisible();
  await open(page, `/${org.slug}/ticketing/orders/${tickets[0]?.order}`);
  for (const what of ["Ticket passed on", "Buyer asked for a refund", "Refund request decided"])
    await expect(page.getByText(what, { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Refund tickets" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Grace Hopper/).check();
  await dialog.getByLabel("Reason").fill("She cannot come");
  await dialog.getByRole("button", { name: "Refund these" }).click();
  await expect(page.getByText("Refund asked for", { exact: true })).toBeVisible();
  await look(page, "order");
  await expectAccessible(page);
});

test("an organizer refunds everybody of a cancelled event and watches it finish", async ({ page, as }) => {
  test.setTimeout(120_000);
  const { org } = await as("organizer");
  const { event, tickets } = await sold(page, org);
  await admin.query("update events.events set state = 'cancelled' where id = $1", [event.id]);
  await open(page, `/${org.slug}/events/${event.id}/refunds`);
  await page.getByRole("button", { name: "Refund everybody" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("The storm took the roof");
  await dialog.getByRole("button", { name: "Refund everybody" }).click();
  await expect(page.getByText("1 of 1 orders have an outcome")).toBeVisible({ timeout: 60_000 });
  await look(page, "refund-run");
  await expectAccessible(page);
  expect(await stateOf(tickets[0]?.id ?? "")).toBe("refunded");
  await page.getByRole("link", { name: "Each order" }).click();
  await expect(page.getByRole("heading", { name: "Refunds of everybody", level: 1 })).toBeVisible();
  await expect(page.getByRole("row").nth(1)).toContainText("Refunded");
  await look(page, "refund-outcomes");
  await expectAccessible(page);
});
