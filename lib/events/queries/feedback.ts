import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { feedbackForms, feedbackQuestions } from "#db/schema/events/feedback";
import { eventSchedules } from "#db/schema/events/program";
import type { PublicTx, TenantTx } from "#db/tenant";
import { feedbackKinds, feedbackNames } from "#lib/events/rules/feedback";

/** What is asked about an event, or null when nobody wrote anything down; and how many people it would reach now. */
export async function feedbackFormOf(tx: TenantTx, eventId: string) {
  const [form] = await tx
    .select({
      id: feedbackForms.id,
      state: feedbackForms.state,
      intro: feedbackForms.intro,
      names: feedbackForms.names,
      whom: feedbackForms.whom,
      askAfterHours: feedbackForms.askAfterHours,
      closesAt: feedbackForms.closesAt,
      askedAt: feedbackForms.askedAt,
      reach: sql<number | null>`events.count_to_ask(${eventId}::uuid)`,
    })
    .from(feedbackForms)
    .where(eq(feedbackForms.eventId, eventId));
  return form ?? null;
}

/** The questions of an event's form in their order, those that are asked no more last. */
export const feedbackQuestionsOf = (tx: TenantTx, eventId: string) =>
  tx
    .select({
      id: feedbackQuestions.id,
      label: feedbackQuestions.label,
      hint: feedbackQuestions.hint,
      kind: feedbackQuestions.kind,
      options: feedbackQuestions.options,
      required: feedbackQuestions.required,
      position: feedbackQuestions.position,
      archived: feedbackQuestions.archived,
      sessionId: feedbackQuestions.sessionId,
      session: eventSchedules.title,
    })
    .from(feedbackQuestions)
    .leftJoin(
      eventSchedules,
      and(
        eq(eventSchedules.organizationId, feedbackQuestions.organizationId),
        eq(eventSchedules.id, feedbackQuestions.sessionId),
      ),
    )
    .where(eq(feedbackQuestions.eventId, eventId))
    .orderBy(asc(feedbackQuestions.archived), asc(feedbackQuestions.position), asc(feedbackQuestions.id));

/** The sessions of an event for a choice, in the order of the programme. */
export const sessionChoices = (tx: TenantTx, eventId: string) =>
  tx
    .select({ value: eventSchedules.id, label: eventSchedules.title })
    .from(eventSchedules)
    .where(eq(eventSchedules.eventId, eventId))
    .orderBy(asc(eventSchedules.startsAt), asc(eventSchedules.id));

type Narrowed = { tierId?: string };

/** Of how many tickets' holders were asked, how many answered; all together, or of one kind of ticket. */
export async function feedbackRate(tx: TenantTx, eventId: string, { tierId }: Narrowed = {}) {
  const { rows } = await tx.execute<{ asked: number; answered: number }>(
    sql`select count(*)::int as asked, (count(*) filter (where r.answered))::int as answered
        from events.feedback_requests r where r.event_id = ${eventId}::uuid and (${tierId ?? null}::uuid is null or r.tier_id = ${tierId ?? null}::uuid)`,
  );
  return rows[0] ?? { asked: 0, answered: 0 };
}

/** How often each question was answered with what; `average` is of scales. */
export async function feedbackCounts(tx: TenantTx, eventId: string, { tierId }: Narrowed = {}) {
  const { rows } = await tx.execute<{ questionId: string; answer: string; times: number }>(
    sql`select a.question_id as "questionId", case when q.kind = 'text' then '' else a.answer end as answer, count(*)::int as times
        from events.feedback_answers a
        join events.feedback_questions q on q.organization_id = a.organization_id and q.id = a.question_id
        join events.event_feedback f on f.organization_id = a.organization_id and f.id = a.feedback_id
        where a.event_id = ${eventId}::uuid and (${tierId ?? null}::uuid is null or f.tier_id = ${tierId ?? null}::uuid)
        group by 1, 2`,
  );
  return rows;
}

/** What people wrote in their own words, newest first. */
export async function feedbackComments(tx: TenantTx, eventId: string, { tierId }: Narrowed = {}, limit = 5) {
  const { rows } = await tx.execute<{ questionId: string; answer: string; name: string | null; tier: string | null }>(
    sql`select x."questionId", x.answer, x.name, x.tier from (
          select a.question_id as "questionId", a.answer, f.name, t.name as tier,
            row_number() over (partition by a.question_id order by f.answered_at desc, a.id desc) as n
          from events.feedback_answers a
          join events.feedback_questions q on q.organization_id = a.organization_id and q.id = a.question_id and q.kind = 'text'
          join events.event_feedback f on f.organization_id = a.organization_id and f.id = a.feedback_id
          left join ticketing.ticket_tiers t on t.organization_id = f.organization_id and t.id = f.tier_id
          where a.event_id = ${eventId}::uuid and (${tierId ?? null}::uuid is null or f.tier_id = ${tierId ?? null}::uuid)) x
        where x.n <= ${limit}`,
  );
  return rows;
}

const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
const AskedPage = z.object({
  organization: z.object({
    slug: z.string(),
    name: z.string(),
    accent: z.string(),
    logo: z.string().nullable(),
    supportEmail: z.string().nullable(),
  }),
  event: z.object({ name: z.string(), startsAt: moment, endsAt: moment, zone: z.string() }),
  open: z.boolean(),
  closesAt: moment.nullable(),
  intro: z.string(),
  names: z.enum(Object.keys(feedbackNames) as [keyof typeof feedbackNames]),
  place: z.number(),
  name: z.string(),
  answered: z.boolean(),
  anonymous: z.boolean(),
  places: z.array(z.object({ place: z.number(), name: z.string(), tier: z.string(), answered: z.boolean() })),
  questions: z.array(
    z.object({
      id: z.uuid(),
      label: z.string(),
      hint: z.string(),
      kind: z.enum(Object.keys(feedbackKinds) as [keyof typeof feedbackKinds]),
      options: z.array(z.string()),
      required: z.boolean(),
      session: z.string().nullable(),
    }),
  ),
  said: z.record(z.string(), z.string()),
});
export type AskedPage = z.output<typeof AskedPage>;

/** The form of a link, for one of the letter's tickets; null for a link that nobody was sent. Called with `asPublic`. */
export async function askedPage(tx: PublicTx, token: string, place: number): Promise<AskedPage | null> {
  const { rows } = await tx.execute<{ page: unknown }>(
    sql`select events.feedback_page(${token}, ${place}::int) as page`,
  );
  return rows[0]?.page ? AskedPage.parse(rows[0].page) : null;
}
