// Reminders are found for every house at once, and every table is searched.
import "#db/own-database.given";
import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { at } from "#lib/bookings/bookings.given";
import { till, troubles } from "#lib/bookings/money.given";
import { auditProof } from "#lib/system/queries";
import { whereIs } from "#lib/users/erasure.given";
import { asks, bookedBy, customerOf, isACustomer } from "#lib/users/known-customer.given";

process.env.APP_ORIGIN ??= "http://localhost:3000";
after(async () => {
  await closeDatabase();
  await admin.end();
});

/** What the house says about itself: no words of a customer come here. */
const ofTheHouse =
  /^(bookings\.(busy_times|calendar_feeds|meeting_types|resources|services|station_settings|terms|time_off)|crm\.pipeline_stages)\./;
/** The books are kept, with what they say of who paid. */
const books = /^payments\./;

/** Every column of the three rooms in which there are words, but those that are codes and choices. */
async function wordy(): Promise<string[]> {
  const { rows } = await admin.query<{ column: string }>(`
    select format('%I.%I.%I', n.nspname, c.relname, a.attname) as column from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('bookings', 'crm', 'feedback') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype) and a.attname <> all (users.wordless()) and c.relname || '.' || a.attname <> all (users.wordless())
      and c.relname <> 'reminder_rules' order by 1`);
  return rows.map(({ column }) => column).filter((column) => !ofTheHouse.test(column));
}

test("of a customer who is forgotten no word is left in any column but the books', whoever wrote it", async () => {
  const house = await till({ revenue_recognised: "after_event" });
  const one = await customerOf(house);
  const bookingId = await bookedBy(house, one);
  await isACustomer(house, one, await asks(house, one));
  const somebody = await customerOf(house);
  const kept = await somebody.booking({ startsAt: at(house.org, 60) });
  await admin.query("select system.seal_audit_of($1, 10000)", [house.org.id]);

  const words = [one.word, one.phone, one.email];
  const before = await whereIs(words);
  assert.deepEqual(
    (await wordy()).filter((column) => !before.includes(column)),
    [],
    "say it in this test, name the column in users.wordless(), or its table above: it may hold a customer's words",
  );
  const posted = async () =>
    (await admin.query("select count(*)::int as n, sum(hashtext(t::text)) as sum from payments.transactions t"))
      .rows[0];
  const ledger = await posted();
  await admin.query("select users.erase_person($1)", [one.who.userId]);
  assert.deepEqual(
    (await whereIs(words)).filter((column) => !books.test(column)),
    [],
  );
  assert.deepEqual(await posted(), ledger);
  assert.deepEqual(await troubles(house), []);
  assert.ok(
    (await whereIs([somebody.word])).includes("bookings.bookings.contact_name"),
    "another customer keeps their name",
  );
  const { rows } = await admin.query(
    "select state, total_minor::text as total from bookings.bookings where id = any ($1)",
    [[bookingId, kept.bookingId]],
  );
  assert.deepEqual(
    rows.map(({ total }) => total),
    ["60000", "60000"],
    "what happened stays",
  );
  await admin.query("select system.seal_audit_of($1, 10000)", [house.org.id]);
  const proof = await readAsTenant(house.boss, (tx) => auditProof(tx, house.org.id));
  assert.equal(proof.ok, true, proof.detail);
});
