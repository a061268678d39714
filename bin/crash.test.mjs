import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import pg from "pg";
import { environments } from "./lib/environments.mjs";
import { inRoot } from "./lib/node.mjs";
import { prepareCluster } from "./lib/postgres.mjs";
import { newSecrets } from "./lib/secrets.mjs";
import { ensureDatabase, setUp } from "./lib/setup.mjs";

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

test("kill -9 of a backend, of the whole server and of a posting process: nothing acknowledged is lost, nothing is half there", async () => {
  const temporary = mkdtempSync(path.join(os.tmpdir(), "greenroom-crash-"));
  const secrets = newSecrets();
  const cluster = await prepareCluster({
    wanted: path.join(temporary, "database"),
    password: secrets.POSTGRES_PASSWORD,
    log: path.join(temporary, "postgres.log"),
    temporary,
  });
  const posters = [];
  try {
    await cluster.begin();
    await ensureDatabase(cluster.url("postgres"), "crash");
    const administrator = cluster.url("crash");
    const env = environments({ base: withoutDatabases(), administrator, secrets, origin: "http://localhost" });
    await setUp({ env: env.setup });
    const house = await furnish(administrator);
    const poster = (name) => {
      const made = post(env.web, house, name);
      posters.push(made);
      return made;
    };
    const [patient, doomed] = [poster("patient"), poster("doomed")];
    await until(() => patient.acknowledged.size > 50 && doomed.acknowledged.size > 50);

    const { rows } = await ask(
      administrator,
      "select pid from pg_stat_activity where usename = 'gr_app' and backend_type = 'client backend' limit 1",
    );
    process.kill(rows[0].pid, "SIGKILL");
    await goesOn(patient);

    // The posting process is in the middle of something when it goes, and so is the server.
    doomed.child.kill("SIGKILL");
    await wait(200);
    const server = cluster.child;
    process.kill(server.pid, "SIGKILL");
    await once(server, "exit").catch(() => {});
    await cluster.begin();
    await goesOn(patient);

    patient.child.kill("SIGTERM");
    await patient.ended;
    const kept = await ask(
      administrator,
      "select idempotency_key from payments.transactions where organization_id = $1",
      [house.organizationId],
    );
    const keys = new Set(kept.rows.map((row) => row.idempotency_key.replace("manual:", "")));
    const acknowledged = [...patient.acknowledged, ...doomed.acknowledged];
    const lost = acknowledged.filter((key) => !keys.has(key));
    assert.deepEqual(lost, [], `${acknowledged.length} acknowledged`);
    assert.ok(patient.retried > 0, "the crashes were felt");
    // What was sent again because no answer came is there once: a key has one transaction, or none.
    assert.equal(keys.size, kept.rows.length);
    const torn = await ask(
      administrator,
      `select count(*)::int as n from payments.transactions t where (
         select count(*) from payments.entries e where e.organization_id = t.organization_id and e.transaction_id = t.id) <> t.line_count`,
    );
    assert.equal(torn.rows[0].n, 0);
    await ask(administrator, "select payments.seal()");
    const proof = await ask(
      administrator,
      `select v."check", v.detail from organizations.organizations o, payments.verify(o.id) v where not v.ok`,
    );
    assert.deepEqual(proof.rows, []);
    const sum = await ask(
      administrator,
      "select coalesce(sum(amount_minor), 0)::text as sum, count(*)::int as n from payments.entries where organization_id = $1",
      [house.organizationId],
    );
    assert.deepEqual(sum.rows, [{ sum: "0", n: 2 * keys.size }]);
  } finally {
    for (const { child } of posters) child.kill("SIGKILL");
    await cluster.end();
    rmSync(temporary, { recursive: true, force: true });
    cluster.remove();
  }
});

function post(env, house, name) {
  const child = spawn(process.execPath, [inRoot("bin/lib/crash-poster.mjs"), JSON.stringify({ ...house, name })], {
    env: { ...process.env, APP_DATABASE_URL: env.APP_DATABASE_URL, CONTEXT_KEY: env.CONTEXT_KEY },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const made = { child, acknowledged: new Set(), retried: 0, ended: once(child, "exit") };
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line.startsWith("again ")) made.retried += 1;
    else made.acknowledged.add(line);
  });
  return made;
}

async function goesOn({ acknowledged }) {
  const before = acknowledged.size;
  await until(() => acknowledged.size > before + 50);
}

async function until(met) {
  const end = Date.now() + 60_000;
  while (!met()) {
    if (Date.now() > end) throw new Error("it did not go on within a minute");
    await wait(20);
  }
}

async function ask(address, text, values) {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client(address);
    client.on("error", () => {});
    try {
      await client.connect();
      return await client.query(text, values);
    } catch (error) {
      if (attempt > 50) throw error;
      await wait(200);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

async function furnish(administrator) {
  const terms = { country: "DE", default_currency: "USD", zone: "Europe/Berlin" };
  const found = (fields) =>
    ask(administrator, "select organizations.create_organization($1::jsonb) as id", [
      JSON.stringify({ ...terms, ...fields }),
    ]);
  await found({ slug: "greenroom", name: "Greenroom", is_platform: true });
  const organizationId = (await found({ slug: "crash-house", name: "Crash House" })).rows[0].id;
  const userId = randomUUID();
  await ask(
    administrator,
    "insert into auth.users (id, aud, role, email, raw_user_meta_data) values ($1::uuid, 'authenticated', 'authenticated', $1::text || '@example.test', '{}')",
    [userId],
  );
  await ask(administrator, "update users.user_profiles set state = 'active' where user_id = $1", [userId]);
  await ask(administrator, "select organizations.add_member($1, $2, 'finance', null)", [organizationId, userId]);
  return { organizationId, userId };
}

/** This process may stand beside a database of its own: nothing of its address may reach the throwaway one. */
const withoutDatabases = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/DATABASE_URL$|^SUPABASE/.test(name)));
