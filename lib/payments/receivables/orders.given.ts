import assert from "node:assert/strict";
import { admin, given } from "#db/given";
import { faults } from "#lib/payments/books.given";
import { allocatePayment } from "#lib/payments/receivables/commands";
import type { House } from "#lib/payments/receivables/receivables.given";
import { sellByHand } from "#lib/ticketing/commands/room";
import { unsound } from "#lib/ticketing/selling.given";
import { inDays, logOf, row, type Shop, shop, tierOf } from "#lib/ticketing/ticketing.given";

/** An event whose tickets cost 50.00, tax of 19 % contained, and the people of its house. */
export async function place(quota = 10): Promise<House & { at: Shop }> {
  const org = await given.organization({ taxRatePpm: 190_000 });
  const at = await shop([{ price: "50.00", quota }], { org });
  const [finance, other] = [await given.person("finance", org), await given.person("admin", org)];
  return { org, finance, other, party: "", at };
}

/** Two tickets that the buyer pays by hand. */
export const waiting = async ({ at }: { at: Shop }, fields: Record<string, unknown> = {}) =>
  sellByHand(at.organizer, {
    eventId: at.eventId,
    key: crypto.randomUUID(),
    tickets: { [at.tiers[0]?.id ?? ""]: "2" },
    method: "by_hand",
    name: "Maria Lopez",
    email: "maria@example.test",
    payBy: inDays(5).slice(0, 10),
    payWords: "Zelle to pay@harbour.example",
    ...fields,
  });

export const match = (house: House, id: string, orderId: string, amount: string) =>
  allocatePayment(house.finance, { id, currency: "USD", targets: [{ orderId, amount }] });
export const standing = (id: string) =>
  row<{ state: string; tickets: number; missing: string }>(
    `select o.state, (select count(*)::int from ticketing.tickets k where k.order_id = o.id and k.state = 'issued') as tickets,
       (o.total_minor - payments.matched_minor(o.organization_id, o.id))::text as missing from ticketing.orders o where o.id = $1`,
    [id],
  );
/** Everything that must hold, whatever was matched. */
export async function sound({ org, at }: { org: House["org"]; at: Shop }) {
  const found = await admin.query("select fault from payments.document_faults($1)", [org.id]);
  assert.deepEqual([...(await faults(org)), ...(await unsound(org)), ...found.rows], []);
  const { held, sold } = await tierOf(at);
  assert.deepEqual(await logOf(at), { held, sold });
}
