// Letters are found for every house at once, and the clock moves here.
import "#db/own-database.given";
import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import {
  deleteReport,
  renameReport,
  restoreReport,
  saveReport,
  scheduleReport,
  stopSchedule,
} from "#lib/analytics/commands";
import { sendReport } from "#lib/analytics/jobs";
import { savedReportsOf } from "#lib/analytics/queries/reports";
import { cadenceWords } from "#lib/analytics/rules/saving";

after(async () => {
  await closeDatabase();
  await admin.end();
});

const says = (words: RegExp) => (error: Error) => words.test(`${error} ${error.cause}`);
const find = (at: string) => admin.query("select analytics.find_reports($1::timestamptz) as n", [at]);

/** A house in Lisbon with a finance person whose report of money goes out daily at one in the night, since 2026 began. */
async function house(cadence: object = { cadence: "daily", hour: 1 }) {
  const org = await given.organization({ zone: "Europe/Lisbon" });
  const finance = await given.person("finance", org);
  const { id } = await saveReport(finance, {
    name: "Money",
    dashboard: "finance",
    search: "span=30d&compare=year",
    scope: "organization",
  });
  const { scheduleId } = await scheduleReport(finance, { reportId: id, ...cadence });
  await since(scheduleId, "2026-01-01T00:00:00Z");
  return { org, finance, reportId: id, scheduleId };
}
const since = (schedule: string, at: string) =>
  admin.query("update analytics.report_schedules set changed_at = $2 where id = $1", [schedule, at]);

const sends = async (schedule: string) => {
  const { rows } = await admin.query(
    "select due_on::text as day, to_char(due_at at time zone 'UTC', 'MM-DD HH24:MI') as at, outcome, reason from analytics.report_sends where schedule_id = $1 order by due_on",
    [schedule],
  );
  return rows;
};

type Outbox = { id: string; payload: { sendId: string } };
async function deliver(org: { id: string }) {
  const { rows } = await admin.query<Outbox>(
    "select id, payload from system.outbox where organization_id = $1 and topic = 'analytics.send_report' order by created_at, id",
    [org.id],
  );
  for (const { id, payload } of rows)
    await sendReport({
      payload,
      row: { organizationId: org.id, id, topic: "analytics.send_report", attempts: 1, createdAt: new Date() },
      signal: new AbortController().signal,
    });
}
const letters = async (to: string) => {
  const { rows } = await admin.query(
    "select subject, body, html, attachments from system.mailbox where recipient = $1 order by id",
    [to.toLowerCase()],
  );
  return rows;
};

test("a daily letter is due at its hour by the house's clock, also on the days on which clocks change, and once a day", async () => {
  const { scheduleId } = await house();
  // On 29 March 2026 one o'clock is skipped in Lisbon; on 25 October it is there twice.
  for (const at of [
    "2026-03-28T00:59:59Z",
    "2026-03-28T01:00:00Z",
    "2026-03-28T23:00:00Z",
    "2026-03-29T00:59:00Z",
    "2026-03-29T01:00:01Z",
    "2026-03-29T12:00:00Z",
  ])
    await find(at);
  assert.deepEqual(
    (await sends(scheduleId)).map(({ day, at }) => [day, at]),
    [
      ["2026-03-27", "03-27 01:00"],
      ["2026-03-28", "03-28 01:00"],
      ["2026-03-29", "03-29 01:00"],
    ],
  );
  for (let minute = 0; minute < 240; minute += 10)
    await find(new Date(Date.UTC(2026, 9, 24, 23, minute)).toISOString());
  const autumn = (await sends(scheduleId)).filter(({ day }) => day >= "2026-10-24");
  assert.equal(autumn.filter(({ day }) => day === "2026-10-25").length, 1, "an hour that is there twice counts once");
});

test("weekly and monthly letters keep their day, and the 31st is the last day of a shorter month", async () => {
  const weekly = await house({ cadence: "weekly", hour: 8, weekday: 1 });
  const monthly = await house({ cadence: "monthly", hour: 8, monthDay: 31 });
  for (let day = 1; day <= 28; day += 1) await find(new Date(Date.UTC(2026, 1, day, 12)).toISOString());
  assert.deepEqual(
    (await sends(weekly.scheduleId)).slice(0, 3).map(({ day }) => day),
    ["2026-01-26", "2026-02-02", "2026-02-09"],
  );
  assert.deepEqual(
    (await sends(monthly.scheduleId)).map(({ day }) => day),
    ["2026-01-31", "2026-02-28"],
  );
  assert.equal(
    cadenceWords({ cadence: "monthly", hour: 8, weekday: 1, monthDay: 31 }),
    "Every month, on its last day, at 08:00",
  );
});

test("after an outage only the last letter goes out, and nothing from before it was arranged", async () => {
  const { org, finance, reportId, scheduleId } = await house();
  await find("2026-05-20T12:00:00Z");
  assert.deepEqual(
    (await sends(scheduleId)).map(({ day }) => day),
    ["2026-05-20"],
  );
  const other = await scheduleReport(finance, { reportId, cadence: "daily", hour: 5 });
  assert.equal(other.scheduleId, scheduleId, "one a reader: the rhythm changes");
  await find(new Date().toISOString());
  assert.equal((await sends(scheduleId)).length, 1, "nothing was due since");
  const fresh = await house({ cadence: "daily", hour: 1 });
  await admin.query("update analytics.report_schedules set changed_at = now() where id = $1", [fresh.scheduleId]);
  await find(new Date().toISOString());
  assert.deepEqual(await sends(fresh.scheduleId), []);
  assert.notEqual(org.id, fresh.org.id);
});

test("two workers and one that is killed between sending and writing it down leave one letter, with the figures and a PDF", async () => {
  const { org, finance, scheduleId } = await house();
  await Promise.all([find("2026-05-20T12:00:00Z"), find("2026-05-20T12:00:00Z")].map((one) => one.catch(() => null)));
  await find("2026-05-20T12:01:00Z");
  await deliver(org);
  // As if the last step had never been: the letter is tried again with the same id.
  await admin.query("update analytics.report_sends set outcome = 'queued', sent_at = null where schedule_id = $1", [
    scheduleId,
  ]);
  await deliver(org);
  await deliver(org);
  const sent = await letters(finance.snapshot.email);
  assert.equal(sent.length, 1);
  assert.match(sent[0].subject, /^Money: \d+ \w+ \d{4} to/);
  assert.match(sent[0].body, /Wallet, available: \$0\.00/);
  assert.match(sent[0].body, /Europe\/Lisbon/);
  assert.equal(Buffer.from(sent[0].attachments[0].content, "base64").subarray(0, 5).toString(), "%PDF-");
  assert.deepEqual(
    (await sends(scheduleId)).map(({ outcome }) => outcome),
    ["sent"],
  );
  const [, token = ""] = /\/opt-out\/report\/([0-9a-f-]{36})/.exec(sent[0].body) ?? [];
  await admin.query("select analytics.stop_letters($1)", [token]);
  await find("2026-05-21T12:00:00Z");
  assert.equal((await sends(scheduleId)).length, 1, "the link ends it");
});

test("who may not see it any more gets no figures: they are told once, and the letters end; who left is not written to", async () => {
  const { org, reportId } = await house();
  const owner = await given.person("finance", org);
  const viewer = await given.person("viewer", org);
  await assert.rejects(
    scheduleReport(owner, { reportId, personId: viewer.userId, cadence: "daily", hour: 1 }),
    says(/may not see this dashboard/),
  );
  const reader = await given.person("finance", org);
  const { scheduleId } = await scheduleReport(owner, { reportId, personId: reader.userId, cadence: "daily", hour: 1 });
  await since(scheduleId, "2026-01-01T00:00:00Z");
  await admin.query("update identity.user_roles set role = 'viewer' where user_id = $1", [reader.userId]);
  await find("2026-05-20T12:00:00Z");
  await deliver(org);
  const told = await letters(reader.snapshot.email);
  assert.deepEqual(
    told.map(({ subject }) => subject),
    ["No more letters of “Money”"],
  );
  assert.doesNotMatch(told[0].body, /\$|Wallet/);
  assert.deepEqual(told[0].attachments, []);
  assert.deepEqual(
    (await sends(scheduleId)).map(({ outcome, reason }) => [outcome, reason]),
    [["stopped", "The right to see this dashboard is gone."]],
  );
  await find("2026-05-21T12:00:00Z");
  assert.equal((await sends(scheduleId)).length, 1);

  const leaver = await given.person("finance", org);
  const gone = await scheduleReport(owner, { reportId, personId: leaver.userId, cadence: "daily", hour: 1 });
  await since(gone.scheduleId, "2026-01-01T00:00:00Z");
  await admin.query("update organizations.org_memberships set state = 'removed' where user_id = $1", [leaver.userId]);
  await find("2026-05-22T12:00:00Z");
  await deliver(org);
  assert.deepEqual(await letters(leaver.snapshot.email), []);
  assert.ok(
    (await letters(owner.snapshot.email)).some(({ body }) => /to a colleague every day\. That has stopped/.test(body)),
  );
});

test("a report is its owner's, shared by those who may export, and comes back when it was removed by mistake", async () => {
  const org = await given.organization();
  const [owner, viewer, stranger] = await Promise.all([
    given.person("organizer", org),
    given.person("viewer", org),
    given.person("admin", await given.organization()),
  ]);
  const seen = (who: typeof owner) => readAsTenant(who, (tx) => savedReportsOf(tx, ["organization", "finance"]));
  const { id: reportId } = await saveReport(owner, { name: "Visits", dashboard: "organization", search: "span=7d" });
  assert.deepEqual(
    (await seen(owner)).map(({ name, mine }) => [name, mine]),
    [["Visits", true]],
  );
  assert.deepEqual([await seen(viewer), await seen(stranger)], [[], []]);
  await assert.rejects(scheduleReport(viewer, { reportId, cadence: "daily", hour: 1 }), says(/not here any more/));
  await renameReport(owner, { reportId, name: "Visits of the week", scope: "organization" });
  assert.deepEqual(
    (await seen(viewer)).map(({ name, mine }) => [name, mine]),
    [["Visits of the week", false]],
  );
  await assert.rejects(renameReport(viewer, { reportId, name: "Mine now", scope: "me" }), says(/not yours/));
  await assert.rejects(deleteReport(stranger, { reportId }), says(/not here any more/));
  await assert.rejects(
    saveReport(viewer, { name: "For all", dashboard: "organization", search: "", scope: "organization" }),
  );
  await assert.rejects(saveReport(viewer, { name: "Money", dashboard: "finance", search: "" }), says(/may not see/));
  const { scheduleId } = await scheduleReport(viewer, { reportId, cadence: "weekly", hour: 9, weekday: 5 });
  await assert.rejects(stopSchedule(stranger, { scheduleId }), says(/not yours/));
  await deleteReport(owner, { reportId });
  assert.deepEqual(await seen(viewer), []);
  await find(new Date(Date.now() + 30 * 86_400_000).toISOString());
  assert.deepEqual(await sends(scheduleId), [], "letters rest while it is removed");
  await restoreReport(owner, { reportId });
  const [back] = await seen(viewer);
  assert.ok(back?.schedules[0]?.nextAt);
  await stopSchedule(viewer, { scheduleId });
  assert.ok((await seen(viewer))[0]?.schedules[0]?.stoppedAt);
});
