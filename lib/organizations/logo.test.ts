import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { me } from "#lib/identity/queries";
import { removeLogo, saveLogo } from "#lib/organizations/logo";
import { kindOf, logoOf } from "#lib/users/picture";
import { png } from "#lib/users/picture.given";
import { mediaAsset } from "#lib/users/queries";

after(async () => {
  await closeDatabase();
  await admin.end();
});
const fields = (error: unknown) => (error as { fields?: Record<string, string[]> }).fields;

test("a logo is drawn anew whole, in PNG, and what is no picture is refused by its own field", async () => {
  const made = await logoOf(png(960, 120));
  assert.equal(kindOf(made), "png");
  assert.deepEqual([made.readUInt32BE(16), made.readUInt32BE(20)], [480, 60]);
  assert.ok(!made.includes("52.5163"));
  const small = await logoOf(png(40, 20));
  assert.deepEqual([small.readUInt32BE(16), small.readUInt32BE(20)], [40, 20]);
  const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
  await assert.rejects(logoOf(svg), (error) => /SVG is not taken/.test(fields(error)?.logo?.[0] ?? ""));
  await assert.rejects(logoOf(Buffer.alloc(701 * 1024)), (error) => /700 KB/.test(fields(error)?.logo?.[0] ?? ""));
});

test("an organization's logo is served, replaced and taken away by who may change it, and by nobody else", async () => {
  const org = await given.organization();
  const boss = await given.person("admin", org);
  const idOf = (url: string | null) => url?.split("/").at(-1) ?? "";
  const first = await saveLogo(boss, { bytes: png(64, 64) });
  assert.equal((await mediaAsset(idOf(first.url)))?.contentType, "image/png");
  const next = await saveLogo(boss, { bytes: png(80, 40) });
  assert.equal(await mediaAsset(idOf(first.url)), null);
  await assert.rejects(saveLogo(await given.person("organizer", org), { bytes: png(64, 64) }), { code: "forbidden" });
  const other = await given.person("admin", await given.organization());
  await removeLogo(other, {});
  assert.ok(await mediaAsset(idOf(next.url)));
  assert.equal((await me(boss.userId, org.slug))?.organization?.logo, next.url);
  await removeLogo(boss, {});
  assert.equal(await mediaAsset(idOf(next.url)), null);
  assert.equal((await me(boss.userId, org.slug))?.organization?.logo, null);
});
