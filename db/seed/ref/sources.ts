/** The tables of schema `ref` in the order of their foreign keys, where their rows come from, and the day that source was published. */
export const sources = [
  {
    table: "currencies",
    key: "code",
    asOf: "2026-01-01",
    source: "ISO 4217 List One to amendment 180, List Three",
  },
  {
    table: "countries",
    key: "code",
    asOf: "2025-08-24",
    source: "ISO 3166-1; ISO 4217 List One and Unicode CLDR 48.2 (currency); ITU E.164 (calling code)",
  },
  {
    table: "timezones",
    key: "name",
    asOf: "2026-10-27",
    source: "IANA tz database 2026f",
  },
  { table: "languages", key: "code", asOf: "2025-08-24", source: "ISO 639-1" },
  {
    table: "event_categories",
    key: "key",
    asOf: "2026-11-20",
    source: "Greenroom",
  },
  { table: "industries", key: "key", asOf: "2026-11-20", source: "Greenroom" },
  // Each rate names its own source; the day is the one on which the rates are known to have been the law.
  { table: "tax_rates", key: "code", asOf: "2026-01-01", source: "" },
  {
    table: "hashtag_stoplist",
    key: "tag",
    asOf: "2026-11-20",
    source: "Greenroom",
  },
] as const;

export type RefTable = (typeof sources)[number]["table"];
