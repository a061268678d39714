import { admin, expect, expectAccessible, follow, given, open, test } from "./house.ts";
import { look } from "./look.ts";

const paidBack = async (organizationId: string, code: string) =>
  Number(
    (
      await admin.query(
        `select coalesce(sum(e.amount_minor), 0)::int as stands from payments.entries e join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
         where e.organization_id = $1 and a.code = $2`,
        [organizationId, code],
      )
    ).rows[0].stands,
  );

test("an order by transfer waits, its money comes in two parts and is matched, the buyer has tickets, and one goes back", async ({
  page,
  as,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const { org } = await as("admin");
  const event = await given.event(org, { tiers: [{ name: "Regular", priceMinor: 2500n, quota: 5 }] });
  let number = "";

  await test.step("staff set two tickets aside until a day, and say how to pay", async () => {
    await open(page, `/${org.slug}/events/${event.id}/sell`);
    await page.getByLabel("Number of Regular").fill("2");
    await page.getByLabel("How it is paid").selectOption({ label: "Later, by transfer or by hand" });
    await page.getByLabel("How to pay").fill("Zelle to pay@lantern.example");
    await page.getByRole("button", { name: "Set aside" }).click();
    await expect(page.getByText("Say who pays, so that the money can be found.").first()).toBeVisible();
    await page.getByLabel("Name", { exact: true }).fill("Maria Lopez");
    await page.getByLabel("E-mail").fill(`maria-${org.slug}@example.test`);
    await look(page, "set-aside");
    await page.getByRole("button", { name: "Set aside" }).click();
    await expect(page.getByText(/^Waits for the money: order/)).toBeVisible();
    await expectAccessible(page);
    number = (await page.getByText(/^Waits for the money: order/).innerText()).match(/order (\w{8})/)?.[1] ?? "";
  });

  const buyer = await (await browser.newContext({ baseURL })).newPage();
  await test.step("the buyer's page says how much, until when and with which reference", async () => {
    await expect(async () => {
      await buyer.goto(`/mailbox?to=${encodeURIComponent(`maria-${org.slug}@example.test`)}`);
      await buyer.getByRole("link", { name: `How to pay order ${number}` }).click({ timeout: 2000 });
    }).toPass({ timeout: 30_000 });
    const letter = buyer.frameLocator("iframe").getByRole("link", { name: "See your order" });
    await buyer.goto((await letter.getAttribute("href")) ?? "");
    await expect(buyer.getByRole("heading", { name: "Waiting for your payment" })).toBeVisible();
    await expect(buyer.getByText("Zelle to pay@lantern.example")).toBeVisible();
    await expectAccessible(buyer);
    await look(buyer, "waiting-buyer");
  });

  const record = async (amount: string) => {
    await page.getByLabel("How", { exact: true }).selectOption("zelle");
    await page.getByLabel("Amount").fill(amount);
    await page.getByRole("button", { name: "Record payment" }).click();
    await expect(page.getByRole("heading", { name: "Zelle from Maria Lopez", level: 1 })).toBeVisible();
    await page.getByRole("button", { name: "Verify" }).click();
    await expect(page.getByText(`The reference names order ${number}`)).toBeVisible();
  };

  await test.step("part of it is matched, and the order says what is missing", async () => {
    await page.getByRole("link", { name: "Open the order" }).click();
    await expect(page.getByText("Nothing matched yet, $50.00 missing.")).toBeVisible();
    await follow(page.getByRole("link", { name: "Record a payment for it" }), "Record a payment");
    await expect(page.getByLabel("Who paid")).toHaveValue("Maria Lopez");
    await expect(page.getByLabel("Amount")).toHaveValue("50.00");
    await record("20.00");
    await expectAccessible(page);
    await look(page, "match");
    await page.getByLabel(`For ${number}`).fill("50.00");
    await page.getByRole("button", { name: "Match" }).click();
    await expect(page.getByText("Of this payment USD 20.00 are left.").first()).toBeVisible();
    await page.getByLabel(`For ${number}`).fill("20.00");
    await page.getByRole("button", { name: "Match" }).click();
    await expect(page.getByText("$0.00 not matched yet")).toBeVisible();
    await follow(page.getByRole("link", { name: `Order ${number}`, exact: true }), `Order ${number}`);
    await expect(page.getByText("$20.00 matched, $30.00 missing.")).toBeVisible();
    await look(page, "order-waiting");
    await expectAccessible(page);
  });

  await test.step("the rest makes it paid; what is more stays credit, and the buyer has tickets", async () => {
    await follow(page.getByRole("link", { name: "Record a payment for it" }), "Record a payment");
    await record("35.00");
    await expect(page.getByLabel(`For ${number}`)).toHaveValue("30.00");
    await page.getByRole("button", { name: "Match" }).click();
    await expect(page.getByText("$5.00 not matched yet")).toBeVisible();
    await buyer.reload();
    await expect(buyer.getByRole("heading", { name: "Your tickets" })).toBeVisible();
    await follow(page.getByRole("link", { name: `Order ${number}`, exact: true }), `Order ${number}`);
    await expect(page.getByText("Later, by transfer or by hand")).toBeVisible();
  });

  await test.step("one ticket goes back, out of where the money is", async () => {
    await page.getByRole("button", { name: "Refund tickets" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("checkbox").first().check();
    await expect(dialog.getByLabel("Paid back from")).toHaveValue("assets:clearing:zelle");
    await dialog.getByLabel("Reason").fill("Ill on the day");
    await look(page, "refund");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Refund these" }).click();
    await expect(page.locator("[data-slot=page-header]").getByText("Partially refunded")).toBeVisible();
    expect(await paidBack(org.id, "assets:clearing:zelle")).toBe(3000);
    const { rows } = await admin.query(
      "select (select bool_and(ok) from payments.verify($1)) as ok, (select count(*)::int from payments.document_faults($1)) as faults",
      [org.id],
    );
    expect(rows).toEqual([{ ok: true, faults: 0 }]);
  });
});

test("cash from the door goes back out of its drawer; whoever may not refund sees no button", async ({ page, as }) => {
  test.setTimeout(90_000);
  const { org } = await as("admin");
  const event = await given.event(org, { tiers: [{ name: "Regular", priceMinor: 1250n, quota: 3 }] });
  await open(page, `/${org.slug}/events/${event.id}/sell`);
  await page.getByLabel("Number of Regular").fill("1");
  await page.getByRole("button", { name: "Sell", exact: true }).click();
  await expect(page.getByText(/^Sold: order/)).toBeVisible();
  const address = (await page.getByRole("link", { name: "Open the order" }).getAttribute("href")) ?? "";
  await open(page, address);
  await page.getByRole("button", { name: "Refund", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Paid back from")).toHaveValue("assets:cash-drawer:main");
  await dialog.getByLabel("Amount").fill("99.00");
  await dialog.getByLabel("Reason").fill("The band did not come");
  await dialog.getByRole("button", { name: "Refund", exact: true }).click();
  await expect(dialog.getByText("At most USD 12.50 can still be refunded.").last()).toBeVisible();
  await expect(dialog.getByLabel("Amount")).toHaveValue("99.00");
  await look(page, "refund-cash");
  await dialog.getByLabel("Amount").fill("");
  await dialog.getByRole("button", { name: "Refund", exact: true }).click();
  await expect(page.locator("[data-slot=page-header]").getByText("Refunded")).toBeVisible();
  expect(await paidBack(org.id, "assets:cash-drawer:main")).toBe(0);
  await as("viewer", org);
  await page.goto(address);
  await expect(page.getByRole("button", { name: "Refund", exact: true })).toHaveCount(0);
});
