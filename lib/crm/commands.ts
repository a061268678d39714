import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { answer, jsonOf } from "#db/answer";
import { insertInto } from "#db/insert";
import { leadActivities, leadNotes, leads, leadTags, opportunities } from "#db/schema/crm/leads";
import { pipelineStages } from "#db/schema/crm/stages";
import type { TenantTx } from "#db/tenant";
import { command } from "#lib/command";
import { instantIn, minorOf, missing, newId } from "#lib/crm/commands/steps";
import * as rules from "#lib/crm/rules";

const needs = "crm:write";
/** From which stage to which. */
type Moved = { id: string; from: unknown; stage: string };

/** Write down a lead. Whoever works for stations alone names one of theirs. */
export const addLead = command({
  name: "crm.add_lead",
  needs,
  input: rules.LeadInput,
  async run({ tx, input, watch }) {
    const followUpAt = await instantIn(tx, input.followUpAt);
    const id = newId(await answer(tx, sql`crm.add_lead(${jsonOf({ ...input, followUpAt })})`));
    watch.made(leads, id);
    return { id };
  },
});

export const changeLead = command({
  name: "crm.change_lead",
  needs,
  input: rules.LeadChange,
  async run({ tx, input: { id, source: _, email, followUpAt, ...row }, watch }) {
    await watch(leads, id);
    const values = {
      ...row,
      email: email || null,
      wishedOn: row.wishedOn ?? null,
      guests: row.guests ?? null,
      stationId: row.stationId ?? null,
      ownerId: row.ownerId ?? null,
      followUpAt: (await instantIn(tx, followUpAt)) ?? null,
    };
    await changed(tx.update(leads).set(values).where(eq(leads.id, id)).returning({ id: leads.id }), "lead");
    return { id };
  },
});

/** Whose it is now; nobody's without an owner. */
export const assignLead = command({
  name: "crm.assign_lead",
  needs,
  input: rules.LeadOwner,
  async run({ tx, input: { id, ownerId }, watch }) {
    await watch(leads, id);
    const set = tx.update(leads).set({ ownerId: ownerId ?? null });
    await changed(set.where(eq(leads.id, id)).returning({ id: leads.id }), "lead");
    return { id };
  },
});

/** Move a lead from stage to stage; lost wants a reason. */
export const moveLead = command({
  name: "crm.move_lead",
  needs,
  input: rules.StageMove,
  trace: (made: Moved) => ({ subject: "crm.leads", subjectId: made.id, changes: { stage: [made.from, made.stage] } }),
  async run({ tx, input: { id, stageId, reason, note } }): Promise<Moved> {
    const from = await answer(
      tx,
      sql`(select g.name from crm.leads l join crm.pipeline_stages g on g.organization_id = l.organization_id and g.id = l.stage_id where l.id = ${id}::uuid)`,
    );
    const stage = await answer(tx, sql`crm.move_lead(${id}::uuid, ${stageId}::uuid, ${reason}, ${note})`);
    return { id, from, stage: String(stage) };
  },
});

/** A lead becomes a customer, and with a title an opportunity as well. Done twice, it is done once. */
export const convertLead = command({
  name: "crm.convert_lead",
  needs,
  input: rules.Conversion,
  async run({ tx, actor, input: { id, title, amount, currency, expectedOn }, watch }) {
    await watch(leads, id);
    const unit = currency ?? (await houseCurrency(tx, actor.organizationId));
    const deal = title ? { title, amountMinor: minorOf(amount || "0", unit), currency: unit, expectedOn } : {};
    const found = await answer(tx, sql`crm.convert_lead(${jsonOf({ leadId: id, ...deal })})`);
    return found as { customerId: string; opportunityId?: string; already: boolean };
  },
});

export const noteLead = command({
  name: "crm.note_lead",
  needs,
  input: rules.LeadNote,
  async run({ tx, actor, input: { id: leadId, body }, watch }) {
    const { organizationId, userId: createdBy } = actor;
    const row = insertInto(leadNotes, { organizationId, leadId, body, createdBy });
    const { rows } = await tx.execute<{ id: string }>(sql`${row} returning id`);
    watch.made(leadNotes, newId(rows[0]?.id));
    return { id: leadId };
  },
});

/** What was talked about, and when; now unless said otherwise. */
export const recordActivity = command({
  name: "crm.record_activity",
  needs,
  input: rules.LeadActivity,
  async run({ tx, actor, input: { id: leadId, kind, summary, happenedAt }, watch }) {
    const { organizationId, userId: createdBy } = actor;
    const at = await instantIn(tx, happenedAt);
    const row = insertInto(leadActivities, { organizationId, leadId, kind, summary, createdBy, happenedAt: at });
    const { rows } = await tx.execute<{ id: string }>(sql`${row} returning id`);
    watch.made(leadActivities, newId(rows[0]?.id));
    return { id: leadId };
  },
});

export const tagLead = command({
  name: "crm.tag_lead",
  needs,
  input: rules.LeadTag,
  trace: (_, { id, tag }) => ({ subject: "crm.leads", subjectId: id, changes: { tag: [null, tag] } }),
  async run({ tx, actor, input: { id: leadId, tag } }) {
    const [lead] = await tx.select({ id: leads.id }).from(leads).where(eq(leads.id, leadId));
    if (!lead) throw missing("lead");
    const row = insertInto(leadTags, { organizationId: actor.organizationId, leadId, tag });
    await tx.execute(sql`${row} on conflict do nothing`);
    return { id: leadId };
  },
});

export const untagLead = command({
  name: "crm.untag_lead",
  needs,
  input: rules.LeadTag,
  trace: (_, { id, tag }) => ({ subject: "crm.leads", subjectId: id, changes: { tag: [tag, null] } }),
  async run({ tx, input: { id, tag } }) {
    await tx.delete(leadTags).where(and(eq(leadTags.leadId, id), eq(leadTags.tag, tag)));
    return { id };
  },
});

export const addOpportunity = command({
  name: "crm.add_opportunity",
  needs,
  input: rules.OpportunityInput,
  async run({ tx, input: { amount, ...rest }, watch }) {
    const p = { ...rest, amountMinor: minorOf(amount, rest.currency) };
    const id = newId(await answer(tx, sql`crm.save_opportunity(${jsonOf(p)})`));
    watch.made(opportunities, id);
    return { id };
  },
});

export const changeOpportunity = command({
  name: "crm.change_opportunity",
  needs,
  input: rules.OpportunityChange,
  async run({ tx, input: { amount, ...rest }, watch }) {
    await watch(opportunities, rest.id);
    await answer(tx, sql`crm.save_opportunity(${jsonOf({ ...rest, amountMinor: minorOf(amount, rest.currency) })})`);
    return { id: rest.id };
  },
});

export const moveOpportunity = command({
  name: "crm.move_opportunity",
  needs,
  input: rules.StageMove,
  trace: (made: Moved) => ({
    subject: "crm.opportunities",
    subjectId: made.id,
    changes: { stage: [made.from, made.stage] },
  }),
  async run({ tx, input: { id, stageId, reason } }): Promise<Moved> {
    const from = await answer(
      tx,
      sql`(select g.name from crm.opportunities l join crm.pipeline_stages g on g.organization_id = l.organization_id and g.id = l.stage_id where l.id = ${id}::uuid)`,
    );
    const stage = await answer(tx, sql`crm.move_opportunity(${id}::uuid, ${stageId}::uuid, ${reason})`);
    return { id, from, stage: String(stage) };
  },
});

export const addStage = command({
  name: "crm.add_stage",
  needs: "crm:stages",
  input: rules.StageInput,
  async run({ tx, actor, input, watch }) {
    const row = insertInto(pipelineStages, { ...input, kind: "open", organizationId: actor.organizationId });
    const { rows } = await tx.execute<{ id: string }>(sql`${row} returning id`);
    const id = newId(rows[0]?.id);
    watch.made(pipelineStages, id);
    return { id };
  },
});

export const changeStage = command({
  name: "crm.change_stage",
  needs: "crm:stages",
  input: rules.StageChange,
  async run({ tx, input: { id, staleDays, ...row }, watch }) {
    await watch(pipelineStages, id);
    const set = tx.update(pipelineStages).set({ ...row, staleDays: staleDays ?? null });
    await changed(set.where(eq(pipelineStages.id, id)).returning({ id: pipelineStages.id }), "stage");
    return { id };
  },
});

/** Take out a stage in which nothing stands; what stood there once stays in the history. */
export const archiveStage = command({
  name: "crm.archive_stage",
  needs: "crm:stages",
  input: rules.RecordId,
  async run({ tx, input: { id }, watch }) {
    await watch(pipelineStages, id);
    await tx.execute(sql`select crm.archive_stage(${id}::uuid)`);
    return { id };
  },
});

async function changed(update: Promise<{ id: string }[]>, what: string) {
  if ((await update).length === 0) throw missing(what);
}

async function houseCurrency(tx: TenantTx, organizationId: string): Promise<string> {
  const found = await answer(
    tx,
    sql`(select o.default_currency from organizations.organizations o where o.id = ${organizationId}::uuid)`,
  );
  return String(found);
}
