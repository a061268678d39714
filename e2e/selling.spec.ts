import { mkdirSync } from "node:fs";
import type { Page } from "@playwright/test";
import { card, payWith, sayWho } from "./buying.ts";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";

/** Pictures for whoever looks after the screens; only where a folder is named. */
async function shoot(page: Page, name: string) {
  const folder = process.env.SELLING_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const [width, height, size] of [
    [1280, 900, "desktop"],
    [390, 844, "phone"],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${size}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 720 });
}

test("an organizer sets up a code, a hidden ticket, a question and seats, and a visitor buys with them", async ({
  page,
  as,
}) => {
  test.setTimeout(300_000);
  const { org } = await as("organizer");
  const event = await given.event(org, {
    tiers: [
      { name: "Stalls", priceMinor: 4000n },
      { name: "Friends", priceMinor: 1000n },
    ],
  });
  const base = `/${org.slug}/events/${event.id}`;
  const dialog = page.getByRole("dialog");

  await open(page, base);
  await page.getByRole("button", { name: "Change Friends" }).click();
  await dialog.getByLabel(/^Hidden/).check();
  await dialog.getByRole("button", { name: "Save ticket" }).click();
  await expect(page.getByRole("row", { name: /Friends/ })).toContainText("Hidden");

  await open(page, `${base}/selling`);
  await expect(page.getByText("No codes")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add code" }).click();
  await dialog.getByLabel(/^Code/).fill("club");
  await dialog.getByLabel(/^Percent off/).fill("110");
  await dialog.getByLabel(/^Shows hidden/).check();
  await dialog.getByLabel("Stalls").check();
  await dialog.getByLabel("Friends").check();
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByText("A percentage up to 100, such as 12.5.").last()).toBeVisible();
  await expect(dialog.getByLabel(/^Code/)).toHaveValue("club");
  await dialog.getByLabel(/^Percent off/).fill("25");
  await dialog.getByRole("button", { name: "Add" }).click();
  const codes = page.getByRole("region", { name: "Codes" });
  await expect(codes.getByText("25% off")).toBeVisible();
  await page.getByRole("button", { name: "Add question" }).click();
  await dialog.getByLabel(/^Question/).fill("What do you eat?");
  await dialog.getByLabel(/^Kind of answer/).selectOption("choice");
  await dialog.getByLabel(/^Answers to choose/).fill("Meat\nVegetables");
  await dialog.getByLabel(/^Has to be answered/).check();
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText("What do you eat?")).toBeVisible();
  await page.getByRole("button", { name: "Invite a guest" }).click();
  await dialog.getByLabel(/^Guest/).fill("Ines Duarte");
  await dialog.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByText(/The code is/)).toBeVisible();
  await shoot(page, "selling");
  await expectAccessible(page);

  await open(page, `${base}/seats`);
  await page.getByRole("button", { name: "Add section" }).click();
  await dialog.getByLabel(/^Name/).fill("Parquet");
  await dialog
    .getByLabel(/^Rows$|^Rows\s/)
    .first()
    .fill("4");
  await dialog.getByLabel(/^Seats in a row/).fill("8");
  await dialog.getByLabel(/^For wheelchairs/).fill("D1, D2");
  await dialog.getByRole("button", { name: "Lay out" }).click();
  await expect(page.getByRole("button", { name: "Row D, seat 1: free, for a wheelchair" })).toBeVisible();
  await page.getByRole("button", { name: "Row A, seat 1: free" }).click();
  await page.getByRole("button", { name: "Keep it free" }).click();
  await expect(page.getByText("0 of 31 taken, 1 kept free")).toBeVisible();
  await shoot(page, "seats");
  await expectAccessible(page);

  await page.goto(event.path);
  await expect(page.getByRole("heading", { name: "Friends" })).toHaveCount(0);
  await page.getByLabel("Code").fill("nonsense");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("There is no such code for this event.")).toBeVisible();
  await page.getByLabel("Code").fill("Club");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("heading", { name: "Friends" })).toBeVisible();
  // Typed before the page's scripts listen, a number would not be counted.
  await open(page, `${event.path}?code=Club`);
  await page.getByLabel("Number of Friends").fill("1");
  await page.getByLabel("Number of Stalls").fill("2");
  await page.getByText("Choose seats on the map").click();
  const seat = page.getByRole("checkbox", { name: "Row B, seat 4" });
  await seat.focus();
  await page.keyboard.press("Space");
  await expect(seat).toBeChecked();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: "Row B, seat 5" })).toBeChecked();
  await shoot(page, "event");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Get tickets" }).click();
  await expect(page.getByRole("heading", { name: "Your details" })).toBeVisible();
  await expect(page.getByText("Parquet, row B, seat 4").first()).toBeVisible();
  await page.getByLabel("Name").fill("Ada Byron");
  await page.getByLabel("E-mail").fill("ada@example.test");
  await page.getByRole("button", { name: /^Pay/ }).click();
  await expect(page.getByText("Answer “What do you eat?”.").first()).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Ada Byron");
  for (const choice of await page.getByLabel("What do you eat?").all()) await choice.selectOption("Vegetables");
  await page.getByLabel("Who is coming").first().fill("Grace Hopper");
  await shoot(page, "checkout");
  await expectAccessible(page);
  await sayWho(page);
  await payWith(page, card.good);
  await expect(page.getByRole("heading", { name: "Your tickets" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("article").getByText("Parquet, row B, seat 4")).toBeVisible();
  await shoot(page, "tickets");

  const { rows } = await admin.query(
    "select id, total_minor::int as total, discount_minor::int as discount, code from ticketing.orders where event_id = $1 and state = 'paid'",
    [event.id],
  );
  expect(rows).toEqual([{ id: rows[0].id, total: 6750, discount: 2250, code: "CLUB" }]);
  await page.goto(`/${org.slug}/ticketing/orders/${rows[0].id}`);
  await expect(page.getByText("What do you eat?: Vegetables").first()).toBeVisible();
  await expect(page.getByText("Grace Hopper")).toBeVisible();
  await shoot(page, "order");
  await expectAccessible(page);
});

test("staff sell at the door for cash, give back the change and print a receipt; a viewer may not", async ({
  page,
  as,
  request,
}) => {
  const { org } = await as("staff");
  const event = await given.event(org, { tiers: [{ name: "Regular", priceMinor: 1250n, quota: 3 }] });
  const path = `/${org.slug}/events/${event.id}/sell`;
  await open(page, path);
  await page.getByLabel("Number of Regular").fill("2");
  await page.getByLabel(/^Cash given/).fill("30");
  await expect(page.getByText("Give back $5.00")).toBeVisible();
  await shoot(page, "door");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sell", exact: true }).click();
  await expect(page.getByText(/^Sold: order/)).toBeVisible();
  const { rows } = await admin.query(
    `select sum(e.amount_minor)::int as cash from payments.entries e join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
     where e.organization_id = $1 and a.code = 'assets:cash-drawer:main'`,
    [org.id],
  );
  expect(rows[0].cash).toBe(2500);
  const receipt = await page.request.get(
    (await page.getByRole("link", { name: "Receipt (PDF)" }).getAttribute("href")) ?? "",
  );
  expect([receipt.status(), receipt.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  expect(
    (await request.get((await page.getByRole("link", { name: "Receipt (PDF)" }).getAttribute("href")) ?? "")).status(),
  ).not.toBe(200);
  await page.context().clearCookies();
  await as("viewer", org);
  await page.goto(path);
  await expect(page.getByText("You may not see this page")).toBeVisible();
});

test("a visitor joins the waitlist, and the place in line has a page that can be left", async ({ page }) => {
  const org = await given.organization({ name: "Lantern Nights" });
  const event = await given.event(org, { tiers: [{ name: "Gone", quota: 0 }, { name: "Regular" }] });
  await open(page, event.path);
  await page.locator("summary").filter({ hasText: "Join the waitlist" }).click();
  await page.getByLabel("Your name").fill("Ada Byron");
  await page.getByLabel("Your e-mail").fill("ada at example");
  await page.getByRole("button", { name: "Join the waitlist" }).click();
  await expect(page.getByText(/This is not an e-mail address/)).toBeVisible();
  await page.getByLabel("Your e-mail").fill("ada@example.test");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Join the waitlist" }).click();
  await expect(page.getByText(/^You are in line/)).toBeVisible();
  const { rows } = await admin.query(
    "select payload -> 'data' ->> 'link' as link from system.outbox where organization_id = $1 and key like 'waitlist:%'",
    [org.id],
  );
  await page.goto(rows[0].link);
  await expect(page.getByText("You are first in line.", { exact: false })).toBeVisible();
  await shoot(page, "waitlist");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Leave the waitlist" }).click();
  await expect(page.getByRole("heading", { name: "You left the waitlist" })).toBeVisible();
});
