import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { isId } from "#lib/system/ids";

const minor = z
  .string()
  .nullable()
  .transform((text) => (text === null ? null : BigInt(text)));
const Wishes = z.object({
  about: z.string(),
  categories: z.array(z.string()),
  places: z.array(z.string()),
  months: z.array(z.number()),
  audienceLeast: z.number().nullable(),
  audienceMost: z.number().nullable(),
  budgetLeastMinor: minor,
  budgetMostMinor: minor,
  currency: z.string().nullable(),
  matchable: z.boolean(),
});
export type Wishes = z.output<typeof Wishes>;

/** What is written of what a sponsor looks for; without a sponsor, of this organization itself. */
export async function wishesOf(tx: TenantTx, sponsorId?: string): Promise<Wishes | null> {
  const whose = sponsorId && isId(sponsorId) ? sql`w.sponsor_id = ${sponsorId}::uuid` : sql`w.sponsor_id is null`;
  const found = await answer(
    tx,
    sql`(select jsonb_build_object('about', w.about, 'categories', w.categories, 'places', w.places, 'months', w.months, 'audienceLeast', w.audience_least,
      'audienceMost', w.audience_most, 'budgetLeastMinor', w.budget_least_minor::text, 'budgetMostMinor', w.budget_most_minor::text, 'currency', w.currency, 'matchable', w.matchable)
      from sponsorship.match_wishes w where ${whose} and w.organization_id = (select system.org_id()))`,
  );
  return Wishes.nullable().parse(found);
}

const Choice = z.object({ value: z.string(), label: z.string() });
const Choices = z.object({ categories: z.array(Choice), currencies: z.array(Choice) });
export type WishChoices = z.output<typeof Choices>;
/** Kinds of events and currencies that are in use. */
export const wishChoices = async (tx: TenantTx) =>
  Choices.parse(
    await answer(
      tx,
      sql`jsonb_build_object(
        'categories', (select jsonb_agg(jsonb_build_object('value', c.key, 'label', c.name) order by c.position) from ref.event_categories c),
        'currencies', (select jsonb_agg(jsonb_build_object('value', c.code, 'label', c.code || ' · ' || c.name) order by c.code) from ref.currencies c where c.active and not c.fund))`,
    ),
  );

const Feedback = z.object({
  id: z.string(),
  kind: z.enum(["good", "bad", "accepted", "rejected"]),
  reason: z.string(),
  package: z.string(),
  who: z.string(),
  by: z.string().nullable(),
  at: z.string(),
  takenBack: z.boolean(),
  counts: z.boolean(),
});
export type FeedbackFacts = z.output<typeof Feedback>;
const Version = z.object({
  n: z.number(),
  weights: z.array(z.number()),
  before: z.array(z.number()),
  cause: z.enum(["manual", "restored", "feedback", "taken_back"]),
  restoredN: z.number().nullable(),
  by: z.string().nullable(),
  at: z.string(),
  feedback: Feedback.nullable(),
});
export type WeightsVersion = z.output<typeof Version>;
const History = z.object({ defaults: z.array(z.number()), versions: z.array(Version), said: z.array(Feedback) });
export type WeightsHistory = z.output<typeof History>;

/** The versions of the weights with what each was before, newest first, and what was said; the latest hundred of each. */
export async function weightsHistory(tx: TenantTx): Promise<WeightsHistory> {
  const found = await answer(
    tx,
    sql`(with base as (select coalesce(max(w.n), 0) as n from sponsorship.match_weights w where w.cause in ('manual', 'restored')), said as (
        select f.id, f.created_at, jsonb_build_object('id', f.id, 'kind', f.kind, 'reason', f.reason, 'package', p.name, 'who', coalesce(s.name, 'Another organization'),
          'by', u.name, 'at', f.created_at, 'takenBack', f.taken_back_at is not null, 'counts', f.taken_back_at is null and f.base_n = (select n from base)) as one
        from sponsorship.match_feedback f join sponsorship.sponsorship_packages p on p.organization_id = f.organization_id and p.id = f.package_id
        left join sponsorship.sponsors s on s.organization_id = f.organization_id and s.id = f.sponsor_id left join users.user_profiles u on u.user_id = f.created_by)
      select jsonb_build_object('defaults', sponsorship.default_weights(),
        'said', (select coalesce(jsonb_agg(x.one order by x.created_at desc, x.id desc), '[]') from (select * from said order by created_at desc, id desc limit 100) x),
        'versions', (select coalesce(jsonb_agg(y.one order by y.n desc), '[]') from (
          select w.n, jsonb_build_object('n', w.n, 'weights', w.weights, 'before', coalesce(b.weights, sponsorship.default_weights()), 'cause', w.cause,
            'restoredN', w.restored_n, 'by', u.name, 'at', w.created_at, 'feedback', (select x.one from said x where x.id = w.feedback_id)) as one
          from sponsorship.match_weights w left join sponsorship.match_weights b on b.organization_id = w.organization_id and b.n = w.n - 1
          left join users.user_profiles u on u.user_id = w.created_by order by w.n desc limit 100) y)))`,
  );
  return History.parse(found);
}

const Model = z.object({
  id: z.string(),
  kind: z.string(),
  n: z.number(),
  texts: z.number(),
  active: z.boolean(),
  activatedAt: z.string().nullable(),
  createdAt: z.string(),
  by: z.string().nullable(),
  vectors: z.number(),
});
export type ModelFacts = z.output<typeof Model>;

/** The versions of the model of texts, newest first. */
export const modelVersions = async (tx: TenantTx) =>
  z.array(Model).parse(
    await answer(
      tx,
      sql`(select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'kind', v.kind, 'n', v.n, 'texts', v.texts, 'active', v.active, 'activatedAt', v.activated_at,
        'createdAt', v.created_at, 'by', u.name, 'vectors', (select count(*) from ml.sponsor_embeddings x where x.organization_id = v.organization_id and x.model_id = v.id)
          + (select count(*) from ml.package_embeddings x where x.organization_id = v.organization_id and x.model_id = v.id)) order by v.created_at desc, v.id desc), '[]')
        from ml.model_versions v left join users.user_profiles u on u.user_id = v.created_by)`,
    ),
  );
