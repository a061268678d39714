import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { admin, given } from "#db/given";
import { type Actor, asTenant, closeDatabase, readAsTenant } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { addMember, saveSponsor } from "#lib/sponsorship/commands/catalogue";
import { startUpload } from "#lib/sponsorship/commands/files";
import { submitProof } from "#lib/sponsorship/commands/orders";
import { writeMessage } from "#lib/sponsorship/commands/talks";
import { partyFile } from "#lib/sponsorship/queries/talks";
import { kindOfFile, largestFile } from "#lib/sponsorship/rules/files";
import { locked, milestonesOf, sent, stage } from "#lib/sponsorship/sponsorship.given";
import { partSize } from "#lib/system/rules";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const film = (size: number) => Buffer.concat([Buffer.from("\0\0\0\x20ftypisom", "latin1"), randomBytes(size - 12)]);
const add = (who: Actor, upload: string, n: number, content: Buffer) =>
  asTenant(who, (tx) => tx.execute(sql`select sponsorship.add_upload_part(${upload}::uuid, ${n}, ${content})`));
async function send(who: Actor, owner: string, id: string, content: Buffer, name = "film.mp4") {
  const { id: upload } = await startUpload(who, { owner, id, name, byteSize: content.length });
  for (let n = 0; n * partSize < content.length; n++)
    await add(who, upload, n, content.subarray(n * partSize, (n + 1) * partSize));
  return upload;
}
const lastFile = async (organizationId: string) =>
  (
    await admin.query(
      "select id, name, content_type as kind, size from sponsorship.files where organization_id = $1 order by id desc limit 1",
      [organizationId],
    )
  ).rows[0];

describe("a large file", () => {
  it("comes in parts, is put together byte for byte, and is read by both parties", async () => {
    const at = await stage();
    const id = await sent(at);
    const content = film(3 * partSize + 77);
    const upload = await send(at.sponsor, "thread", id, content);
    await add(at.sponsor, upload, 1, content.subarray(partSize, 2 * partSize));
    await writeMessage(at.sponsor, { id, body: "Our film.", upload });
    const file = await lastFile(at.org.id);
    assert.deepEqual([file.name, file.kind, file.size], ["film.mp4", "video/mp4", content.length]);
    for (const who of [at.organizer, at.sponsor]) {
      const read = await readAsTenant(who, (tx) => partyFile(tx, file.id));
      assert.ok(read?.content.equals(content));
    }
    const left = await admin.query("select from sponsorship.upload_parts where organization_id = $1", [at.org.id]);
    assert.equal(left.rowCount, 0);
    assert.equal((await refused(writeMessage(at.sponsor, { id, body: "Again.", upload }))).code, "P0002");
  });

  it("is a proof too, and of at most 20 MB", async () => {
    const at = await stage();
    const [one] = await milestonesOf(await locked(at));
    const deliverable = one?.deliverable ?? "";
    await assert.rejects(
      startUpload(at.organizer, { owner: "deliverable", id: deliverable, name: "x", byteSize: largestFile + 1 }),
      /20 MB/,
    );
    const upload = await send(at.organizer, "deliverable", deliverable, film(largestFile));
    await submitProof(at.organizer, { id: deliverable, upload });
    assert.equal((await lastFile(at.org.id)).size, largestFile);
  });

  it("is refused when a part is missing, does not fit, or it is nothing that is taken; then nothing is kept", async () => {
    const at = await stage();
    const id = await sent(at);
    const content = film(2 * partSize);
    const { id: upload } = await startUpload(at.sponsor, {
      owner: "thread",
      id,
      name: "film.mp4",
      byteSize: content.length,
    });
    await add(at.sponsor, upload, 0, content.subarray(0, partSize));
    assert.match((await refused(add(at.sponsor, upload, 1, content.subarray(0, 10)))).message, /does not belong/);
    assert.match((await refused(add(at.sponsor, upload, 2, content.subarray(0, 10)))).message, /does not belong/);
    assert.match((await refused(writeMessage(at.sponsor, { id, body: "Half.", upload }))).message, /not arrive whole/);
    const program = await send(at.sponsor, "thread", id, Buffer.concat([Buffer.from("MZ\0\0"), randomBytes(partSize)]));
    await assert.rejects(writeMessage(at.sponsor, { id, body: "Run it.", upload: program }), /PDF/);
    assert.equal(await lastFile(at.org.id), undefined);
    await add(at.sponsor, upload, 1, content.subarray(partSize));
    await writeMessage(at.sponsor, { id, body: "Whole.", upload });
    assert.equal((await lastFile(at.org.id)).size, content.length);
  });

  it("of one person, house or sponsor cannot be filled, attached or announced by another", async () => {
    const [at, other] = [await stage(), await stage()];
    const [id, theirs] = [await sent(at), await sent(other)];
    const upload = await send(at.sponsor, "thread", id, film(partSize));
    assert.equal((await refused(add(at.organizer, upload, 0, film(partSize)))).code, "P0002");
    assert.equal((await refused(writeMessage(at.organizer, { id, body: "Mine.", upload }))).code, "P0002");
    assert.equal((await refused(writeMessage(other.sponsor, { id: theirs, body: "Mine.", upload }))).code, "P0002");
    const about = { owner: "thread", id, name: "x", byteSize: 10 };
    assert.equal((await refused(startUpload(other.organizer, about))).code, "missing");
    const { id: rival } = await saveSponsor(at.organizer, { name: "Rival Lager" });
    const rivals = await given.person("sponsor", at.org);
    await addMember(at.organizer, { sponsorId: rival, userId: rivals.userId });
    assert.equal((await refused(startUpload(rivals, about))).code, "missing");
    await writeMessage(at.sponsor, { id, body: "Ours.", upload });
    const file = await lastFile(at.org.id);
    assert.equal(await readAsTenant(rivals, (tx) => partyFile(tx, file.id)), undefined);
  });

  it("waits with at most two others; the oldest is forgotten", async () => {
    const at = await stage();
    const id = await sent(at);
    const uploads: string[] = [];
    for (let n = 0; n < 4; n++) uploads.push(await send(at.sponsor, "thread", id, film(100)));
    const [oldest = "", , , newest = ""] = uploads;
    assert.equal((await refused(writeMessage(at.sponsor, { id, body: "Old.", upload: oldest }))).code, "P0002");
    await writeMessage(at.sponsor, { id, body: "New.", upload: newest });
  });
});

describe("the type of a file", () => {
  it("is what its first bytes say", () => {
    const kinds = {
      "%PDF-1.7": "application/pdf",
      "PK\x03\x04": "application/zip",
      "\x89PNG\r\n\x1a\n": "image/png",
      "Impressions of May: 40": "text/plain",
      "MZ\x90\0": undefined,
      "\x7fELF": undefined,
      "<!doctype html><script>": undefined,
      "  <svg onload=alert(1)>": undefined,
      "#!/bin/sh": undefined,
    };
    for (const [start, kind] of Object.entries(kinds))
      assert.equal(kindOfFile(Buffer.from(start, "latin1")), kind, JSON.stringify(start));
    assert.equal(kindOfFile(Buffer.from("Ünïcödé bis zum Schluss €").subarray(0, 29)), "text/plain");
  });
});
