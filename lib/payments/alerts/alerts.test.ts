import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { grantRole } from "#lib/identity/commands";
import { refused, row } from "#lib/identity/people.given";
import { setApprovalRule } from "#lib/organizations/commands";
import { acknowledgeAlert, archiveAlertRule, saveAlertRule } from "#lib/payments/alerts/commands";
import { bank, statement, taken } from "#lib/payments/bank/bank.given";
import { order, post, uniqueKey } from "#lib/payments/books.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

type Alert = { id: string; kind: string; message: string; resolved: boolean; seen: boolean };
async function house() {
  const org = await given.organization();
  const finance = await given.person("finance", org);
  const alerts = async (): Promise<Alert[]> =>
    (
      await admin.query(
        `select id, kind, message, resolved_at is not null as resolved, acknowledged_at is not null as seen
         from payments.alerts where organization_id = $1 order by opened_at, id`,
        [org.id],
      )
    ).rows;
  const mails = async () =>
    (
      await admin.query(
        "select payload ->> 'to' as recipient from system.outbox where organization_id = $1 and payload ->> 'template' = 'alert_notice'",
        [org.id],
      )
    ).rows.map(({ recipient }) => recipient as string);
  const look = () => admin.query("select payments.check_alerts($1)", [org.id]);
  return { org, finance, alerts, mails, look };
}
const bankOf = async (org: { id: string }) =>
  (
    await row<{ id: string }>(
      "select id from payments.accounts where organization_id = $1 and code = 'assets:bank:main'",
      [org.id],
    )
  ).id;

describe("alerts", () => {
  it("open when a balance falls below, are told once by e-mail, and close by themselves", async () => {
    const { org, finance, alerts, mails, look } = await house();
    const deaf = await given.person("finance", org);
    await given.person("staff", org);
    await admin.query(
      "insert into messaging.notification_preferences (user_id, topic, channel, wanted) values ($1, 'alerts', 'email', false)",
      [deaf.userId],
    );
    await saveAlertRule(finance, { kind: "balance", accountId: await bankOf(org), threshold: "50", active: true });
    const [first] = await alerts();
    assert.match(first?.message ?? "", /stands at USD 0\.00, below USD 50\.00/);
    await look();
    await Promise.all([look(), look(), look()]);
    assert.equal((await alerts()).length, 1);
    assert.deepEqual(await mails(), [finance.snapshot.email], "not the one who does not want to hear, nor who may not");
    await post(org, [
      { account: "assets:bank:main", amount_minor: 5_000 },
      { account: "equity:opening", amount_minor: -5_000 },
    ]);
    await look();
    assert.deepEqual(
      (await alerts()).map(({ resolved }) => resolved),
      [true],
    );
    await post(org, [
      { account: "assets:bank:main", amount_minor: -1 },
      { account: "equity:opening", amount_minor: 1 },
    ]);
    await look();
    assert.deepEqual(
      (await alerts()).map(({ resolved }) => resolved),
      [true, false],
      "the next time is another one",
    );
  });

  it("say that a request waits too long", async () => {
    const { org, finance, alerts, look } = await house();
    const boss = await given.person("admin", org);
    await given.person("admin", org);
    const ana = await given.person("viewer", org);
    await setApprovalRule(boss, { act: "role_grant", active: true });
    const { requestId } = await grantRole(boss, { userId: ana.userId, role: "finance" });
    await saveAlertRule(finance, { kind: "request", after: 24, active: true });
    assert.deepEqual(await alerts(), []);
    await admin.query(
      "update organizations.approval_requests set created_at = now() - interval '25 hours' where id = $1",
      [requestId],
    );
    await look();
    assert.deepEqual(
      (await alerts()).map(({ kind }) => kind),
      ["request"],
    );
  });

  it("say that a payout failed or a buyer disputes, as long as there are some", async () => {
    const { org, finance, alerts, look } = await house();
    await saveAlertRule(finance, { kind: "payout", active: true });
    await saveAlertRule(finance, { kind: "dispute", active: true });
    assert.deepEqual(await alerts(), []);
    const dispute = await row<{ id: string }>(
      `insert into payments.disputes (organization_id, order_id, gateway, provider_id, amount_minor, currency, reason, opened_at, respond_until)
       values ($1, $2, 'test', $3, 700, 'USD', 'fraudulent', now(), '2030-05-01T12:00Z') returning id`,
      [org.id, await order(org), uniqueKey()],
    );
    await look();
    assert.match(
      (await alerts())[0]?.message ?? "",
      /A buyer disputes USD 7\.00 of order [0-9A-F]+: answer until 1 May 2030/,
    );
    await admin.query("update payments.disputes set state = 'accepted' where id = $1", [dispute.id]);
    await look();
    assert.deepEqual(
      (await alerts()).map(({ resolved }) => resolved),
      [true],
    );
  });

  it("say that a bank account is not explained for too long, until it is", async () => {
    const place = await bank();
    const { finance } = place;
    const waiting = async () =>
      (
        await admin.query(
          "select message, resolved_at is not null as resolved from payments.alerts where organization_id = $1",
          [place.org.id],
        )
      ).rows;
    await taken(place, statement([[12, "-25.00", "Coffee for the crew"]]));
    await saveAlertRule(finance, { kind: "bank", after: 3660, active: true });
    assert.deepEqual(await waiting(), [], "that is not so long ago");
    await admin.query("update payments.alert_rules set after = 0 where organization_id = $1", [place.org.id]);
    const look = () => admin.query("select payments.check_alerts($1)", [place.org.id]);
    await look();
    assert.match(
      (await waiting())[0]?.message ?? "",
      /^Harbour Bank is not explained .*1 statement line over -?EUR -?25\.00/,
    );
    await admin.query("update payments.bank_lines set explained_minor = amount_minor where bank_account_id = $1", [
      place.bankAccountId,
    ]);
    await look();
    assert.deepEqual(
      (await waiting()).map(({ resolved }) => resolved),
      [true],
    );
  });

  it("say at night that the books do not prove true", async () => {
    const { org, finance, alerts } = await house();
    await post(org, [
      { account: "assets:bank:main", amount_minor: 100 },
      { account: "equity:opening", amount_minor: -100 },
    ]);
    await saveAlertRule(finance, { kind: "books", active: true });
    await admin.query("select payments.check_alerts($1, true)", [org.id]);
    assert.deepEqual(await alerts(), []);
    const account = await bankOf(org);
    const tamper = (by: number) =>
      admin.query(
        "update payments.balances set debits_minor = debits_minor + $3 where organization_id = $1 and account_id = $2",
        [org.id, account, by],
      );
    await tamper(1);
    await admin.query("select payments.check_alerts($1, true)", [org.id]);
    assert.match((await alerts())[0]?.message ?? "", /do not prove true: balances/);
    await tamper(-1);
    await admin.query("select payments.check_alerts($1, true)", [org.id]);
    assert.deepEqual(
      (await alerts()).map(({ resolved }) => resolved),
      [true],
    );
  });

  it("are seen by one person, once, of their own organization, and end with their rule", async () => {
    const { org, finance, alerts } = await house();
    const others = await house();
    const { id } = await saveAlertRule(finance, {
      kind: "balance",
      accountId: await bankOf(org),
      threshold: "50",
      active: true,
    });
    const alert = { id: (await alerts())[0]?.id ?? "" };
    await assert.rejects(acknowledgeAlert(await given.person("viewer", org), alert), { code: "forbidden" });
    assert.equal((await refused(acknowledgeAlert(others.finance, alert))).code, "P0002");
    await acknowledgeAlert(finance, alert);
    assert.equal((await refused(acknowledgeAlert(finance, alert))).code, "P0S01");
    assert.equal((await refused(archiveAlertRule(others.finance, { id }))).code, "P0002");
    await archiveAlertRule(finance, { id });
    assert.deepEqual(
      (await alerts()).map(({ seen, resolved }) => [seen, resolved]),
      [[true, true]],
    );
  });

  it("need what their kind needs", async () => {
    const { finance } = await house();
    for (const bad of [
      { kind: "balance", active: true },
      { kind: "request", active: true },
      { kind: "nonsense", active: true },
    ])
      await assert.rejects(saveAlertRule(finance, bad), { name: "ZodError" });
    await saveAlertRule(finance, { kind: "request", after: 1, active: true });
  });
});
