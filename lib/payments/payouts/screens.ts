import "server-only";
import type { Actor, TenantTx } from "#db/tenant";
import { organizationProfile } from "#lib/organizations/queries";
import {
  arrivalBanks,
  payoutAccountRows,
  payoutById,
  payoutComposition,
  payoutConfigurationRows,
  payoutSteps,
} from "#lib/payments/payouts/queries";
import { wallet } from "#lib/payments/queries/reports";
import { can } from "#lib/permissions";
import { countryChoices, currencyChoices } from "#lib/ref/queries";
import { historyOf } from "#lib/system/queries";

/** What each screen of payouts shows, read in one transaction. */
export async function payoutScreen(tx: TenantTx, actor: Actor, id: string) {
  const payout = await payoutById(tx, id);
  if (!payout) return null;
  const early = payout.state === "draft" || (payout.state === "approved" && !payout.inBatch);
  const mine = payout.requestedBy === actor.userId;
  return {
    payout,
    steps: await payoutSteps(tx, id),
    composition: await payoutComposition(tx, id),
    accounts: await payoutAccountRows(tx),
    may: {
      approve: payout.state === "draft" && can(actor, "payments:approve") && !mine,
      cancel: early && (can(actor, "payments:payout") || can(actor, "payments:approve")),
      retry:
        (payout.state === "failed" || payout.state === "returned") &&
        !payout.retriedBy &&
        can(actor, "payments:payout"),
    },
    history: can(actor, "system:audit") ? await historyOf(tx, { subject: "payments.payouts", subjectId: id }) : null,
  };
}

/** The form that asks, in the currency that the address names, else in the first that has something. */
export async function payoutRequestScreen(tx: TenantTx, wanted: string | string[] | undefined, base: string) {
  const purses = await wallet(tx);
  const asked = purses.find((one) => one.currency === wanted);
  const currency = asked?.currency ?? purses.find((one) => one.availableMinor > 0n)?.currency ?? base;
  const settings = (await payoutConfigurationRows(tx)).find((one) => one.currency === currency);
  const accounts = (await payoutAccountRows(tx)).filter(
    (one) => one.currency === currency && one.state === "active" && one.usableAt !== null && one.usableAt <= new Date(),
  );
  return {
    currency,
    purse: purses.find((one) => one.currency === currency),
    currencies: purses.map((one) => one.currency),
    accounts: accounts.map(({ id, holder, lastFour }) => ({ value: id, label: `${holder} ··${lastFour}` })),
    accountId: settings?.payoutAccountId ?? undefined,
    banks: await arrivalBanks(tx, currency),
  };
}

export async function payoutSettingsScreen(tx: TenantTx) {
  const accounts = await payoutAccountRows(tx);
  const configurations = await payoutConfigurationRows(tx);
  const known = [
    ...(await wallet(tx)).map(({ currency }) => currency),
    ...configurations.map(({ currency }) => currency),
    ...accounts.map(({ currency }) => currency),
  ];
  return { accounts, configurations, currencies: [...new Set(known)].sort() };
}

export async function accountFormScreen(tx: TenantTx) {
  const [countries, currencies, profile] = [
    await countryChoices(tx),
    await currencyChoices(tx),
    await organizationProfile(tx),
  ];
  return {
    countries: countries.map(({ code, name }) => ({ value: code, label: name })),
    currencies: currencies.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
    country: profile?.country ?? "",
  };
}
