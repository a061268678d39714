import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  char,
  check,
  date,
  index,
  integer,
  pgPolicy,
  pgSchema,
  smallint,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { anonRole, authenticatedRole } from "drizzle-orm/supabase";

/** Facts that belong to nobody: the same for every organization, written only by set-up. */
export const ref = pgSchema("ref");

/** Where a row comes from, and the day its source was published. */
const published = () => ({
  asOf: date("as_of").notNull(),
  source: text("source").notNull(),
});

/** Everybody may read; nobody who serves a request may write. */
const readByAll = () =>
  pgPolicy("read", {
    for: "select",
    to: [anonRole, authenticatedRole],
    using: sql`true`,
  });

/** ISO 4217 currencies and how many digits follow the point; codes without a minor unit (gold, SDR, tests) are left out. */
export const currencies = ref.table(
  "currencies",
  {
    code: char("code", { length: 3 }).primaryKey(),
    numeric: char("numeric", { length: 3 }).notNull(),
    name: text("name").notNull(),
    minorUnits: smallint("minor_units").notNull(),
    symbol: text("symbol").notNull(),
    /** A unit of account (CLF, USN, …), never a price. */
    fund: boolean("fund").notNull(),
    active: boolean("active").notNull(),
    /** Year and month of List Three: old money stays readable. */
    withdrawnIn: char("withdrawn_in", { length: 7 }),
    ...published(),
  },
  (t) => [
    check("code_form", sql`${t.code} ~ '^[A-Z]{3}$'`),
    check("numeric_form", sql`${t.numeric} ~ '^[0-9]{3}$'`),
    check("minor_units_range", sql`${t.minorUnits} between 0 and 4`),
    check("withdrawn_form", sql`${t.withdrawnIn} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
    check("active_or_withdrawn", sql`${t.active} = (${t.withdrawnIn} is null)`),
    uniqueIndex("currencies_numeric_active").on(t.numeric).where(sql`active`),
    readByAll(),
  ],
);

/** ISO 3166-1 countries and territories, under the English name people know them by. */
export const countries = ref.table(
  "countries",
  {
    code: char("code", { length: 2 }).primaryKey(),
    alpha3: char("alpha3", { length: 3 }).notNull().unique(),
    numeric: char("numeric", { length: 3 }).notNull().unique(),
    name: text("name").notNull().unique(),
    /** What a new organization here is offered first; Antarctica has none. */
    currency: char("currency", { length: 3 }).references(() => currencies.code),
    /** E.164 country code, digits only: 44, and 1 for all of North America. */
    callingCode: text("calling_code"),
    ...published(),
  },
  (t) => [
    check("code_form", sql`${t.code} ~ '^[A-Z]{2}$'`),
    check("calling_code_form", sql`${t.callingCode} ~ '^[1-9][0-9]{0,2}$'`),
    index().on(t.currency),
    readByAll(),
  ],
);

/** IANA time zones; an alias names the zone that people should pick instead. */
export const timezones = ref.table(
  "timezones",
  {
    name: text("name").primaryKey(),
    countryCode: char("country_code", { length: 2 }).references(() => countries.code),
    aliasOf: text("alias_of").references((): AnyPgColumn => timezones.name),
    /** Which part of a country with several zones. */
    note: text("note"),
    ...published(),
  },
  (t) => [
    check("alias_has_no_country", sql`${t.aliasOf} is null or ${t.countryCode} is null`),
    check("alias_of_another", sql`${t.aliasOf} <> ${t.name}`),
    index().on(t.countryCode),
    index().on(t.aliasOf),
    readByAll(),
  ],
);

/** ISO 639-1 languages under their English names. */
export const languages = ref.table(
  "languages",
  {
    code: char("code", { length: 2 }).primaryKey(),
    alpha3: char("alpha3", { length: 3 }).notNull().unique(),
    name: text("name").notNull().unique(),
    ...published(),
  },
  (t) => [check("code_form", sql`${t.code} ~ '^[a-z]{2}$'`), readByAll()],
);

const choices = () => ({
  key: text("key").primaryKey(),
  position: smallint("position").notNull().unique(),
  name: text("name").notNull().unique(),
  ...published(),
});

/** What kind of event it is, in the order of the pick list. */
export const eventCategories = ref.table("event_categories", choices(), (t) => [
  check("key_form", sql`${t.key} ~ '^[a-z][a-z_]*$'`),
  readByAll(),
]);

/** What business an organization or a sponsor is in, in the order of the pick list. */
export const industries = ref.table("industries", choices(), (t) => [
  check("key_form", sql`${t.key} ~ '^[a-z][a-z_]*$'`),
  readByAll(),
]);

/** General rates of value added, goods and services, and sales taxes, with the days between which each was the law. */
export const taxRates = ref.table(
  "tax_rates",
  {
    /** Stable, for documents to point at: `GB:vat:2011-01-04`, `CA-QC:qst:2013-01-01`. */
    code: text("code").primaryKey(),
    countryCode: char("country_code", { length: 2 })
      .notNull()
      .references(() => countries.code),
    /** The part of ISO 3166-2 after the hyphen; empty for the whole country. */
    region: text("region").notNull().default(""),
    tax: text("tax").notNull(),
    /** 200000 is 20 %; 99750 is 9.975 %. */
    rateMillionths: integer("rate_millionths").notNull(),
    /** Prices shown to consumers contain it, by custom or law. */
    inclusive: boolean("inclusive").notNull(),
    /** A regional rate that stands in place of the country's (Canada's HST) instead of beside it. */
    replacesNational: boolean("replaces_national").notNull(),
    validFrom: date("valid_from").notNull(),
    /** The last day; empty while it is the law. Overlap is refused in `01-ref.sql`. */
    validTo: date("valid_to"),
    ...published(),
  },
  (t) => [
    check("rate_range", sql`${t.rateMillionths} between 0 and 1000000`),
    check("valid_order", sql`${t.validTo} >= ${t.validFrom}`),
    check("region_replaces", sql`${t.region} <> '' or not ${t.replacesNational}`),
    unique().on(t.countryCode, t.region, t.tax, t.validFrom),
    readByAll(),
  ],
);

/** Hashtags that say nothing about a post and are left out of suggestions and trends. */
export const hashtagStoplist = ref.table(
  "hashtag_stoplist",
  {
    tag: text("tag").primaryKey(),
    reason: text("reason").notNull(),
    ...published(),
  },
  (t) => [
    check("tag_form", sql`${t.tag} = lower(${t.tag}) and ${t.tag} !~ '[#[:space:]]'`),
    check("reason_known", sql`${t.reason} in ('engagement_bait', 'too_general', 'promotion')`),
    readByAll(),
  ],
);
