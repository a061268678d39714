CREATE TABLE "analytics"."attributions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"checkout_id" uuid,
	"booking_id" uuid,
	"first_channel" text NOT NULL,
	"first_source" text NOT NULL,
	"last_channel" text NOT NULL,
	"last_source" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attributions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_deed" CHECK (num_nonnulls("analytics"."attributions"."checkout_id", "analytics"."attributions"."booking_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "analytics"."attributions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."daily_origins" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"day" date NOT NULL,
	"touch" text NOT NULL,
	"sold" text NOT NULL,
	"event_id" uuid,
	"station_id" uuid,
	"channel" text NOT NULL,
	"source" text NOT NULL,
	"currency" char(3) NOT NULL,
	"begun" bigint DEFAULT 0 NOT NULL,
	"sales" bigint DEFAULT 0 NOT NULL,
	"gross_minor" bigint DEFAULT 0 NOT NULL,
	"refunds" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "daily_origins_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_origin_row" UNIQUE NULLS NOT DISTINCT("organization_id","day","touch","sold","event_id","station_id","channel","source","currency")
);
--> statement-breakpoint
ALTER TABLE "analytics"."daily_origins" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "analytics"."audience_consents" ADD COLUMN "first_channel" text;--> statement-breakpoint
ALTER TABLE "analytics"."audience_consents" ADD COLUMN "first_source" text;--> statement-breakpoint
ALTER TABLE "analytics"."audience_consents" ADD COLUMN "first_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "analytics"."audience_consents" ADD COLUMN "last_channel" text;--> statement-breakpoint
ALTER TABLE "analytics"."audience_consents" ADD COLUMN "last_source" text;--> statement-breakpoint
ALTER TABLE "analytics"."audience_consents" ADD COLUMN "last_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "analytics"."rolled" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "analytics"."attributions" ADD CONSTRAINT "attributions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."attributions" ADD CONSTRAINT "attributions_organization_id_checkout_id_checkout_sessions_organization_id_id_fk" FOREIGN KEY ("organization_id","checkout_id") REFERENCES "ticketing"."checkout_sessions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."attributions" ADD CONSTRAINT "attributions_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_source_a_checkout" ON "analytics"."attributions" USING btree ("organization_id","checkout_id") WHERE checkout_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_source_a_booking" ON "analytics"."attributions" USING btree ("organization_id","booking_id") WHERE booking_id is not null;--> statement-breakpoint
CREATE INDEX "attributions_organization_id_checkout_id_index" ON "analytics"."attributions" USING btree ("organization_id","checkout_id");--> statement-breakpoint
CREATE INDEX "attributions_organization_id_booking_id_index" ON "analytics"."attributions" USING btree ("organization_id","booking_id");--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."attributions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('analytics:read')));--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."daily_origins" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or station_id = any ((select system.station_ids('analytics:read'))::uuid[]) or event_id = any ((select system.event_ids('analytics:read'))::uuid[])));