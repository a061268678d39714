import "server-only";
import { readAsTenant } from "#db/tenant";
import { formatMoney } from "#lib/money";
import { paper } from "#lib/payments/paper";
import { apiActor, openOrganization } from "#lib/session";
import { orderById } from "#lib/ticketing/queries";
import { saleMethods } from "#lib/ticketing/rules/selling";
import { formatMoment, zoneName } from "#lib/time";

/** The receipt of a paid order, for the people who sold it; 404 until it is paid. */
export async function orderReceipt(id: string): Promise<Response> {
  const actor = await apiActor("ticketing:read");
  if (actor instanceof Response) return actor;
  const order = await readAsTenant(actor, (tx) => orderById(tx, id));
  if (!order?.paidAt) return Response.json({ message: "There is no such receipt." }, { status: 404 });
  const { slug, name, zone } = await openOrganization();
  const pdf = await paper(receiptOf({ name, zone }, { ...order, paidAt: order.paidAt }));
  return new Response(new Uint8Array(pdf), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": `attachment; filename="${slug}-order-${order.number}.pdf"`,
      "Cache-Control": "private, no-store",
    },
  });
}

type Order = NonNullable<Awaited<ReturnType<typeof orderById>>> & { paidAt: Date };

function receiptOf(organization: { name: string; zone: string }, order: Order): Parameters<typeof paper>[0] {
  const money = (minor: bigint) => formatMoney(minor, order.currency);
  const at = (moment: Date, zone: string) => `${formatMoment(moment, zone)} ${zoneName(moment, zone)}`;
  const facts: [string, string][] = [
    ["Buyer", order.buyerName],
    ["Event", order.eventName],
    ["Begins", at(order.eventStartsAt, order.eventZone)],
    ["Paid", at(order.paidAt, organization.zone)],
    ["Payment", order.method ? saleMethods[order.method] : "By card"],
    ...(order.code ? ([["Code", order.code]] as [string, string][]) : []),
  ];
  const taxes = order.taxes.map(({ name, ratePpm, taxMinor }) => ({
    cells: [`${name} ${ratePpm / 10_000}%${order.taxInclusive ? ", contained" : ""}`, "", "", money(taxMinor)],
  }));
  const off =
    order.discountMinor > 0n
      ? [{ cells: ["Taken off, in the amounts above", "", "", money(-order.discountMinor)] }]
      : [];
  const back = order.refundedMinor > 0n ? [{ cells: ["Refunded", "", "", money(-order.refundedMinor)] }] : [];
  return {
    title: `Receipt ${order.number}`,
    organization: { name: organization.name },
    currencies: [order.currency],
    zone: organization.zone,
    madeAt: new Date(),
    blocks: [
      { kind: "facts", facts },
      {
        kind: "table",
        columns: [
          { label: "What" },
          { label: "Number", align: "right" },
          { label: "Each", align: "right" },
          { label: "Amount", align: "right" },
        ],
        rows: [
          ...order.items.map((item) => ({
            cells: [item.tier, String(item.quantity), money(item.unitPriceMinor), money(item.totalMinor)],
          })),
          ...off,
          ...taxes,
          { cells: ["Total", "", "", money(order.totalMinor)], strong: true, rule: true },
          ...back,
        ],
      },
    ],
  };
}
