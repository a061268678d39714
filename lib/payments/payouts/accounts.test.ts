import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given, type Organization, platform } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { balances, house } from "#lib/payments/books.given";
import { approveAccount, confirmAccount, dropAccount, proposeAccount } from "#lib/payments/payouts/account-commands";
import { makeBatch, submitBatch } from "#lib/payments/payouts/commands";
import { bankBatch } from "#lib/payments/payouts/desk";
import { debtorAccount, refused, today } from "#lib/payments/payouts/payouts.given";
import { openDetails, sealDetails } from "#lib/payments/payouts/secrets";
import { grantableRoles } from "#lib/permissions";
import { readAsPlatform } from "#lib/system/desk/read";

/** A currency that no other test pays in: a batch collects whatever is approved in it. */
const currency = "NZD";
let desk: Actor;
before(async () => {
  desk = await given.person("super_admin", await platform());
  await debtorAccount(currency);
});
after(async () => {
  await closeDatabase();
  await admin.end();
});

const details = {
  kind: "iban",
  holder: "Lantern Nights GmbH",
  country: "DE",
  number: "DE89 3704 0044 0532 0130 00",
  currency,
};
const stateOf = async (id: string) =>
  (
    await admin.query(
      "select state, attempts_left, usable_at > now() + interval '71 hours' as rests from organizations.payout_accounts where id = $1",
      [id],
    )
  ).rows[0];
const people = async (org: Organization) => Promise.all([given.person("organizer", org), given.person("finance", org)]);
const atDesk = <T>(query: Parameters<typeof readAsPlatform<T>>[2]) => readAsPlatform(desk, { what: "payouts" }, query);
const codeIn = async (batch: string, account: string) => {
  const file = await atDesk((tx) => bankBatch(tx, batch));
  return /Greenroom code (\d{6})/.exec(file?.transfers.find(({ id }) => id === account)?.text ?? "")?.[1] ?? "";
};
const send = async () => {
  const { id } = await makeBatch(desk, { currency, executeOn: await today(await platform()) });
  await submitBatch(desk, { id });
  return id;
};

test("an account is proposed, approved by somebody else, proven by a code and rests for three days", async () => {
  const org = await house({ currency });
  const [asker, approver] = await people(org);
  const before = (await balances(await platform()))["expenses:account-checks"] ?? 0;
  const { id } = await proposeAccount(asker, details);
  await assert.rejects(approveAccount(asker, { id }), { code: "forbidden" });
  await approveAccount(approver, { id });
  await assert.rejects(confirmAccount(asker, { id, code: "000000" }), refused("P0G01", /was not sent yet/));
  const batch = await send();
  assert.ok(((await balances(await platform()))["expenses:account-checks"] ?? 0) > before);
  const code = await codeIn(batch, id);
  assert.match(code, /^\d{6}$/);
  const wrong = code === "111111" ? "222222" : "111111";
  await assert.rejects(confirmAccount(asker, { id, code: wrong }), /4 attempts are left/);
  assert.deepEqual(await stateOf(id), { state: "verifying", attempts_left: 4, rests: null });
  await confirmAccount(asker, { id, code });
  assert.deepEqual(await stateOf(id), { state: "active", attempts_left: 4, rests: true });
  await assert.rejects(confirmAccount(asker, { id, code }), refused("P0S01", /no code to enter/));
});

test("after five wrong codes an account is blocked, the right one included", async () => {
  const org = await house({ currency });
  const [asker, approver] = await people(org);
  const { id } = await proposeAccount(asker, details);
  await approveAccount(approver, { id });
  const code = await codeIn(await send(), id);
  const wrong = code === "111111" ? "222222" : "111111";
  for (const words of [/4 attempts/, /3 attempts/, /2 attempts/, /One attempt/, /fifth wrong code/])
    await assert.rejects(confirmAccount(asker, { id, code: wrong }), words);
  await assert.rejects(confirmAccount(asker, { id, code }), refused("P0S01", /blocked/));
  assert.equal((await stateOf(id)).state, "blocked");
  assert.ok((await proposeAccount(asker, details)).id);
});

test("nobody approves an account of their own, the same number is not kept twice, and a wrong one not at all", async () => {
  const org = await house({ currency });
  const both = await given.person("admin", org);
  await assert.rejects(proposeAccount(both, details), refused("P0G01", /Nobody else could approve/));
  const [asker, approver] = await people(org);
  const { id } = await proposeAccount(both, details);
  await assert.rejects(approveAccount(both, { id }), refused("P0G01", /proposed this account yourself/));
  await assert.rejects(
    proposeAccount(asker, { ...details, number: "DE89370400440532013000" }),
    refused("P0G01", /have this account already/),
  );
  await assert.rejects(proposeAccount(asker, { ...details, number: "DE88370400440532013000" }), /check digits/);
  await assert.rejects(
    approveAccount(await given.person("finance", await given.organization()), { id }),
    refused("P0002", /not yours/),
  );
  await dropAccount(approver, { id, reason: "Not ours" });
  assert.equal((await stateOf(id)).state, "rejected");
  assert.ok((await proposeAccount(asker, details)).id);
});

test("no role of a tenant can select the ciphertext, the code or the fingerprint; finance sees the last four", async () => {
  const org = await house({ currency });
  const [asker] = await people(org);
  const { id } = await proposeAccount(asker, details);
  for (const role of grantableRoles.filter((one) => one !== "super_admin")) {
    const who = await given.person(role, org);
    for (const column of ["secret", "code", "proof", "fingerprint", "*"])
      await assert.rejects(
        readAsTenant(who, (tx) => tx.execute(sql.raw(`select ${column} from organizations.payout_accounts`))),
        refused("42501", /permission denied/),
        `${role} ${column}`,
      );
  }
  const finance = await given.person("finance", org);
  const seen = await readAsTenant(finance, (tx) =>
    tx.execute(sql`select last_four from organizations.payout_accounts where id = ${id}::uuid`),
  );
  assert.deepEqual(seen.rows, [{ last_four: "3000" }]);
  const kept = await admin.query(
    "select secret, (select input from system.audit_logs where organization_id = $1 and command = 'payments.propose_account') as input from organizations.payout_accounts where id = $2",
    [org.id, id],
  );
  assert.doesNotMatch(JSON.stringify(kept.rows[0].input), /DE89|3704/);
  assert.deepEqual(openDetails(kept.rows[0].secret, { organizationId: org.id, id }), {
    number: "DE89370400440532013000",
  });
});

test("sealed details open in their own row alone, and not when a bit was changed", () => {
  const row = { organizationId: randomUUID(), id: randomUUID() };
  const sealed = sealDetails({ number: "DE1" }, row);
  assert.deepEqual(openDetails(sealed, row), { number: "DE1" });
  assert.notDeepEqual(sealDetails({ number: "DE1" }, row), sealed);
  assert.throws(() => openDetails(sealed, { ...row, id: randomUUID() }));
  assert.throws(() => openDetails(sealed, { ...row, organizationId: randomUUID() }));
  const bent = Buffer.from(sealed);
  bent[bent.length - 1] = (bent.at(-1) ?? 0) ^ 1;
  assert.throws(() => openDetails(bent, row));
});
