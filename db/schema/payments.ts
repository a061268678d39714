import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  pgPolicy,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { bookings } from "#db/schema/bookings/bookings";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { invoices } from "#db/schema/payments-invoices";
import { manualPayments } from "#db/schema/payments-manual";
import { payouts } from "#db/schema/payments-payouts";
import { bytes, payments, transactionKind } from "#db/schema/payments-schema";
import { cardPayments } from "#db/schema/payments-settling";
import { orders } from "#db/schema/ticketing";
import { userProfiles } from "#db/schema/users";

/** Everything of the ledger from one place. */
export { bytes, payments, transactionKind };

export const accountKind = payments.enum("account_kind", ["asset", "liability", "equity", "income", "expense"]);
export const accountState = payments.enum("account_state", ["open", "frozen", "closed"]);

/** Only the ledger's own functions write its tables; people read them through the tenant rule. */
export const byLedger = () =>
  pgPolicy("ledger", { for: "all", to: "gr_ledger", using: sql`true`, withCheck: sql`true` });
export const readable = () => [...ownedBy({ read: "payments:read" }), byLedger()];

/** One book per organization. Nothing dated on or before `locked_through` can be posted; the chain is sealed up to `chain_n`. */
export const books = payments.table(
  "books",
  {
    organizationId: organizationId().references(() => organizations.id),
    currency: currency(),
    lockedThrough: date("locked_through").notNull().default("-infinity"),
    chainN: bigint("chain_n", { mode: "bigint" }).notNull().default(sql`0`),
    chainHead: bytes("chain_head")
      .notNull()
      .default(sql`'\\x${sql.raw("00".repeat(32))}'::bytea`),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId] }), ...readable()],
);

/** Where money is, what is owed, earned or spent. Identity never changes; balances are in `balances`. */
export const accounts = payments.table(
  "accounts",
  {
    organizationId: organizationId().references(() => books.organizationId),
    id: id(),
    code: text("code").notNull(),
    kind: accountKind("kind").notNull(),
    /** 1 where a debit increases the account, -1 where a credit does. */
    normal: smallint("normal")
      .notNull()
      .generatedAlwaysAs(sql`case when kind in ('asset', 'expense') then 1 else -1 end`),
    name: text("name").notNull(),
    currency: currency(),
    state: accountState("state").notNull().default("open"),
    /** The balance may not fall below this, read on the normal side. */
    floorMinor: minor("floor_minor"),
    stripes: smallint("stripes").notNull().default(1),
    orderId: uuid("order_id"),
    eventId: uuid("event_id"),
    stationId: uuid("station_id"),
    /** The other book that keeps the mirror of this account. */
    counterpartyOrganizationId: uuid("counterparty_organization_id").references(() => organizations.id),
    mirror: text("mirror"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_code").on(t.organizationId, t.code, t.currency),
    unique("one_currency").on(t.organizationId, t.id, t.currency),
    check("code_form", sql`${t.code} ~ '^[a-z]+(:[a-z0-9][a-z0-9-]*)+$' and length(${t.code}) <= 120`),
    check("stripes_range", sql`${t.stripes} between 1 and 64`),
    check("one_subject", sql`num_nonnulls(${t.orderId}, ${t.eventId}, ${t.stationId}) <= 1`),
    check("mirror_has_counterparty", sql`(${t.mirror} is null) = (${t.counterpartyOrganizationId} is null)`),
    index().on(t.counterpartyOrganizationId),
    ...within(t, t.orderId, orders),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...readable(),
  ],
);

/** One business fact in one book: 2 to 500 lines that sum to zero per currency. Never changed, only reversed. */
export const transactions = payments.table(
  "transactions",
  {
    organizationId: organizationId(),
    id: id(),
    kind: transactionKind("kind").notNull(),
    /** The day it happened, in the zone of the organization whose fact it is. */
    effectiveOn: date("effective_on").notNull(),
    postedAt: moment("posted_at").notNull().defaultNow(),
    lineCount: smallint("line_count").notNull(),
    memo: text("memo").notNull().default(""),
    idempotencyKey: text("idempotency_key").notNull(),
    requestHash: bytes("request_hash").notNull(),
    /** The same fact in several books: one transaction each, posted together. */
    groupId: uuid("group_id"),
    groupSize: smallint("group_size"),
    orderId: uuid("order_id"),
    /** What it is reported under; from the order when the document names one. Null in the platform's book. */
    eventId: uuid("event_id"),
    stationId: uuid("station_id"),
    /** Foreign keys of these two are in db/sql/62: their tables come after this one. */
    disputeId: uuid("dispute_id"),
    processorPayoutId: uuid("processor_payout_id"),
    invoiceId: uuid("invoice_id"),
    manualPaymentId: uuid("manual_payment_id"),
    cardPaymentId: uuid("card_payment_id"),
    bookingId: uuid("booking_id"),
    /** In the organization's book alone. */
    payoutId: uuid("payout_id"),
    /** What it comes from, when it set money aside or is about credits; their foreign keys are in `db/sql/67-*`. */
    splitRunId: uuid("split_run_id"),
    creditLotId: uuid("credit_lot_id"),
    creditSpendId: uuid("credit_spend_id"),
    /** The line of a bank statement that it explains; its foreign key is in `63-payments-bank-files.sql`. */
    bankLineId: uuid("bank_line_id"),
    reversesId: uuid("reverses_id"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
  },
  (t) => [
    tenantKey(t),
    unique("one_effect_per_key").on(t.organizationId, t.idempotencyKey),
    uniqueIndex("reversed_once").on(t.organizationId, t.reversesId).where(sql`reverses_id is not null`),
    uniqueIndex("one_per_book_of_a_group").on(t.groupId, t.organizationId).where(sql`group_id is not null`),
    index().on(t.organizationId, t.effectiveOn, t.id),
    index("transactions_by_order").on(t.organizationId, t.orderId).where(sql`order_id is not null`),
    index("transactions_by_dispute").on(t.organizationId, t.disputeId).where(sql`dispute_id is not null`),
    index("transactions_by_processor_payout")
      .on(t.organizationId, t.processorPayoutId)
      .where(sql`processor_payout_id is not null`),
    index("transactions_by_payout").on(t.organizationId, t.payoutId).where(sql`payout_id is not null`),
    index("transactions_by_author").on(t.createdBy).where(sql`created_by is not null`),
    foreignKey({ columns: [t.organizationId, t.payoutId], foreignColumns: [payouts.organizationId, payouts.id] }),
    foreignKey({ columns: [t.organizationId, t.orderId], foreignColumns: [orders.organizationId, orders.id] }),
    index("transactions_by_bank_line").on(t.organizationId, t.bankLineId).where(sql`bank_line_id is not null`),
    index("transactions_by_event").on(t.organizationId, t.eventId, t.effectiveOn).where(sql`event_id is not null`),
    index("transactions_by_station")
      .on(t.organizationId, t.stationId, t.effectiveOn)
      .where(sql`station_id is not null`),
    foreignKey({ columns: [t.organizationId, t.eventId], foreignColumns: [events.organizationId, events.id] }),
    foreignKey({ columns: [t.organizationId, t.stationId], foreignColumns: [stations.organizationId, stations.id] }),
    index("transactions_by_invoice").on(t.organizationId, t.invoiceId).where(sql`invoice_id is not null`),
    foreignKey({ columns: [t.organizationId, t.invoiceId], foreignColumns: [invoices.organizationId, invoices.id] }),
    index("transactions_by_manual_payment")
      .on(t.organizationId, t.manualPaymentId)
      .where(sql`manual_payment_id is not null`),
    foreignKey({
      columns: [t.organizationId, t.manualPaymentId],
      foreignColumns: [manualPayments.organizationId, manualPayments.id],
    }),
    index("transactions_by_card_payment").on(t.organizationId, t.cardPaymentId).where(sql`card_payment_id is not null`),
    foreignKey({
      columns: [t.organizationId, t.cardPaymentId],
      foreignColumns: [cardPayments.organizationId, cardPayments.id],
    }),
    index("transactions_by_booking").on(t.organizationId, t.bookingId).where(sql`booking_id is not null`),
    foreignKey({ columns: [t.organizationId, t.bookingId], foreignColumns: [bookings.organizationId, bookings.id] }),
    foreignKey({ columns: [t.organizationId, t.reversesId], foreignColumns: [t.organizationId, t.id] }),
    check("line_count_range", sql`${t.lineCount} between 2 and 500`),
    check("group_is_whole", sql`(${t.groupId} is null) = (${t.groupSize} is null) and ${t.groupSize} between 1 and 20`),
    check("reversal_names_its_transaction", sql`(${t.kind} = 'reversal') = (${t.reversesId} is not null)`),
    ...readable(),
  ],
);

/**
 * One line: debit positive, credit negative. The journal; everything else can be computed from it. That its transaction
 * and its account exist is proven by the trigger that books it, and neither is ever deleted; a foreign key would lock
 * the row of a hot account once per line.
 */
export const entries = payments.table(
  "entries",
  {
    organizationId: organizationId(),
    transactionId: uuid("transaction_id").notNull(),
    line: smallint("line").notNull(),
    accountId: uuid("account_id").notNull(),
    currency: currency(),
    amountMinor: minor("amount_minor").notNull(),
    effectiveOn: date("effective_on").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.transactionId, t.line] }),
    check("amount_range", sql`${t.amountMinor} <> 0 and abs(${t.amountMinor}) <= 9007199254740991`),
    ...readable(),
  ],
);

/** What an account stands at, kept by the trigger on `entries`. Hot accounts have several rows, so that sales do not queue. */
export const balances = payments.table(
  "balances",
  {
    organizationId: organizationId(),
    accountId: uuid("account_id").notNull(),
    stripe: smallint("stripe").notNull(),
    normal: smallint("normal").notNull(),
    floorMinor: minor("floor_minor"),
    debitsMinor: minor("debits_minor").notNull().default(sql`0`),
    creditsMinor: minor("credits_minor").notNull().default(sql`0`),
    /** 0 only in the row that an upsert proposes: PostgreSQL checks that row as if it were the result. */
    seq: bigint("seq", { mode: "bigint" }).notNull().default(sql`0`),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.accountId, t.stripe] }),
    foreignKey({ columns: [t.organizationId, t.accountId], foreignColumns: [accounts.organizationId, accounts.id] }),
    check(
      "balance_floor",
      sql`${t.floorMinor} is null or ${t.seq} = 0 or ${t.normal} * (${t.debitsMinor} - ${t.creditsMinor}) >= case when ${t.stripe} = 0 then ${t.floorMinor} else 0 end`,
    ),
    ...readable(),
  ],
);
