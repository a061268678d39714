import "server-only";
import type { TenantTx } from "#db/tenant";
import { regionChoices } from "#lib/identity/form";
import { majorUnits } from "#lib/money";
import { organizationProfile, roomUsed } from "#lib/organizations/queries";
import { approvalRules } from "#lib/organizations/queries/approvals";
import { currencyChoices } from "#lib/ref/queries";

/** The open organization with everything that the form of its settings offers. */
export async function settingsForm(tx: TenantTx) {
  const organization = await organizationProfile(tx);
  const currencies = await currencyOptions(tx);
  return { organization, currencies, used: await roomUsed(tx), ...(await regionChoices(tx)) };
}

export const currencyOptions = async (tx: TenantTx) =>
  (await currencyChoices(tx)).map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }));

/** Every act for which something in the product asks a second person, as its form shows it; limits in major units. */
export async function rulesForm(tx: TenantTx) {
  const asked = (await approvalRules(tx)).filter((one) => one.ready);
  const rules = asked.map(({ rule, approver, ...act }) => {
    // Without a rule of their own, payouts need two people and everything else one.
    const { active = act.act === "payout", thresholdMinor = null, currency = null, expiresHours = 168 } = rule ?? {};
    const threshold = thresholdMinor !== null && currency ? majorUnits(thresholdMinor, currency) : null;
    return { ...act, approver: rule?.approver ?? approver, active, thresholdMinor, threshold, currency, expiresHours };
  });
  return { rules, currencies: await currencyOptions(tx) };
}
