import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey } from "#db/columns";
import { organizations } from "#db/schema/organizations";
import { bytes } from "#db/schema/payments-schema";
import { system } from "#db/schema/system";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const importState = system.enum("import_state", labels("import"));
export const importKinds = ["events", "sessions", "orders", "customers"] as const;

/** A file on its way in: sent in parts, read and checked by the worker, looked at by a person, then committed. */
export const imports = system.table(
  "imports",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    kind: text("kind", { enum: importKinds }).notNull(),
    state: importState("state").notNull().default("uploading"),
    name: text("name").notNull(),
    byteSize: integer("byte_size").notNull(),
    format: text("format"),
    /** The columns of the file, in its order, each with the first values found in it. */
    columns: jsonb("columns").notNull().default([]),
    /** Field → column, as `lib/system/imports/rules.ts` says. */
    mapping: jsonb("mapping").notNull().default({}),
    /** What the file does not say: zone, category, the event, whether money came in. */
    options: jsonb("options").notNull().default({}),
    /** Leave out what is wrong, or import all of it or nothing. */
    mode: text("mode", { enum: ["all", "skip"] })
      .notNull()
      .default("all"),
    /** The work under way; an earlier one that wakes up again writes nothing any more. */
    runId: uuid("run_id"),
    rows: integer("rows").notNull().default(0),
    good: integer("good").notNull().default(0),
    bad: integer("bad").notNull().default(0),
    duplicates: integer("duplicates").notNull().default(0),
    /** How many rows the step under way has dealt with. */
    done: integer("done").notNull().default(0),
    fault: text("fault"),
    faultLine: integer("fault_line"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
    finishedAt: moment("finished_at"),
  },
  (t) => [
    tenantKey(t),
    check("byte_size_range", sql`${t.byteSize} between 1 and 26214400`),
    index("imports_latest").on(t.organizationId, t.createdAt),
    index().on(t.createdBy),
    ...ownedBy({ read: "system:import" }),
  ],
);

const ofImport = (t: { organizationId: AnyPgColumn; importId: AnyPgColumn }) =>
  foreignKey({ columns: [t.organizationId, t.importId], foreignColumns: [imports.organizationId, imports.id] });

/** The bytes of a file until they have been read. No request can see them. */
export const importParts = system.table(
  "import_parts",
  {
    organizationId: organizationId(),
    importId: uuid("import_id").notNull(),
    n: integer("n").notNull(),
    content: bytes("content").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.importId, t.n] }),
    ofImport(t),
    ...ownedBy({ read: "system:import" }),
  ],
);

/** One row of a file: as it was found, what it means, what is wrong with it, and what became of it. */
export const importRows = system.table(
  "import_rows",
  {
    organizationId: organizationId(),
    importId: uuid("import_id").notNull(),
    n: integer("n").notNull(),
    /** Its line in the file, or its place among the items of one. */
    at: integer("at").notNull(),
    data: jsonb("data").notNull(),
    /** What was wrong with it already when it was read. */
    found: jsonb("found").notNull().default([]),
    state: text("state", { enum: ["read", "good", "bad", "duplicate", "done", "refused"] })
      .notNull()
      .default("read"),
    /** The row as its kind keeps it. */
    value: jsonb("value"),
    /** Rows of one file with the same key are one row. */
    key: text("key").notNull().default(""),
    /** Rows of one unit are imported together: the tickets of an order. Known for ever in `import_keys`. */
    unit: text("unit").notNull().default(""),
    errors: jsonb("errors").notNull().default([]),
    subjectId: uuid("subject_id"),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.importId, t.n] }),
    // No other index: each step goes through an import from its first row to its last.
    ofImport(t),
    ...ownedBy({ read: "system:import" }),
  ],
);

/** What was imported, by the name that its source gave it: the same unit is never imported twice. */
export const importKeys = system.table(
  "import_keys",
  {
    organizationId: organizationId(),
    kind: text("kind", { enum: importKinds }).notNull(),
    /** The event that it belongs to; empty for events themselves. */
    scope: text("scope").notNull().default(""),
    unit: text("unit").notNull(),
    importId: uuid("import_id").notNull(),
    subjectId: uuid("subject_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.kind, t.scope, t.unit] }),
    index().on(t.organizationId, t.importId),
    ofImport(t),
    ...ownedBy({ read: "system:import" }),
  ],
);

/** How an organization's files of a kind are mapped: remembered at each check, offered at the next. */
export const importMappings = system.table(
  "import_mappings",
  {
    organizationId: organizationId().references(() => organizations.id),
    kind: text("kind", { enum: importKinds }).notNull(),
    mapping: jsonb("mapping").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.kind] }), ...ownedBy({ read: "system:import" })],
);
