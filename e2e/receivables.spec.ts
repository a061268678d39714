import type { Page } from "@playwright/test";
import { card, payWith } from "./buying.ts";
import { admin, expect, expectAccessible, given, open, test } from "./house";

/** The screen as people see it: desktop and phone, light and dark. */
async function shoot(page: Page, name: string) {
  const folder = process.env.SHOTS;
  if (!folder) return;
  for (const [size, width, height] of [
    ["desktop", 1280, 900],
    ["phone", 390, 844],
  ] as const)
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: `${folder}/${name}-${size}-${colorScheme}.png`, fullPage: true });
    }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function writeInvoice(page: Page, slug: string, email: string) {
  await open(page, `/${slug}/payments/parties/new`);
  await page.getByLabel("Name").fill("Harbour Brewery");
  await page.getByLabel("E-mail for invoices").fill(email);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Harbour Brewery", level: 1 })).toBeVisible();
  await open(page, `/${slug}/payments/invoices/new`);
  await page.getByLabel("To", { exact: true }).selectOption({ label: "Harbour Brewery · customer" });
  await page.getByLabel("What for").fill("Stage hire");
  await page.getByLabel("Quantity").fill("2");
  await page.getByLabel("Price each").fill("100.00");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("heading", { name: "Draft invoice", level: 1 })).toBeVisible();
}

async function issue(page: Page) {
  await page.getByRole("button", { name: "Issue", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Issue", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^INV-\d{4}-\d{4}$/, level: 1 })).toBeVisible();
  return (await page.getByRole("heading", { level: 1 }).innerText()).trim();
}

test("finance invoices a customer, who finds it in the mail and pays it by card on its page", async ({
  page,
  as,
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const { org } = await as("finance");
  const email = `books-${org.slug}@example.test`;
  await writeInvoice(page, org.slug, email);
  await expect(page.getByRole("row", { name: /VAT 19 %/ })).toContainText("$38.00");
  await shoot(page, "draft");
  const number = await issue(page);
  await expectAccessible(page);
  await shoot(page, "invoice");

  const customer = await (await browser.newContext({ baseURL })).newPage();
  await expect(async () => {
    await customer.goto(`/mailbox?to=${encodeURIComponent(email)}`);
    await customer.getByRole("link", { name: new RegExp(number) }).click({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  const letter = customer.frameLocator("iframe").getByRole("link", { name: "See and pay the invoice" });
  await customer.goto((await letter.getAttribute("href")) ?? "");
  await expect(customer.getByRole("heading", { name: `Invoice ${number}` })).toBeVisible();
  await expect(customer.getByText("$238.00").first()).toBeVisible();
  await expectAccessible(customer);
  await shoot(customer, "public");
  const paper = await customer.request.get(`${customer.url()}/pdf`);
  expect((await paper.body()).subarray(0, 5).toString()).toBe("%PDF-");

  await customer.getByRole("button", { name: "Pay by card" }).click();
  await expect(customer.getByText("Test gateway: no real money moves")).toBeVisible();
  await payWith(customer, card.good);
  await expect(customer.getByText("Paid. Thank you.")).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByText("· Paid by card")).toBeVisible();
  const { rows } = await admin.query(
    `select i.state, (select count(*)::int from payments.document_faults($1)) as faults from payments.invoices i where organization_id = $1`,
    [org.id],
  );
  expect(rows).toEqual([{ state: "paid", faults: 0 }]);
});

test("a Zelle payment is written down by one, verified by another, and matched to its invoice", async ({
  page,
  as,
  elsewhere,
}) => {
  test.setTimeout(120_000);
  const { org } = await as("finance");
  await admin.query(
    "insert into organizations.approval_rules (organization_id, act, threshold_minor, currency, approver) values ($1, 'manual_payment', 10000, 'USD', 'payments:verify')",
    [org.id],
  );
  await writeInvoice(page, org.slug, "");
  const number = await issue(page);

  await open(page, `/${org.slug}/payments/manual/new`);
  await page.getByLabel("How").selectOption("zelle");
  await page.getByLabel("Amount").fill("238.00");
  await page.getByLabel("Who paid").fill("M. Lopez");
  await page.getByLabel("Reference").fill(`${number} thanks`);
  await shoot(page, "record");
  await page.getByRole("button", { name: "Record payment" }).click();
  await expect(page.getByRole("heading", { name: "Zelle from M. Lopez", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText("You wrote this down yourself")).toBeVisible();

  const other = await elsewhere(await given.person("finance", org));
  await open(other, page.url());
  await other.getByRole("button", { name: "Verify" }).click();
  await expect(other.getByText(`The reference names ${number}`)).toBeVisible();
  await expect(other.getByText("But paid in the name of M. Lopez")).toBeVisible();
  await expectAccessible(other);
  await shoot(other, "match");
  await other.getByLabel(`For ${number}`).fill("500.00");
  await other.getByRole("button", { name: "Match" }).click();
  await expect(other.getByText(`Of ${number} USD 238.00 are open.`).first()).toBeVisible();
  await other.getByLabel(`For ${number}`).fill("238.00");
  await other.getByRole("button", { name: "Match" }).click();
  await expect(other.getByText("$0.00 not matched yet")).toBeVisible();

  await other.getByRole("link", { name: /paid by M. Lopez/ }).click();
  await expect(other.getByRole("link", { name: `Zelle from M. Lopez, “${number} thanks”` })).toBeVisible();
  await expectAccessible(other);
  await shoot(other, "documents-of-entry");
  await other.getByRole("link", { name: number, exact: true }).click();
  await expect(other.getByRole("heading", { name: number, level: 1 })).toBeVisible();

  await other.goto(`/${org.slug}/payments/invoices`);
  await expect(other.getByRole("row", { name: new RegExp(number) })).toContainText("Paid");
  await shoot(other, "list");
  await other.goto(`/${org.slug}/payments/reports/receivables`);
  await expect(other.getByRole("heading", { name: "Receivables", level: 1 })).toBeVisible();
});

test("another organization's invoice is not there, and staff may record but not look at invoices", async ({
  page,
  as,
}) => {
  const { org } = await as("finance");
  await writeInvoice(page, org.slug, "");
  const address = new URL(page.url()).pathname;
  const theirs = await as("finance");
  const answer = await page.goto(address.replace(org.slug, theirs.org.slug));
  expect(answer?.status()).toBe(404);
  const staff = await as("staff", org);
  expect((await page.goto(address))?.status()).toBe(403);
  await page.goto(`/${staff.org.slug}/payments/manual`);
  await expect(page.getByRole("link", { name: "Record payment" }).first()).toBeVisible();
});

test("an organizer writes the bill of a contract that was signed, and finds it beside the contract", async ({
  page,
  as,
}) => {
  test.setTimeout(90_000);
  const { org } = await as("organizer");
  const event = await given.event(org);
  await admin.query(
    `with vendor as (insert into events.vendors (organization_id, name) values ($1, 'Harbour Stewards') returning id),
       party as (insert into payments.parties (organization_id, kind, name, country) values ($1, 'vendor', 'Harbour Stewards', 'DE'))
     insert into events.contracts (organization_id, event_id, vendor_id, subject, cost_minor, currency)
     select $1, $2, vendor.id, 'Twelve stewards', 185000, $3 from vendor`,
    [org.id, event.id, org.currency],
  );
  const contracts = `/${org.slug}/events/${event.id}/contracts`;
  await page.goto(contracts);
  await expect(page.getByRole("link", { name: "Bill of Harbour Stewards" })).toHaveCount(0);
  for (const state of ["sent", "signed"])
    await admin.query("update events.contracts set state = $2 where organization_id = $1", [org.id, state]);
  await page.reload();
  await page.getByRole("link", { name: /Bill of Harbour Stewards/ }).click();
  await expect(page.getByText("For the contract “Harbour Stewards: Twelve stewards”.")).toBeVisible();
  await expect(page.getByLabel("Price each")).toHaveValue("1850.00");
  await shoot(page, "bill-of-contract");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("heading", { name: "Draft bill", level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Twelve stewards" }).click();
  await expect(page).toHaveURL(contracts);
  await expect(page.getByRole("link", { name: "Draft bill" })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "contract-billed");
});
