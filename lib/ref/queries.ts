import "server-only";
import { and, asc, eq, gte, inArray, isNotNull, isNull, lte, or } from "drizzle-orm";
import { countries, currencies, eventCategories, industries, languages, taxRates, timezones } from "#db/schema/ref";
import type { TenantTx } from "#db/tenant";

/** Currencies in which something can be priced today, by code. */
export function currencyChoices(tx: TenantTx) {
  return tx
    .select({
      code: currencies.code,
      name: currencies.name,
      symbol: currencies.symbol,
      minorUnits: currencies.minorUnits,
    })
    .from(currencies)
    .where(and(eq(currencies.active, true), eq(currencies.fund, false)))
    .orderBy(asc(currencies.code));
}

/** Countries by name, with the currency and calling code to suggest. */
export function countryChoices(tx: TenantTx) {
  return tx
    .select({
      code: countries.code,
      name: countries.name,
      currency: countries.currency,
      callingCode: countries.callingCode,
    })
    .from(countries)
    .orderBy(asc(countries.name));
}

/** Zones of a country, and UTC, by name; aliases and fixed offsets are not offered. */
export function timezoneChoices(tx: TenantTx) {
  return tx
    .select({
      name: timezones.name,
      countryCode: timezones.countryCode,
      countryName: countries.name,
      note: timezones.note,
    })
    .from(timezones)
    .leftJoin(countries, eq(countries.code, timezones.countryCode))
    .where(and(isNull(timezones.aliasOf), or(isNotNull(timezones.countryCode), eq(timezones.name, "Etc/UTC"))))
    .orderBy(asc(timezones.name));
}

/** Languages by name. */
export function languageChoices(tx: TenantTx) {
  return tx.select({ code: languages.code, name: languages.name }).from(languages).orderBy(asc(languages.name));
}

/** Kinds of event, in the order of the pick list. */
export function eventCategoryChoices(tx: TenantTx) {
  return tx
    .select({ key: eventCategories.key, name: eventCategories.name })
    .from(eventCategories)
    .orderBy(asc(eventCategories.position));
}

/** Lines of business, in the order of the pick list. */
export function industryChoices(tx: TenantTx) {
  return tx.select({ key: industries.key, name: industries.name }).from(industries).orderBy(asc(industries.position));
}

/** General tax rates of a country and one of its regions (`""` for none) on a calendar day; `ratesCharged` says which are charged together. */
export function taxRatesOn(tx: TenantTx, { country, region, day }: { country: string; region: string; day: string }) {
  return tx
    .select({
      code: taxRates.code,
      region: taxRates.region,
      tax: taxRates.tax,
      rateMillionths: taxRates.rateMillionths,
      inclusive: taxRates.inclusive,
      replacesNational: taxRates.replacesNational,
    })
    .from(taxRates)
    .where(
      and(
        eq(taxRates.countryCode, country),
        inArray(taxRates.region, ["", region]),
        lte(taxRates.validFrom, day),
        or(isNull(taxRates.validTo), gte(taxRates.validTo, day)),
      ),
    )
    .orderBy(asc(taxRates.region));
}
