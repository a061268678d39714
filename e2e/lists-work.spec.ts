import type { Page } from "@playwright/test";
import { admin, expect, expectAccessible, given, type Organization, open, test } from "./house.ts";
import { count, names, rows, sixtyEvents } from "./listing.ts";

// Many steps and several looks at every element: minutes on a busy machine.
test.describe.configure({ timeout: 180_000 });

const published = async (org: Organization): Promise<number> =>
  (
    await admin.query(
      "select count(*)::int as n from events.events where organization_id = $1 and state = 'published'",
      [org.id],
    )
  ).rows[0].n;
const bar = (page: Page) => page.getByRole("region", { name: "Selected rows" });
const pick = (page: Page, name: string) => page.getByRole("checkbox", { name: `Select ${name}` }).check();

test("an organizer publishes several at once: what can be is done, what cannot is named with its reason", async ({
  page,
  as,
}) => {
  const org = await sixtyEvents();
  await as("organizer", org);
  await open(page, `/${org.slug}/events?sort=name`);
  for (const name of ["Concert 01", "Concert 02"]) await pick(page, name);
  await expect(bar(page)).toContainText("2 selected");
  await expectAccessible(page);
  await pick(page, "Concert 40");
  await expect(bar(page)).toContainText("3 selected");
  await bar(page).getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/2 published\. 1 refused\. Concert 40: Add at least one ticket tier/)).toBeVisible();
  await expect(rows(page).filter({ hasText: "Concert 02" })).toContainText("Published");
  await expect(rows(page).filter({ hasText: "Concert 40" })).toContainText("Draft");
  expect(await published(org)).toBe(3);

  await open(page, `/${org.slug}/events?sort=name`);
  for (const name of ["Concert 41", "Concert 42"]) await pick(page, name);
  await bar(page).getByRole("button", { name: "Publish" }).click();
  await expect(bar(page).getByRole("alert")).toContainText("0 published. 2 refused. Concert 4");
  await expect(bar(page)).toContainText("2 selected");
  expect(await published(org)).toBe(3);
});

test("an organizer selects all that match, also those on other pages, and another search begins with none", async ({
  page,
  as,
}) => {
  const org = await sixtyEvents();
  await as("organizer", org);
  await open(page, `/${org.slug}/events?sort=name&size=25&q=concert`);
  await expect(count(page)).toHaveText("25 of 59");
  await page.getByRole("checkbox", { name: "Select every row on this page" }).check();
  await expect(bar(page)).toContainText("25 selected");
  await bar(page).getByRole("button", { name: "Select all 59 matching" }).click();
  await expect(bar(page)).toContainText("All 59 selected");
  await page.getByRole("searchbox", { name: "Search events" }).fill("concert 1");
  await expect(count(page)).toHaveText("10 in all");
  await expect(bar(page)).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Search events" }).fill("concert");
  await expect(count(page)).toHaveText("25 of 59");
  await page.getByRole("checkbox", { name: "Select every row on this page" }).check();
  await bar(page).getByRole("button", { name: "Select all 59 matching" }).click();
  await bar(page).getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText(/30 published\. 29 refused\. Concert 31: .* And 26 more\./)).toBeVisible({
    timeout: 30_000,
  });
  expect(await published(org)).toBe(31);
});

test("somebody who may not publish sees the same events and has nothing to select", async ({ page, as }) => {
  const org = await sixtyEvents();
  await as("viewer", org);
  await open(page, `/${org.slug}/events`);
  await expect(count(page)).toHaveText("50 of 60");
  await expect(page.getByRole("checkbox")).toHaveCount(0);
});

test("a saved view is mine until I share it, and a colleague sees only what is shared", async ({
  page,
  as,
  elsewhere,
}) => {
  const org = await sixtyEvents();
  await as("admin", org);
  const views = (where: Page) => where.getByRole("navigation", { name: "Saved views" });
  const save = async (name: string, scope?: string) => {
    await page.getByRole("button", { name: "Save view" }).click();
    const dialog = page.getByRole("dialog", { name: "Save this view" });
    await dialog.getByRole("button", { name: "Save view" }).click();
    await expect(dialog.getByRole("textbox", { name: "Name" })).toHaveAttribute("aria-invalid", "true");
    await dialog.getByRole("textbox", { name: "Name" }).fill(name);
    if (scope) await dialog.getByRole("combobox", { name: "For" }).selectOption({ label: scope });
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Save view" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(views(page).getByRole("link", { name })).toHaveAttribute("aria-current", "page");
  };
  await open(page, `/${org.slug}/events?q=concert+1&sort=name&cols=name,capacity`);
  await expect(count(page)).toHaveText("10 in all");
  await save("The tens");
  await open(page, `/${org.slug}/events?q=concert+2&sort=-name`);
  await expect(count(page)).toHaveText("10 in all");
  await save("The twenties", "Everybody in the organization");
  const mine = await names(page);

  const colleague = await elsewhere(await given.person("organizer", org));
  await open(colleague, `/${org.slug}/events`);
  await expect(views(colleague).getByRole("link", { name: "The tens" })).toHaveCount(0);
  await views(colleague).getByRole("link", { name: "The twenties" }).click();
  await expect(count(colleague)).toHaveText("10 in all");
  expect(await names(colleague)).toEqual(mine);
  await colleague.getByRole("searchbox", { name: "Search events" }).fill("concert 29");
  await expect(views(colleague).getByRole("link", { name: "The twenties" })).toContainText("changed");
  await colleague.getByRole("button", { name: "Save view" }).click();
  await expect(colleague.getByRole("dialog").getByRole("textbox", { name: "Name" })).toBeVisible();
  await expect(colleague.getByRole("dialog").getByRole("combobox", { name: "For" })).toHaveCount(0);

  await views(page).getByRole("link", { name: "The tens" }).click();
  await expect(page.getByRole("columnheader")).toHaveCount(3);
  const more = page.getByRole("button", { name: "View “The tens”" });
  await more.click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Ten to nineteen");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(views(page).getByRole("link", { name: "Ten to nineteen" })).toBeVisible();
  await page.getByRole("button", { name: "View “Ten to nineteen”" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete the view" }).click();
  await expect(views(page).getByRole("link", { name: "Ten to nineteen" })).toHaveCount(0);
  await expect(views(page).getByRole("link", { name: "The twenties" })).toBeVisible();
});
