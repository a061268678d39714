import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { command } from "#lib/command";
import { RequestDecision, Resend, RunId, RunStart, TicketRefund, Transfer } from "#lib/ticketing/rules/serving";
import { orderLink } from "#lib/ticketing/tokens";

const Placed = z.object({
  refundId: z.uuid().nullable(),
  requestId: z.uuid().optional(),
  amountMinor: z.string().transform(BigInt),
});
type Placed = z.output<typeof Placed>;
const order = (_: unknown, input: { orderId: string }) => ({ subject: "ticketing.orders", subjectId: input.orderId });

/** The buyer's own tickets once more; answers where they went. */
export const resendTickets = command({
  name: "ticketing.resend_tickets",
  needs: "ticketing:write",
  input: Resend,
  trace: order,
  async run({ tx, input: { orderId, key } }) {
    const { rows } = await tx.execute<{ sent: string }>(
      sql`select ticketing.resend_tickets(${orderId}::uuid, ${orderLink(orderId)}, ${key}) as sent`,
    );
    return { to: z.string().parse(rows[0]?.sent) };
  },
});

/** A new code for a new owner; the old one is dead, and both are told. */
export const transferTicket = command({
  name: "ticketing.transfer_ticket",
  needs: "ticketing:write",
  input: Transfer,
  trace: (output: { id: string; orderId: string }) => ({ subject: "ticketing.orders", subjectId: output.orderId }),
  async run({ tx, input: { id, name, email } }) {
    const { rows } = await tx.execute<{ made: unknown }>(
      sql`select ticketing.transfer_ticket(${id}::uuid, ${name}, ${email}) as made`,
    );
    return z.object({ id: z.uuid(), orderId: z.uuid() }).parse(rows[0]?.made);
  },
});

/** What these tickets came to goes back; the tickets end with it. */
export const refundTickets = command<typeof TicketRefund, Placed>({
  name: "ticketing.refund_tickets",
  needs: "ticketing:refund",
  input: TicketRefund,
  trace: order,
  async run({ tx, input: { orderId, tickets, reason, source, key } }) {
    const list = JSON.stringify(tickets);
    const { rows } = await tx.execute<{ made: unknown }>(sql`
      select ticketing.refund_tickets(${orderId}::uuid, array(select x::uuid from jsonb_array_elements_text(${list}::jsonb) x), ${reason}, ${key}, ${source ?? null}) as made`);
    return Placed.parse(rows[0]?.made);
  },
});

/** Everybody's money back for a cancelled event. Begun twice, it is the same run. */
export const startRefundRun = command({
  name: "ticketing.start_refund_run",
  needs: "ticketing:refund",
  input: RunStart,
  trace: (_: { runId: string }, input) => ({ subject: "events.events", subjectId: input.eventId }),
  async run({ tx, input: { eventId, reason } }) {
    const { rows } = await tx.execute<{ run: string }>(
      sql`select ticketing.start_refund_run(${eventId}::uuid, ${reason}) as run`,
    );
    return { runId: z.uuid().parse(rows[0]?.run) };
  },
});

export const retryRefundRun = command({
  name: "ticketing.retry_refund_run",
  needs: "ticketing:refund",
  input: RunId,
  trace: (_: { again: number }, input) => ({ subject: "ticketing.refund_runs", subjectId: input.id }),
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ again: number }>(
      sql`select ticketing.retry_refund_run(${input.id}::uuid) as again`,
    );
    return { again: z.number().parse(rows[0]?.again) };
  },
});

/** One order of a run whose refund failed, tried once more. */
export const retryRefund = command({
  name: "ticketing.retry_refund",
  needs: "ticketing:refund",
  input: RunId,
  trace: (output: { orderId: string }) => ({ subject: "ticketing.orders", subjectId: output.orderId }),
  async run({ tx, input }) {
    const { rows } = await tx.execute<{ order: string }>(
      sql`select ticketing.retry_refund_item(${input.id}::uuid) as order`,
    );
    return { orderId: z.uuid().parse(rows[0]?.order) };
  },
});

/** Yes gives everything back that is left; no is told to the buyer with its reason. */
export const decideRefundRequest = command({
  name: "ticketing.decide_refund_request",
  needs: "ticketing:refund",
  input: RequestDecision,
  trace: (output: { id: string; orderId: string }) => ({ subject: "ticketing.orders", subjectId: output.orderId }),
  async run({ tx, input: { id, approved, answer } }) {
    const { rows } = await tx.execute<{ made: unknown }>(
      sql`select ticketing.decide_refund_request(${id}::uuid, ${approved}, ${answer}) as made`,
    );
    return z.object({ id: z.uuid(), orderId: z.uuid(), requestId: z.uuid().optional() }).parse(rows[0]?.made);
  },
});
