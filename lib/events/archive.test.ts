import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { problem } from "#lib/errors";
import { archiveEvent, completeEvent, publishEvent, restoreEvent, startEvent, updateEvent } from "#lib/events/commands";
import { addRisk, addTask, changeTask, moveTask, removeTask } from "#lib/events/commands/planning";
import { eventList } from "#lib/events/lists";
import { plan } from "#lib/events/planning.given";
import { parseListState } from "#lib/system/list";
import { listPage } from "#lib/system/list-query";
import { closeSales, eventForm } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const why = async (work: Promise<unknown>) =>
  problem(
    await work.then(
      () => assert.fail("It was allowed."),
      (error) => error,
    ),
  );

test("an archived event is only looked at: its plan and itself stay as they are until it is brought back", async () => {
  const at = await plan();
  const id = { id: at.eventId };
  const task = await addTask(at.organizer, { eventId: at.eventId, title: "Order the tents" });
  for (const step of [publishEvent, startEvent, completeEvent, archiveEvent]) await step(at.organizer, id);
  const { zone: _, tiers: __, ...form } = eventForm([], { venueId: at.venueId, format: "in_person" });
  const tries: [string, () => Promise<unknown>][] = [
    ["add", () => addRisk(at.organizer, { eventId: at.eventId, title: "Storm", likelihood: "2", impact: "2" })],
    ["change", () => changeTask(at.organizer, { ...task, title: "Order more tents" })],
    ["move", () => moveTask(at.organizer, { ...task, to: "done" })],
    ["remove", () => removeTask(at.organizer, task)],
  ];
  for (const [name, work] of tries) {
    const { code, message } = await why(work());
    assert.equal(code, "conflict", name);
    assert.match(message, /archived/);
  }
  assert.match((await why(updateEvent(at.organizer, { ...form, ...id }))).message, /archived|draft|not be/);
  const staff = await given.person("staff", at.org);
  const stranger = await given.person("organizer", await given.organization());
  assert.equal((await why(restoreEvent(staff, id))).code, "forbidden");
  assert.equal((await why(restoreEvent(stranger, id))).code, "missing");
  await restoreEvent(at.organizer, id);
  for (const [, work] of tries) await work();
});

test("the list of events leaves archived ones out until states are asked for", async () => {
  const at = await plan({ name: "Last year" });
  const id = { id: at.eventId };
  for (const step of [publishEvent, startEvent, completeEvent]) await step(at.organizer, id);
  const names = async (search: string) => {
    const scope = { slug: at.org.slug, zone: "UTC", currency: "USD" };
    const state = parseListState(eventList.spec, new URLSearchParams(search));
    return (await readAsTenant(at.organizer, (tx) => listPage(tx, eventList, state, scope))).rows.map(
      (row) => row.name,
    );
  };
  assert.deepEqual(await names(""), ["Last year"]);
  await archiveEvent(at.organizer, id);
  assert.deepEqual([await names(""), await names("q=Last"), await names("f.state=archived")], [[], [], ["Last year"]]);
});
