import type { Page } from "@playwright/test";
import qrcode from "qrcode";
import { expect, expectAccessible, given, open, test } from "./house.ts";
import { look } from "./look.ts";
import { sold, stateOf } from "./sold.ts";

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

test("the door opens again without a connection, with what was queued; signing out leaves nothing of it behind", async ({
  page,
  as,
  context,
}) => {
  test.setTimeout(90_000);
  const { org } = await as("scanner");
  const { event, tickets } = await sold(page, org);
  const [ticket] = tickets;
  const door = `/${org.slug}/events/${event.id}/door`;
  await open(page, door);
  const keptPages = () =>
    page.evaluate(async () => {
      const kept: string[] = [];
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) kept.push(new URL(url).pathname);
      return kept;
    });
  await expect.poll(async () => (await keptPages()).includes(door), { timeout: 20_000 }).toBe(true);
  await expect.poll(async () => (await keptPages()).some((path) => path.endsWith(".js"))).toBe(true);
  await context.setOffline(true);
  await page.getByLabel("Code, name or order").fill(ticket?.code ?? "");
  await page.getByRole("button", { name: "Look up" }).click();
  const verdict = page.locator("[data-outcome]");
  await expect(verdict).toHaveAttribute("data-outcome", "queued", { timeout: 15_000 });
  await open(page, door);
  await expect(page.getByRole("heading", { name: `Door: ${event.name}` })).toBeVisible();
  await expect(verdict).toHaveAttribute("data-outcome", "queued");
  await expect(page.getByText("1 queued")).toBeVisible();
  expect(await stateOf(ticket?.id ?? "")).toBe("issued");
  // Nothing but this page and the scripts that make it: no other page of the house opens, and no answer was kept.
  expect((await keptPages()).filter((path) => path !== door && !path.startsWith("/_next/static/"))).toEqual([]);
  const elsewhere = await context.newPage();
  await expect(elsewhere.goto(`/${org.slug}/ticketing/door`)).rejects.toThrow();
  await elsewhere.close();
  // Back again, the page sends what waits by itself.
  await context.setOffline(false);
  await expect(verdict).toHaveAttribute("data-outcome", "verified", { timeout: 20_000 });
  expect(await stateOf(ticket?.id ?? "")).toBe("redeemed");

  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect.poll(keptPages).toEqual([]);
  await context.setOffline(true);
  await expect(page.goto(door)).rejects.toThrow();
  await context.setOffline(false);
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
