import type { Page } from "@playwright/test";
import { card, chooseTickets, payWith, sayWho } from "./buying";
import { expect, expectAccessible, given, test } from "./house";

const inDays = (days: number, time: string) => {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return `${day}T${time}`;
};

async function makeVenue(page: Page, slug: string) {
  await page.goto(`/${slug}/events/venues/new`);
  await page.getByLabel("Name", { exact: true }).fill("Harbour Shed");
  await page.getByLabel("City", { exact: true }).fill("Hamburg");
  await page.getByLabel("Country").selectOption("DE");
  await page.getByLabel("Time zone").selectOption("Europe/Berlin");
  await page.getByLabel("Capacity").fill("300");
  await page.getByRole("button", { name: "Add venue" }).click();
  await expect(page.getByRole("heading", { name: "New event" })).toBeVisible();
}

test("an organizer makes an event, a visitor buys, and the books, the dashboard and nobody else know of it", async ({
  page,
  as,
  elsewhere,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const { org } = await as("organizer");
  const name = `Lantern Night ${org.slug.slice(-4)}`;

  await test.step("the organizer finds out what is missing, and then creates the event", async () => {
    await makeVenue(page, org.slug);
    await page.getByRole("button", { name: "Create event" }).click();
    await expect(page.getByText("What is the event called?")).toBeVisible();
    await page.getByLabel("Name", { exact: true }).first().fill(name);
    await page.getByLabel("Summary").fill("One night of paper lanterns and brass.");
    await page.getByLabel("Category").selectOption({ index: 1 });
    await page.getByLabel("Venue").selectOption({ label: "Harbour Shed, Hamburg" });
    await page.getByLabel("Starts").fill(inDays(30, "20:00"));
    await page.getByLabel("Ends").fill(inDays(30, "19:00"));
    await page.getByLabel("Capacity").fill("50");
    await page.getByLabel(/^Price/).fill("25.00");
    await page.getByLabel("Quota").fill("10");
    await page.getByRole("button", { name: "Create event" }).click();
    await expect(page.getByText("It must end after it starts.").first()).toBeVisible();
    await expect(page.getByLabel(/^Price/)).toHaveValue("25.00");
    await page.getByLabel("Ends").fill(inDays(30, "23:30"));
    await page.getByRole("button", { name: "Create event" }).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
    await expect(page.getByText("Draft").first()).toBeVisible();
  });

  const link = `/e/${org.slug}/${name.toLowerCase().replaceAll(" ", "-")}`;
  const visitors = await browser.newContext({ baseURL });
  const visitor = await visitors.newPage();

  await test.step("a draft is nothing to a visitor, a published event is", async () => {
    expect((await visitor.goto(link))?.status()).toBe(404);
    await page.getByRole("button", { name: "Publish" }).click();
    await expect(page.getByText("Published").first()).toBeVisible();
    expect((await visitor.goto(link))?.status()).toBe(200);
    await expect(visitor.getByRole("heading", { name, level: 1 })).toBeVisible();
  });

  await test.step("the visitor buys two tickets and gets them", async () => {
    await chooseTickets(visitor, link, "General admission", 2);
    await sayWho(visitor, "Ada Okafor", `ada-${org.slug}@example.test`);
    await payWith(visitor, card.good);
    await visitor.waitForURL(/\/orders\//);
    await expect(visitor.getByText(/[0-9A-HJKMNP-TV-Z]{26}/).first()).toBeVisible({ timeout: 30_000 });
  });

  await test.step("the organizer's dashboard has the sale from the ledger", async () => {
    await page.goto(`/${org.slug}`);
    const income = page.locator("[data-slot=figure]", { hasText: "Ticket income" });
    await expect(income).toContainText("$50.00");
    await expect(page.locator("[data-slot=figure]", { hasText: "Tickets sold" })).toContainText("2");
    await page.goto(`/${org.slug}/ticketing/orders`);
    await expect(page.getByRole("row", { name: /Ada Okafor/ })).toContainText("$50.00");
  });

  await test.step("finance sees a trial balance whose figures lead to their entries", async () => {
    const finance = await elsewhere(await given.person("finance", org));
    await finance.goto(`/${org.slug}/payments/trial-balance`);
    await expect(finance.getByRole("row", { name: /ticket/i }).first()).toContainText("50.00");
    await expectAccessible(finance);
  });

  await test.step("another organization sees nothing of it", async () => {
    const stranger = await elsewhere(await given.person("admin", await given.organization()));
    expect((await stranger.goto(`/${org.slug}/ticketing/orders`))?.status()).toBe(404);
  });
  await visitors.close();
});

test("a viewer looks at events but is refused the form that makes one", async ({ page, as }) => {
  const { org } = await as("viewer");
  expect((await page.goto(`/${org.slug}/events`))?.status()).toBe(200);
  await expect(page.getByRole("link", { name: "New event" })).toHaveCount(0);
  expect((await page.goto(`/${org.slug}/events/new`))?.status()).toBe(403);
});

test("an event without a ticket cannot be published, and the page says so", async ({ page, as }) => {
  const { org } = await as("organizer");
  await makeVenue(page, org.slug);
  await page.getByLabel("Name", { exact: true }).first().fill("Bare Event");
  await page.getByLabel("Category").selectOption({ index: 1 });
  await page.getByLabel("Venue").selectOption({ label: "Harbour Shed, Hamburg" });
  await page.getByLabel("Starts").fill(inDays(10, "20:00"));
  await page.getByLabel("Ends").fill(inDays(10, "22:00"));
  await page.getByLabel("Capacity").fill("50");
  await page.getByLabel(/^Price/).fill("0");
  await page.getByLabel("Quota").fill("10");
  await page.getByRole("button", { name: "Create event" }).click();
  await expect(page.getByRole("heading", { name: "Bare Event", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Change General admission" }).click();
  await page.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("No tickets yet.")).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(/ticket/i);
  await expect(page.getByText("Draft").first()).toBeVisible();
});
