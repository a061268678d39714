import "server-only";
import { formatMoney } from "#lib/money";
import { type Block, paper } from "#lib/payments/paper";
import type { Composition } from "#lib/payments/payouts/composition";
import type { Payout } from "#lib/payments/payouts/queries";
import { payoutStates } from "#lib/payments/payouts/rules";

/** A4: who, where to, how much, and the sum down to zero. */
export function receipt(
  organization: { name: string; zone: string },
  payout: Payout,
  composition: Composition,
  madeAt: Date,
): Promise<Buffer> {
  const { currency, account, settledOn, bankReference } = payout;
  const money = (minor: bigint) => formatMoney(minor, currency);
  const facts: [string, string][] = [
    ["Amount", money(payout.amountMinor)],
    ["To", `${account.holder}, account ending in ${account.lastFour} (${account.country})`],
    ["State", payoutStates[payout.state].label],
    ["Asked for by", payout.requester ?? "The schedule"],
    ["Approved by", payout.approver ?? "Nobody had to, by the organization's rule"],
    ...(settledOn ? [["At the bank", settledOn] as [string, string]] : []),
    ...(bankReference ? [["Bank's reference", bankReference] as [string, string]] : []),
    ["Reference", payout.id.replaceAll("-", "")],
  ];
  return paper({
    title: `Payout ${payout.number}`,
    organization: { name: organization.name },
    currencies: [currency],
    zone: organization.zone,
    madeAt,
    blocks: [{ kind: "facts", facts }, { kind: "heading", text: "What it is made of" }, tableOf(composition, money)],
  });
}

function tableOf(
  { openingMinor, groups, amountMinor, remainders, restMinor }: Composition,
  money: (minor: bigint) => string,
): Block {
  const row = (label: string, minor: bigint, look: { strong?: boolean; rule?: boolean } = {}) => ({
    cells: [label, money(minor)],
    ...look,
  });
  return {
    kind: "table",
    columns: [{ label: "" }, { label: "Amount", align: "right" }],
    rows: [
      row("Carried forward from the payout before", openingMinor),
      ...groups.flatMap(({ label, count, totalMinor, parts }) => [
        row(`${label} (${count})`, totalMinor, { strong: true }),
        ...(parts.length > 1 ? parts.map((part) => row(`    ${part.label}`, part.amountMinor)) : []),
      ]),
      row("This payout", amountMinor, { strong: true, rule: true }),
      ...remainders.map((part) => row(part.label, part.amountMinor)),
      row("Nothing is left over", restMinor, { strong: true, rule: true }),
    ],
  };
}
