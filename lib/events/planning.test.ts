import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { problem } from "#lib/errors";
import { createEvent } from "#lib/events/commands";
import {
  addDocument,
  addRisk,
  addTask,
  addUpdate,
  changeUpdate,
  moveDocument,
  moveRisk,
  moveTask,
  removeTask,
  sendUpdate,
  uploadFile,
} from "#lib/events/commands/planning";
import { addContract } from "#lib/events/commands/program";
import { addField, addVendor, changeField } from "#lib/events/commands/registry";
import { assignShift } from "#lib/events/commands/staff";
import { one, plan, session, shift, somebody } from "#lib/events/planning.given";
import { contractsOf, newestFile, tasksOf } from "#lib/events/queries/planning";
import { readinessOf, roiEntries, roiOf, unpaidOf } from "#lib/events/queries/readiness";
import { customOf } from "#lib/events/queries/registry";
import { closeSales, eventForm, sell, shop } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const why = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    return problem(error);
  }
  throw new Error("It was allowed.");
};

test("readiness is the weighted share of what is in order, and each part counts what is open", async () => {
  const at = await plan();
  const { organizer, eventId } = at;
  const ready = () => readAsTenant(organizer, (tx) => readinessOf(tx, eventId));
  const part = async (name: string) => (await ready()).parts.find((found) => found.part === name);
  assert.equal((await ready()).score, null, "nothing is planned");
  const heavy = await addRisk(organizer, { eventId, title: "Storm", likelihood: "4", impact: "5" });
  await addRisk(organizer, { eventId, title: "Rain", likelihood: "2", impact: "5" });
  assert.deepEqual([(await ready()).score, (await part("risks"))?.open], [0, 2]);
  await moveRisk(organizer, { id: heavy.id, to: "mitigated" });
  assert.deepEqual([(await ready()).score, (await part("risks"))?.open], [67, 1], "20 of 30 are in order");
  const door = await shift(at, [10, 14], { needed: "2" });
  const staff = await given.person("staff", at.org);
  await assignShift(organizer, { id: door.id, userId: staff.userId });
  assert.deepEqual([(await part("shifts"))?.open, (await part("shifts"))?.share], [1, 50]);
  await addTask(organizer, { eventId, title: "Late", dueAt: "2020-01-01T10:00" });
  const soon = await addTask(organizer, { eventId, title: "Soon", dueAt: "2037-01-01T10:00" });
  assert.deepEqual([(await part("tasks"))?.open, (await part("tasks"))?.share], [1, 50]);
  await moveTask(organizer, { id: soon.id, to: "done" });
  const paper = { eventId, name: "Permit", kind: "permit", required: "on" };
  const permit = await addDocument(organizer, { ...paper, expiresOn: "2037-06-30" });
  await addDocument(organizer, { ...paper, name: "Nice to have", required: undefined });
  assert.deepEqual([(await part("documents"))?.open, (await part("documents"))?.total], [1, 1]);
  await uploadFile(organizer, { id: permit.id, name: "permit.pdf", bytes: Buffer.from("%PDF-1.7 a permit") });
  assert.equal((await part("documents"))?.open, 0);
  const score = Math.round(((25 * 20) / 30 + 25 * 0.5 + 25 * 0.5 + 15) * (100 / 90));
  assert.equal((await ready()).score, score);
});

test("a file is what its first bytes say, is kept with its versions, and only a file makes a document received", async () => {
  const { organizer, eventId, org } = await plan();
  const { id } = await addDocument(organizer, { eventId, name: "Insurance", kind: "insurance", required: "on" });
  const bytes = Buffer.from("%PDF-1.7 one");
  assert.match(
    (await why(uploadFile(organizer, { id, name: "a.png", bytes }))).fields?.file?.[0] ?? "",
    /what its name says/,
  );
  assert.match(
    (await why(uploadFile(organizer, { id, name: "a.svg", bytes: Buffer.from("<svg/>") }))).message,
    /not taken/,
  );
  assert.equal((await why(moveDocument(organizer, { id, to: "received" }))).code, "conflict");
  await uploadFile(organizer, { id, name: "one.pdf", bytes });
  await moveDocument(organizer, { id, to: "approved" });
  await uploadFile(organizer, { id, name: "two.pdf", bytes: Buffer.from("%PDF-1.7 two") });
  const newest = await readAsTenant(organizer, (tx) => newestFile(tx, id));
  assert.deepEqual([newest?.name, newest?.contentType], ["two.pdf", "application/pdf"]);
  const viewer = await given.person("viewer", org);
  assert.equal((await readAsTenant(viewer, (tx) => newestFile(tx, id)))?.name, "two.pdf");
  assert.equal((await why(uploadFile(viewer, { id, name: "three.pdf", bytes }))).code, "forbidden");
  const stranger = await given.person("organizer", await given.organization());
  assert.equal(await readAsTenant(stranger, (tx) => newestFile(tx, id)), undefined);
  assert.equal((await why(uploadFile(stranger, { id, name: "three.pdf", bytes }))).code, "missing");
});

test("a letter goes to each holder of a ticket once, to as many as was shown, and stays as it was sent", async () => {
  const at = await shop();
  await sell(at, 2);
  await sell(at, 1);
  const { id } = await addUpdate(at.organizer, {
    eventId: at.eventId,
    subject: "Bring a coat",
    body: "It will be cold.",
  });
  const holders = await one<{ count: number }>("select count(*)::int as count from events.holders($1, $2)", [
    at.org.id,
    at.eventId,
  ]);
  assert.ok(holders.count > 0);
  assert.match((await why(sendUpdate(at.organizer, { id, expected: holders.count + 1 }))).message, /Look again/);
  assert.deepEqual(await sendUpdate(at.organizer, { id, expected: holders.count }), { sent: holders.count });
  assert.equal((await why(sendUpdate(at.organizer, { id, expected: holders.count }))).code, "conflict");
  assert.match((await why(changeUpdate(at.organizer, { id, subject: "No", body: "No" }))).message, /stays as it is/);
  const mails = await one<{ count: number }>(
    "select count(*)::int as count from system.outbox where organization_id = $1 and payload ->> 'template' = 'event_update'",
    [at.org.id],
  );
  assert.equal(mails.count, holders.count);
  const empty = await plan();
  const draft = await addUpdate(empty.organizer, { eventId: empty.eventId, subject: "Hello", body: "Hello" });
  assert.match((await why(sendUpdate(empty.organizer, { id: draft.id, expected: 1 }))).message, /is a draft/);
});

test("what an event brought is the journal's, account by account, and a figure is the sum of the entries behind it", async () => {
  const at = await shop();
  const roi = () => readAsTenant(at.organizer, (tx) => roiOf(tx, at.eventId));
  assert.deepEqual(await roi(), []);
  await sell(at, 2);
  const [result] = await roi();
  assert.ok(result && result.incomeMinor > 0n);
  assert.equal(result.resultMinor, result.incomeMinor - result.expensesMinor);
  for (const line of [...result.income, ...result.expenses]) {
    const entries = await readAsTenant(at.organizer, (tx) => roiEntries(tx, at.eventId, line.accountId));
    assert.equal(entries.length, line.entries);
    assert.equal(
      entries.reduce((sum, entry) => sum + entry.amountMinor, 0n),
      line.amountMinor,
    );
  }
  const staff = await given.person("staff", at.org);
  assert.deepEqual(await readAsTenant(staff, (tx) => roiOf(tx, at.eventId)), [], "who may not see money sees none");
});

test("who plans, who looks and who is elsewhere: roles, a station's people, one event's people, another house", async () => {
  const { org, organizer, eventId } = await plan();
  const { id } = await addTask(organizer, { eventId, title: "Order the tents" });
  const vendor = await addVendor(organizer, { name: "Tents & Co" });
  const contract = { party: `vendor:${vendor.id}`, subject: "Tents", cost: "1200", currency: "EUR" };
  await addContract(organizer, { eventId, ...contract });
  const seen = async (who: Awaited<ReturnType<typeof given.person>>) =>
    readAsTenant(who, async (tx) => [(await tasksOf(tx, eventId)).length, (await contractsOf(tx, { eventId })).length]);
  assert.deepEqual(await seen(organizer), [1, 1]);
  for (const role of ["staff", "viewer", "finance"] as const) {
    const who = await given.person(role, org);
    assert.deepEqual(await seen(who), [1, 0], `${role} reads the plan, not what is paid`);
    assert.equal((await why(addTask(who, { eventId, title: "No" }))).code, "forbidden");
    assert.equal((await why(removeTask(who, { id }))).code, "forbidden");
  }
  const station = await given.station(org);
  const manager = await given.person("manager", org, { stationId: station });
  assert.deepEqual(await seen(manager), [0, 0], "another station's");
  assert.equal((await why(addTask(manager, { eventId, title: "No" }))).code, "missing");
  await admin.query("update events.events set station_id = $1 where id = $2", [station, eventId]);
  assert.deepEqual(await seen(manager), [1, 1], "the plan went with its event");
  await moveTask(manager, { id, to: "in_progress" });
  const stranger = await given.person("organizer", await given.organization());
  assert.deepEqual(await seen(stranger), [0, 0]);
  for (const act of [moveTask, removeTask] as const)
    assert.equal((await why(act(stranger, act === moveTask ? { id, to: "done" } : { id }))).code, "missing");
  assert.equal((await why(addTask(stranger, { eventId, title: "No" }))).code, "missing");
  assert.equal((await why(session({ organizer: stranger, eventId }, [12, 13]))).code, "missing");
  await removeTask(organizer, { id });
});

test("people and rooms of another house cannot be put into a plan", async () => {
  const at = await plan();
  const theirs = await plan();
  const ada = await somebody(theirs.organizer);
  await assert.rejects(session(at, [12, 13], { talent: [ada] }));
  assert.match((await why(session(at, [12, 13], { roomId: theirs.rooms[0] }))).message, /not at this event|refers/);
  const door = await shift(at, [12, 13]);
  const outsider = await given.person("staff", theirs.org);
  assert.match(
    (await why(assignShift(at.organizer, { id: door.id, userId: outsider.userId }))).message,
    /belongs to the organization/,
  );
  await assert.rejects(addTask(at.organizer, { eventId: at.eventId, title: "x", ownerId: outsider.userId }));
  await session(at, [12, 13], { talent: [await somebody(at.organizer)], roomId: at.rooms[0] });
});

test("an organization's own field is typed, asked for, and kept when it goes out of use", async () => {
  const { organizer } = await plan();
  const dress = await addField(organizer, {
    label: "Dress code",
    kind: "choice",
    options: "Casual\nBlack tie",
    required: "on",
  });
  await addField(organizer, { label: "Permit number", kind: "number" });
  assert.match(
    (await why(addField(organizer, { label: "One", kind: "choice", options: "Only" }))).fields?.options?.[0] ?? "",
    /two/,
  );
  const make = (custom: Record<string, string>) => createEvent(organizer, eventForm([{}], { name: "Gala", custom }));
  const wrong = async (custom: Record<string, string>) => Object.keys((await why(make(custom))).fields ?? {});
  assert.deepEqual(await wrong({ f_dress_code: "Pyjamas" }), ["custom.f_dress_code"]);
  assert.deepEqual(await wrong({ f_dress_code: "" }), ["custom.f_dress_code"]);
  assert.deepEqual(await wrong({ f_dress_code: "Casual", f_permit_number: "many" }), ["custom.f_permit_number"]);
  const { id } = await make({ f_dress_code: "Black tie", f_permit_number: "12" });
  const change = { id: dress.id, label: "Dress code", options: "Casual\nBlack tie", archived: "on" };
  await changeField(organizer, change);
  const values = await readAsTenant(organizer, (tx) => customOf(tx, id));
  assert.deepEqual(values.map((one) => one.value).sort(), ["12", "Black tie"]);
});

test("an unpaid invoice or bill of the event counts against its readiness until it is paid", async () => {
  const { org, organizer, eventId } = await plan();
  const bills = async () =>
    (await readAsTenant(organizer, (tx) => readinessOf(tx, eventId))).parts.find(({ part }) => part === "bills");
  const client = await admin.connect();
  const write = async (text: string, values: unknown[]) => {
    await client.query("set session_replication_role = replica");
    await client.query(text, values);
    await client.query("set session_replication_role = origin");
  };
  try {
    for (const kind of ["bill", "credit_note"])
      await write(
        "insert into payments.invoices (organization_id, kind, state, party_id, country, currency, event_id, key) values ($1, $2::payments.invoice_kind, 'issued', $3, 'DE', 'EUR', $4, $2::text)",
        [org.id, kind, crypto.randomUUID(), eventId],
      );
    assert.deepEqual(await bills(), { part: "bills", weight: 10, open: 1, total: 1, share: 0 });
    const listed = await readAsTenant(organizer, (tx) => unpaidOf(tx, eventId));
    assert.deepEqual(
      listed.map(({ kind, state }) => [kind, state]),
      [["bill", "issued"]],
    );
    await write("update payments.invoices set state = 'paid' where organization_id = $1", [org.id]);
    assert.deepEqual(await bills(), { part: "bills", weight: 10, open: 0, total: 1, share: 100 });
  } finally {
    client.release();
  }
});
