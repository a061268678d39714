import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  jsonb,
  pgPolicy,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { id, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { bytes } from "#db/schema/payments-schema";
import { system } from "#db/schema/system";

export const auditKinds = [
  "VIEW",
  "CREATE",
  "UPDATE",
  "DELETE",
  "EXPORT",
  "DENY",
  "SIGN_IN",
  "SIGN_OUT",
  "ERASE",
] as const;

/**
 * Who did what, written in the same transaction as the deed. Append-only and hash-chained. What may hold a person's
 * data (actor, input, changes, address) is in the chain through `digest` alone, so that erasure can take it out and
 * the chain still holds; the trigger `stamp` fills whatever the database knows better than the caller.
 */
export const auditLogs = system.table(
  "audit_logs",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    at: moment("created_at").notNull().defaultNow(),
    actorId: uuid("actor_id"),
    /** Who they were then: name, e-mail and roles, so that the line still reads after they are gone. */
    actor: jsonb("actor").notNull(),
    roles: text("roles").array().notNull().default(sql`'{}'`),
    command: text("command").notNull(),
    kind: text("kind", { enum: auditKinds }).notNull(),
    outcome: text("outcome", { enum: ["done", "refused"] })
      .notNull()
      .default("done"),
    /** The record it was about, as `<schema>.<table>` and id. */
    subject: text("subject"),
    subjectId: uuid("subject_id"),
    /** Where it happened: the record's station, or the only one that the person works for. */
    stationId: uuid("station_id"),
    input: jsonb("input").notNull(),
    /** Field by field, before and after, when the command says so. */
    changes: jsonb("changes"),
    requestId: text("request_id").notNull(),
    address: text("address"),
    /** The auth server's session; and the impersonation, when the platform acted here. */
    sessionId: text("session_id"),
    impersonationId: uuid("impersonation_id"),
    salt: uuid("salt"),
    /** SHA-256 over the salt and what may be erased. */
    digest: bytes("digest").notNull().default(sql`''::bytea`),
    /** The lines of the erasures that took a person's data out of this one. */
    redactedBy: uuid("redacted_by").array(),
  },
  (t) => {
    const mine = "organization_id = (select system.org_id())";
    return [
      tenantKey(t),
      check("kind_known", sql.raw(`kind in (${auditKinds.map((kind) => `'${kind}'`).join(", ")})`)),
      index().on(t.organizationId, t.at.desc().nullsFirst()),
      index().on(t.organizationId, t.subjectId),
      index().on(t.actorId),
      ...within(t, t.stationId, stations),
      ...ownedBy({ read: "system:audit" }),
      // Whoever sees a station's people sees what was done there.
      pgPolicy("station_log", {
        for: "select",
        to: authenticatedRole,
        using: sql.raw(
          `${mine} and station_id is not null and ((select system.can('identity:read')) or station_id = any ((select system.station_ids('identity:read'))::uuid[]))`,
        ),
      }),
      pgPolicy("insert", {
        for: "insert",
        to: authenticatedRole,
        withCheck: sql.raw(`${mine} and actor_id is not distinct from (select system.uid())`),
      }),
    ];
  },
);

/** The chain: each seal's hash is SHA-256 of the one before and of its line. Append-only. */
export const auditSeals = system.table(
  "audit_seals",
  {
    organizationId: organizationId(),
    n: bigint("n", { mode: "bigint" }).notNull(),
    auditId: uuid("audit_id").notNull(),
    leaf: bytes("leaf").notNull(),
    hash: bytes("hash").notNull(),
    sealedAt: timestamp("sealed_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.n] }),
    unique("audit_sealed_once").on(t.organizationId, t.auditId),
    foreignKey({
      columns: [t.organizationId, t.auditId],
      foreignColumns: [auditLogs.organizationId, auditLogs.id],
    }),
    ...ownedBy({ read: "system:audit" }),
  ],
);

/** The end of each organization's chain: how many lines are sealed, and the last hash. */
export const auditHeads = system.table(
  "audit_heads",
  {
    organizationId: organizationId().references(() => organizations.id),
    n: bigint("n", { mode: "bigint" }).notNull(),
    head: bytes("head").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId] }), ...ownedBy({ read: "system:audit" })],
);
