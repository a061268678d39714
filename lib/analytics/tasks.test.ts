import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { tasksOf } from "#lib/analytics/queries/tasks";
import { can } from "#lib/permissions";

after(async () => {
  await closeDatabase();
  await admin.end();
});

test("each role is told of its own tasks, and of no other", async () => {
  const org = await given.organization();
  const told = async (role: Parameters<typeof given.person>[0]) => {
    const who = await given.person(role, org);
    return Object.keys(await readAsTenant(who, (tx) => tasksOf(tx, (need) => can(who, need)))).sort();
  };
  assert.deepEqual(await told("sponsor"), ["proofsToSee", "proposalsToAnswer", "sponsorshipsToPay"]);
  assert.deepEqual(await told("manager"), ["bookingsToConfirm", "bookingsToday"]);
  assert.deepEqual(await told("viewer"), ["bookingsToday"]);
  assert.deepEqual(await told("finance"), [
    "bookingsToday",
    "invoicesOverdue",
    "proofsToSee",
    "proposalsToAnswer",
    "sponsorshipsToPay",
  ]);
  assert.deepEqual(await told("scanner"), []);
});
