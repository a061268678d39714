import { readFile } from "node:fs/promises";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";
import { count, display, formula, names, rows, sixtyEvents } from "./listing.ts";

// Many steps and several looks at every element: minutes on a busy machine.
test.describe.configure({ timeout: 180_000 });

test("an organizer sorts, filters and searches, and the address alone shows a colleague the very same list", async ({
  page,
  as,
  elsewhere,
}) => {
  const org = await sixtyEvents();
  await as("organizer", org);
  await open(page, `/${org.slug}/events`);
  await expect(count(page)).toHaveText("50 of 60");
  expect((await names(page))[0]).toBe(formula);

  await page.getByRole("columnheader", { name: "Event" }).getByRole("link").click();
  await expect(page).toHaveURL(/[?&]sort=name/);
  await expect(page.getByRole("columnheader", { name: "Event" })).toHaveAttribute("aria-sort", "ascending");
  await page.getByRole("columnheader", { name: "Event" }).getByRole("link").click();
  await expect(page).toHaveURL(/[?&]sort=-name/);

  await page.getByRole("searchbox", { name: "Search events" }).fill("concert 1");
  await expect(page).toHaveURL(/[?&]q=concert\+1/);
  await expect(count(page)).toHaveText("10 in all");
  expect(await names(page)).toEqual(Array.from({ length: 10 }, (_, n) => `Concert ${19 - n}`));

  await page.getByRole("button", { name: "State", exact: true }).click();
  await page.getByRole("checkbox", { name: "Published" }).check();
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("checkbox", { name: "Draft" }).check();
  await expect(page).toHaveURL(/[?&]f\.state=draft,published/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("menuitem", { name: "Event" }).click();
  await page.getByRole("textbox", { name: "Event contains" }).fill("5");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(count(page)).toHaveText("1 in all");
  await page.getByRole("button", { name: "Remove the filter Event" }).click();
  await expect(count(page)).toHaveText("10 in all");
  await expectAccessible(page);

  const colleague = await elsewhere(await given.person("organizer", org));
  await open(colleague, page.url());
  await expect(count(colleague)).toHaveText("10 in all");
  const shown = page.getByRole("region", { name: "Events" });
  expect(await colleague.getByRole("region", { name: "Events" }).innerText()).toBe(await shown.innerText());
  await expect(colleague.getByRole("searchbox", { name: "Search events" })).toHaveValue("concert 1");
  await expect(colleague.getByRole("button", { name: /^State Draft, Published/ })).toBeVisible();

  await page.goBack();
  await expect(page.getByRole("button", { name: "Remove the filter Event" })).toBeVisible();
});

test("a person chooses columns, how dense and how many, and finds it so again", async ({ page, as }) => {
  const org = await sixtyEvents();
  await as("organizer", org);
  await open(page, `/${org.slug}/events`);
  const heading = (name: string) => page.getByRole("columnheader", { name, exact: true });
  await display(page, async (menu) => {
    await menu.getByRole("menuitemcheckbox", { name: "Venue" }).click();
    await menu.getByRole("menuitemcheckbox", { name: "Category" }).click();
    await expect(menu.getByRole("menuitemcheckbox", { name: "Event" })).toBeDisabled();
    await expectAccessible(page);
  });
  await expect(heading("Venue")).toHaveCount(0);
  await expect(heading("Category")).toBeVisible();
  await page.reload();
  await expect(heading("Venue")).toHaveCount(0);
  await expect(heading("Category")).toBeVisible();
  await display(page, (menu) => menu.getByRole("menuitem", { name: "Columns as they were" }).click());
  await expect(heading("Venue")).toBeVisible();
  await expect(heading("Category")).toHaveCount(0);

  const tall = async () => (await rows(page).first().boundingBox())?.height ?? 0;
  const before = await tall();
  await display(page, (menu) => menu.getByRole("menuitemradio", { name: "Compact" }).click());
  await expect.poll(tall).toBeLessThan(before);
  await page.reload();
  await expect.poll(tall).toBeLessThan(before);

  await display(page, (menu) => menu.getByRole("menuitemradio", { name: "25" }).click());
  await expect(page).toHaveURL(/[?&]size=25/);
  await expect(rows(page)).toHaveCount(25);
});

test("a person leafs through all sixty forwards and back, each once, also while one is added", async ({ page, as }) => {
  const org = await sixtyEvents();
  await as("organizer", org);
  await open(page, `/${org.slug}/events?size=25&sort=name`);
  const step = async (name: string, first: string) => {
    await page.getByRole("link", { name, exact: true }).click();
    await expect(rows(page).first()).toContainText(first);
    return names(page);
  };
  const one = await names(page);
  const two = await step("Next page", "Concert 25");
  await given.event(org, { name: "Concert 00", state: "draft" });
  const three = await step("Next page", "Concert 50");
  expect([one.length, two.length, three.length]).toEqual([25, 25, 10]);
  expect(new Set([...one, ...two, ...three]).size).toBe(60);
  await expect(page.getByRole("link", { name: "Next page" })).toHaveCount(0);
  expect(await step("Previous page", "Concert 25")).toEqual(two);
  expect(await step("First page", formula)).toContain("Concert 00");
  await expect(page.getByRole("link", { name: "Previous page" })).toHaveCount(0);
});

test("J, K and X walk and select rows, and Enter opens the one in focus", async ({ page, as }) => {
  const org = await sixtyEvents();
  await as("organizer", org);
  await open(page, `/${org.slug}/events?sort=name`);
  const link = (name: string) => page.getByRole("link", { name, exact: true });
  await expect(link("Concert 01")).toBeVisible();
  for (const [key, name] of [
    ["j", formula],
    ["j", "Concert 01"],
    ["j", "Concert 02"],
    ["k", "Concert 01"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(link(name)).toBeFocused();
  }
  await page.keyboard.press("x");
  await expect(page.getByRole("checkbox", { name: "Select Concert 01" })).toBeChecked();
  await expect(page.getByText("1 selected")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Concert 01" })).toBeVisible();
});

test("on a phone each event is a card that names its figures, and a tap opens it", async ({ page, as }) => {
  const org = await sixtyEvents();
  await as("organizer", org);
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, `/${org.slug}/events?q=concert+07`);
  const card = rows(page).first();
  const [title, state, capacity] = [card.getByText("Concert 07"), card.getByText("Draft"), card.getByText("107")];
  for (const part of [title, state, capacity, card.getByText("Capacity")]) await expect(part).toBeVisible();
  const [top, below] = [await title.boundingBox(), await capacity.boundingBox()];
  expect(below?.y ?? 0).toBeGreaterThan((top?.y ?? 0) + (top?.height ?? 0));
  await expect(page.getByRole("columnheader", { name: "Capacity" })).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await expectAccessible(page);
  await capacity.click();
  await expect(page.getByRole("heading", { level: 1, name: "Concert 07" })).toBeVisible();
});

test("nothing yet, nothing that matches and a page that became empty are told apart, each with its way on", async ({
  page,
  as,
}) => {
  const { org } = await as("organizer");
  await open(page, `/${org.slug}/events`);
  await expect(page.getByText("No events yet")).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "New event" })).toHaveCount(2);
  await given.event(org, { name: "Night of Lanterns" });
  await open(page, `/${org.slug}/events?q=winter&f.state=draft`);
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByRole("link", { name: "Night of Lanterns" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/${org.slug}/events$`));
  await open(page, `/${org.slug}/events?after=no-such-place&sort=nothing&f.state=wrong&size=7`);
  await expect(page.getByRole("heading", { level: 1, name: "Events" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Night of Lanterns" })).toBeVisible();
});

test("an export is the rows on the screen, in their order and columns, safe in a spreadsheet and complete", async ({
  page,
  as,
  elsewhere,
}) => {
  const org = await sixtyEvents();
  await as("organizer", org);
  const saved = async (path: string) => {
    await open(page, path);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^${org.slug}-events-events-\\d{4}-\\d\\d-\\d\\d\\.csv$`));
    return readFile(await download.path(), "utf8");
  };
  const whole = await saved(`/${org.slug}/events?sort=-name&size=100`);
  expect(whole.startsWith("\uFEFF")).toBe(true);
  const lines = whole.slice(1).split("\r\n");
  const headings = (await page.getByRole("columnheader").allInnerTexts()).map((text) => text.split("\n")[0]?.trim());
  expect(lines[0]).toBe(
    [...headings.filter(Boolean), "Currency"].join(",").replace("Starts", "Starts (Europe/Berlin)"),
  );
  const first = (line: string) => line.split(",")[0];
  expect(lines.slice(1, -2).map(first)).toEqual(
    (await names(page)).map((name) => (name === formula ? `'${formula}` : name)),
  );
  expect(lines.slice(-2)).toEqual(["# rows,60", ""]);
  expect(lines[1]).toMatch(
    /^Concert 59,Draft,\d{4}-\d\d-\d\dT20:00:00\.000\+0[12]:00,0,159,0\.00,"Old Boathouse, Hamburg",USD$/,
  );

  const some = await saved(`/${org.slug}/events?sort=name&q=concert+1&cols=name,capacity`);
  expect(some.slice(1).split("\r\n").slice(0, 3)).toEqual(["Event,Capacity", "Concert 10,110", "Concert 11,111"]);
  expect(some).toMatch(/\r\n# rows,10\r\n$/);
  const log = await admin.query(
    "select count(*)::int as n from system.audit_logs where organization_id = $1 and command = 'system.export_list'",
    [org.id],
  );
  expect(log.rows[0].n).toBe(2);

  const staff = await elsewhere(await given.person("staff", org));
  await open(staff, `/${org.slug}/events`);
  await expect(count(staff)).toHaveText("50 of 60");
  await expect(staff.getByRole("link", { name: "Export" })).toHaveCount(0);
});
