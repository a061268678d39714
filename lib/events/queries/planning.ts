import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import { culturalGuides } from "#db/schema/events/fields";
import { vendors } from "#db/schema/events/places";
import { eventDocuments, eventFiles, eventPlanning, eventRisks, eventUpdates } from "#db/schema/events/planning";
import { castings, contracts, talent } from "#db/schema/events/talent";
import type { TenantTx } from "#db/tenant";

const ownerName = (column: PgColumn) =>
  sql<
    string | null
  >`(select coalesce(nullif(p.name, ''), p.email) from users.user_profiles p where p.user_id = ${column})`;

/** Tasks and milestones, what is due first on top; what is done or dropped at the end. */
export const tasksOf = (tx: TenantTx, eventId: string) =>
  tx
    .select({
      id: eventPlanning.id,
      kind: eventPlanning.kind,
      title: eventPlanning.title,
      details: eventPlanning.details,
      ownerId: eventPlanning.ownerId,
      owner: ownerName(eventPlanning.ownerId),
      dueAt: eventPlanning.dueAt,
      doneAt: eventPlanning.doneAt,
      state: eventPlanning.state,
      overdue: sql<boolean>`${eventPlanning.state} in ('open', 'in_progress', 'blocked') and coalesce(${eventPlanning.dueAt} < now(), false)`,
    })
    .from(eventPlanning)
    .where(eq(eventPlanning.eventId, eventId))
    .orderBy(sql`${eventPlanning.state} in ('done', 'dropped')`, asc(eventPlanning.dueAt), asc(eventPlanning.title));
export type Task = Awaited<ReturnType<typeof tasksOf>>[number];

/** Risks, the heaviest first. */
export const risksOf = (tx: TenantTx, eventId: string) =>
  tx
    .select({
      id: eventRisks.id,
      title: eventRisks.title,
      details: eventRisks.details,
      likelihood: eventRisks.likelihood,
      impact: eventRisks.impact,
      score: sql<number>`${eventRisks.score}`,
      mitigation: eventRisks.mitigation,
      ownerId: eventRisks.ownerId,
      owner: ownerName(eventRisks.ownerId),
      state: eventRisks.state,
    })
    .from(eventRisks)
    .where(eq(eventRisks.eventId, eventId))
    .orderBy(sql`${eventRisks.state} in ('closed', 'accepted')`, desc(eventRisks.score), asc(eventRisks.title));
export type Risk = Awaited<ReturnType<typeof risksOf>>[number];

const File = z.object({ id: z.uuid(), name: z.string(), size: z.number(), versions: z.number() });

/** Papers with their newest file. `lacking` is a required one that is not there, was refused, or runs out before the event ends. */
export async function documentsOf(tx: TenantTx, eventId: string) {
  const rows = await tx
    .select({
      id: eventDocuments.id,
      kind: eventDocuments.kind,
      name: eventDocuments.name,
      required: eventDocuments.required,
      dueOn: eventDocuments.dueOn,
      expiresOn: eventDocuments.expiresOn,
      notes: eventDocuments.notes,
      state: eventDocuments.state,
      expires: sql<boolean>`coalesce(${eventDocuments.expiresOn} < (select (e.ends_at at time zone e.zone)::date from events.events e
        where e.organization_id = event_documents.organization_id and e.id = event_documents.event_id), false)`,
      file: sql<unknown>`(select jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'versions', count(*) over ()) from events.event_files f
        where f.organization_id = event_documents.organization_id and f.document_id = event_documents.id order by f.created_at desc, f.id desc limit 1)`,
    })
    .from(eventDocuments)
    .where(eq(eventDocuments.eventId, eventId))
    .orderBy(desc(eventDocuments.required), asc(eventDocuments.name));
  return rows.map((row) => ({
    ...row,
    file: File.nullable().parse(row.file),
    lacking: row.required && row.state !== "waived" && (["missing", "rejected"].includes(row.state) || row.expires),
  }));
}

/** The newest file of a document with its bytes; undefined when there is none, or none of theirs. */
export async function newestFile(tx: TenantTx, documentId: string) {
  const [found] = await tx
    .select({ name: eventFiles.name, contentType: eventFiles.contentType, content: eventFiles.content })
    .from(eventFiles)
    .where(eq(eventFiles.documentId, documentId))
    .orderBy(desc(eventFiles.createdAt), desc(eventFiles.id))
    .limit(1);
  return found;
}

export const castingsOf = (tx: TenantTx, eventId: string) =>
  tx
    .select({
      id: castings.id,
      part: castings.part,
      state: castings.state,
      notes: castings.notes,
      talentId: castings.talentId,
      name: talent.name,
      kind: talent.kind,
      agency: talent.agency,
      sessions: sql<number>`(select count(*)::int from events.session_talent st where st.organization_id = ${castings.organizationId} and st.event_id = ${castings.eventId} and st.talent_id = ${castings.talentId})`,
      away: sql<boolean>`exists (select from events.talent_absences a join events.events e on e.organization_id = a.organization_id and e.id = ${castings.eventId}
        where a.organization_id = ${castings.organizationId} and a.talent_id = ${castings.talentId} and a.starts_at < e.ends_at and a.ends_at > e.starts_at)`,
    })
    .from(castings)
    .innerJoin(talent, and(eq(talent.organizationId, castings.organizationId), eq(talent.id, castings.talentId)))
    .where(eq(castings.eventId, eventId))
    .orderBy(asc(talent.name), asc(castings.part));

type Bill = { id: string; number: string | null; state: string };

/** Contracts of an event, or of a vendor or somebody on stage over all events. Only for those who plan: row security says so. */
export const contractsOf = (tx: TenantTx, of: { eventId?: string; vendorId?: string; talentId?: string }) =>
  tx
    .select({
      id: contracts.id,
      eventId: contracts.eventId,
      event: sql<string>`(select e.name from events.events e where e.organization_id = ${contracts.organizationId} and e.id = ${contracts.eventId})`,
      vendorId: contracts.vendorId,
      talentId: contracts.talentId,
      party: sql<string>`coalesce(${vendors.name}, ${talent.name})`,
      subject: contracts.subject,
      state: contracts.state,
      costMinor: contracts.costMinor,
      currency: contracts.currency,
      signedOn: contracts.signedOn,
      expiresOn: contracts.expiresOn,
      usageUntil: contracts.usageUntil,
      usageRights: contracts.usageRights,
      notes: contracts.notes,
      /** The bills that came for it, for people who may see them. */
      bills: sql<
        Bill[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'state', i.state) order by i.created_at), '[]')
        from payments.invoices i where i.organization_id = ${contracts.organizationId} and i.contract_id = ${contracts.id})`,
      /** Before the event is over. */
      expires: sql<boolean>`coalesce(${contracts.expiresOn} < (select (e.ends_at at time zone e.zone)::date from events.events e where e.organization_id = ${contracts.organizationId} and e.id = ${contracts.eventId}), false)`,
      /** Pictures may be used for less than a month more, or no more. */
      usageEnds: sql<boolean>`coalesce(${contracts.usageUntil} < current_date + 30, false)`,
    })
    .from(contracts)
    .leftJoin(vendors, and(eq(vendors.organizationId, contracts.organizationId), eq(vendors.id, contracts.vendorId)))
    .leftJoin(talent, and(eq(talent.organizationId, contracts.organizationId), eq(talent.id, contracts.talentId)))
    .where(
      and(
        of.eventId ? eq(contracts.eventId, of.eventId) : undefined,
        of.vendorId ? eq(contracts.vendorId, of.vendorId) : undefined,
        of.talentId ? eq(contracts.talentId, of.talentId) : undefined,
      ),
    )
    .orderBy(asc(contracts.state), asc(contracts.subject));
export type Contract = Awaited<ReturnType<typeof contractsOf>>[number];

export const updatesOf = (tx: TenantTx, eventId: string) =>
  tx
    .select({
      id: eventUpdates.id,
      subject: eventUpdates.subject,
      body: eventUpdates.body,
      state: eventUpdates.state,
      recipients: eventUpdates.recipients,
      sentAt: eventUpdates.sentAt,
      createdAt: eventUpdates.createdAt,
    })
    .from(eventUpdates)
    .where(eq(eventUpdates.eventId, eventId))
    .orderBy(desc(eventUpdates.createdAt));

export const guideOf = (tx: TenantTx, eventId: string) =>
  tx
    .select({
      id: culturalGuides.id,
      topic: culturalGuides.topic,
      title: culturalGuides.title,
      body: culturalGuides.body,
      shown: culturalGuides.shown,
      position: culturalGuides.position,
    })
    .from(culturalGuides)
    .where(eq(culturalGuides.eventId, eventId))
    .orderBy(asc(culturalGuides.position), asc(culturalGuides.title));
