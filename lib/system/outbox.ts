import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { asQueue, TenantTx } from "#db/tenant";
import { SendReport } from "#lib/analytics/rules/saving";
import { ExpireHold, TellCustomer } from "#lib/bookings/rules/inputs";
import { SendBookingReminder } from "#lib/bookings/rules/reminders";
import { SendRequest } from "#lib/feedback/rules";
import { AskGateway, DeliverWebhook, ProcessEvent, SendAnswer, SendRefund } from "#lib/gateway/rules";
import { SendEmail } from "#lib/messaging/rules";
import { CheckAlerts } from "#lib/payments/alerts/rules";
import { ReadBankFile } from "#lib/payments/bank/rules";
import { AskCard, RaiseRecurring, SendReminder } from "#lib/payments/receivables/rules";
import { MatchSponsors } from "#lib/sponsorship/matching/rules";
import { ApproveSilent, AskFunding, SendSponsorRefund } from "#lib/sponsorship/rules";
import { CheckIntegrity } from "#lib/system/desk/rules";
import { RunImport } from "#lib/system/imports/rules";
import { RunRefunds } from "#lib/ticketing/rules/serving";

/**
 * What can be asked of the worker, and with what. A topic is `<domain>.<verb>`; its handler is named in
 * `lib/system/worker/handlers.ts`. The worker parses each payload again, because functions of the database enqueue too.
 */
export const topics = {
  "messaging.send_email": SendEmail,
  "analytics.send_report": SendReport,
  "system.check_integrity": CheckIntegrity,
  "system.run_import": RunImport,
  "feedback.send_request": SendRequest,
  "gateway.deliver": DeliverWebhook,
  "gateway.process_event": ProcessEvent,
  "gateway.refund": SendRefund,
  "gateway.ask": AskGateway,
  "payments.check_alerts": CheckAlerts,
  "payments.read_bank_file": ReadBankFile,
  "gateway.answer_dispute": SendAnswer,
  "payments.ask_card": AskCard,
  "payments.send_reminder": SendReminder,
  "payments.raise_recurring": RaiseRecurring,
  "sponsorship.ask_funding": AskFunding,
  "sponsorship.send_refund": SendSponsorRefund,
  "sponsorship.approve_silent": ApproveSilent,
  "sponsorship.match": MatchSponsors,
  "ticketing.run_refunds": RunRefunds,
  "bookings.expire_hold": ExpireHold,
  "bookings.send_reminder": SendBookingReminder,
  "bookings.tell": TellCustomer,
} as const satisfies Record<`${string}.${string}`, z.ZodType>;

export type Topic = keyof typeof topics;
/** A transaction of the queue's own login, outside any organization. */
export type QueueTx = Parameters<Parameters<typeof asQueue>[0]>[0];

type Request<T extends Topic> = {
  topic: T;
  payload: z.input<(typeof topics)[T]>;
  /** With a key, a second request of the same topic and key is ignored. */
  key?: string;
  /** Not before this moment; at once when missing. */
  runAt?: Date;
};

/** Have the worker do this once the caller's transaction commits; if it rolls back, nothing was asked. */
export async function enqueue<T extends Topic>(tx: TenantTx, request: Request<T>): Promise<void> {
  const { topic, payload, key, runAt } = checked(request);
  // The columns that a request may set, no conflict target and nothing returned: all else needs the right to read the queue.
  await tx.execute(
    sql`insert into system.outbox (organization_id, topic, payload, key, run_at)
        values ((select system.org_id()), ${topic}, ${payload}::jsonb, ${key}, coalesce(${runAt}::timestamptz, now()))
        on conflict do nothing`,
  );
}

/** The same from a scheduled job, which belongs to no organization until it says for which it asks. */
export async function enqueueFor<T extends Topic>(tx: QueueTx, organizationId: string, request: Request<T>) {
  const { topic, payload, key, runAt } = checked(request);
  await tx.execute(
    sql`select system.enqueue(${organizationId}::uuid, ${topic}, ${payload}::jsonb, ${key}, ${runAt}::timestamptz)`,
  );
}

function checked<T extends Topic>({ topic, payload, key, runAt }: Request<T>) {
  topics[topic].parse(payload);
  return { topic, payload: JSON.stringify(payload), key: key ?? null, runAt: runAt?.toISOString() ?? null };
}
