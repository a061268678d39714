import assert from "node:assert/strict";
import { after, test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { eventList } from "#lib/events/lists";
import { exportSheet } from "#lib/system/list-export";

after(() => Promise.all([closeDatabase(), admin.end()]));

test("a list's spreadsheet has the rows that its screen shows, and those of no other filter or organization", async () => {
  const org = await given.organization();
  const who = await given.person("manager", org);
  await given.event(org, { name: "Lantern walk" });
  await given.event(org, { name: "Boat night" });
  await given.event(await given.organization(), { name: "Elsewhere" });
  const scope = { slug: org.slug, zone: org.zone, currency: org.currency };
  const words = async (search: string) => {
    const sheet = await exportSheet(who, eventList, new URLSearchParams(search), scope);
    return Object.entries(unzipSync(new Uint8Array(sheet ?? [])))
      .filter(([name]) => name.endsWith(".xml"))
      .map(([, bytes]) => strFromU8(bytes))
      .join("");
  };
  const all = await words("as=xlsx");
  assert.match(all, /Lantern walk/);
  assert.match(all, /Boat night/);
  assert.doesNotMatch(all, /Elsewhere/);
  const some = await words("q=Lantern&as=xlsx");
  assert.match(some, /Lantern walk/);
  assert.doesNotMatch(some, /Boat night/);
});
