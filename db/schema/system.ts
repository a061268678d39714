import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgSchema,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { authenticatedRole } from "drizzle-orm/supabase";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey } from "#db/columns";
import { organizations } from "#db/schema/organizations";

export const system = pgSchema("system");
const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Keys that sign the tenant context, as HMAC pads; nobody but the definer role can read them. */
export const contextKeys = system.table(
  "context_keys",
  { id: smallint("id").primaryKey(), innerPad: bytes("inner_pad").notNull(), outerPad: bytes("outer_pad").notNull() },
  () => [pgPolicy("definer", { for: "select", to: "gr_definer", using: sql`true` })],
);

/** Which table a state machine of `db/states.ts` lives in. */
export const stateMachines = system.table(
  "state_machines",
  { machine: text("machine").primaryKey(), tableName: text("table_name").notNull() },
  () => [pgPolicy("flow", { for: "select", to: "gr_flow", using: sql`true` })],
);

/** What may follow what; `from_state` is empty for the states in which a row may be inserted. */
export const stateTransitions = system.table(
  "state_transitions",
  {
    machine: text("machine").notNull(),
    fromState: text("from_state").notNull(),
    toState: text("to_state").notNull(),
    /** Who may ask for it; null when only a function that does what the state means may set it. */
    needs: text("needs"),
  },
  (t) => [
    primaryKey({ columns: [t.machine, t.fromState, t.toState] }),
    pgPolicy("read", { for: "select", to: [authenticatedRole, "gr_flow"], using: sql`true` }),
  ],
);

/** Something that must happen because a transaction committed: an e-mail, a webhook, a rollup. The worker's queue. */
export const outbox = system.table(
  "outbox",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    topic: text("topic").notNull(),
    payload: jsonb("payload").notNull(),
    /** Set to have at most one waiting or done row of this topic and key. */
    key: text("key"),
    runAt: moment("run_at").notNull().defaultNow(),
    attempts: integer("attempts").notNull().default(0),
    leasedUntil: moment("leased_until"),
    leasedBy: text("leased_by"),
    doneAt: moment("done_at"),
    /** Given up after the last attempt; `last_error` says why. */
    deadAt: moment("dead_at"),
    lastError: text("last_error"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_key_a_topic").on(t.organizationId, t.topic, t.key),
    index("outbox_due").on(t.organizationId, t.runAt).where(sql`done_at is null and dead_at is null`),
    ...ownedBy({ read: "system:audit" }),
    pgPolicy("insert", {
      for: "insert",
      to: authenticatedRole,
      withCheck: sql`organization_id = (select system.org_id())`,
    }),
    pgPolicy("worker_read", { for: "select", to: "gr_worker", using: sql`true` }),
    pgPolicy("worker_update", { for: "update", to: "gr_worker", using: sql`true`, withCheck: sql`true` }),
    pgPolicy("worker_insert", { for: "insert", to: "gr_worker", withCheck: sql`true` }),
    pgPolicy("flow_insert", { for: "insert", to: "gr_flow", withCheck: sql`true` }),
    pgPolicy("flow_read", { for: "select", to: "gr_flow", using: sql`true` }),
  ],
);

/** One answer per key: a command that was sent twice runs once. */
export const idempotencyKeys = system.table(
  "idempotency_keys",
  {
    organizationId: organizationId().references(() => organizations.id),
    key: text("key").notNull(),
    command: text("command").notNull(),
    requestHash: text("request_hash").notNull(),
    answer: jsonb("answer"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.key] }),
    pgPolicy("read", { for: "select", to: authenticatedRole, using: sql`organization_id = (select system.org_id())` }),
    pgPolicy("insert", {
      for: "insert",
      to: authenticatedRole,
      withCheck: sql`organization_id = (select system.org_id())`,
    }),
    pgPolicy("update", {
      for: "update",
      to: authenticatedRole,
      using: sql`organization_id = (select system.org_id())`,
      withCheck: sql`organization_id = (select system.org_id())`,
    }),
  ],
);

/** How often something was tried in a window, by a key such as `sign-in:<address>`; read and written by one function. */
export const rateLimits = system.table(
  "rate_limits",
  { key: text("key").primaryKey(), hits: integer("hits").notNull(), resetsAt: moment("resets_at").notNull() },
  () => [pgPolicy("flow", { for: "all", to: "gr_flow", using: sql`true`, withCheck: sql`true` })],
);

/** A list's filters, sort and columns under a name: mine, or shared with the organization. */
export const savedViews = system.table(
  "saved_views",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    /** The list it belongs to, such as `events.events`. */
    list: text("list").notNull(),
    name: text("name").notNull(),
    /** The list's part of the URL, without the `?`. */
    search: text("search").notNull(),
    ownerId: uuid("owner_id").notNull(),
    shared: boolean("shared").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => {
    const mine = "organization_id = (select system.org_id())";
    const owned = sql.raw(
      `${mine} and owner_id = (select system.uid()) and (not shared or (select system.can('system:views')))`,
    );
    return [
      tenantKey(t),
      index().on(t.organizationId, t.list),
      pgPolicy("read", {
        for: "select",
        to: authenticatedRole,
        using: sql.raw(`${mine} and (shared or owner_id = (select system.uid()))`),
      }),
      pgPolicy("insert", { for: "insert", to: authenticatedRole, withCheck: owned }),
      pgPolicy("update", { for: "update", to: authenticatedRole, using: owned, withCheck: owned }),
      pgPolicy("delete", { for: "delete", to: authenticatedRole, using: owned }),
    ];
  },
);

/** E-mails that no SMTP server was configured for: the mailbox page of a laptop shows them. */
export const mailbox = system.table(
  "mailbox",
  {
    id: uuid("id").primaryKey().default(sql`system.uuid7()`),
    recipient: text("recipient").notNull(),
    subject: text("subject").notNull(),
    html: text("html").notNull(),
    body: text("body").notNull(),
    attachments: jsonb("attachments").notNull().default(sql`'[]'::jsonb`),
    createdAt: createdAt(),
  },
  (t) => [
    index().on(t.createdAt.desc().nullsFirst()),
    pgPolicy("worker", { for: "all", to: ["gr_worker", "gr_flow"], using: sql`true`, withCheck: sql`true` }),
  ],
);

/** The last run of each scheduled job; the unique slot makes two workers run it once. */
export const cronRuns = system.table(
  "cron_runs",
  {
    job: text("job").notNull(),
    slot: moment("slot_at").notNull(),
    startedAt: moment("started_at").notNull().defaultNow(),
    finishedAt: moment("finished_at"),
    outcome: text("outcome"),
  },
  (t) => [
    primaryKey({ columns: [t.job, t.slot] }),
    pgPolicy("worker", { for: "all", to: "gr_worker", using: sql`true`, withCheck: sql`true` }),
  ],
);
