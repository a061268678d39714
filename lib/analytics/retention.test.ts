import assert from "node:assert/strict";
import { after, test } from "node:test";
import { sql } from "drizzle-orm";
import { answer } from "#db/answer";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { seen } from "#lib/analytics/analytics.given";
import { setRetention } from "#lib/analytics/commands";
import { Retention, RetentionEffect } from "#lib/analytics/rules/retention";

after(async () => {
  await closeDatabase();
  await admin.end();
});

test("keeping rows shorter says first what goes and wants to be confirmed, keeping them longer does not, and others see their own", async () => {
  const org = await given.organization();
  const [owner, viewer] = await Promise.all([given.person("admin", org), given.person("viewer", org)]);
  const monthsAgo = (count: number) => {
    const at = new Date();
    return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - count, 2));
  };
  await seen(
    org,
    [0, 1, 4, 4, 7].map((count, visitor) => ({ at: monthsAgo(count), visitor: BigInt(visitor) })),
  );
  const look = (who: typeof owner) =>
    readAsTenant(who, async (tx) => Retention.parse(await answer(tx, sql`analytics.retention()`)));
  const effect = async (months: number) =>
    RetentionEffect.parse(await readAsTenant(viewer, (tx) => answer(tx, sql`analytics.retention_effect(${months})`)));
  assert.equal((await look(viewer)).months, 13);
  assert.deepEqual(
    (await look(viewer)).kept.map(({ visits }) => visits),
    [1, 1, 2, 1],
  );
  assert.deepEqual(
    [await effect(13), await effect(5), await effect(3)].map(({ visits }) => visits),
    [0, 1, 3],
  );
  await assert.rejects(setRetention(viewer, { months: 20 }), /may not/);
  await assert.rejects(setRetention(owner, { months: 3 }), (error: Error) => /goes for good/.test(`${error.cause}`));
  await assert.rejects(setRetention(owner, { months: 0, confirmed: true }));
  await setRetention(owner, { months: 3, confirmed: "on" });
  await setRetention(owner, { months: 24 });
  assert.equal((await look(owner)).months, 24);
  const stranger = await given.person("admin", await given.organization());
  assert.deepEqual((await look(stranger)).kept, []);
  const staff = await given.person("staff", org);
  await assert.rejects(look(staff), (error: Error) => /may not/.test(`${error.cause}`));
});
