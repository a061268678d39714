import { expect, expectAccessible, open, test } from "./house.ts";

const shots = process.env.SHOTS;
const file = (text: string, name = "nights.csv") => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

test("a manager sends a broken file, hears its line, then a good one, and imports it without its wrong row", async ({
  page,
  as,
}) => {
  const { org } = await as("manager");
  await open(page, `/${org.slug}/system/imports`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send and read" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(/Choose a file first/);
  const chooser = page.locator("input[type=file]");
  await chooser.setInputFiles(file('Title,Start\nFirst,2027-06-01 20:00\n"Second,2027-06-02 20:00\n'));
  await page.getByRole("button", { name: "Send and read" }).click();
  await expect(page.getByText("This file was not read: line 3")).toBeVisible({ timeout: 30_000 });

  await open(page, `/${org.slug}/system/imports`);
  const good =
    "Event title,Start date,UID\nHarbour walk,2027-06-01 20:00,a\nTerrace,someday,b\nBoat night,2027-06-03 20:00,c\n";
  await page.locator("input[type=file]").setInputFiles(file(good));
  await page.getByRole("button", { name: "Send and read" }).click();
  await expect(page.getByRole("heading", { name: "Map the columns" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("combobox", { name: "Name" })).toHaveValue("Event title");
  await expectAccessible(page);
  await picture(page, "map");
  await page.getByRole("combobox", { name: /Category where none fits/ }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Check the rows" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Rows that need a look")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/“someday” is not a day and time/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, "check");
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(/1 row is wrong/);
  await page.getByRole("radio", { name: /Leave out what is wrong/ }).check();
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await page.getByRole("link", { name: "See the events" }).click({ timeout: 30_000 });
  await expect(page.getByRole("link", { name: "Harbour walk" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Boat night" })).toBeVisible();
});

test("an organizer gives out a calendar, gives it a new address and revokes it", async ({ page, as, request }) => {
  const { org } = await as("organizer");
  await open(page, `/${org.slug}/events/feeds`);
  await page.getByRole("textbox", { name: "Name" }).fill("Office wall");
  await page.getByRole("button", { name: "Make the feed" }).click();
  const address = page.locator("code");
  await expect(address).toHaveText(/\/feeds\/[A-Za-z0-9_-]{43}\.ics$/);
  const first = await address.innerText();
  expect((await request.get(first)).status()).toBe(200);
  await expectAccessible(page);
  await picture(page, "feeds");
  await page.reload();
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("No feed yet")).toBeVisible();
  expect((await request.get(first)).status()).toBe(404);
});

async function picture(page: import("@playwright/test").Page, name: string) {
  if (!shots) return;
  for (const [device, width] of [
    ["desktop", 1280],
    ["phone", 390],
  ] as const)
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${shots}/${name}-${device}-${colorScheme}.png`, fullPage: true });
    }
  await page.setViewportSize({ width: 1280, height: 800 });
}
