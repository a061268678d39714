// The shop's own guards rest here, so that sales can be of any month.
import "#db/own-database.given";
import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { seen } from "#lib/analytics/analytics.given";
import { raiseAudience } from "#lib/analytics/commands";
import { audienceOf } from "#lib/analytics/queries/audience";
import type { Audience } from "#lib/analytics/rules/audience";

after(async () => {
  await closeDatabase();
  await admin.end();
});

type Bought = { event: number; buyer: number; monthsAgo: number; quantity: number; channel: string };
const bought = fc.record({
  event: fc.integer({ min: 0, max: 2 }),
  buyer: fc.integer({ min: 0, max: 60 }),
  monthsAgo: fc.integer({ min: 0, max: 13 }),
  quantity: fc.constantFrom(1, 1, 1, 2, 3, 6),
  channel: fc.constantFrom("online", "online", "door", "manual"),
});

/** A house with three events and these orders, written as facts: what they say is counted, not how they were sold. */
async function house(orders: Bought[]) {
  const org = await given.organization({ zone: "Europe/Lisbon" });
  const viewer = await given.person("viewer", org);
  const events: { id: string }[] = [];
  for (let n = 0; n < 3; n += 1) events.push(await given.event(org));
  await admin.query("alter table ticketing.orders disable trigger user, drop constraint if exists paid_means_posted");
  await admin.query(
    `insert into ticketing.orders (organization_id, number, event_id, buyer_name, buyer_email, quantity, total_minor, currency, token_hash, state, paid_at, channel)
     select $1::uuid, 'A' || lpad(n::text, 6, '0'), (x ->> 'event')::uuid, 'Ada Byron', 'buyer' || (x ->> 'buyer') || '@example.test', (x ->> 'quantity')::int, 2500, 'USD',
       encode(sha256(convert_to($1::uuid::text || ':' || n, 'UTF8')), 'hex'), 'paid',
       date_trunc('month', now()) - make_interval(months => (x ->> 'monthsAgo')::int) + interval '5 days 3 hours' + make_interval(mins => n::int), x ->> 'channel'
     from jsonb_array_elements($2::jsonb) with ordinality e (x, n)`,
    [org.id, JSON.stringify(orders.map((one) => ({ ...one, event: events[one.event]?.id })))],
  );
  return { org, viewer, events };
}

type House = Awaited<ReturnType<typeof house>>;
const scopes = ({ events }: House) => [
  { months: 12 },
  { months: 3 },
  { months: 1 },
  ...events.map(({ id }) => ({ event: id })),
];
const shown = ({ viewer }: House, scope: object) => readAsTenant(viewer, (tx) => audienceOf(tx, scope));

/** Who is behind a shown audience; only the database's owner can ask. */
async function peopleOf({ org }: House, scope: { months?: number; event?: string }, k = 10): Promise<Set<string>> {
  const { rows } = await admin.query(
    `select p.person from analytics.audience_scopes($1, now()) s
     cross join lateral analytics.audience_people($1, 'buyers', s.event_id, s.from_at, s.before_at, $4) p
     where case when $3::uuid is null then s.months = $2 else s.event_id = $3::uuid end`,
    [org.id, scope.months ?? null, scope.event ?? null, k],
  );
  return new Set(rows.map(({ person }) => person));
}

function holds({ buyers, groups, k }: Audience) {
  for (const { groups: cells, hidden, unit } of groups) {
    for (const { people } of cells) assert.ok(people >= k && people % k === 0, `a group of ${people}`);
    if (unit !== "buyers" || buyers.people === null) continue;
    const rest = buyers.people - cells.reduce((sum, { people }) => sum + people, 0);
    assert.ok(rest % k === 0 && rest >= 0, "what is left after subtraction is nobody or k and more");
    if (hidden) assert.ok(rest >= k, `${rest} are hidden`);
  }
}

test("whatever was sold, no group of fewer than k is shown or left by subtraction, and no two audiences differ by fewer than k", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(bought, { minLength: 5, maxLength: 140 }), async (orders) => {
      const at = await house(orders);
      const sets: Set<string>[] = [];
      for (const scope of scopes(at)) {
        const audience = await shown(at, scope);
        holds(audience);
        const people = await peopleOf(at, scope);
        if (audience.buyers.people === null) {
          assert.deepEqual(
            audience.groups.filter(({ unit }) => unit === "buyers"),
            [],
          );
          continue;
        }
        assert.equal(audience.buyers.people, people.size);
        assert.ok(people.size >= 10 && people.size % 10 === 0);
        for (const other of sets) {
          const apart = people.symmetricDifference(other).size;
          assert.ok(apart === 0 || apart >= 10, `two shown audiences differ by ${apart}`);
        }
        sets.push(people);
      }
    }),
    { numRuns: 25 },
  );
});

test("one more buyer changes nothing that is shown until there are k of them", async () => {
  const orders = (count: number): Bought[] =>
    Array.from({ length: count }, (_, buyer) => ({
      event: 0,
      buyer,
      monthsAgo: 2,
      quantity: buyer === 10 ? 6 : 1,
      channel: "online",
    }));
  const at = await house(orders(10));
  const more = await house(orders(11));
  const whole = await house(orders(20));
  const plain = (audience: Audience) => ({ people: audience.buyers.people, groups: audience.groups });
  assert.deepEqual(plain(await shown(more, { months: 12 })), plain(await shown(at, { months: 12 })));
  assert.equal((await shown(whole, { months: 12 })).buyers.people, 20);
  const party = (await shown(whole, { months: 12 })).groups.find(({ key }) => key === "party");
  assert.deepEqual(
    party,
    { key: "party", unit: "buyers", groups: [], hidden: true },
    "one alone would stand out, so nobody is shown",
  );
});

test("k is raised by administrators and never lowered, and other houses and other people see nothing", async () => {
  const at = await house(
    Array.from({ length: 30 }, (_, buyer) => ({ event: 0, buyer, monthsAgo: 1, quantity: 1, channel: "online" })),
  );
  const owner = await given.person("admin", at.org);
  assert.equal((await shown(at, {})).buyers.people, 30);
  await assert.rejects(raiseAudience(at.viewer, { k: 15 }), /may not/);
  await assert.rejects(raiseAudience(owner, { k: 5 }));
  await raiseAudience(owner, { k: 25 });
  assert.equal((await shown(at, {})).buyers.people, 25);
  await assert.rejects(raiseAudience(owner, { k: 10 }), (error: Error) => /never lowered/.test(`${error.cause}`));
  const stranger = await given.person("admin", await given.organization());
  const none = await readAsTenant(stranger, (tx) => audienceOf(tx, {}));
  assert.deepEqual(none.buyers, { people: null, why: "few" });
  await assert.rejects(
    readAsTenant(stranger, (tx) => audienceOf(tx, { event: at.events[0]?.id })),
    (error: Error) => /no such audience/.test(`${error.cause}`),
  );
  const staff = await given.person("staff", at.org);
  await assert.rejects(
    readAsTenant(staff, (tx) => audienceOf(tx, {})),
    (error: Error) => /may not/.test(`${error.cause}`),
  );
});

test("visitors who agreed are told apart by how they came, in groups of ten and more", async () => {
  const at = await house([]);
  const [event] = at.events;
  await seen(
    at.org,
    Array.from({ length: 47 }, (_, n) => ({
      at: new Date(Date.now() - 86_400_000 - n * 60_000),
      event: event?.id,
      channel: n < 22 ? "search" : n < 44 ? "direct" : "qr",
      visitor: BigInt(n),
    })),
  );
  const audience = await shown(at, { event: event?.id });
  holds(audience);
  assert.equal(audience.visitors.people, 40);
  const ways = audience.groups.find(({ key }) => key === "channel");
  assert.ok(ways && ways.groups.length > 0 && !ways.groups.some(({ label }) => label === "qr"));
});
