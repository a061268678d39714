import { mkdirSync } from "node:fs";
import type { Page } from "@playwright/test";
import { chooseTickets, payWith, sayWho } from "./buying.ts";
import { admin, expect, expectAccessible, given, type Organization, open, test } from "./house.ts";

/** A house with its own account at the processor, so that everything is in its own book. */
async function directHouse(): Promise<Organization> {
  const org = await given.organization({ name: "Lantern Nights" });
  await admin.query("update organizations.organizations set settlement = 'direct' where id = $1", [org.id]);
  return org;
}

async function buyWith(page: Page, org: Organization, card: string) {
  const event = await given.event(org);
  await chooseTickets(page, event.path, "Regular", 2);
  await sayWho(page);
  await payWith(page, card);
  await expect(page.getByRole("heading", { name: "Your tickets" })).toBeVisible({ timeout: 30_000 });
}

const standingOf = async (org: Organization, code: string) => {
  const { rows } = await admin.query(
    `select coalesce(sum(b.debits_minor - b.credits_minor), 0)::int as minor from payments.accounts a
     join payments.balances b on (b.organization_id, b.account_id) = (a.organization_id, a.id) where a.organization_id = $1 and a.code = $2`,
    [org.id, code],
  );
  return rows[0].minor;
};

/** Pictures for whoever looks after the screens; only where a folder is named. */
async function shoot(page: Page, name: string) {
  const folder = process.env.PROCESSOR_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const [width, size] of [
    [1280, "desktop"],
    [390, "phone"],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${size}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 720 });
}

for (const [outcome, words, disputes] of [
  ["won", "The merchant wins", 0],
  ["lost", "The buyer wins", 0],
] as const) {
  test(`a buyer's bank disputes, finance contests with a file, and the dispute is ${outcome}`, async ({ page, as }) => {
    test.setTimeout(150_000);
    const org = await directHouse();
    await buyWith(page, org, "4000 0000 0000 2685");
    await as("finance", org);

    await test.step("the dispute appears, with the day by which to answer", async () => {
      await expect(async () => {
        await page.goto(`/${org.slug}/payments/disputes`);
        await expect(page.getByRole("row", { name: /Ada Byron/ })).toBeVisible({ timeout: 2_000 });
      }).toPass({ timeout: 60_000 });
      await expect(page.getByRole("row", { name: /Ada Byron/ })).toContainText("$50.00");
      await shoot(page, "disputes");
      await expectAccessible(page);
      await page
        .getByRole("link", { name: /^[A-Z0-9-]{6,}$/ })
        .first()
        .click();
      await expect(page.getByText(/^Answer by/).first()).toBeVisible();
      expect(await standingOf(org, "assets:disputes")).toBe(5000);
    });

    await test.step("finance is told what is missing, adds a file, and contests", async () => {
      await page.getByRole("button", { name: "Contest" }).click();
      await expect(page.getByText("Write what speaks for you").first()).toBeVisible();
      await page
        .getByLabel("Files")
        .setInputFiles({ name: "scan.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%scan") });
      await expect(page.getByRole("link", { name: "scan.pdf" })).toBeVisible();
      await page.getByLabel("What speaks for you").fill("Both tickets were scanned at the door at 20:14.");
      await shoot(page, `dispute-open`);
      await expectAccessible(page);
      await page.getByRole("button", { name: "Contest" }).click();
      await expect(page.getByText("Contested").first()).toBeVisible();
      await expect(page.getByText("Both tickets were scanned")).toBeVisible();
    });

    await test.step("the bank decides at the test gateway", async () => {
      await page.getByRole("link", { name: "Open at the test gateway" }).click();
      await expect(async () => {
        await page.reload();
        await expect(page.getByText("Both tickets were scanned")).toBeVisible({ timeout: 1_000 });
      }).toPass({ timeout: 30_000 });
      await expectAccessible(page);
      await shoot(page, "gateway-dispute");
      await page.getByRole("button", { name: words }).click();
      await expect(page.getByText("The shop was told")).toBeVisible();
    });

    await test.step("the books follow", async () => {
      await expect.poll(() => standingOf(org, "assets:disputes"), { timeout: 30_000 }).toBe(disputes);
      await page.goto(`/${org.slug}/payments/disputes?f.state=${outcome}`);
      await expect(page.getByRole("row", { name: /Ada Byron/ })).toBeVisible();
      expect(await standingOf(org, "expenses:disputes")).toBe(outcome === "won" ? 0 : 1500);
      expect(await standingOf(org, "income:tickets")).toBe(outcome === "won" ? -5000 : 0);
    });
  });
}

test("finance reads what the processor said, has it processed again, and follows a payout down to its payments", async ({
  page,
  as,
}) => {
  test.setTimeout(120_000);
  const org = await directHouse();
  await buyWith(page, org, "4242 4242 4242 4242");
  await as("finance", org);
  await page.goto(`/${org.slug}/payments/processor`);
  await expect(page.getByRole("row", { name: /payment\.succeeded/ })).toContainText("Processed");
  await shoot(page, "events");
  await expectAccessible(page);
  await page
    .getByRole("row", { name: /payment\.succeeded/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByRole("region", { name: "Body of the webhook" })).toContainText('"type": "payment.succeeded"');
  await shoot(page, "event");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Process again" }).click();
  await expect(page.getByText("It is processed again")).toBeVisible();

  await open(page, `/${org.slug}/payments/processor/payouts`);
  await page.getByRole("button", { name: "Pay out now" }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("row", { name: /GRTEST/ })).toContainText("On its way", { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await page.goto(`/${org.slug}/payments/processor/balance`);
  await expect(page.getByRole("row", { name: /^Test gateway/ })).toContainText("$0.00");
  await shoot(page, "balance");
  await expectAccessible(page);
  await open(page, `/${org.slug}/payments/processor/payouts`);
  await page.getByRole("button", { name: "Let it arrive" }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("row", { name: /GRTEST/ })).toContainText("At the bank", { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await shoot(page, "payouts");
  await page
    .getByRole("row", { name: /GRTEST/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByText("Explained to the last unit")).toBeVisible();
  await shoot(page, "payout");
  await expectAccessible(page);
  expect(await standingOf(org, "assets:processor:test")).toBe(0);
  expect(await standingOf(org, "assets:bank:main")).toBe(5000 - 95);
});

test("an administrator sees how the organization is paid, and a key that is none is refused at its field", async ({
  page,
  as,
}) => {
  const { org } = await as("admin");
  await open(page, `/${org.slug}/payments/processor/account`);
  await expect(page.getByText("No account of your own")).toBeVisible();
  await page.getByLabel("Secret key").fill("pk_test_12345678");
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByText("A secret key begins with").first()).toBeVisible();
  await shoot(page, "account");
  await expectAccessible(page);
});
