import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { TenantTx } from "#db/tenant";
import { bookingLink } from "#lib/bookings/link";
import { bookingLetter } from "#lib/bookings/queries/letters";
import { reminderEmail } from "#lib/bookings/reminders";
import type { ExpireHold, TellCustomer } from "#lib/bookings/rules/inputs";
import { ReminderLetter, type SendBookingReminder } from "#lib/bookings/rules/reminders";
import type { GatewayEvent } from "#lib/gateway/gateway";
import { enqueue } from "#lib/system/outbox";
import type { JobInTransaction } from "#lib/system/worker/job";

/** Topic `bookings.expire_hold`: the slot is free again, unless the deposit came meanwhile. */
export async function expireHold({ tx, payload }: JobInTransaction<z.output<typeof ExpireHold>>): Promise<void> {
  await tx.execute(sql`select bookings.expire(${payload.bookingId}::uuid)`);
}

/** Topic `bookings.tell`: an e-mail to the customer, unless it changed again meanwhile. */
export async function tellCustomer({
  tx,
  payload,
  row,
}: JobInTransaction<z.output<typeof TellCustomer>>): Promise<void> {
  const letter = await bookingLetter(tx, payload.bookingId, payload.what);
  if (letter) await enqueue(tx, { topic: "messaging.send_email", payload: letter, key: `booking:${row.id}` });
}

/** Do what a gateway says of a refund. False when it is no refund of a booking. */
export async function settleBookingRefund(tx: TenantTx, event: GatewayEvent): Promise<boolean> {
  if (event.kind === "refund.failed") return failBookingRefund(tx, event.organizationId, event.refundId, event.reason);
  if (event.kind !== "refund.succeeded") return false;
  return answered(tx, "settle_refund", {
    organization_id: event.organizationId,
    refund_id: event.refundId,
    gateway_ref: event.refundRef,
    amount_minor: event.amountMinor.toString(),
  });
}

/** The gateway will not send it: the money is the customer's with us again. False when it is no refund of a booking. */
export const failBookingRefund = (tx: TenantTx, organizationId: string, refundId: string, reason: string) =>
  answered(tx, "fail_refund", { organization_id: organizationId, refund_id: refundId, reason });

async function answered(tx: TenantTx, what: "settle_refund" | "fail_refund", p: Record<string, string>) {
  const json = JSON.stringify(p);
  const call =
    what === "settle_refund" ? sql`bookings.settle_refund(${json}::jsonb)` : sql`bookings.fail_refund(${json}::jsonb)`;
  const { rows } = await tx.execute<{ ours: boolean }>(sql`select ${call} as ours`);
  return rows[0]?.ours === true;
}
/** Topic `bookings.send_reminder`: the letter enters the queue in the transaction that says it was sent, so it goes once. */
export async function sendBookingReminder({
  tx,
  payload: { reminderId },
}: JobInTransaction<z.output<typeof SendBookingReminder>>): Promise<void> {
  const { rows } = await tx.execute<{ letter: unknown }>(
    sql`select bookings.take_reminder(${reminderId}::uuid) as letter`,
  );
  const letter = ReminderLetter.nullable().parse(rows[0]?.letter ?? null);
  if (!letter) return;
  const link =
    letter.recipient === "customer" ? bookingLink(letter.bookingId) : `/${letter.slug}/bookings/${letter.bookingId}`;
  await enqueue(tx, {
    topic: "messaging.send_email",
    payload: reminderEmail(letter, link),
    key: `booking-reminder:${reminderId}`,
  });
}
