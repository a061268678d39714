CREATE TABLE "analytics"."monthly_hours" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"month" date NOT NULL,
	"weekday" smallint NOT NULL,
	"hour" smallint NOT NULL,
	"views" bigint DEFAULT 0 NOT NULL,
	"orders" bigint DEFAULT 0 NOT NULL,
	"tickets" bigint DEFAULT 0 NOT NULL,
	"arrivals" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "monthly_hours_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_hour_month" UNIQUE("organization_id","month","weekday","hour")
);
--> statement-breakpoint
ALTER TABLE "analytics"."monthly_hours" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."monthly_traffic" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"month" date NOT NULL,
	"event_id" uuid,
	"station_id" uuid,
	"page" text NOT NULL,
	"channel" text NOT NULL,
	"source" text NOT NULL,
	"views" bigint DEFAULT 0 NOT NULL,
	"clicks" bigint DEFAULT 0 NOT NULL,
	"dwells" bigint DEFAULT 0 NOT NULL,
	"dwell_ms" bigint DEFAULT 0 NOT NULL,
	"plays" bigint DEFAULT 0 NOT NULL,
	"shares" bigint DEFAULT 0 NOT NULL,
	"scans" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "monthly_traffic_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_traffic_month" UNIQUE NULLS NOT DISTINCT("organization_id","month","event_id","station_id","page","channel","source")
);
--> statement-breakpoint
ALTER TABLE "analytics"."monthly_traffic" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."monthly_visitors" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"month" date NOT NULL,
	"event_id" uuid,
	"sketch" bigint[] NOT NULL,
	CONSTRAINT "monthly_visitors_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_visitor_month" UNIQUE NULLS NOT DISTINCT("organization_id","event_id","month")
);
--> statement-breakpoint
ALTER TABLE "analytics"."monthly_visitors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "analytics"."daily_sales" DROP CONSTRAINT "daily_sales_organization_id_event_id_events_organization_id_id_fk";
--> statement-breakpoint
ALTER TABLE "analytics"."daily_tiers" DROP CONSTRAINT "daily_tiers_organization_id_event_id_events_organization_id_id_fk";
--> statement-breakpoint
ALTER TABLE "analytics"."daily_tiers" DROP CONSTRAINT "daily_tiers_organization_id_tier_id_ticket_tiers_organization_id_id_fk";
--> statement-breakpoint
ALTER TABLE "analytics"."daily_traffic" DROP CONSTRAINT "daily_traffic_organization_id_event_id_events_organization_id_id_fk";
--> statement-breakpoint
ALTER TABLE "analytics"."daily_traffic" DROP CONSTRAINT "daily_traffic_organization_id_station_id_stations_organization_id_id_fk";
--> statement-breakpoint
ALTER TABLE "analytics"."daily_visitors" DROP CONSTRAINT "daily_visitors_organization_id_event_id_events_organization_id_id_fk";
--> statement-breakpoint
ALTER TABLE "analytics"."hourly_activity" DROP CONSTRAINT "hourly_activity_organization_id_event_id_events_organization_id_id_fk";
--> statement-breakpoint
DROP INDEX "analytics"."daily_sales_organization_id_event_id_index";--> statement-breakpoint
DROP INDEX "analytics"."daily_tiers_organization_id_event_id_index";--> statement-breakpoint
DROP INDEX "analytics"."daily_tiers_organization_id_tier_id_index";--> statement-breakpoint
DROP INDEX "analytics"."daily_traffic_organization_id_event_id_index";--> statement-breakpoint
DROP INDEX "analytics"."daily_traffic_organization_id_station_id_index";--> statement-breakpoint
DROP INDEX "analytics"."daily_visitors_organization_id_event_id_index";--> statement-breakpoint
DROP INDEX "analytics"."hourly_activity_organization_id_event_id_index";--> statement-breakpoint
CREATE INDEX "monthly_traffic_organization_id_event_id_month_index" ON "analytics"."monthly_traffic" USING btree ("organization_id","event_id","month");--> statement-breakpoint
CREATE INDEX "daily_sales_organization_id_event_id_day_index" ON "analytics"."daily_sales" USING btree ("organization_id","event_id","day");--> statement-breakpoint
CREATE INDEX "daily_tiers_organization_id_event_id_day_index" ON "analytics"."daily_tiers" USING btree ("organization_id","event_id","day");--> statement-breakpoint
CREATE INDEX "daily_traffic_organization_id_event_id_day_index" ON "analytics"."daily_traffic" USING btree ("organization_id","event_id","day");--> statement-breakpoint
CREATE INDEX "hourly_activity_organization_id_event_id_day_index" ON "analytics"."hourly_activity" USING btree ("organization_id","event_id","day");--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."monthly_hours" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('analytics:read')));--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."monthly_traffic" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or event_id = any ((select system.event_ids('analytics:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."monthly_visitors" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or event_id = any ((select system.event_ids('analytics:read'))::uuid[])));