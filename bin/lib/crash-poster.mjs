import { createHmac, randomUUID } from "node:crypto";
import pg from "pg";

/**
 * A process that posts as the app does, for `bin/crash.test.mjs`: four connections, each entry sent with its own key until
 * it is acknowledged, and then said on the standard output. `again <key>` says that no answer came.
 */
const { organizationId, userId, name } = JSON.parse(process.argv[2] ?? "{}");
const context = JSON.stringify({
  sub: userId,
  org: organizationId,
  rid: name,
  exp: Math.floor(Date.now() / 1000) + 600,
});
const key = Buffer.from(process.env.CONTEXT_KEY ?? "", "base64");
const signature = createHmac("sha256", key).update(context).digest("hex");
const session =
  "select set_config('app.ctx', $1, true), set_config('app.sig', $2, true), set_config('role', 'authenticated', true)";
let leaving = false;
process.on("SIGTERM", () => {
  leaving = true;
});
await Promise.all(Array.from({ length: 4 }, work));

async function work() {
  let client = await connected();
  while (!leaving) {
    const sent = randomUUID();
    const lines = [
      { account: "assets:bank:main", amount_minor: 1250 },
      { account: "income:other", amount_minor: -1250 },
    ];
    const document = JSON.stringify({ key: sent, currency: "USD", memo: name, lines });
    for (;;) {
      try {
        await client.query("begin");
        await client.query(session, [context, signature]);
        await client.query("select payments.post($1::jsonb)", [document]);
        await client.query("commit");
        console.log(sent);
        break;
      } catch {
        console.log(`again ${sent}`);
        client.end().catch(() => {});
        client = await connected();
      }
    }
  }
  await client.end();
}

async function connected() {
  for (;;) {
    const client = new pg.Client({ connectionString: process.env.APP_DATABASE_URL, connectionTimeoutMillis: 2000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
