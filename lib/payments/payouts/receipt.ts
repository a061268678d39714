import "server-only";
import { readAsTenant } from "#db/tenant";
import { formatMoney } from "#lib/money";
import { isId } from "#lib/payments/addresses";
import { type Block, paper } from "#lib/payments/paper";
import type { Composition } from "#lib/payments/payouts/composition";
import { type Payout, payoutById, payoutComposition } from "#lib/payments/payouts/queries";
import { payoutStates } from "#lib/payments/payouts/rules";
import { apiActor, openOrganization } from "#lib/session";

/** The receipt of a payout, for whoever may see it; 404 until it was approved, because nothing has moved before. */
export async function receiptAnswer(id: string): Promise<Response> {
  const actor = await apiActor("payments:read");
  if (actor instanceof Response) return actor;
  const found = isId(id)
    ? await readAsTenant(actor, async (tx) => ({
        payout: await payoutById(tx, id),
        composition: await payoutComposition(tx, id),
      }))
    : null;
  if (!found?.payout || !found.composition)
    return Response.json({ message: "There is no such receipt." }, { status: 404 });
  const { slug, ...organization } = await openOrganization();
  const pdf = await receipt(organization, found.payout, found.composition, new Date());
  return new Response(new Uint8Array(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${slug}-payout-${found.payout.number}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}

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
