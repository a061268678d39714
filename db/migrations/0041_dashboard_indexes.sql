CREATE TABLE "analytics"."daily_sources" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"day" date NOT NULL,
	"channel" text NOT NULL,
	"source" text NOT NULL,
	"views" bigint DEFAULT 0 NOT NULL,
	"clicks" bigint DEFAULT 0 NOT NULL,
	"dwells" bigint DEFAULT 0 NOT NULL,
	"dwell_ms" bigint DEFAULT 0 NOT NULL,
	"plays" bigint DEFAULT 0 NOT NULL,
	"shares" bigint DEFAULT 0 NOT NULL,
	"scans" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "daily_sources_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_source_row" UNIQUE("organization_id","day","channel","source")
);
--> statement-breakpoint
ALTER TABLE "analytics"."daily_sources" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "analytics"."daily_sales_organization_id_event_id_day_index";--> statement-breakpoint
DROP INDEX "analytics"."daily_tiers_organization_id_event_id_day_index";--> statement-breakpoint
DROP INDEX "analytics"."daily_traffic_organization_id_event_id_day_index";--> statement-breakpoint
DROP INDEX "analytics"."hourly_activity_organization_id_event_id_day_index";--> statement-breakpoint
DROP INDEX "analytics"."monthly_traffic_organization_id_event_id_month_index";--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."daily_sources" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('analytics:read')));--> statement-breakpoint
ALTER POLICY "read" ON "analytics"."monthly_traffic" TO authenticated USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or station_id = any ((select system.station_ids('analytics:read'))::uuid[]) or event_id = any ((select system.event_ids('analytics:read'))::uuid[])));