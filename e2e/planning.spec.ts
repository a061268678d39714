import { mkdirSync } from "node:fs";
import type { Page } from "@playwright/test";
import { house, post } from "#lib/payments/books.given";
import { admin, expect, expectAccessible, follow, open, test } from "./house";

/** A house that earned and spent something this month and the month before. */
async function earning() {
  const org = await house();
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  const move = (account: string, amount: number, back: number) =>
    post(
      org,
      [
        { account: "assets:bank:main", amount_minor: -amount },
        { account, amount_minor: amount },
      ],
      { effective_on: day(back) },
    );
  await move("income:tickets", -125_050, 1);
  await move("income:goods", -8_000, 1);
  await move("expenses:ads", 20_000, 1);
  await move("income:tickets", -90_000, 40);
  return { org, yesterday: day(1) };
}

/** Pictures for whoever looks after the screens; only where a folder is named. */
async function shoot(page: Page, name: string) {
  const folder = process.env.PLANNING_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const [width, height, size] of [
    [1280, 900, "desktop"],
    [390, 844, "phone"],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `${folder}/${name}-${size}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 720 });
}

test("finance names what was earned, sets a goal and sees how far it is, down to the entries", async ({ page, as }) => {
  const { org } = await earning();
  await as("finance", org);
  await open(page, `/${org.slug}/payments/planning/categories`);
  await page.getByRole("button", { name: "New income category" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Shows");
  await dialog.getByLabel(/Ticket sales/).check();
  await dialog.getByRole("button", { name: "Save the category" }).click();
  const row = page.getByRole("row", { name: /^Shows/ });
  await expect(row).toContainText("$2,150.50");
  await expect(page.getByRole("row", { name: /^In no category/ }).first()).toContainText("$80.00");
  await shoot(page, "categories");
  await expectAccessible(page);
  await row.getByRole("link").last().click();
  await page
    .locator("#entries")
    .getByRole("link", { name: /Ticket sales/ })
    .click();
  await expect(page.getByRole("heading", { name: "Ticket sales", level: 1 })).toBeVisible();

  await open(page, `/${org.slug}/payments/planning`);
  await page.getByRole("button", { name: "New goal" }).click();
  await dialog.getByLabel("Name").fill("A good year at the door");
  await dialog.getByLabel("Counts").selectOption("year");
  await dialog.getByLabel("What is counted").selectOption("category");
  await dialog.getByLabel(/^Target/).fill("abc");
  await dialog.getByRole("button", { name: "Save the goal" }).click();
  await expect(dialog.getByText("Choose a category.")).toBeVisible();
  await dialog.getByLabel(/^Category/).selectOption("Shows");
  await dialog.getByRole("button", { name: "Save the goal" }).click();
  await expect(dialog.getByText(/Not an amount of USD/).last()).toBeVisible();
  await expect(dialog.getByLabel("Name")).toHaveValue("A good year at the door");
  await shoot(page, "goal-form");
  await dialog.getByLabel(/^Target/).fill("4,301.00");
  await dialog.getByRole("button", { name: "Save the goal" }).click();
  const bar = page.getByRole("progressbar", { name: "Progress of A good year at the door" });
  await expect(bar).toHaveAttribute("aria-valuenow", "50");
  await shoot(page, "goals");
  await expectAccessible(page);
  await follow(page.getByRole("link", { name: "A good year at the door" }), "A good year at the door");
  await page.getByRole("button", { name: "Table" }).click();
  await expect(page.getByRole("table")).toContainText("$2,150.50");
  await shoot(page, "goal");
  await expectAccessible(page);
});

test("finance sets ten per cent aside, looks before, and sets some of it free again", async ({ page, as }) => {
  const { org, yesterday } = await earning();
  await as("finance", org);
  await open(page, `/${org.slug}/payments/planning/splits`);
  await page.getByRole("button", { name: "New split" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Bad weather");
  await dialog.getByLabel("For", { exact: true }).fill("Rainy days");
  await dialog.getByLabel("% or amount").fill("110");
  await dialog.getByRole("button", { name: "Save the split" }).click();
  await expect(dialog.getByText(/at most 100 %/).last()).toBeVisible();
  await dialog.getByLabel("% or amount").fill("10");
  await shoot(page, "split-form");
  await dialog.getByRole("button", { name: "Save the split" }).click();
  await page.getByRole("link", { name: "Bad weather" }).click();
  await page.getByLabel("The income of a day").fill(yesterday);
  await page.getByRole("button", { name: "Show the parts of the day" }).click();
  const parts = page.getByRole("table").first();
  await expect(parts.getByRole("row", { name: /rainy days/ })).toContainText("$133.05");
  await expect(parts.getByRole("row", { name: /Stays free/ })).toContainText("$1,197.45");
  await shoot(page, "split-preview");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set this aside" }).click();
  await dialog.getByRole("button", { name: "Set aside" }).click();
  await expect(page.getByRole("row", { name: /Together; split already/ })).toBeVisible();
  await expect(page.getByRole("link", { name: `Income of ${yesterday}` })).toBeVisible();
  await open(page, `/${org.slug}/payments/planning/splits`);
  await page.getByRole("button", { name: "Set free: rainy days" }).click();
  await dialog.getByLabel(/^Amount/).fill("500");
  await dialog.getByLabel("What for").fill("A tent for the terrace");
  await dialog.getByRole("button", { name: "Set free" }).click();
  await expect(dialog.getByText("That much is not set aside.").last()).toBeVisible();
  await dialog.getByLabel(/^Amount/).fill("33.05");
  await dialog.getByRole("button", { name: "Set free" }).click();
  await expect(page.getByText("$100.00")).toBeVisible();
  await shoot(page, "splits");
  await expectAccessible(page);
});

test("finance sells credits, uses some, and the lot's history says so", async ({ page, as }) => {
  const { org } = await earning();
  await as("finance", org);
  await open(page, `/${org.slug}/payments/planning/credits`);
  await page.getByRole("button", { name: "New package" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Ten front pages");
  await dialog.getByLabel("Credits").fill("10");
  await dialog.getByLabel("Good for days").fill("365");
  await dialog.getByLabel(/^Price/).fill("99.90");
  await dialog.getByRole("button", { name: "Save the package" }).click();
  await page.getByRole("button", { name: "Sell credits" }).click();
  await dialog.getByLabel("Whose credits").fill("Harbour Café");
  await dialog.getByRole("button", { name: "Sell", exact: true }).click();
  await expect(page.getByRole("row", { name: /Harbour Café/ })).toContainText("To use");
  await shoot(page, "credits");
  await expectAccessible(page);
  const lot = page.getByRole("row", { name: /Harbour Café/ }).getByRole("link");
  await follow(lot.first(), "Credits of Harbour Café");
  await page.getByRole("button", { name: "Use credits" }).click();
  await dialog.getByLabel("Credits").fill("11");
  await dialog.getByLabel("What for").fill("A week on the front page");
  await dialog.getByRole("button", { name: "Use", exact: true }).click();
  await expect(dialog.getByText(/only 10 credits left/).last()).toBeVisible();
  await dialog.getByLabel("Credits").fill("3");
  await dialog.getByRole("button", { name: "Use", exact: true }).click();
  await expect(page.getByRole("row", { name: /Used: A week on the front page/ })).toContainText("$29.97");
  await shoot(page, "lot");
  await expectAccessible(page);
});

test("finance is told that a balance is low, looks after it, and it closes by itself", async ({ page, as }) => {
  const { org } = await earning();
  await as("finance", org);
  await open(page, `/${org.slug}/payments/alerts/rules`);
  await page.getByRole("button", { name: "Add a rule: A balance is low" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Account").selectOption({ label: "Bank account · assets:bank:main · USD" });
  await dialog.getByLabel("Below").fill("5000");
  await dialog.getByRole("button", { name: "Save the rule" }).click();
  await expect(page.getByText("Bank account below $5,000.00")).toBeVisible();
  await shoot(page, "alert-rules");
  await expectAccessible(page);
  await page.goto(`/${org.slug}/payments/alerts`);
  await expect(page.getByRole("link", { name: /Alerts.*1 waiting/ })).toBeVisible();
  await shoot(page, "alerts");
  await expectAccessible(page);
  const alert = page.getByRole("row", { name: /below USD 5000\.00/ }).getByRole("link");
  await follow(alert.first(), "A balance is low");
  await page.getByRole("button", { name: "I look after it" }).click();
  await expect(page.getByText("Seen", { exact: true })).toBeVisible();
  await shoot(page, "alert");
  await expectAccessible(page);
  await post(org, [
    { account: "assets:bank:main", amount_minor: 500_000 },
    { account: "equity:opening", amount_minor: -500_000 },
  ]);
  await admin.query("select payments.check_alerts($1)", [org.id]);
  await page.reload();
  await expect(page.getByText("Over", { exact: true }).first()).toBeVisible();
});

test("an administrator limits refunds, and a viewer sees none of the planning", async ({ page, as }) => {
  const { org } = await earning();
  await as("admin", org);
  await open(page, `/${org.slug}/settings/limits`);
  await page.getByRole("button", { name: "Add a limit: Refunding" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Who").selectOption("Finance");
  await dialog.getByLabel(/^At once/).fill("250");
  await dialog.getByRole("button", { name: "Save the limit" }).click();
  await expect(page.getByText("Finance: $250.00 at once")).toBeVisible();
  await shoot(page, "limits");
  await expectAccessible(page);
  await as("viewer", org);
  const answer = await page.goto(`/${org.slug}/payments/planning`);
  expect(answer?.status()).toBe(403);
});
