CREATE TABLE "analytics"."daily_bookings" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"day" date NOT NULL,
	"station_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"source" text NOT NULL,
	"currency" char(3) NOT NULL,
	"booked" bigint DEFAULT 0 NOT NULL,
	"guests" bigint DEFAULT 0 NOT NULL,
	"value_minor" bigint DEFAULT 0 NOT NULL,
	"confirmed" bigint DEFAULT 0 NOT NULL,
	"again" bigint DEFAULT 0 NOT NULL,
	"completed" bigint DEFAULT 0 NOT NULL,
	"cancelled" bigint DEFAULT 0 NOT NULL,
	"no_shows" bigint DEFAULT 0 NOT NULL,
	"quotes_sent" bigint DEFAULT 0 NOT NULL,
	"quotes_accepted" bigint DEFAULT 0 NOT NULL,
	"deposits_minor" bigint DEFAULT 0 NOT NULL,
	"balances_minor" bigint DEFAULT 0 NOT NULL,
	"refunds" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"earned_minor" bigint DEFAULT 0 NOT NULL,
	"earned_tax_minor" bigint DEFAULT 0 NOT NULL,
	"deposit_due_minor" bigint DEFAULT 0 NOT NULL,
	"balance_due_minor" bigint DEFAULT 0 NOT NULL,
	"lead_hours" bigint DEFAULT 0 NOT NULL,
	"lead_day" bigint DEFAULT 0 NOT NULL,
	"lead_three" bigint DEFAULT 0 NOT NULL,
	"lead_week" bigint DEFAULT 0 NOT NULL,
	"lead_fortnight" bigint DEFAULT 0 NOT NULL,
	"lead_month" bigint DEFAULT 0 NOT NULL,
	"lead_longer" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "daily_bookings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_bookings_row" UNIQUE("organization_id","day","station_id","service_id","source","currency")
);
--> statement-breakpoint
ALTER TABLE "analytics"."daily_bookings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."daily_chefs" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"day" date NOT NULL,
	"station_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"resource_id" uuid,
	"currency" char(3) NOT NULL,
	"served" bigint DEFAULT 0 NOT NULL,
	"minutes" bigint DEFAULT 0 NOT NULL,
	"value_minor" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "daily_chefs_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_chef_row" UNIQUE NULLS NOT DISTINCT("organization_id","day","station_id","service_id","resource_id","currency")
);
--> statement-breakpoint
ALTER TABLE "analytics"."daily_chefs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."hourly_bookings" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"day" date NOT NULL,
	"hour" smallint NOT NULL,
	"station_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"booked" bigint DEFAULT 0 NOT NULL,
	"served" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "hourly_bookings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_booking_hour" UNIQUE("organization_id","day","station_id","service_id","hour")
);
--> statement-breakpoint
ALTER TABLE "analytics"."hourly_bookings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."daily_bookings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or station_id = any ((select system.station_ids('analytics:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."daily_chefs" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or station_id = any ((select system.station_ids('analytics:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."hourly_bookings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or station_id = any ((select system.station_ids('analytics:read'))::uuid[])));--> statement-breakpoint
ALTER POLICY "read" ON "analytics"."daily_traffic" TO authenticated USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or station_id = any ((select system.station_ids('analytics:read'))::uuid[]) or event_id = any ((select system.event_ids('analytics:read'))::uuid[])));--> statement-breakpoint
ALTER POLICY "read" ON "analytics"."rolled" TO authenticated USING (organization_id = (select system.org_id()) and (select system.has('analytics:read')));--> statement-breakpoint
ALTER POLICY "read" ON "analytics"."watermarks" TO authenticated USING ((select system.has('analytics:read')));