import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase } from "#db/tenant";
import { removeLogo, saveLogo } from "#lib/organizations/logo";
import { enqueue } from "#lib/system/outbox";
import { handlers } from "#lib/system/worker/handlers";
import { stopWorkers, until, working } from "#lib/system/worker.given";
import { png } from "#lib/users/picture.given";

delete process.env.SMTP_URL;
process.env.APP_ORIGIN ??= "http://localhost:3000";
after(async () => {
  await stopWorkers();
  await closeDatabase();
  await admin.end();
});

test("a letter brings its sender's logo along, and goes without one that is gone", async () => {
  const org = await given.organization();
  const boss = await given.person("admin", org);
  const { url } = await saveLogo(boss, { bytes: png(96, 48) });
  const [first, second] = [0, 1].map(() => `ana-${randomBytes(5).toString("hex")}@example.test`) as [string, string];
  const ask = (to: string) =>
    asTenant(boss, (tx) =>
      enqueue(tx, {
        topic: "messaging.send_email",
        payload: {
          template: "account_notice",
          to,
          data: { organization: { name: org.name, accent: "#0f766e", logo: url }, name: "Ana", what: "reinstated" },
        },
      }),
    );
  const letter = async (to: string) =>
    (await admin.query("select html, attachments from system.mailbox where recipient = $1", [to])).rows[0];
  const worker = await working({ "messaging.send_email": handlers["messaging.send_email"] });
  await ask(first);
  await until("the first is delivered", async () => (await letter(first)) !== undefined);
  await removeLogo(boss, {});
  await ask(second);
  await until("the second is delivered", async () => (await letter(second)) !== undefined);
  await worker.stop();
  const [withLogo, without] = [await letter(first), await letter(second)];
  assert.match(withLogo.html, /<img src="cid:logo@greenroom"/);
  assert.deepEqual(
    withLogo.attachments.map(({ cid, contentType }: { cid: string; contentType: string }) => [cid, contentType]),
    [["logo@greenroom", "image/png"]],
  );
  assert.deepEqual([/<img/.test(without.html), without.attachments], [false, []]);
});
