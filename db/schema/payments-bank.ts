import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { accounts, bytes, payments, transactions } from "#db/schema/payments";
import { userProfiles } from "#db/schema/users";
import { labels } from "#db/states";

export const bankFileState = payments.enum("bank_file_state", labels("bank_file"));
export const bankStatementState = payments.enum("bank_statement_state", labels("bank_statement"));

/** How to read one bank's tables: saved once, offered at each import. */
export const bankMappings = payments.table(
  "bank_mappings",
  {
    organizationId: organizationId(),
    id: id(),
    name: text("name").notNull(),
    /** As `lib/payments/bank/formats/csv-mapping.ts` says. */
    settings: jsonb("settings").notNull(),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_mapping_name").on(t.organizationId, t.name),
    index().on(t.createdBy),
    ...ownedBy({ read: "payments:read" }),
  ],
);

/** An account at a bank and the ledger account that must agree with it from `opening_on` on. The IBAN itself is not kept. */
export const bankAccounts = payments.table(
  "bank_accounts",
  {
    organizationId: organizationId(),
    id: id(),
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    currency: currency(),
    accountId: uuid("account_id").notNull(),
    /** Country and last four characters, `DE•••• 3000`; empty when none was given. */
    ibanMasked: text("iban_masked").notNull().default(""),
    /** What the bank showed before the first line of this day. */
    openingOn: date("opening_on").notNull(),
    openingMinor: minor("opening_minor").notNull(),
    /** The entry that brought the ledger to that figure, where one was needed. */
    openingTransactionId: uuid("opening_transaction_id"),
    mappingId: uuid("mapping_id"),
    /** More than this is written off by two people only. */
    writeOffLimitMinor: minor("write_off_limit_minor").notNull(),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_bank_slug").on(t.organizationId, t.slug),
    unique("one_bank_per_account").on(t.organizationId, t.accountId),
    check("write_off_limit_range", sql`${t.writeOffLimitMinor} >= 0`),
    ...within(t, t.accountId, accounts),
    ...within(t, t.openingTransactionId, transactions),
    ...within(t, t.mappingId, bankMappings),
    index().on(t.createdBy),
    ...ownedBy({ read: "payments:read" }),
  ],
);

/** A file of statements: uploaded in parts, read by the worker, then what it holds is looked at and taken or not. */
export const bankFiles = payments.table(
  "bank_files",
  {
    organizationId: organizationId(),
    id: id(),
    bankAccountId: uuid("bank_account_id").notNull(),
    state: bankFileState("state").notNull().default("uploading"),
    name: text("name").notNull(),
    byteSize: bigint("byte_size", { mode: "number" }).notNull(),
    /** SHA-256 over the SHA-256 of its parts, each of one mebibyte. */
    digest: bytes("digest"),
    format: text("format", { enum: ["camt053", "mt940", "ofx", "qif", "csv"] }),
    mappingId: uuid("mapping_id"),
    /** What the format does not say: the balances that were typed, how days and decimals are written. */
    terms: jsonb("terms").notNull().default({}),
    /** The reading under way; an earlier one that wakes up again writes nothing any more. */
    runId: uuid("run_id"),
    readBytes: bigint("read_bytes", { mode: "number" }).notNull().default(0),
    lines: integer("lines").notNull().default(0),
    fault: text("fault"),
    faultLine: integer("fault_line"),
    uploadedBy: uuid("uploaded_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("byte_size_range", sql`${t.byteSize} between 1 and 104857600`),
    index("bank_files_by_digest").on(t.organizationId, t.bankAccountId, t.digest),
    ...within(t, t.bankAccountId, bankAccounts),
    ...within(t, t.mappingId, bankMappings),
    index().on(t.uploadedBy),
    ...ownedBy({ read: "payments:read" }),
  ],
);

/** The bytes of a file until it has been read. No request can see them. */
export const bankFileParts = payments.table(
  "bank_file_parts",
  {
    organizationId: organizationId(),
    fileId: uuid("file_id").notNull(),
    n: integer("n").notNull(),
    content: bytes("content").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.fileId, t.n] }),
    foreignKey({ columns: [t.organizationId, t.fileId], foreignColumns: [bankFiles.organizationId, bankFiles.id] }),
    ...ownedBy({ read: "payments:read" }),
  ],
);

/** One statement of a file. `flagged`: it does not add up, or is of another account, and cannot be taken. */
export const bankStatements = payments.table(
  "bank_statements",
  {
    organizationId: organizationId(),
    id: id(),
    bankAccountId: uuid("bank_account_id").notNull(),
    fileId: uuid("file_id").notNull(),
    state: bankStatementState("state").notNull().default("staged"),
    reference: text("reference").notNull().default(""),
    currency: currency(),
    openingMinor: minor("opening_minor"),
    closingMinor: minor("closing_minor"),
    entriesMinor: minor("entries_minor").notNull().default(sql`0`),
    /** Opening + entries − closing; null where the file does not say both balances. */
    differenceMinor: minor("difference_minor"),
    lines: integer("lines").notNull().default(0),
    duplicates: integer("duplicates").notNull().default(0),
    fromOn: date("from_on"),
    toOn: date("to_on"),
    fault: text("fault"),
    decidedBy: uuid("decided_by").references(() => userProfiles.userId),
    decidedAt: moment("decided_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    index("statements_of_account").on(t.organizationId, t.bankAccountId, t.toOn),
    ...within(t, t.bankAccountId, bankAccounts),
    ...within(t, t.fileId, bankFiles),
    index().on(t.decidedBy),
    ...ownedBy({ read: "payments:read" }),
  ],
);

/** A line of a statement as the bank wrote it. `live` once its statement was taken; then it waits to be explained. */
export const bankLines = payments.table(
  "bank_lines",
  {
    organizationId: organizationId(),
    id: id(),
    bankAccountId: uuid("bank_account_id").notNull(),
    statementId: uuid("statement_id").notNull(),
    ordinal: integer("ordinal").notNull(),
    /** Its line in the file. */
    at: integer("at").notNull(),
    bookedOn: date("booked_on").notNull(),
    valueOn: date("value_on"),
    currency: currency(),
    /** Money that came in is positive. */
    amountMinor: minor("amount_minor").notNull(),
    text: text("text").notNull().default(""),
    counterparty: text("counterparty").notNull().default(""),
    reference: text("reference").notNull().default(""),
    bankReference: text("bank_reference").notNull().default(""),
    /** The same in every file that has this line: the bank's reference, else day, amount, text; and its place among equals. */
    fingerprint: text("fingerprint").notNull().default(""),
    live: boolean("live").notNull().default(false),
    duplicateOfId: uuid("duplicate_of_id"),
    /** How much of it matches explain: their sum, written with them. */
    explainedMinor: minor("explained_minor").notNull().default(sql`0`),
  },
  (t) => [
    tenantKey(t),
    check("moves_something", sql`${t.amountMinor} <> 0`),
    check(
      "explained_within",
      sql`${t.explainedMinor} between least(${t.amountMinor}, 0) and greatest(${t.amountMinor}, 0)`,
    ),
    check("live_or_duplicate", sql`not (${t.live} and ${t.duplicateOfId} is not null)`),
    uniqueIndex("one_live_line").on(t.organizationId, t.bankAccountId, t.fingerprint).where(sql`live`),
    index("live_lines").on(t.organizationId, t.bankAccountId, t.bookedOn, t.id).where(sql`live`),
    index("open_lines")
      .on(t.organizationId, t.bankAccountId, t.bookedOn)
      .where(sql`live and explained_minor <> amount_minor`),
    ...within(t, t.bankAccountId, bankAccounts),
    ...within(t, t.statementId, bankStatements),
    ...within(t, t.duplicateOfId, { organizationId: t.organizationId, id: t.id }),
    ...ownedBy({ read: "payments:read" }),
  ],
);
