import "server-only";
import { sql } from "drizzle-orm";
import { makeMonths, sendReport } from "#lib/analytics/jobs";
import { retireAt } from "#lib/analytics/rules/retention";
import { expireHold, sendBookingReminder, tellCustomer } from "#lib/bookings/jobs";
import { sendRequest } from "#lib/feedback/jobs";
import { askGateway, deliverWebhook, processEvent, sendAnswer, sendRefund } from "#lib/gateway/jobs";
import { sendEmailJob } from "#lib/messaging/jobs";

import { checkAlerts } from "#lib/payments/alerts/jobs";
import { readBankFile } from "#lib/payments/bank/jobs";
import { askCard, raiseRecurring, sendReminder } from "#lib/payments/receivables/jobs";
import { approveSilent, askFunding, sendSponsorRefund } from "#lib/sponsorship/jobs";
import { matchSponsors } from "#lib/sponsorship/matching/jobs";
import { checkIntegrityJob } from "#lib/system/desk/jobs";
import { runImport } from "#lib/system/imports/jobs";
import { type QueueTx, type Topic, topics } from "#lib/system/outbox";
import type { CronJob } from "#lib/system/worker/cron";
import { inTransaction, outside, type Work } from "#lib/system/worker/job";
import { watch } from "#lib/system/worker/watch";
import { releaseExpired, runRefunds } from "#lib/ticketing/jobs";

/** What the worker does for each topic of `lib/system/outbox.ts`; the functions are in `lib/<domain>/jobs.ts`. */
export const handlers: Record<Topic, Work> = {
  "messaging.send_email": outside(topics["messaging.send_email"], sendEmailJob),
  "analytics.send_report": outside(topics["analytics.send_report"], sendReport),
  "system.check_integrity": inTransaction(topics["system.check_integrity"], checkIntegrityJob),
  "system.run_import": outside(topics["system.run_import"], runImport),
  "feedback.send_request": inTransaction(topics["feedback.send_request"], sendRequest),
  "gateway.deliver": outside(topics["gateway.deliver"], deliverWebhook),
  "gateway.process_event": outside(topics["gateway.process_event"], processEvent),
  "gateway.refund": outside(topics["gateway.refund"], sendRefund),
  "gateway.ask": outside(topics["gateway.ask"], askGateway),
  "payments.check_alerts": inTransaction(topics["payments.check_alerts"], checkAlerts),
  "payments.read_bank_file": outside(topics["payments.read_bank_file"], readBankFile),
  "gateway.answer_dispute": outside(topics["gateway.answer_dispute"], sendAnswer),
  "payments.ask_card": outside(topics["payments.ask_card"], askCard),
  "payments.send_reminder": inTransaction(topics["payments.send_reminder"], sendReminder),
  "payments.raise_recurring": inTransaction(topics["payments.raise_recurring"], raiseRecurring),
  "sponsorship.ask_funding": outside(topics["sponsorship.ask_funding"], askFunding),
  "sponsorship.send_refund": outside(topics["sponsorship.send_refund"], sendSponsorRefund),
  "sponsorship.approve_silent": inTransaction(topics["sponsorship.approve_silent"], approveSilent),
  "sponsorship.match": outside(topics["sponsorship.match"], matchSponsors),
  "ticketing.run_refunds": inTransaction(topics["ticketing.run_refunds"], runRefunds),
  "bookings.expire_hold": inTransaction(topics["bookings.expire_hold"], expireHold),
  "bookings.send_reminder": inTransaction(topics["bookings.send_reminder"], sendBookingReminder),
  "bookings.tell": inTransaction(topics["bookings.tell"], tellCustomer),
};

/** What the worker does by the clock. Functions of the database do it set by set, in one statement. */
export const cron: readonly CronJob[] = [
  { job: "ticketing.release_expired", schedule: { every: 15 }, run: releaseExpired },
  {
    job: "ticketing.offer_waiting",
    schedule: { every: 60 },
    run: ({ tx }) => value(tx, sql`ticketing.offer_waiting()`),
  },
  {
    job: "events.ask_for_feedback",
    schedule: { every: 300 },
    run: ({ tx }) => value(tx, sql`events.ask_for_feedback()`),
  },
  { job: "gateway.pay_out", schedule: { cron: "10 2 * * *" }, run: ({ tx }) => value(tx, sql`gateway.pay_out()`) },
  { job: "gateway.arrive", schedule: { every: 300 }, run: ({ tx }) => value(tx, sql`gateway.arrive()`) },
  { job: "payments.remind", schedule: { every: 900 }, run: ({ tx }) => value(tx, sql`payments.remind()`) },
  {
    job: "payments.find_recurring",
    schedule: { every: 900 },
    run: ({ tx }) => value(tx, sql`payments.find_recurring()`),
  },
  { job: "bookings.remind", schedule: { every: 60 }, run: ({ tx }) => value(tx, sql`bookings.remind()`) },
  { job: "payments.seal", schedule: { every: 60 }, run: ({ tx }) => value(tx, sql`payments.seal()`) },
  { job: "payments.recognise", schedule: { every: 900 }, run: ({ tx }) => value(tx, sql`payments.recognise()`) },
  {
    job: "payments.draft_scheduled_payouts",
    schedule: { every: 300 },
    run: ({ tx }) => value(tx, sql`payments.draft_scheduled()`),
  },
  {
    job: "payments.apply_splits",
    schedule: { cron: "10 * * * *" },
    run: ({ tx }) => value(tx, sql`payments.apply_splits()`),
  },
  {
    job: "payments.expire_credits",
    schedule: { every: 300 },
    run: ({ tx }) => value(tx, sql`payments.expire_credits()`),
  },
  { job: "payments.check_alerts", schedule: { every: 300 }, run: ({ tx }) => value(tx, sql`payments.check_alerts()`) },
  {
    job: "payments.prove_books",
    schedule: { cron: "50 2 * * *" },
    run: ({ tx }) => value(tx, sql`payments.check_alerts(null, true)`),
  },
  {
    job: "organizations.expire_invitations",
    schedule: { every: 300 },
    run: ({ tx }) => value(tx, sql`organizations.expire_invitations()`),
  },
  {
    job: "organizations.expire_requests",
    schedule: { every: 300 },
    run: ({ tx }) => value(tx, sql`organizations.expire_requests()`),
  },
  { job: "analytics.refresh", schedule: { every: 15 }, run: ({ tx }) => value(tx, sql`analytics.refresh()`) },
  { job: "analytics.find_reports", schedule: { every: 60 }, run: ({ tx }) => value(tx, sql`analytics.find_reports()`) },
  { job: "analytics.make_months", schedule: { every: 3600 }, run: makeMonths },
  {
    job: "analytics.seal_months",
    schedule: { cron: "35 3 * * *" },
    run: ({ tx }) => value(tx, sql`analytics.seal_months()`),
  },
  {
    job: "analytics.retire",
    schedule: retireAt,
    run: ({ tx }) => value(tx, sql`analytics.retire()`),
  },
  {
    job: "analytics.forget_touches",
    schedule: { cron: "5 4 * * *" },
    run: ({ tx }) => value(tx, sql`analytics.forget_touches()`),
  },
  { job: "system.seal_audit", schedule: { every: 60 }, run: ({ tx }) => value(tx, sql`system.seal_audit()`) },
  {
    job: "system.check_integrity",
    schedule: { cron: "40 2 * * *" },
    run: ({ tx }) => value(tx, sql`system.check_integrity()`),
  },
  {
    job: "system.purge_errors",
    schedule: { cron: "25 3 * * *" },
    run: ({ tx }) => value(tx, sql`system.purge_errors()`),
  },
  {
    job: "sponsorship.look_after",
    schedule: { every: 3600 },
    run: ({ tx }) => value(tx, sql`sponsorship.look_after()`),
  },
  {
    job: "sponsorship.watch_holds",
    schedule: { cron: "30 4 * * *" },
    run: ({ tx }) => value(tx, sql`sponsorship.watch_holds()`),
  },
  { job: "sponsorship.find_stale", schedule: { every: 10 }, run: ({ tx }) => value(tx, sql`sponsorship.find_stale()`) },
  {
    job: "sponsorship.age_matches",
    schedule: { cron: "45 3 * * *" },
    run: ({ tx }) => value(tx, sql`sponsorship.age_matches()`),
  },
  {
    job: "sponsorship.expire_proposals",
    schedule: { every: 900 },
    run: ({ tx }) => value(tx, sql`sponsorship.expire_proposals()`),
  },
  { job: "users.erase_due", schedule: { every: 3600 }, run: ({ tx }) => value(tx, sql`users.erase_due()`) },
  { job: "system.purge", schedule: { cron: "20 3 * * *" }, run: ({ tx }) => value(tx, sql`system.purge()`) },
  { job: "system.watch", schedule: { every: 300 }, run: watch },
];

/** What a function of the database returns. */
async function value(tx: QueueTx, call: ReturnType<typeof sql>): Promise<unknown> {
  const { rows } = await tx.execute<{ value: unknown }>(sql`select ${call} as value`);
  return rows[0]?.value;
}
