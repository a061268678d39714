import type { Page } from "@playwright/test";
import { addCustomer } from "#lib/crm/commands/customers";
import { png } from "#lib/users/picture.given";
import { openLetter } from "./door.ts";
import { admin, expect, expectAccessible, follow, open, test } from "./house.ts";
import { look } from "./look.ts";
import { desk, phone } from "./picture.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const dialog = (page: Page) => page.getByRole("dialog");
const stepNow = (page: Page) => page.locator("[aria-current=step]");

for (const size of [desk, phone]) {
  const device = size === desk ? "at a desk" : "on a phone";
  test(`somebody asks on the website and ends as a testimonial, ${device}`, async ({ browser, baseURL, page, as }) => {
    test.setTimeout(120_000);
    const { org } = await as("admin");
    const email = `vera-${org.slug}@example.test`;
    const visitor = await (await browser.newContext({ baseURL, viewport: size, reducedMotion: "reduce" })).newPage();
    await page.setViewportSize(size);

    await open(visitor, `/ask/${org.slug}`);
    await visitor.getByLabel("Your name").fill("Vera Stone");
    await visitor.getByLabel("E-mail").fill(email);
    await visitor.getByLabel("How many guests").fill("14");
    await visitor.getByLabel("What do you wish for?").fill("Hibachi in our garden.");
    await visitor.getByRole("button", { name: "Ask" }).click();
    await expect(visitor.getByText("Please agree, so that we may answer you.")).toBeVisible();
    if (size === desk) await look(visitor, "ask");
    await visitor.setViewportSize(size);
    await visitor.getByLabel(/to answer me/).check();
    await visitor.getByLabel(/offers now and then/).check();
    await visitor.getByRole("button", { name: "Ask" }).click();
    await expect(visitor.getByText("Thank you. We have it.")).toBeVisible();

    await open(page, `/${org.slug}/crm/leads`);
    if (size === desk) await look(page, "leads");
    await page.setViewportSize(size);
    await follow(page.getByRole("link", { name: "Vera Stone" }), "Vera Stone");
    await page.getByRole("button", { name: "Move to Contacted" }).click();
    await expect(stepNow(page)).toHaveText("Contacted");
    await page.getByLabel("Note").fill("Wants a vegetarian menu.");
    await page.getByRole("button", { name: "Add note" }).click();
    await expect(page.getByRole("list", { name: "Thread" })).toContainText("Wants a vegetarian menu.");
    await page.getByRole("button", { name: "Move to Lost" }).click();
    await dialog(page).getByRole("button", { name: "Mark as lost" }).click();
    await expect(
      dialog(page)
        .getByText(/Say why it was lost/)
        .first(),
    ).toBeVisible();
    await dialog(page).getByRole("button", { name: "Back" }).click();
    if (size === desk) await look(page, "lead");
    await page.setViewportSize(size);
    await page.getByRole("button", { name: "Convert", exact: true }).click();
    await dialog(page).getByLabel("Opportunity").fill("Garden evening");
    await dialog(page).getByLabel(/Worth/).fill("1200");
    await dialog(page).getByRole("button", { name: "Convert", exact: true }).click();
    await expect(stepNow(page)).toHaveText("Converted");
    await expectAccessible(page);

    await follow(page.getByRole("main").getByRole("link", { name: "Vera Stone" }), "Vera Stone");
    await expect(page.getByText("website form")).toBeVisible();
    await page.getByRole("button", { name: "Ask for a review" }).click();
    await dialog(page).getByLabel("Thank you for").fill("the evening in your garden");
    await dialog(page).getByRole("button", { name: "Ask", exact: true }).click();
    await expect(page.getByRole("list", { name: "Timeline" })).toContainText("Asked for a review");
    if (size === desk) await look(page, "customer");
    await expectAccessible(page);

    const letter = await openLetter(visitor, email, "How was it?");
    const link = await letter.getByRole("link", { name: "Write a review" }).getAttribute("href");
    const away = await letter.getByRole("link", { name: "Write to me no more" }).getAttribute("href");
    await open(visitor, link ?? "");
    await visitor.getByRole("button", { name: "Send review" }).click();
    await expect(visitor.getByText("Choose one to five stars.")).toBeVisible();
    await visitor.getByLabel(/^5 of 5 stars/).check({ force: true });
    await visitor.getByLabel("In your words").fill("Not a grain of rice was left.");
    await visitor
      .getByLabel("Pictures", { exact: true })
      .setInputFiles({ name: "garden.png", mimeType: "image/png", buffer: png(640, 480) });
    await visitor.getByLabel(/may show these words/).check();
    if (size === desk) await look(visitor, "review");
    await visitor.setViewportSize(size);
    await expectAccessible(visitor);
    await visitor.getByRole("button", { name: "Send review" }).click();
    await expect(visitor.getByRole("heading", { name: "Thank you!" })).toBeVisible();

    await page.setViewportSize(size);
    await open(page, `/${org.slug}/feedback/reviews`);
    await follow(page.getByRole("link", { name: "Vera Stone" }), /Review by Vera Stone/);
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByRole("button", { name: "Show as a testimonial" }).click();
    await dialog(page).getByRole("button", { name: "Show" }).click();
    await expect(page.getByText("Published", { exact: true })).toBeVisible();
    if (size === desk) await look(page, "moderation");

    await open(visitor, `/reviews/${org.slug}`);
    await expect(visitor.getByText("Not a grain of rice was left.")).toBeVisible();
    await expect(visitor.getByText(/^Vera S\./)).toBeVisible();
    if (size === desk) await look(visitor, "testimonials");
    await visitor.setViewportSize(size);
    await expectAccessible(visitor);

    await open(visitor, away ?? "");
    await visitor.getByRole("button", { name: "Write to me no more" }).click();
    await expect(visitor.getByRole("heading", { name: "You get no more letters" })).toBeVisible();
    const { rows } = await admin.query(
      "select marketing from crm.customers where organization_id = $1 and email = $2",
      [org.id, email],
    );
    expect(rows).toEqual([{ marketing: "withdrawn" }]);
    await visitor.context().close();
  });
}

test("a manager merges two rows of one person, and takes them apart again", async ({ page, as }) => {
  const { org, person } = await as("admin");
  await addCustomer(person, {
    name: "Katherine Mills",
    phone: "+1 555 010 2030",
    email: "kate@example.test",
    notes: "Allergic to nuts.",
  });
  await addCustomer(person, {
    name: "Kathrine Mills",
    phone: "15550102030",
    address: "12 Pier Road",
    notes: "Pays by card.",
  });
  await open(page, `/${org.slug}/crm/customers/duplicates`);
  const pair = page.getByRole("list", { name: "Pairs" }).getByRole("listitem").first();
  await expect(pair).toContainText("same telephone number");
  await look(page, "duplicates");
  await follow(pair.getByRole("link", { name: "Compare" }), "Two who are one");
  await expectAccessible(page);
  await look(page, "merge");
  const preview = page.getByRole("region", { name: "What stays" });
  await expect(preview).toContainText("12 Pier Road");
  await expect(preview).toContainText("kate@example.test");
  await page.getByRole("button", { name: "Merge the two" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Kath?e?rine Mills/ })).toBeVisible();
  await expect(page.getByText("12 Pier Road")).toBeVisible();
  await page.getByRole("button", { name: /Undo the merge/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: /Undo the merge/ })).toHaveCount(0);
  await open(page, `/${org.slug}/crm/customers`);
  await expect(page.getByRole("link", { name: /Mills/ })).toHaveCount(2);
});

test("opportunities go over the board by dragging and by select, and lost asks why", async ({ page, as }) => {
  const { org } = await as("admin");
  await open(page, `/${org.slug}/crm/pipeline`);
  for (const [title, worth] of [
    ["Wedding", "4800"],
    ["Company day", "2500.50"],
  ] as const) {
    await page.getByRole("button", { name: "Add opportunity" }).click();
    await dialog(page).getByLabel("What it is about").fill(title);
    await dialog(page).getByLabel("Worth").fill(worth);
    await dialog(page).getByRole("button", { name: "Add" }).click();
    await expect(page.getByRole("link", { name: title })).toBeVisible();
  }
  const column = (name: string) =>
    page.getByRole("list", { name: "Pipeline" }).getByRole("listitem", { name, exact: true });
  await expect(column("Prospecting")).toContainText("$7,300.50");
  await page.getByRole("link", { name: "Wedding" }).locator("xpath=ancestor::li[1]").dragTo(column("Quote sent"));
  await expect(column("Quote sent")).toContainText("Wedding");
  await expect(column("Prospecting")).toContainText("$2,500.50");
  await look(page, "board");
  await page.setViewportSize(phone);
  await page.getByLabel("Stage of Company day").selectOption("Lost");
  await dialog(page).getByLabel("Why").selectOption("Chose somebody else");
  await dialog(page).getByRole("button", { name: "Mark as lost" }).click();
  await expect(column("Lost")).toContainText("Company day");
  await expectAccessible(page);
  await open(page, `/${org.slug}/crm/stages`);
  await look(page, "stages");
});
