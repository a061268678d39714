import { sql } from "drizzle-orm";
import { check, date, index, integer, pgPolicy, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, organizationId, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { organizations } from "#db/schema/organizations";
import { invoices } from "#db/schema/payments-invoices";
import { proposalThreads } from "#db/schema/sponsorship/proposals";
import { bothParties, sponsorId, sponsorship } from "#db/schema/sponsorship/schema";
import { sponsors, sponsorshipPackages } from "#db/schema/sponsorship/sponsors";
import { labels } from "#db/states";

export const sponsorshipOrderState = sponsorship.enum("sponsorship_order_state", labels("sponsorship_order"));
const none = (name: `${string}_minor`) => minor(name).notNull().default(sql`0`);

/**
 * An accepted proposal and its money. Amounts in minor units of `currency`: what came in, what was released to the
 * organizer, what went back out of the held funds, what of the released was returned later, and what a dispute freezes.
 * What is held is `funded - released - refunded`, and the ledger's account `liabilities:held:<id>` must say the same.
 */
export const sponsorshipOrders = sponsorship.table(
  "sponsorship_orders",
  {
    organizationId: organizationId(),
    id: id(),
    number: text("number").notNull(),
    threadId: uuid("thread_id").notNull(),
    version: integer("version").notNull(),
    sponsorId: sponsorId(),
    eventId: uuid("event_id").notNull(),
    packageId: uuid("package_id"),
    state: sponsorshipOrderState("state").notNull().default("pending"),
    title: text("title").notNull(),
    organizerName: text("organizer_name").notNull(),
    sponsorName: text("sponsor_name").notNull(),
    eventName: text("event_name").notNull(),
    currency: currency(),
    totalMinor: minor("total_minor").notNull(),
    /** The tax within the total; it is due as the money is released. */
    taxMinor: none("tax_minor"),
    taxCode: text("tax_code").notNull().default("sales"),
    /** What the platform keeps of the net, and of the processor's fee what the organizer bears; set when it is funded. */
    feePpm: integer("fee_ppm").notNull().default(0),
    processingMinor: none("processing_minor"),
    /** In whose book the money is held, and in whose the sponsor's prepayment, if the sponsor has a book. */
    holderId: uuid("holder_id").references(() => organizations.id),
    sponsorBookId: uuid("sponsor_book_id").references(() => organizations.id),
    fundedMinor: none("funded_minor"),
    releasedMinor: none("released_minor"),
    refundedMinor: none("refunded_minor"),
    returnedMinor: none("returned_minor"),
    frozenMinor: none("frozen_minor"),
    /** How long money may be held, and the day by which it must have left. */
    holdDays: integer("hold_days").notNull(),
    fundedOn: date("funded_on"),
    mustLeaveBy: date("must_leave_by"),
    /** A proof that nobody answers for so many days is approved; never when null. */
    autoApproveDays: integer("auto_approve_days"),
    invoiceId: uuid("invoice_id"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_sponsorship_number").on(t.organizationId, t.number),
    unique("one_order_a_thread").on(t.organizationId, t.threadId),
    uniqueIndex("one_order_an_invoice").on(t.organizationId, t.invoiceId).where(sql`invoice_id is not null`),
    check("total_positive", sql`${t.totalMinor} > 0 and ${t.taxMinor} between 0 and ${t.totalMinor} - 1`),
    check("hold_range", sql`${t.holdDays} between 1 and 730 and ${t.autoApproveDays} between 1 and 90`),
    check(
      "money_never_below_zero",
      sql`least(${t.releasedMinor}, ${t.refundedMinor}, ${t.returnedMinor}, ${t.frozenMinor}) >= 0 and ${t.fundedMinor} in (0, ${t.totalMinor})
        and ${t.frozenMinor} <= ${t.fundedMinor} - ${t.releasedMinor} - ${t.refundedMinor} and ${t.returnedMinor} <= ${t.releasedMinor}`,
    ),
    check(
      "state_is_its_money",
      sql`case ${t.state}::text when 'pending' then ${t.fundedMinor} = 0 when 'cancelled' then ${t.fundedMinor} = 0
        when 'funded' then ${t.fundedMinor} - ${t.releasedMinor} - ${t.refundedMinor} > 0 and ${t.releasedMinor} + ${t.frozenMinor} = 0
        when 'locked' then ${t.fundedMinor} - ${t.releasedMinor} - ${t.refundedMinor} > 0 and ${t.frozenMinor} = 0
        when 'disputed' then ${t.frozenMinor} > 0
        when 'released' then ${t.fundedMinor} = ${t.releasedMinor} + ${t.refundedMinor} and ${t.releasedMinor} > 0
        else ${t.fundedMinor} = ${t.refundedMinor} and ${t.fundedMinor} > 0 end`,
    ),
    check(
      "held_has_a_holder",
      sql`(${t.fundedMinor} = 0) = (${t.holderId} is null) and (${t.holderId} is null) = (${t.mustLeaveBy} is null)`,
    ),
    index("sponsorship_orders_by_id").on(t.id),
    index().on(t.holderId),
    index().on(t.sponsorBookId),
    index().on(t.sponsorId),
    ...within(t, t.threadId, proposalThreads),
    ...within(t, t.sponsorId, sponsors),
    ...within(t, t.eventId, events),
    ...within(t, t.packageId, sponsorshipPackages),
    ...within(t, t.invoiceId, invoices),
    ...bothParties(),
    pgPolicy("ledger", { for: "select", to: "gr_ledger", using: sql`true` }),
  ],
);

/** A part of the money that is due when its deliverables are approved. `settled` is what of it left the held funds. */
export const sponsorMilestones = sponsorship.table(
  "milestones",
  {
    organizationId: organizationId(),
    id: id(),
    orderId: uuid("order_id").notNull(),
    sponsorId: sponsorId(),
    position: integer("position").notNull(),
    title: text("title").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    settledMinor: none("settled_minor"),
    currency: currency(),
    dueOn: date("due_on").notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_milestone_a_place").on(t.organizationId, t.orderId, t.position),
    check("milestone_amount", sql`${t.amountMinor} > 0 and ${t.settledMinor} between 0 and ${t.amountMinor}`),
    index().on(t.sponsorId),
    ...within(t, t.orderId, sponsorshipOrders),
    ...within(t, t.sponsorId, sponsors),
    ...bothParties(),
  ],
);
