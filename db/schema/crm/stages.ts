import { sql } from "drizzle-orm";
import { check, index, integer, smallint, text } from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, ownedBy, tenantKey } from "#db/columns";
import { crm } from "#db/schema/crm/owned";
import { organizations } from "#db/schema/organizations";
import { byFlow } from "#db/schema/payments-schema";

export const stageKind = crm.enum("stage_kind", ["open", "won", "lost"]);

/**
 * The steps of an organization's two pipelines, in their order: from inquiry to customer (`leads`), from talk to deal
 * (`opportunities`). Each has exactly one stage that means won and one that means lost.
 */
export const pipelineStages = crm.table(
  "pipeline_stages",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    pipeline: text("pipeline", { enum: ["leads", "opportunities"] }).notNull(),
    name: text("name").notNull(),
    kind: stageKind("kind").notNull().default("open"),
    position: integer("position").notNull(),
    /** After so many days in it, a lead is shown as standing still; null: never. */
    staleDays: smallint("stale_days"),
    archivedAt: moment("archived_at"),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    index().on(t.organizationId, t.pipeline, t.position),
    check("pipeline_known", sql`${t.pipeline} in ('leads', 'opportunities')`),
    check("name_length", sql`length(${t.name}) between 1 and 40`),
    check("stale_range", sql`${t.staleDays} between 1 and 365`),
    ...ownedBy({ read: "crm:read", write: "crm:stages", shared: true }),
    byFlow(),
  ],
);
