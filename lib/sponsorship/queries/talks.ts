import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer } from "#db/answer";
import type { TenantTx } from "#db/tenant";

const minor = z.string().transform(BigInt);
const moment = z.coerce.date();
const side = z.enum(["organizer", "sponsor"]);
export const KeptTerms = z.object({
  taxPpm: z.number(),
  taxCode: z.string(),
  holdDays: z.number(),
  autoApproveDays: z.number().nullable(),
  milestones: z.array(z.object({ title: z.string(), amountMinor: z.string(), dueOn: z.string() })),
  deliverables: z.array(
    z.object({
      title: z.string(),
      description: z.string(),
      dueOn: z.string(),
      slaDays: z.number(),
      milestone: z.number(),
      wanted: z.number().nullish(),
    }),
  ),
});
const Version = z.object({
  n: z.number(),
  side,
  priceMinor: minor,
  currency: z.string(),
  terms: KeptTerms,
  note: z.string(),
  sentAt: moment.nullable(),
});
const Message = z.object({
  id: z.string(),
  side,
  author: z.string(),
  body: z.string(),
  at: moment,
  file: z.object({ id: z.string(), name: z.string() }).nullable(),
});
const Thread = z.object({
  id: z.string(),
  number: z.string(),
  state: z.enum(["draft", "sent", "viewed", "counter", "accepted", "rejected", "expired"]),
  title: z.string(),
  sponsorId: z.string(),
  eventId: z.string(),
  packageId: z.string().nullable(),
  variantId: z.string().nullable(),
  organizerName: z.string(),
  sponsorName: z.string(),
  eventName: z.string(),
  version: z.number(),
  turn: side,
  side,
  reason: z.string(),
  expiresAt: moment,
  orderId: z.string().nullable(),
  versions: z.array(Version),
  messages: z.array(Message),
});
export type ThreadFacts = z.output<typeof Thread>;
export type VersionFacts = z.output<typeof Version>;

/** A thread with its versions, newest first, and its messages, as the reader's side may see it. */
export async function threadFacts(tx: TenantTx, id: string): Promise<ThreadFacts | undefined> {
  if (!z.uuid().safeParse(id).success) return undefined;
  const found = await answer(
    tx,
    sql`(select jsonb_build_object('id', t.id, 'number', t.number, 'state', t.state, 'title', t.title, 'sponsorId', t.sponsor_id, 'eventId', t.event_id,
      'packageId', t.package_id, 'variantId', t.variant_id, 'organizerName', t.organizer_name, 'sponsorName', t.sponsor_name, 'eventName', t.event_name,
      'version', t.version, 'turn', t.turn, 'reason', t.reason, 'expiresAt', t.expires_at,
      'side', case when t.sponsor_id = any ((select sponsorship.my_sponsors())::uuid[]) then 'sponsor' else 'organizer' end,
      'orderId', (select o.id from sponsorship.sponsorship_orders o where o.organization_id = t.organization_id and o.thread_id = t.id),
      'versions', (select coalesce(jsonb_agg(jsonb_build_object('n', v.n, 'side', v.side, 'priceMinor', v.price_minor::text, 'currency', v.currency, 'terms', v.terms,
          'note', v.note, 'sentAt', v.sent_at) order by v.n desc), '[]') from sponsorship.proposal_versions v where v.organization_id = t.organization_id and v.thread_id = t.id),
      'messages', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'side', m.side, 'author', m.author, 'body', m.body, 'at', m.created_at,
          'file', (select jsonb_build_object('id', f.id, 'name', f.name) from sponsorship.files f where f.organization_id = t.organization_id and f.id = m.file_id)) order by m.id), '[]')
        from sponsorship.proposal_messages m where m.organization_id = t.organization_id and m.thread_id = t.id))
      from sponsorship.proposal_threads t where t.id = ${id}::uuid)`,
  );
  return found ? Thread.parse(found) : undefined;
}

/** A file of either party, for the two of them. */
export async function partyFile(tx: TenantTx, id: string) {
  const { rows } = await tx.execute<{ name: string; content_type: string; content: Buffer }>(
    sql`select name, content_type, content from sponsorship.files where id = ${id}::uuid`,
  );
  return rows[0];
}
