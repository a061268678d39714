import { sql } from "drizzle-orm";
import { bigint, check, date, index, pgSchema, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, currency, id, minor, moment, organizationId, ownedBy, tenantKey, within } from "#db/columns";
import { events } from "#db/schema/events";
import { stations } from "#db/schema/identity";
import { organizations } from "#db/schema/organizations";
import { transactions } from "#db/schema/payments";
import { byFlow } from "#db/schema/payments-schema";
import { promoCodes } from "#db/schema/ticketing/codes";
import { userProfiles } from "#db/schema/users";

export const campaignsSchema = pgSchema("campaigns");

const seen = { read: "campaigns:read", station: "station_id", event: "event_id" } as const;

/**
 * Something that is done to be found: for an event, for a station's booking page, or for the whole programme. What it
 * brought is read from visits and sales that carry its word or its code.
 */
export const campaigns = campaignsSchema.table(
  "campaigns",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    name: text("name").notNull(),
    /** `utm_campaign` of its links; it never changes, because visits and sales name it. */
    word: text("word").notNull(),
    channel: text("channel", { enum: ["social", "email", "print", "partner", "ads", "other"] }).notNull(),
    eventId: uuid("event_id"),
    stationId: uuid("station_id"),
    /** Sales with this code are the campaign's as well. */
    promoCodeId: uuid("promo_code_id"),
    startsOn: date("starts_on").notNull(),
    endsOn: date("ends_on"),
    notes: text("notes").notNull().default(""),
    archivedAt: moment("archived_at"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_campaign_word").on(t.organizationId, t.word),
    uniqueIndex("one_campaign_name").on(t.organizationId, sql`lower(name)`),
    check("campaign_name_length", sql`length(${t.name}) between 1 and 120`),
    check("campaign_word_form", sql`${t.word} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.word}) <= 39`),
    check("ends_after_start", sql`${t.endsOn} >= ${t.startsOn}`),
    check("one_place", sql`num_nonnulls(${t.eventId}, ${t.stationId}) <= 1`),
    index().on(t.createdBy),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...within(t, t.promoCodeId, promoCodes),
    ...ownedBy({ ...seen, write: "campaigns:write" }),
    byFlow(),
  ],
);

/** A short address of a campaign, to be printed, posted or scanned: `/c/<code>` leads to its page and says where from. */
export const campaignLinks = campaignsSchema.table(
  "links",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    campaignId: uuid("campaign_id").notNull(),
    eventId: uuid("event_id"),
    stationId: uuid("station_id"),
    code: text("code").notNull(),
    name: text("name").notNull(),
    medium: text("medium", { enum: ["qr", "social", "email", "referral", "paid"] }).notNull(),
    /** `utm_source`: the newsletter, the site, the poster. */
    source: text("source").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    uniqueIndex("one_link_a_code").on(t.code),
    unique("one_link_name").on(t.organizationId, t.campaignId, t.name),
    check("link_code_form", sql`${t.code} ~ '^[0-9A-HJKMNP-TV-Z]{8}$'`),
    check("link_name_length", sql`length(${t.name}) between 1 and 120`),
    check("link_source_form", sql`${t.source} ~ '^[a-z0-9._-]{1,40}$'`),
    ...within(t, t.campaignId, campaigns),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...ownedBy({ ...seen, write: "campaigns:write" }),
    byFlow(),
  ],
);

/** How often a link was followed in a day, robots left out. Nothing is kept of who did. */
export const linkDays = campaignsSchema.table(
  "link_days",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    linkId: uuid("link_id").notNull(),
    eventId: uuid("event_id"),
    stationId: uuid("station_id"),
    day: date("day").notNull(),
    clicks: bigint("clicks", { mode: "number" }).notNull().default(0),
  },
  (t) => [
    tenantKey(t),
    unique("one_link_day").on(t.organizationId, t.linkId, t.day),
    ...within(t, t.linkId, campaignLinks),
    ...within(t, t.eventId, events),
    ...within(t, t.stationId, stations),
    ...ownedBy(seen),
    byFlow(),
  ],
);

/** What a campaign cost, posted to `expenses:ads` by `campaigns.record_spend`. A posting that was reversed costs nothing. */
export const campaignSpend = campaignsSchema.table(
  "spend",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    campaignId: uuid("campaign_id").notNull(),
    spentOn: date("spent_on").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency(),
    memo: text("memo").notNull(),
    transactionId: uuid("transaction_id").notNull(),
    key: text("key").notNull(),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_spend_a_key").on(t.organizationId, t.key),
    check("amount_positive", sql`${t.amountMinor} > 0`),
    index().on(t.createdBy),
    ...within(t, t.campaignId, campaigns),
    ...within(t, t.transactionId, transactions),
    ...ownedBy({ read: "campaigns:read" }),
    byFlow(),
  ],
);
