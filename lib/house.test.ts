import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { after, test } from "node:test";
import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { actor, admin } from "#db/given";
import * as schema from "#db/schema/index";
import { machines } from "#db/states";
import { closeDatabase } from "#db/tenant";
import type { Command } from "#lib/command";
import { grantableRoles, permissionWords, rolePermissions } from "#lib/permissions";
import { nav } from "../components/shell/nav.ts";

const root = new URL("..", import.meta.url);
const under = (folder: string) =>
  (readdirSync(new URL(folder, root), { recursive: true }) as string[]).map((path) => `${folder}/${path}`);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const sources = ["app", "components", "db", "lib"].flatMap(under).filter((path) => /\.tsx?$/.test(path));
const tables = Object.values(schema).flatMap((table) => (is(table, PgTable) ? [getTableConfig(table)] : []));

after(async () => {
  await closeDatabase();
  await admin.end();
});

/** Wherever commands are made, in a room or in a part of one. */
const commandFiles = sources.filter(
  (path) =>
    !path.endsWith(".test.ts") &&
    /^import .*\bcommand\b.* from "#lib\/command";$/m.test(read(path)) &&
    // What answers a request itself runs only where there is one.
    !read(path).includes('from "#lib/session"'),
);

async function commandsIn(path: string): Promise<Command[]> {
  const exported: Record<string, unknown> = await import(`#${path.slice(0, -".ts".length)}`);
  return Object.values(exported).filter((value): value is Command => typeof value === "function" && "spec" in value);
}

test("only actions.ts opens a door to the browser, and it opens nothing but actions", () => {
  const doors = sources.filter((path) => /^["']use server["']/m.test(read(path)));
  assert.ok(doors.length > 0);
  for (const path of doors) assert.match(path, /^lib\/[a-z]+\/([a-z-]+\/)?actions(\/[a-z-]+)?\.ts$/);
});

test("queries and commands can never reach a browser bundle", () => {
  const rooms = sources.filter((path) => /^lib\/[a-z]+\/([a-z-]+\/)?(queries|commands|jobs)(\.ts|\/)/.test(path));
  assert.ok(rooms.length > 4);
  for (const path of rooms) assert.match(read(path), /^import "server-only";/m, path);
});

test("rules import nothing that a browser may not have", () => {
  for (const path of sources.filter((one) => /^lib\/[a-z]+\/([a-z-]+\/)?rules(\.ts|\/)/.test(one))) {
    assert.doesNotMatch(read(path), /from "(server-only|#db\/(?!states)|drizzle-orm|pg|node:)/, path);
  }
});

test("every table of an organization says who may read it", () => {
  const tenantTables = tables.filter((table) => table.columns.some((column) => column.name === "organization_id"));
  assert.ok(tenantTables.length > 15);
  for (const table of tenantTables) {
    const policies = table.policies.filter((policy) => policy.for === "select" && policy.using);
    assert.ok(policies.length > 0, `${table.schema}.${table.name} has no policy with an expression`);
    assert.ok(
      table.primaryKeys.some((key) => key.columns[0]?.name === "organization_id"),
      `${table.schema}.${table.name}: the tenant leads the key`,
    );
  }
});

test("every state machine names a table that has a state column of exactly its states", () => {
  for (const [machine, { table, states, initial }] of Object.entries(machines)) {
    const found = tables.find((one) => `${one.schema}.${one.name}` === table);
    const column = found?.columns.find((one) => one.name === "state");
    assert.deepEqual(column?.enumValues, Object.keys(states), machine);
    for (const state of initial) assert.ok(state in states, `${machine} starts as ${state}`);
    for (const edges of Object.values(states)) {
      for (const to of Object.keys(edges)) assert.ok(to in states, `${machine} can become ${to}`);
    }
  }
});

test("every permission has words, and every role holds only permissions that exist", () => {
  for (const [role, list] of Object.entries(rolePermissions)) {
    for (const permission of list) assert.ok(permission in permissionWords, `${role}: ${permission}`);
    assert.equal(new Set(list).size, list.length, `${role} names a permission twice`);
  }
});

test("every command is named after its domain and refuses each role that lacks its permission", async () => {
  let refused = 0;
  for (const path of commandFiles) {
    const domain = path.split("/")[1];
    for (const command of await commandsIn(path)) {
      assert.ok(command.spec.name.startsWith(`${domain}.`), command.spec.name);
      for (const role of grantableRoles) {
        const who = actor(randomUUID(), randomUUID(), [role], { name: role, email: `${role}@example.test` });
        const allowed = who.permissions.has(command.spec.needs);
        const expected = allowed ? (error: unknown) => !isForbidden(error) : { code: "forbidden" };
        // An empty input gets past the permission and no further: the positive control.
        await assert.rejects(command(who, { "not a field": true }), expected, `${command.spec.name} as ${role}`);
        if (!allowed) refused += 1;
      }
    }
  }
  assert.ok(refused > 10, "too few commands were tried");
});

const isForbidden = (error: unknown) => error instanceof Error && "code" in error && error.code === "forbidden";

test("pages, layouts and route files hold no logic", () => {
  for (const path of sources.filter((one) => /^app\/.*\/(page|layout|route)\.tsx?$/.test(one))) {
    assert.ok(read(path).split("\n").length <= 60, `${path} is longer than 60 lines`);
  }
});

test("no source names a machine's folders or leaves work for later", () => {
  const others = sources.filter((path) => path !== "lib/house.test.ts");
  for (const path of others) assert.ok(!/["'`/](home|root|work)\/|\b(TODO|FIXME)\b/.test(read(path)), path);
});

test("nobody splices text into SQL outside db", () => {
  for (const path of sources.filter((one) => !one.startsWith("db/") && !one.endsWith(".test.ts"))) {
    assert.doesNotMatch(read(path), /\.unsafe\(/, path);
  }
});

test("no two places share a key", () => {
  const keys = nav.flatMap(({ entries }) => entries.flatMap(({ shortcut }) => shortcut ?? []));
  assert.ok(keys.length > 10);
  assert.deepEqual(
    keys.filter((key, n) => keys.indexOf(key) !== n),
    [],
  );
});
