import type { Page } from "@playwright/test";
import { house, order, sell } from "#lib/payments/books.given";
import { admin, expect, expectAccessible, given, type Organization, open, test } from "./house.ts";

// Many steps and several looks at every element: minutes on a busy machine.
test.describe.configure({ timeout: 180_000 });

async function sold() {
  const org = await house();
  const orderId = await order(org);
  await sell(org, { order_id: orderId });
  const { rows } = await admin.query("select number from ticketing.orders where id = $1", [orderId]);
  return { org, number: String(rows[0].number) };
}

const palette = (page: Page) => page.getByRole("dialog", { name: "Search and commands" });
async function search(page: Page, words: string) {
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeVisible();
  await page.keyboard.type(words);
  return palette(page);
}
const chosen = (page: Page) => palette(page).getByRole("option", { selected: true });

test("an organizer finds an event, an order by its number and an account without leaving the keyboard", async ({
  page,
  as,
}) => {
  const { org, number } = await sold();
  await as("organizer", org);
  await open(page, `/${org.slug}`);
  await search(page, "night mark");
  await expect(chosen(page)).toContainText("Night Market");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Night Market" })).toBeVisible();

  await search(page, number.toLowerCase());
  await expect(chosen(page)).toContainText(`${number} · Ada Buyer`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: `Order ${number}` })).toBeVisible();

  await search(page, "assets:wallet");
  await expect(chosen(page)).toContainText("Balance at the platform");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Balance at the platform" })).toBeVisible();

  await search(page, "");
  await expect(chosen(page)).toContainText("Overview");
  await page.keyboard.press("ArrowDown");
  await expect(chosen(page)).toContainText("Events");
  await page.keyboard.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  await search(page, "qqqq");
  await expect(palette(page)).toContainText("Nothing matches “qqqq”.");
});

test("what a person may not open, the palette neither finds nor offers", async ({ page, as, elsewhere }) => {
  const { org, number } = await sold();
  const stranger = await sold();
  await as("staff", org);
  await open(page, `/${org.slug}`);
  await search(page, "wallet");
  await expect(palette(page)).toContainText("Nothing matches “wallet”.");
  await page.keyboard.press("Escape");
  await search(page, stranger.number);
  await expect(palette(page)).toContainText(`Nothing matches “${stranger.number}”.`);
  await page.keyboard.press("Escape");
  await search(page, number);
  await expect(chosen(page)).toContainText("Ada Buyer");
  const finance = await elsewhere(await given.person("finance", org));
  await open(finance, `/${org.slug}`);
  await search(finance, "wallet");
  await expect(palette(finance).getByRole("option", { name: /^Wallet/ })).toBeVisible();
});

test("a question mark shows the keys, G and a letter goes there, and single letters can be switched off", async ({
  page,
  as,
}) => {
  const { org } = await as("staff");
  await open(page, `/${org.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard" });
  await expect(help.getByText("Go to Events")).toBeVisible();
  await expect(help.getByText("Go to Wallet")).toHaveCount(0);
  await expectAccessible(page);
  await help.getByRole("switch", { name: "Single-letter shortcuts" }).click();
  await expect(help.getByText("Go to Events")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
  await page.keyboard.press("?");
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await page.waitForTimeout(500);
  await expect(help).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`/${org.slug}$`));

  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "Keyboard shortcuts" }).click();
  await help.getByRole("switch", { name: "Single-letter shortcuts" }).click();
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expect(page.getByRole("heading", { level: 1, name: "Events" })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search events" })).toBeFocused();
  await page.keyboard.type("ge?");
  await expect(page.getByRole("searchbox", { name: "Search events" })).toHaveValue("ge?");
});

test("a person who chose dark stays in the dark, in each tab, until they choose otherwise", async ({ page, as }) => {
  const { org } = await as("viewer");
  await page.emulateMedia({ colorScheme: "light" });
  await open(page, `/${org.slug}`);
  const ground = (where: Page) => where.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground(page);
  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect.poll(() => ground(page)).not.toBe(light);
  const dark = await ground(page);
  await page.reload();
  expect(await ground(page)).toBe(dark);
  const tab = await page.context().newPage();
  await open(tab, `/${org.slug}/events`);
  expect(await ground(tab)).toBe(dark);
  await search(page, "light theme");
  await page.getByRole("option", { name: "Use the light theme" }).click();
  await expect.poll(() => ground(page)).toBe(light);
});

test("somebody in two organizations changes over on the same page, and is offered only their own", async ({
  page,
  as,
}) => {
  const stranger = await given.organization({ name: "Somebody Else's House" });
  const { org, person } = await as("organizer");
  const second: Organization = await given.organization({ name: "Blue Hour" });
  await admin.query("select organizations.add_member($1, $2, 'viewer')", [second.id, person.userId]);
  const event = await given.event(org);
  await open(page, `/${org.slug}/events/${event.id}`);
  await page.getByRole("button", { name: /^Organization:/ }).click();
  const menu = page.getByRole("menu");
  await expect(menu.getByRole("menuitem")).toHaveText([/Blue Hour.*Viewer/, /Lantern Nights.*Organizer/]);
  await expect(menu).not.toContainText(stranger.name);
  await expectAccessible(page);
  await menu.getByRole("menuitem", { name: /Blue Hour/ }).click();
  await expect(page).toHaveURL(new RegExp(`/${second.slug}/events$`));
  await expect(page.getByText("No events yet")).toBeVisible();
  await expect(page.getByRole("link", { name: "New event" })).toHaveCount(0);
});

test("the first Tab reaches a link that skips to the content, and the sidebar keeps how wide it is", async ({
  page,
  as,
}) => {
  const { org } = await as("viewer");
  await open(page, `/${org.slug}/events`);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.getByRole("button", { name: "Sidebar" }).click();
  await expect(page.getByRole("button", { name: "Sidebar" })).toHaveAttribute("aria-expanded", "false");
  await page.reload();
  await expect(page.getByRole("button", { name: "Sidebar" })).toHaveAttribute("aria-expanded", "false");
  await expectAccessible(page);
});

test("on a phone the navigation opens over the page and closes when it has led somewhere", async ({ page, as }) => {
  const { org } = await as("organizer");
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, `/${org.slug}`);
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  await page.getByRole("button", { name: "Open the navigation" }).click();
  const sheet = page.getByRole("dialog", { name: "Navigation" });
  await expectAccessible(page);
  // Many places are folded into groups; what was unfolded is found so at the next visit.
  await expect(sheet.getByRole("link", { name: "Orders" })).toBeHidden();
  await sheet.locator("summary", { hasText: "Sales" }).press("Enter");
  await sheet.getByRole("link", { name: "Orders" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Orders" })).toBeVisible();
  await expect(sheet).toHaveCount(0);
  await open(page, `/${org.slug}`);
  await page.getByRole("button", { name: "Open the navigation" }).click();
  await expect(sheet.getByRole("link", { name: "Orders" })).toBeVisible();
  await sheet.getByText("Sales", { exact: true }).click();
  await open(page, `/${org.slug}`);
  await page.setViewportSize({ width: 1280, height: 740 });
  const main = page.getByRole("navigation", { name: "Main" });
  await expect(main.getByRole("link", { name: "Events", exact: true })).toBeVisible();
  await expect(main.getByRole("link", { name: "Orders" })).toBeHidden();
});

test("a page that fails says so with the number under which it was logged, tells no secret, and recovers", async ({
  page,
  as,
}) => {
  const { org } = await as("organizer");
  await given.event(org);
  /** As if the house had a fault: a zone that no clock knows, past every check of the database. */
  const zone = async (name: string) => {
    const client = await admin.connect();
    try {
      await client.query("begin");
      await client.query("set local session_replication_role = replica");
      await client.query("update organizations.organizations set zone = $2 where id = $1", [org.id, name]);
      await client.query("commit");
    } finally {
      client.release();
    }
  };
  await zone("Nowhere/Never");
  await open(page, `/${org.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: "Something went wrong on our side" })).toBeVisible();
  await expect(page.getByText(/^Error \S{6,}/)).toBeVisible();
  await expect(page.locator("body")).not.toContainText(/Nowhere|RangeError|select /);
  await expectAccessible(page);
  await zone(org.zone);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
});
