import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given } from "#db/given";
import { machines } from "#db/states";
import { crmMachines } from "#db/states-crm";
import { closeDatabase, readAsTenant } from "#db/tenant";
import * as commands from "#lib/crm/commands";
import { aLead, kitchens, leadForm, one, refusedWith, stageIds, unique } from "#lib/crm/crm.given";
import { leadById, threadOf } from "#lib/crm/queries";
import { scoreParts } from "#lib/crm/rules";
import { inquire, inquiryForm } from "#lib/crm/visitor";
import { dayIn } from "#lib/time";

after(async () => {
  await admin.end();
  await closeDatabase();
});

type Lead = { state: string; stage: string; score: number; customer_id: string | null; lost_reason: string | null };
const leadRow = (id: string) =>
  one<Lead>(
    "select l.state, g.name as stage, l.score, l.customer_id, l.lost_reason from crm.leads l join crm.pipeline_stages g on g.id = l.stage_id where l.id = $1",
    [id],
  );

describe("states of customers' business", () => {
  it("follow the table, pair by pair, and nobody but a function moves them", async () => {
    const client = await admin.connect();
    let [allowed, refusals] = [0, 0];
    for (const [machine, { table, states }] of Object.entries(crmMachines)) {
      const type = `${table.split(".")[0]}.${machine}_state`;
      await client.query("begin");
      await client.query(
        `create temporary table pairs on commit drop as select '${machine}'::text as m, null::${type} as state`,
      );
      await client.query(
        `create trigger guard_state before update of state on pairs for each row execute function system.guard_state('${machine}')`,
      );
      for (const [from, edges] of Object.entries(states)) {
        for (const to of Object.keys(states)) {
          await client.query("savepoint pair");
          await client.query("alter table pairs disable trigger guard_state");
          await client.query(`update pairs set state = '${from}'`);
          await client.query("alter table pairs enable trigger guard_state");
          const done = await client.query(`update pairs set state = '${to}'`).then(
            () => true,
            (error: { code: string }) => error.code !== "P0S01",
          );
          assert.equal(done, to in edges, `${machine}: ${from} to ${to}`);
          if (done) allowed += 1;
          else refusals += 1;
          await client.query("rollback to savepoint pair");
        }
      }
      await client.query("rollback");
    }
    client.release();
    assert.equal(
      allowed,
      Object.values(crmMachines).flatMap(({ states }) => Object.values(states).flatMap(Object.keys)).length,
    );
    assert.ok(refusals > allowed);
    for (const machine of Object.keys(crmMachines)) assert.ok(machine in machines);
  });
});

describe("a lead", () => {
  it("is worked from stage to stage, and each stay is kept with its time", async () => {
    const { org, admin: boss, stations } = await kitchens();
    const stages = await stageIds(org);
    const id = await aLead(boss, { stationId: stations[0] });
    assert.equal((await leadRow(id)).stage, "New");
    await commands.moveLead(boss, { id, stageId: stages.Contacted });
    await commands.moveLead(boss, { id, stageId: stages.Qualified });
    await refusedWith(commands.moveLead(boss, { id, stageId: stages.Lost }), /Say why it was lost/);
    await refusedWith(commands.moveLead(boss, { id, stageId: stages.Converted }), /Convert the lead/);
    await commands.moveLead(boss, { id, stageId: stages.Lost, reason: "Too expensive for them" });
    assert.deepEqual(await leadRow(id).then(({ state, lost_reason }) => [state, lost_reason]), [
      "lost",
      "Too expensive for them",
    ]);
    await refusedWith(commands.convertLead(boss, { id }), /was lost/);
    await commands.moveLead(boss, { id, stageId: stages.New });
    assert.equal((await leadRow(id)).lost_reason, null);
    const stays = await admin.query(
      "select g.name, h.left_at is null as here, h.reason from crm.stage_history h join crm.pipeline_stages g on g.id = h.stage_id where h.lead_id = $1 order by h.entered_at",
      [id],
    );
    assert.deepEqual(
      stays.rows.map((row) => row.name),
      ["New", "Contacted", "Qualified", "Lost", "New"],
    );
    assert.deepEqual(
      stays.rows.map((row) => row.here),
      [false, false, false, false, true],
    );
    assert.equal(stays.rows[3]?.reason, "Too expensive for them");
  });

  it("says how likely it is, by the same parts that the screen shows", async () => {
    const { org, admin: boss } = await kitchens();
    const wishedOn = dayIn(new Date(Date.now() + 40 * 86_400_000), org.zone);
    for (const fields of [
      { source: "referral", phone: "+1 555 010 2030", wishedOn, service: "Hibachi" },
      { guests: "", message: "", phone: "+1 555 010 2030", email: "", source: "instagram" },
      { guests: "5", message: "x".repeat(100), source: "website" },
    ]) {
      const form = leadForm(fields);
      const id = (await commands.addLead(boss, form)).id;
      const lead = await readAsTenant(boss, (tx) => leadById(tx, id));
      assert.ok(lead);
      const parts = scoreParts(lead, dayIn(new Date(), org.zone));
      assert.equal(
        parts.reduce((sum, { points }) => sum + points, 0),
        lead.score,
        JSON.stringify(fields),
      );
    }
  });

  it("becomes one customer, though twenty convert it at once", async () => {
    const { org, admin: boss } = await kitchens();
    const id = await aLead(boss);
    const all = await Promise.all(
      Array.from({ length: 20 }, () =>
        commands.convertLead(boss, { id, title: "Garden party", amount: "1200", currency: "USD" }),
      ),
    );
    assert.equal(new Set(all.map(({ customerId }) => customerId)).size, 1);
    assert.equal(all.filter(({ already }) => !already).length, 1);
    const counted = await one<{ customers: number; deals: number; conversions: number }>(
      `select (select count(*)::int from crm.customers where organization_id = $1) as customers, (select count(*)::int from crm.opportunities where organization_id = $1) as deals,
         (select count(*)::int from crm.lead_activities where lead_id = $2 and kind = 'conversion') as conversions`,
      [org.id, id],
    );
    assert.deepEqual(counted, { customers: 1, deals: 1, conversions: 1 });
    await refusedWith(commands.moveLead(boss, { id, stageId: (await stageIds(org)).New }), /cannot become/);
  });

  it("keeps its thread when it is converted, and finds the customer who is there already", async () => {
    const { admin: boss, stations } = await kitchens();
    const email = `ana-${unique()}@example.test`;
    const first = await aLead(boss, { email, stationId: stations[0] });
    await commands.noteLead(boss, { id: first, body: "Wants a vegetarian menu." });
    await commands.recordActivity(boss, { id: first, kind: "call", summary: "Talked about the garden." });
    const { customerId } = await commands.convertLead(boss, { id: first });
    const second = await aLead(boss, { email: email.toUpperCase(), stationId: stations[1] });
    assert.equal((await commands.convertLead(boss, { id: second })).customerId, customerId);
    const thread = await readAsTenant(boss, (tx) => threadOf(tx, first));
    for (const words of ["Wants a vegetarian menu.", "Talked about the garden.", "Became a customer."])
      assert.ok(
        thread.some(({ text }) => text === words),
        words,
      );
    const { station_ids } = await one<{ station_ids: string[] }>(
      "select station_ids from crm.customers where id = $1",
      [customerId],
    );
    assert.deepEqual(new Set(station_ids), new Set(stations));
  });

  it("of another station or organization is not there for a manager; their own is", async () => {
    const { admin: boss, stations, managers } = await kitchens();
    const [mine, theirs] = [
      await aLead(boss, { stationId: stations[0] }),
      await aLead(boss, { stationId: stations[1] }),
    ];
    const [manager] = managers;
    const seen = (id: string) => readAsTenant(manager, (tx) => leadById(tx, id));
    assert.ok(await seen(mine));
    assert.equal(await seen(theirs), null);
    await commands.noteLead(manager, { id: mine, body: "Called." });
    await assert.rejects(commands.noteLead(manager, { id: theirs, body: "Called." }));
    await refusedWith(commands.convertLead(manager, { id: theirs }), /not here/);
    await refusedWith(commands.addLead(manager, leadForm()), /one of your stations/);
    await refusedWith(commands.addLead(manager, leadForm({ stationId: stations[1] })), /may not/);
    assert.ok((await commands.addLead(manager, leadForm({ stationId: stations[0] }))).id);
    const stranger = await given.person("admin", await given.organization());
    await refusedWith(commands.convertLead(stranger, { id: mine }), /not here/);
    assert.equal(await readAsTenant(stranger, (tx) => leadById(tx, mine)), null);
  });
});

describe("a visitor", () => {
  it("asks without an account, and whoever runs the station is told", async () => {
    const { org, stations } = await kitchens();
    const { slug } = await one<{ slug: string }>("select slug from identity.stations where id = $1", [stations[0]]);
    assert.equal((await inquiryForm(org.slug, slug))?.station?.name, "Harbour Kitchen");
    assert.equal(await inquiryForm(org.slug, "nowhere"), null);
    const form = { org: org.slug, station: slug, name: "Bo", email: "bo@example.test", guests: "10", marketing: "on" };
    await refusedWith(inquire("203.0.113.5", form), /Please agree/);
    await inquire("203.0.113.6", { ...form, agreed: "on", website: "https://spam.example" });
    await inquire("203.0.113.7", { ...form, agreed: "on" });
    const leads = await admin.query(
      "select source, station_id, marketing, consent_version from crm.leads where organization_id = $1",
      [org.id],
    );
    assert.equal(leads.rowCount, 1, "what a program sent is not kept");
    assert.deepEqual(
      [leads.rows[0].source, leads.rows[0].station_id, leads.rows[0].marketing],
      ["website", stations[0], true],
    );
    assert.notEqual(leads.rows[0].consent_version, "");
    const told = await admin.query(
      "select count(*)::int as n from system.outbox where organization_id = $1 and payload ->> 'template' = 'alert_notice'",
      [org.id],
    );
    assert.equal(told.rows[0].n, 1);
  });

  it("is stopped after a few inquiries in a minute", async () => {
    const { org } = await kitchens();
    const ask = () => inquire("198.51.100.77", { org: org.slug, name: "Bo", email: "bo@example.test", agreed: "on" });
    for (let n = 0; n < 5; n += 1) await ask();
    await refusedWith(ask(), /too often/);
  });
});

describe("opportunities and stages", () => {
  it("move over the board; lost wants a reason, and a stage with something in it stays", async () => {
    const { org, admin: boss } = await kitchens();
    const stages = await stageIds(org, "opportunities");
    const { id } = await commands.addOpportunity(boss, { title: "Wedding", amount: "4800.50", currency: "USD" });
    await commands.moveOpportunity(boss, { id, stageId: stages["Quote sent"] });
    await refusedWith(commands.archiveStage(boss, { id: stages["Quote sent"] }), /still in this stage/);
    await refusedWith(commands.moveOpportunity(boss, { id, stageId: stages.Lost }), /Say why/);
    await commands.moveOpportunity(boss, { id, stageId: stages.Won });
    const { state, amount_minor } = await one<{ state: string; amount_minor: string }>(
      "select state, amount_minor from crm.opportunities where id = $1",
      [id],
    );
    assert.deepEqual([state, amount_minor], ["won", "480050"]);
    await commands.archiveStage(boss, { id: stages["Quote sent"] });
    await refusedWith(commands.archiveStage(boss, { id: stages.Won }), /Every pipeline ends/);
    await refusedWith(commands.addOpportunity(boss, { title: "X", amount: "1.005", currency: "USD" }), /another look/);
  });
});
