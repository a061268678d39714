import "server-only";
import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { events } from "#db/schema/events";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { parseMoney } from "#lib/money";
import { GuestInput, HandSale, Id, SeatMark, SectionInput } from "#lib/ticketing/rules/selling";
import { newOrderId, orderToken } from "#lib/ticketing/tokens";
import { toInstant } from "#lib/time";

const json = (value: unknown) => JSON.stringify(value);
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 80 random bits in Crockford's base 32. */
const guestCode = () => Array.from(randomBytes(16), (byte) => letters[byte & 31]).join("");

/** Tickets for a named guest. The code is in the answer and in the guest's letter, and nowhere else. */
export const inviteGuest = command<typeof GuestInput, { id: string; code: string }>({
  name: "ticketing.invite_guest",
  needs: "ticketing:write",
  input: GuestInput,
  trace: (output) => ({ subject: "ticketing.guest_codes", subjectId: output.id }),
  async run({ tx, input: { expiresAt, ...input } }) {
    const [event] = await tx.select({ zone: events.zone }).from(events).where(eq(events.id, input.eventId));
    if (!event) throw new Refusal("missing", "That event is not here any more, or not yours.");
    const code = guestCode();
    const until = expiresAt ? toInstant(expiresAt, event.zone).toISOString() : null;
    const { rows } = await tx.execute<{ id: string }>(
      sql`select ticketing.invite_guest(${json({ ...input, expiresAt: until, code })}::jsonb) as id`,
    );
    return { id: z.uuid().parse(rows[0]?.id), code: code.replace(/(.{4})(?=.)/g, "$1-") };
  },
});

export const takeGuestBack = command({
  name: "ticketing.take_guest_back",
  needs: "ticketing:write",
  input: Id,
  trace: (output: { id: string }) => ({ subject: "ticketing.guest_codes", subjectId: output.id }),
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select ticketing.take_guest_back(${id}::uuid)`);
    return { id };
  },
});

/** Lay out rows of seats; the quota of their ticket becomes their number. */
export const laySection = command({
  name: "ticketing.lay_section",
  needs: "ticketing:write",
  input: SectionInput,
  trace: (output: { id: string }) => ({ subject: "ticketing.seating_sections", subjectId: output.id }),
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ id: string }>(sql`select ticketing.lay_section(${json(input)}::jsonb) as id`);
    return { id: z.uuid().parse(rows[0]?.id) };
  },
});

export const markSeat = command({
  name: "ticketing.mark_seat",
  needs: "ticketing:write",
  input: SeatMark,
  trace: (_, input) => ({ subject: "ticketing.seats", subjectId: input.seatId }),
  async run({ tx, input }) {
    await tx.execute(sql`select ticketing.mark_seat(${json(input)}::jsonb)`);
    return { id: input.seatId };
  },
});

export const clearSection = command({
  name: "ticketing.clear_section",
  needs: "ticketing:write",
  input: Id,
  trace: (output: { id: string }) => ({ subject: "ticketing.seating_sections", subjectId: output.id }),
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select ticketing.clear_section(${id}::uuid)`);
    return { id };
  },
});

const Sold = z.object({
  orderId: z.uuid(),
  number: z.string(),
  totalMinor: z.string().transform(BigInt),
  currency: z.string(),
  state: z.string(),
});

/** A sale at the door or by hand. `key` is made with the form: sent twice, it is one sale. */
export const sellByHand = command<typeof HandSale, z.output<typeof Sold>>({
  name: "ticketing.sell_by_hand",
  needs: "ticketing:sell",
  input: HandSale,
  trace: (output) => ({ subject: "ticketing.orders", subjectId: output.orderId }),
  async run({ tx, input: { tickets, prices, seats, name, answers, attendees, ...input } }) {
    const [event] = await tx.select({ currency: events.currency }).from(events).where(eq(events.id, input.eventId));
    if (!event) throw new Refusal("missing", "That event is not here any more, or not yours.");
    const items = Object.entries(tickets)
      .filter(([, count]) => Number(count) > 0)
      .map(([tierId, count]) => {
        const typed = prices[tierId]?.trim();
        const price = typed ? parseMoney(typed, event.currency) : undefined;
        if (price === null) refuse(`prices.${tierId}`, `Not an amount of ${event.currency}. Write it like 12.50.`);
        const chosen = (seats[tierId] ?? "").split(",").filter(Boolean);
        return { tierId, quantity: Number(count), priceMinor: price?.toString(), seats: chosen };
      });
    if (items.length === 0) throw new Refusal("invalid", "Choose at least one ticket.");
    if (input.method === "invoice" && !input.partyId) refuse("partyId", "Choose whom the invoice is for.");
    if (input.method === "by_hand" && !input.payBy) refuse("payBy", "Choose until when the tickets are kept.");
    if (input.method === "by_hand" && !name) refuse("name", "Say who pays, so that the money can be found.");
    if (input.method === "invoice" && !name) refuse("name", "Say who the tickets are for.");
    const orderId = newOrderId();
    const sale = {
      ...input,
      // A form sends its empty fields as well: who answered nothing was not asked.
      ...(filled(answers) || filled(attendees) ? { answers: answers ?? {}, attendees: attendees ?? {} } : {}),
      name: name || "Guest at the door",
      items,
      orderId,
      orderToken: orderToken(orderId),
      invoiceId: newOrderId(),
      secret: randomBytes(24).toString("base64url"),
    };
    const { rows } = await tx.execute<{ sold: unknown }>(
      sql`select ticketing.sell_by_hand(${json(sale)}::jsonb) as sold`,
    );
    return Sold.parse(rows[0]?.sold);
  },
});

/** Is there a word anywhere in it? */
const filled = (said: unknown): boolean =>
  typeof said === "object" && said !== null
    ? Object.values(said).some(filled)
    : typeof said === "string" && said.trim() !== "";

function refuse(field: string, message: string): never {
  throw new Refusal("invalid", message, { [field]: [message] });
}
