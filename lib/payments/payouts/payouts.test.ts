import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { balances, faults, platformAccount, uniqueKey } from "#lib/payments/books.given";
import {
  approve,
  cancel,
  configure,
  payingHouse,
  refused,
  request,
  settle,
  soldMinor,
  submit,
  usableAccount,
  wallet,
} from "#lib/payments/payouts/payouts.given";

after(async () => {
  await closeDatabase();
  await admin.end();
});

test("money leaves the wallet when a second person approves, and is in the bank when the bank paid", async () => {
  const { org, asker, approver, accountId } = await payingHouse();
  assert.deepEqual(await wallet(org), {
    posted: soldMinor,
    shortfall: 0,
    requested: 0,
    reserve: 0,
    disputed: 0,
    transit: 0,
    available: soldMinor,
  });
  const asked = await request(asker, { accountId, amountMinor: "5000" });
  assert.equal(asked.state, "draft");
  assert.equal((await wallet(org)).available, soldMinor - 5000);
  assert.equal((await approve(approver, asked.id)).state, "approved");
  assert.deepEqual(await wallet(org), {
    posted: soldMinor - 5000,
    shortfall: 0,
    requested: 0,
    reserve: 0,
    disputed: 0,
    transit: 5000,
    available: soldMinor - 5000,
  });
  assert.equal(await platformAccount(org, "liabilities:owed"), -(soldMinor - 5000));
  assert.equal(await platformAccount(org, "liabilities:payouts-in-transit"), -5000);
  await submit(org, asked.id);
  assert.deepEqual(await settle(org, asked.id, "paid"), { state: "paid", already: false });
  assert.deepEqual(await settle(org, asked.id, "paid"), { state: "paid", already: true });
  const standing = await balances(org);
  assert.equal(standing["assets:bank:main"], 5000);
  assert.equal(standing["assets:payouts-in-transit"], undefined);
  assert.equal(await platformAccount(org, "liabilities:payouts-in-transit"), 0);
  assert.deepEqual(await faults(org), []);
});

test("what failed or was cancelled is in the wallet again, and what the bank sent back too", async () => {
  const { org, asker, approver, accountId } = await payingHouse({ sales: 3 });
  const all = soldMinor * 3;
  const steps = async (last: "cancelled" | "failed" | "returned") => {
    const { id } = await request(asker, { accountId, amountMinor: "4000" });
    await approve(approver, id);
    assert.equal((await wallet(org)).posted, all - 4000);
    if (last === "cancelled") return cancel(asker, id);
    await submit(org, id);
    if (last === "returned") await settle(org, id, "paid");
    return settle(org, id, last);
  };
  for (const last of ["cancelled", "failed", "returned"] as const) {
    await steps(last);
    assert.deepEqual(
      await wallet(org),
      { posted: all, shortfall: 0, requested: 0, reserve: 0, disputed: 0, transit: 0, available: all },
      last,
    );
    assert.equal((await balances(org))["assets:bank:main"], undefined, last);
  }
  assert.deepEqual(await faults(org), []);
});

test("of fifty requests for the whole balance at once exactly one wins, and the rest are told why", async () => {
  const { org, asker, approver, accountId } = await payingHouse({ sales: 2 });
  const answers = await Promise.allSettled(Array.from({ length: 50 }, () => request(asker, { accountId })));
  const won = answers.filter((one) => one.status === "fulfilled");
  assert.equal(won.length, 1);
  for (const one of answers) {
    if (one.status === "rejected")
      refused("P0G01", /^Nothing is available: USD 171\.00 waits in other payouts\.$/)(one.reason);
  }
  const [winner] = won;
  await approve(approver, winner?.value.id ?? "");
  assert.equal((await wallet(org)).posted, 0);
  assert.equal(await platformAccount(org, "liabilities:owed"), 0);
  assert.deepEqual(await faults(org), []);
});

test("approving one payout fifty times at once moves the money once", async () => {
  const { org, asker, approver, accountId } = await payingHouse();
  const { id } = await request(asker, { accountId });
  const answers = await Promise.allSettled(Array.from({ length: 50 }, () => approve(approver, id)));
  assert.equal(answers.filter((one) => one.status === "fulfilled").length, 1);
  for (const one of answers) if (one.status === "rejected") refused("P0S01", /is approved already/)(one.reason);
  assert.equal((await wallet(org)).transit, soldMinor);
  const posted = await admin.query(
    "select count(*)::int as n from payments.transactions where organization_id = $1 and payout_id = $2",
    [org.id, id],
  );
  assert.equal(posted.rows[0].n, 1);
});

test("the same click twice is one payout; the same form for something else is refused", async () => {
  const { asker, accountId, org } = await payingHouse();
  const key = uniqueKey();
  const answers = await Promise.all([1, 2, 3].map(() => request(asker, { key, accountId, amountMinor: "1000" })));
  assert.equal(new Set(answers.map(({ id }) => id)).size, 1);
  assert.equal((await wallet(org)).requested, 1000);
  await assert.rejects(
    request(asker, { key, accountId, amountMinor: "1001" }),
    refused("P0G01", /used for another payout/),
  );
});

test("a payout is refused in words when it is too large, too small, in another currency or to an account that may not be used", async () => {
  const { org, asker, accountId } = await payingHouse();
  const nobody = await given.person("organizer", org);
  await configure(org, { minimum_minor: 2000 });
  await assert.rejects(
    request(asker, { accountId, amountMinor: String(soldMinor + 1) }),
    refused("P0G01", /^At most USD 85\.50 is available\.$/),
  );
  await assert.rejects(
    request(asker, { accountId, amountMinor: "1999" }),
    refused("P0G01", /^The smallest payout is USD 20\.00\.$/),
  );
  await assert.rejects(request(asker, { accountId, amountMinor: "-5" }), refused("P0G01", /above zero/));
  await assert.rejects(request(asker, { accountId, currency: "EUR" }), refused("P0G01", /takes USD, and this is EUR/));
  await assert.rejects(request(asker, {}), refused("P0G01", /Choose a payout account/));
  const others = await payingHouse();
  await assert.rejects(request(asker, { accountId: others.accountId }), refused("P0G01", /Choose a payout account/));
  for (const [state, words] of [
    ["proposed", /waits for a second person/],
    ["verifying", /not verified yet/],
    ["removed", /not used any more/],
  ] as const)
    await assert.rejects(
      request(asker, { accountId: await usableAccount(org, nobody, { state }) }),
      refused("P0G01", words),
      state,
    );
  const cooling = await usableAccount(org, nobody, { usableAt: new Date(Date.now() + 3_600_000).toISOString() });
  await assert.rejects(request(asker, { accountId: cooling }), refused("P0G01", /That account is new.*Europe\/Berlin/));
  assert.equal((await request(asker, { accountId, amountMinor: "2000" })).state, "draft");
});

test("whoever asked cannot approve, nor can whoever lacks the right; somebody else can", async () => {
  const { org, asker, approver, accountId } = await payingHouse();
  const both = await given.person("admin", org);
  const { id } = await request(both, { accountId });
  await assert.rejects(approve(both, id), refused("P0G01", /You asked for this payout yourself/));
  await assert.rejects(approve(asker, id), refused("42501", /may not/));
  await assert.rejects(
    approve(await given.person("finance", await given.organization()), id),
    refused("P0002", /not yours/),
  );
  await assert.rejects(request(approver, { accountId }), refused("42501", /may not/));
  assert.equal((await approve(approver, id)).state, "approved");
});

test("a rule lets one person alone ask for little, and counts what went out alone in the last day", async () => {
  const { org, asker, accountId } = await payingHouse();
  await admin.query(
    "insert into organizations.approval_rules (organization_id, act, threshold_minor, currency, approver) values ($1, 'payout', 3000, $2, 'payments:approve')",
    [org.id, org.currency],
  );
  assert.equal((await request(asker, { accountId, amountMinor: "2000" })).state, "approved");
  assert.equal((await request(asker, { accountId, amountMinor: "1000" })).state, "approved");
  assert.equal((await request(asker, { accountId, amountMinor: "1" })).state, "draft");
});
