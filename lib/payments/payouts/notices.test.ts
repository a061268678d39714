import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given, platform } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { SendEmail } from "#lib/messaging/rules";
import { payoutNotice } from "#lib/messaging/templates/payout-notice";
import { setPayoutTerms } from "#lib/payments/payouts/commands";
import { deskTerms } from "#lib/payments/payouts/desk";
import {
  approve,
  cancel,
  payingHouse,
  request,
  settle,
  soldMinor,
  submit,
  wallet,
} from "#lib/payments/payouts/payouts.given";
import { readAsPlatform } from "#lib/system/desk/read";

process.env.APP_ORIGIN ??= "http://localhost:3000";
after(async () => {
  await closeDatabase();
  await admin.end();
});

test("approvers are told of a payout that waits, and whoever asked of everything that happens to it", async () => {
  const { org, asker, approver, accountId } = await payingHouse({ sales: 2 });
  const paid = await request(asker, { accountId, amountMinor: "5000" });
  await approve(approver, paid.id);
  await submit(org, paid.id);
  await settle(org, paid.id, "paid");
  await settle(org, paid.id, "returned", { reason: "No such account" });
  const dropped = await request(asker, { accountId, amountMinor: "100" });
  await cancel(approver, dropped.id, "Not this week");
  const { rows } = await admin.query(
    "select payload from system.outbox where organization_id = $1 and payload ->> 'template' = 'payout_notice' order by created_at, id",
    [org.id],
  );
  const sent = rows.map(({ payload }) => SendEmail.parse(payload));
  const told = sent.map((email) => (email.template === "payout_notice" ? [email.to, email.data.what] : []));
  const [to, from] = [asker.snapshot.email, approver.snapshot.email];
  assert.deepEqual(
    told.map(([who, what]) => `${who} ${what}`).sort(),
    [
      ...[
        `${from} approval_wanted`,
        `${to} approved`,
        `${to} paid`,
        `${from} paid`,
        `${to} returned`,
        `${from} returned`,
      ],
      ...[`${from} approval_wanted`, `${to} cancelled`],
    ].sort(),
  );
  for (const email of sent) {
    assert.ok(email.template === "payout_notice");
    const { subject, text } = payoutNotice(email.data);
    assert.match(subject, /\$(50|1)\.00/);
    assert.match(text, /ending in 3000/);
    assert.match(text, new RegExp(`/${org.slug}/payments/payouts/`));
  }
});

test("the platform's terms count at once, the organization cannot set them, and its log says who did", async () => {
  const { org, asker } = await payingHouse();
  const desk = await given.person("super_admin", await platform());
  const terms = {
    organizationId: org.id,
    currency: org.currency,
    reserve: "10.00",
    reservePercent: "20",
    reserveDays: "30",
    coolingHours: "24",
  };
  await assert.rejects(setPayoutTerms(asker, terms), { code: "forbidden" });
  await setPayoutTerms(desk, terms);
  assert.equal((await wallet(org)).reserve, 1000 + soldMinor / 5);
  const [found] = await readAsPlatform(desk, { what: "payouts" }, (tx) => deskTerms(tx, org.id));
  assert.deepEqual(found, {
    currency: org.currency,
    reserveMinor: 1000n,
    reservePpm: 200_000,
    reserveDays: 30,
    coolingHours: 24,
  });
  const log = await admin.query(
    "select actor_id from system.audit_logs where organization_id = $1 and command = 'payments.set_payout_terms' and outcome = 'done'",
    [org.id],
  );
  assert.deepEqual(log.rows, [{ actor_id: desk.userId }]);
});
