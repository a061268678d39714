// The floor: a bare node:http server that answers the very SQL of the product as JSON, started by the benchmark.
// GET /bare/<statement> as an administrator, past row security, each query by itself; GET /tenant/<statement> in a
// signed transaction of the person, as the product does it; GET /statements says what they are. POST /hold/<how>
// writes: one bare row, or the product's function.
import { randomBytes } from "node:crypto";
import http from "node:http";
import pg from "pg";
import { signContext } from "#db/tenant";
import { statementsOf } from "./statements.mjs";
import { beaconOf, tenVisits } from "./visits.mjs";

const crowd = JSON.parse(process.env.CROWD ?? "");
const statements = await statementsOf(crowd);
// As many connections as the product's own pool has.
const pools = {
  bare: new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 }),
  tenant: new pg.Pool({ connectionString: process.env.APP_DATABASE_URL, max: 10 }),
};

const ways = {
  async bare(name) {
    const results = [];
    for (const statement of statements[name].bare) results.push((await pools.bare.query(statement)).rows);
    return results;
  },
  tenant: (name) =>
    inRole(statements[name].visitor ? "anon" : "authenticated", "begin read only", statements[name].tenant),
};

const holds = {
  /** One bare row of a checkout, and nothing else. */
  async row() {
    const { organizationId, events } = crowd;
    await pools.bare.query(
      "insert into ticketing.checkout_sessions (organization_id, event_id, token_hash, expires_at) values ($1, $2, $3, now() + interval '10 minutes')",
      [organizationId, any(events).id, randomBytes(32).toString("hex")],
    );
  },
  /** The function behind the action, in a visitor's transaction. */
  async function() {
    const { slug, events } = crowd;
    const event = any(events);
    const items = JSON.stringify([{ tierId: event.tier, quantity: 1 }]);
    const values = [slug, event.slug, items, randomBytes(32).toString("base64url")];
    await inRole("anon", "begin", [{ text: "select ticketing.hold_tickets($1, $2, $3::jsonb, $4)", values }]);
  },
  /** Ten visits of one visitor as bare rows, and nothing else. */
  async visits() {
    await pools.bare.query(
      `insert into analytics.event_impressions (organization_id, id, happened_at, kind, page, event_id, channel, visitor)
       select $1, v.id, analytics.moment_of(v.id), 'view', 'event', $2, 'direct', 1 from unnest($3::uuid[]) v (id)`,
      [crowd.organizationId, any(crowd.events).id, tenVisits().map(({ id }) => id)],
    );
  },
  /** The function behind the beacon, in a visitor's transaction. */
  async beacon() {
    const { referrer: _, query: __, ...batch } = beaconOf(crowd.slug, any(crowd.events).slug);
    const values = [JSON.stringify({ ...batch, channel: "direct" })];
    await inRole("anon", "begin", [{ text: "select analytics.record_visits($1::jsonb)", values }]);
  },
};

async function inRole(role, begin, queries) {
  const client = await pools.tenant.connect();
  try {
    await client.query(begin);
    const { ctx, sig } = signContext({ sub: crowd.userId, org: crowd.organizationId, rid: "bench" });
    await client.query(
      "select set_config('app.ctx', $1, true), set_config('app.sig', $2, true), set_config('role', $3, true)",
      [ctx, sig, role],
    );
    const results = [];
    for (const statement of queries) results.push((await client.query(statement)).rows);
    await client.query("commit");
    return results;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

const any = (list) => list[Math.floor(Math.random() * list.length)];

const server = http.createServer(async (request, answer) => {
  const [, way, name] = decodeURIComponent(request.url ?? "").split("/");
  try {
    const found =
      request.method === "POST"
        ? await holds[name]()
        : way === "statements"
          ? statements
          : ways[way] && (await ways[way](name));
    const text = JSON.stringify(found ?? null);
    answer.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
    answer.end(text);
  } catch (error) {
    answer.writeHead(500).end(String(error?.stack));
  }
});
server.listen(Number(process.env.PORT), "127.0.0.1");
