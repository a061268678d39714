CREATE SCHEMA IF NOT EXISTS "analytics";
--> statement-breakpoint
CREATE TABLE "analytics"."daily_sales" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"day" date NOT NULL,
	"event_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"currency" char(3) NOT NULL,
	"checkouts" bigint DEFAULT 0 NOT NULL,
	"orders" bigint DEFAULT 0 NOT NULL,
	"tickets" bigint DEFAULT 0 NOT NULL,
	"gross_minor" bigint DEFAULT 0 NOT NULL,
	"tax_minor" bigint DEFAULT 0 NOT NULL,
	"refunds" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"returned" bigint DEFAULT 0 NOT NULL,
	"arrivals" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "daily_sales_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_sales_row" UNIQUE("organization_id","day","event_id","channel","currency")
);
--> statement-breakpoint
ALTER TABLE "analytics"."daily_sales" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."daily_tiers" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"day" date NOT NULL,
	"event_id" uuid NOT NULL,
	"tier_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"currency" char(3) NOT NULL,
	"tickets" bigint DEFAULT 0 NOT NULL,
	"gross_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"returned" bigint DEFAULT 0 NOT NULL,
	"arrivals" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "daily_tiers_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_tier_row" UNIQUE("organization_id","day","tier_id","channel","currency")
);
--> statement-breakpoint
ALTER TABLE "analytics"."daily_tiers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."daily_traffic" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"day" date NOT NULL,
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
	CONSTRAINT "daily_traffic_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_traffic_row" UNIQUE NULLS NOT DISTINCT("organization_id","day","event_id","station_id","page","channel","source")
);
--> statement-breakpoint
ALTER TABLE "analytics"."daily_traffic" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."daily_visitors" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"day" date NOT NULL,
	"event_id" uuid,
	"sketch" bigint[] NOT NULL,
	CONSTRAINT "daily_visitors_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_visitor_row" UNIQUE NULLS NOT DISTINCT("organization_id","event_id","day")
);
--> statement-breakpoint
ALTER TABLE "analytics"."daily_visitors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."hourly_activity" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"day" date NOT NULL,
	"hour" smallint NOT NULL,
	"event_id" uuid,
	"views" bigint DEFAULT 0 NOT NULL,
	"orders" bigint DEFAULT 0 NOT NULL,
	"tickets" bigint DEFAULT 0 NOT NULL,
	"arrivals" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "hourly_activity_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_hour_row" UNIQUE NULLS NOT DISTINCT("organization_id","day","event_id","hour")
);
--> statement-breakpoint
ALTER TABLE "analytics"."hourly_activity" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."audience_consents" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"visitor" bigint NOT NULL,
	"words" text NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "audience_consents_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_consent_a_visitor" UNIQUE("organization_id","visitor")
);
--> statement-breakpoint
ALTER TABLE "analytics"."audience_consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."months" (
	"kind" text NOT NULL,
	"month" date NOT NULL,
	"rolled" bigint DEFAULT 0 NOT NULL,
	"sealed_at" timestamp with time zone,
	"dropped_at" timestamp with time zone,
	CONSTRAINT "months_kind_month_pk" PRIMARY KEY("kind","month")
);
--> statement-breakpoint
ALTER TABLE "analytics"."months" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."refresh_log" (
	"id" uuid PRIMARY KEY DEFAULT system.uuid7() NOT NULL,
	"kind" text NOT NULL,
	"visits" bigint NOT NULL,
	"facts" bigint NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "analytics"."refresh_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."rolled" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"zone" text NOT NULL,
	"kept_from_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rolled_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_rollup_state" UNIQUE("organization_id")
);
--> statement-breakpoint
ALTER TABLE "analytics"."rolled" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."settings" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"retention_months" integer DEFAULT 13 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "settings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_analytics_setting" UNIQUE("organization_id"),
	CONSTRAINT "retention_in_range" CHECK ("analytics"."settings"."retention_months" between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "analytics"."settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."watermarks" (
	"name" text PRIMARY KEY NOT NULL,
	"seen" text NOT NULL,
	"as_of_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "analytics"."watermarks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "analytics"."daily_sales" ADD CONSTRAINT "daily_sales_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."daily_tiers" ADD CONSTRAINT "daily_tiers_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."daily_tiers" ADD CONSTRAINT "daily_tiers_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."daily_traffic" ADD CONSTRAINT "daily_traffic_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."daily_traffic" ADD CONSTRAINT "daily_traffic_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."daily_visitors" ADD CONSTRAINT "daily_visitors_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."hourly_activity" ADD CONSTRAINT "hourly_activity_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."audience_consents" ADD CONSTRAINT "audience_consents_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."rolled" ADD CONSTRAINT "rolled_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."settings" ADD CONSTRAINT "settings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "daily_sales_organization_id_event_id_index" ON "analytics"."daily_sales" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "daily_tiers_organization_id_event_id_index" ON "analytics"."daily_tiers" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "daily_tiers_organization_id_tier_id_index" ON "analytics"."daily_tiers" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE INDEX "daily_traffic_organization_id_event_id_index" ON "analytics"."daily_traffic" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "daily_traffic_organization_id_station_id_index" ON "analytics"."daily_traffic" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "daily_visitors_organization_id_event_id_index" ON "analytics"."daily_visitors" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "hourly_activity_organization_id_event_id_index" ON "analytics"."hourly_activity" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."daily_sales" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or event_id = any ((select system.event_ids('analytics:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."daily_tiers" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or event_id = any ((select system.event_ids('analytics:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."daily_traffic" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or event_id = any ((select system.event_ids('analytics:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."daily_visitors" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or event_id = any ((select system.event_ids('analytics:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."hourly_activity" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or event_id = any ((select system.event_ids('analytics:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."audience_consents" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('analytics:read')));--> statement-breakpoint
CREATE POLICY "rollup" ON "analytics"."months" AS PERMISSIVE FOR ALL TO "gr_owner", "gr_rollup" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "rollup" ON "analytics"."refresh_log" AS PERMISSIVE FOR ALL TO "gr_owner", "gr_rollup" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."rolled" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('analytics:read')));--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."settings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('analytics:read')));--> statement-breakpoint
CREATE POLICY "insert" ON "analytics"."settings" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and (select system.can('organizations:write')));--> statement-breakpoint
CREATE POLICY "update" ON "analytics"."settings" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('organizations:write'))) WITH CHECK (organization_id = (select system.org_id()) and (select system.can('organizations:write')));--> statement-breakpoint
CREATE POLICY "rollup" ON "analytics"."watermarks" AS PERMISSIVE FOR ALL TO "gr_owner", "gr_rollup" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."watermarks" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select system.can('analytics:read')));