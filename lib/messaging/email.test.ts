import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { after, afterEach, test } from "node:test";
import { admin, given } from "#db/given";
import { asTenant, closeDatabase } from "#db/tenant";
import { messageId, sendEmail, Undeliverable } from "#lib/messaging/email";
import { enqueue, topics } from "#lib/system/outbox";
import { handlers } from "#lib/system/worker/handlers";
import { stopWorkers, until, working } from "#lib/system/worker.given";

delete process.env.SMTP_URL;
process.env.APP_ORIGIN ??= "http://localhost:3000";
const newAddress = () => `ana-${randomBytes(5).toString("hex")}@example.test`;
const letters = async (to: string) =>
  (await admin.query("select * from system.mailbox where recipient = $1 order by id", [to])).rows;

afterEach(() => {
  delete process.env.SMTP_URL;
});
after(async () => {
  await stopWorkers();
  await closeDatabase();
  await admin.end();
});

const organization = { name: "Harbour Nights", accent: "#0f766e" };
const event = {
  name: "Midsummer",
  startsAt: "2026-06-20T18:00:00Z",
  endsAt: "2026-06-20T22:00:00Z",
  zone: "Europe/Madrid",
};
const confirmation = (to: string) => ({
  template: "order_confirmation" as const,
  to,
  data: {
    organization,
    event,
    order: { number: "K7QX2M9P", buyerName: "Ana", link: "/orders/abc", totalMinor: "2500", currency: "EUR" },
    items: [{ name: "Door", quantity: 1, totalMinor: "2500" }],
    tickets: [{ code: "3M7K9QX2T5V8W1Y4Z6R0N2P3AB", tier: "Door", attendee: "Ana" }],
  },
});

test("a command's e-mail reaches the mailbox once it commits, and never when it rolls back", async () => {
  const house = await given.organization();
  const organizer = await given.person("organizer", house);
  const [kept, undone] = [newAddress(), newAddress()];
  const ask = (to: string, key?: string) =>
    asTenant(organizer, (tx) => enqueue(tx, { topic: "messaging.send_email", payload: confirmation(to), key }));
  await ask(kept, "order:1");
  await ask(kept, "order:1");
  await assert.rejects(
    asTenant(organizer, async (tx) => {
      await enqueue(tx, { topic: "messaging.send_email", payload: confirmation(undone) });
      throw new Error("The card was declined.");
    }),
    /declined/,
  );
  const worker = await working({ "messaging.send_email": handlers["messaging.send_email"] });
  await until("delivered", async () => (await letters(kept)).length > 0);
  await worker.stop();
  const [letter, ...more] = await letters(kept);
  assert.equal(more.length, 0);
  assert.equal((await letters(undone)).length, 0);
  assert.equal(letter.subject, "Your ticket for Midsummer");
  assert.match(letter.body, /3M7K9QX2T5V8W1Y4Z6R0N2P3AB/);
  assert.equal(letter.attachments[0].cid, "ticket-1@greenroom");
  assert.equal(Buffer.from(letter.attachments[0].content, "base64").subarray(1, 4).toString(), "PNG");
  const asked = await admin.query("select id from system.outbox where organization_id = $1 and key = 'order:1'", [
    house.id,
  ]);
  assert.deepEqual(asked.rows, [{ id: letter.id }]);
});

test("what is asked must be what the topic takes", async () => {
  const house = await given.organization();
  const organizer = await given.person("organizer", house);
  await assert.rejects(
    asTenant(organizer, (tx) => enqueue(tx, { topic: "messaging.send_email", payload: confirmation("nobody") })),
    /Not an e-mail address/,
  );
  assert.ok(topics["messaging.send_email"].safeParse(confirmation("ana@example.test")).success);
});

test("people cannot read what is in the queue, only how it fares", async () => {
  const house = await given.organization();
  const admin = await given.person("admin", house);
  await asTenant(admin, (tx) =>
    enqueue(tx, { topic: "messaging.send_email", payload: confirmation(newAddress()), runAt: new Date("2099-01-01") }),
  );
  const read = (column: string) => asTenant(admin, (tx) => tx.execute(`select ${column} from system.outbox`));
  assert.equal((await read("topic")).rowCount, 1);
  await assert.rejects(read("payload"), (error: Error) => (error.cause as { code?: string }).code === "42501");
});

test("an e-mail that is sent twice is in the mailbox once", async () => {
  const [to, id] = [newAddress(), randomUUID()];
  const email = { to, id, subject: "Hello", html: "<p>Hello</p>", text: "Hello" };
  await sendEmail(email);
  await sendEmail(email);
  assert.equal((await letters(to)).length, 1);
  await sendEmail({ ...email, id: randomUUID() });
  assert.equal((await letters(to)).length, 2);
});

test("with an SMTP server the same e-mail bears the same Message-ID each time, its pictures inside", async () => {
  const server = await smtpServer();
  process.env.SMTP_URL = server.url;
  const [to, id] = [newAddress(), randomUUID()];
  const picture = {
    filename: "t.png",
    contentType: "image/png",
    cid: "ticket-1@greenroom",
    content: Buffer.from("png"),
  };
  const email = {
    to,
    id,
    subject: "Hello",
    html: `<img src="cid:${picture.cid}">`,
    text: "Hello",
    attachments: [picture],
  };
  await sendEmail(email);
  await sendEmail(email);
  await server.close();
  assert.equal(server.taken.length, 2);
  assert.equal((await letters(to)).length, 0);
  for (const { recipients, data } of server.taken) {
    assert.deepEqual(recipients, [to]);
    assert.ok(data.includes(`Message-ID: ${messageId(id)}`), data.slice(0, 500));
    assert.match(data, /Content-ID: <ticket-1@greenroom>/i);
    assert.match(data, /Content-Disposition: inline/i);
  }
});

test("a recipient refused for good is given up, and one refused for now or a server that is down is tried again", async () => {
  const email = { to: newAddress(), id: randomUUID(), subject: "Hello", html: "<p>Hello</p>", text: "Hello" };
  const against = async (reply: string) => {
    const server = await smtpServer(reply);
    process.env.SMTP_URL = server.url;
    const error = await sendEmail(email).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    await server.close();
    return error;
  };
  assert.ok((await against("550 No such mailbox")) instanceof Undeliverable);
  const later = await against("451 Greylisted");
  assert.ok(later instanceof Error && !(later instanceof Undeliverable));
  const down = await sendEmail(email).catch((thrown: unknown) => thrown);
  assert.ok(down instanceof Error && !(down instanceof Undeliverable), "the server is closed");
});

type Taken = { recipients: string[]; data: string };

/** As much of an SMTP server (RFC 5321) as a client needs; `onRecipient` is what it answers to RCPT. */
async function smtpServer(onRecipient = "250 OK") {
  const taken: Taken[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let [pending, recipients, inData] = ["", [] as string[], false];
    const say = (line: string) => socket.write(`${line}\r\n`);
    say("220 test ESMTP");
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      pending += chunk;
      for (;;) {
        const end = pending.indexOf(inData ? "\r\n.\r\n" : "\r\n");
        if (end < 0) return;
        const text = pending.slice(0, end);
        pending = pending.slice(end + (inData ? 5 : 2));
        if (inData) {
          taken.push({ recipients, data: text });
          [recipients, inData] = [[], false];
          say("250 Taken");
        } else if (/^DATA/i.test(text)) {
          inData = true;
          say("354 Go on");
        } else if (/^RCPT TO:<(.*)>/i.test(text)) {
          recipients.push(/<(.*)>/.exec(text)?.[1] ?? "");
          say(onRecipient);
        } else say(/^QUIT/i.test(text) ? "221 Bye" : "250 OK");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
