import type { Page } from "@playwright/test";
import qrcode from "qrcode";
import { card, chooseTickets, payWith, sayWho } from "./buying.ts";
import { admin, expect, expectAccessible, given, type Organization, open, test } from "./house.ts";
import { look } from "./look.ts";

/** Somebody bought tickets of a new event; who they are for, and what their codes are. */
async function sold(page: Page, org: Organization, count = 1) {
  const event = await given.event(org);
  await chooseTickets(page, event.path, "Regular", count);
  await sayWho(page);
  await payWith(page, card.good);
  await expect(page.getByRole("heading", { name: count === 1 ? "Your ticket" : "Your tickets" })).toBeVisible({
    timeout: 30_000,
  });
  const { rows } = await admin.query<{ id: string; code: string; order: string }>(
    "select id, code, order_id as order from ticketing.tickets where event_id = $1 order by id",
    [event.id],
  );
  return { event, tickets: rows };
}

/** The camera of this browser sees this code and nothing else. */
async function holdBefore(page: Page, code: string) {
  const svg = await qrcode.toString(code, { type: "svg", errorCorrectionLevel: "M", margin: 4 });
  await page.addInitScript(
    (source) => {
      navigator.mediaDevices.getUserMedia = async () => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [480, 480];
        const draw = () => canvas.getContext("2d")?.drawImage(image, 0, 0, 480, 480);
        draw();
        setInterval(draw, 100);
        return canvas.captureStream(10);
      };
    },
    `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`,
  );
}

const stateOf = async (id: string) =>
  (await admin.query("select state from ticketing.tickets where id = $1", [id])).rows[0].state;

test("an attendee buys a ticket, its QR is scanned at the door, and the organizer's board counts it without a reload", async ({
  page,
  as,
  elsewhere,
}) => {
  test.setTimeout(120_000);
  const { org } = await as("scanner");
  const { event, tickets } = await sold(page, org, 2);
  const board = await elsewhere(await given.person("organizer", org));
  await board.goto(`/${org.slug}/events/${event.id}/live`);
  await expect(board.getByText("0 of 2")).toBeVisible();

  await holdBefore(page, tickets[0]?.code ?? "");
  await open(page, `/${org.slug}`);
  await expect(page.getByRole("heading", { name: "Doors", level: 1 })).toBeVisible();
  await page.getByRole("link", { name: new RegExp(event.name) }).click();
  await expect(page.getByRole("heading", { name: `Door: ${event.name}` })).toBeVisible();
  await page.getByRole("button", { name: "Scan with the camera" }).click();
  const verdict = page.locator("[data-outcome]");
  await expect(verdict).toHaveAttribute("data-outcome", "verified", { timeout: 20_000 });
  await expect(verdict).toContainText("Ada Byron");
  await page.getByRole("button", { name: "Stop the camera" }).click();
  await expect(page.getByText("of 2 are in")).toBeVisible();
  expect(await stateOf(tickets[0]?.id ?? "")).toBe("redeemed");

  await page.getByLabel("Code, name or order").fill(tickets[0]?.code.toLowerCase() ?? "");
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(verdict).toHaveAttribute("data-outcome", "repeated");
  await expect(verdict).toContainText("Already in since");
  await look(page, "door");
  await expectAccessible(page);

  await expect(board.getByText("1 of 2")).toBeVisible({ timeout: 20_000 });
  await expect(board.getByText("Already in", { exact: true })).toBeVisible();
  await board.getByRole("button", { name: "Table" }).first().click();
  await expect(board.getByRole("region", { name: "Revenue by hour" })).toContainText("$50.00");
  await board.getByRole("button", { name: "Chart" }).first().click();
  await board.getByRole("button", { name: "Add a gate" }).click();
  await board.getByRole("dialog").getByLabel("Name").fill("North gate");
  await board.getByRole("dialog").getByRole("button", { name: "Add gate" }).click();
  await expect(board.getByRole("listitem").filter({ hasText: "North gate" })).toContainText("Every ticket");
  await look(board, "live");
  await expectAccessible(board);
});

test("a scan without a connection is queued and never verified, and is sent when the connection is back", async ({
  page,
  as,
  context,
}) => {
  test.setTimeout(90_000);
  const { org } = await as("staff");
  const { event, tickets } = await sold(page, org);
  const [ticket] = tickets;
  await open(page, `/${org.slug}/events/${event.id}/door`);
  await expect(page.getByText("Connected")).toBeVisible();
  await context.setOffline(true);
  await page.getByLabel("Code, name or order").fill(ticket?.code ?? "");
  await page.getByRole("button", { name: "Look up" }).click();
  const verdict = page.locator("[data-outcome]");
  await expect(verdict).toHaveAttribute("data-outcome", "queued", { timeout: 15_000 });
  await expect(verdict).toContainText("Queued: not verified.");
  await expect(page.getByText("1 queued")).toBeVisible();
  await expect(page.getByText("Verified", { exact: true })).toHaveCount(0);
  await look(page, "door-offline");
  expect(await stateOf(ticket?.id ?? "")).toBe("issued");
  await context.setOffline(false);
  await expect(verdict).toHaveAttribute("data-outcome", "verified", { timeout: 20_000 });
  expect(await stateOf(ticket?.id ?? "")).toBe("redeemed");
});

test("somebody without a code is found by name and let in, and a mistake is undone", async ({ page, as }) => {
  const { org } = await as("scanner");
  const { event, tickets } = await sold(page, org);
  await open(page, `/${org.slug}/events/${event.id}/door`);
  await page.getByLabel("Code, name or order").fill("byron");
  await page.getByRole("button", { name: "Look up" }).click();
  await page.getByRole("button", { name: "Let Ada Byron in" }).click();
  const verdict = page.locator("[data-outcome]");
  await expect(verdict).toHaveAttribute("data-outcome", "verified");
  await page.getByRole("button", { name: "Undo the scan of Ada Byron" }).click();
  await expect(verdict).toHaveAttribute("data-outcome", "undone");
  expect(await stateOf(tickets[0]?.id ?? "")).toBe("issued");
});

test("a scanner is refused every other page of the house, and the door of another house is not there", async ({
  page,
  as,
}) => {
  const { org } = await as("scanner");
  const event = await given.event(org);
  const foreign = await given.event(await given.organization());
  for (const path of ["ticketing/orders", "ticketing/attendees", "events", `events/${event.id}`, "payments/wallet"]) {
    await page.goto(`/${org.slug}/${path}`);
    await expect(page.getByRole("heading", { name: "You may not see this page" })).toBeVisible();
  }
  await page.goto(`/${org.slug}/events/${foreign.id}/door`);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await page.goto(`/${org.slug}/events/${event.id}/door`);
  await expect(page.getByRole("heading", { name: `Door: ${event.name}` })).toBeVisible();
});

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
});
