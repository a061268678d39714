import "server-only";
import type { TenantTx } from "#db/tenant";
import { placeChoices } from "#lib/identity/form";
import { roleMatrix } from "#lib/identity/queries/roles";
import { formatMoney } from "#lib/money";
import type { ApprovalRequest } from "#lib/organizations/queries/approvals";
import { actWords } from "#lib/organizations/rules/approvals";
import { type Permission, permissionWords, roleName } from "#lib/permissions";
import { heldName } from "#lib/sponsorship/queries/profiles";
import { inSentence } from "#lib/sponsorship/words";

/** What a request would do, in one sentence. */
export async function deedOf(tx: TenantTx, request: ApprovalRequest): Promise<string> {
  const { act, payload, about, amountMinor, currency } = request;
  const text = (key: string) => (typeof payload[key] === "string" ? payload[key] : "");
  if (act === "role_grant" && payload.kind === "role")
    return `Add to the role ${about ?? text("name")}: ${listed(payload.permissions)}.`;
  if (act === "role_grant") {
    const { roles } = await roleMatrix(tx, { platform: true });
    const { stations, events } = await placeChoices(tx);
    const at = text("stationId") || text("eventId");
    const place = [...stations, ...events].find((one) => one.id === at)?.name;
    const role = roles.find((one) => one.key === text("role"))?.name ?? roleName(text("role"));
    const where = at ? `at ${place ?? "a place that is closed"}` : "everywhere in the organization";
    return `Give ${about ?? "somebody"} the role ${role} ${where}.`;
  }
  if (act === "refund_above" && amountMinor !== null && currency)
    return `Refund ${formatMoney(amountMinor, currency)} of ${about ?? "an order"}.`;
  if (act === "write_off" && amountMinor !== null && currency)
    return `Write off ${formatMoney(amountMinor, currency)} of ${text("number") || (text("bankAccountId") ? "a bank line" : "an invoice")}.`;
  if (act === "release" && amountMinor !== null && currency)
    return heldWords(text, formatMoney(amountMinor, currency), currency, inSentence(await heldName(tx)));
  if (act === "rule_change") return ruleWords(actWords(text("act")), payload);
  return `${actWords(act)}.`;
}

const listed = (permissions: unknown) =>
  Array.isArray(permissions)
    ? permissions.map((one) => permissionWords[one as Permission] ?? String(one)).join("; ")
    : "nothing";

function ruleWords(act: string, payload: Record<string, unknown>): string {
  if (payload.active !== true) return `Let one person alone do this: ${act}.`;
  const currency = String(payload.currency ?? "");
  const minor = payload.thresholdMinor;
  if (minor === undefined || minor === null) return `Change who approves this: ${act}.`;
  return `Ask a second person for this only from more than ${formatMoney(BigInt(String(minor)), currency)} on: ${act}.`;
}

/** What would happen to a sponsor's money. */
function heldWords(text: (key: string) => string, amount: string, currency: string, held: string): string {
  const part = (key: string) => formatMoney(BigInt(text(key) || "0"), currency);
  switch (text("kind")) {
    case "refund":
      return `Return ${amount} of the ${held} to the sponsor.`;
    case "return":
      return `Give ${amount} of what was released back to the sponsor.`;
    case "split":
      return `Settle the dispute: release ${part("releaseMinor")}, return ${part("refundMinor")}.`;
    default:
      return `Release ${amount} of the ${held}.`;
  }
}
