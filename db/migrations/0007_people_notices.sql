ALTER TYPE "organizations"."approval_state" ADD VALUE 'withdrawn';--> statement-breakpoint
CREATE TABLE "organizations"."former_slugs" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"slug" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "former_slugs_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_former_slug" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "organizations"."former_slugs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organizations"."logos" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"content_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "logos_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "logo_size" CHECK (octet_length("organizations"."logos"."content") <= 524288)
);
--> statement-breakpoint
ALTER TABLE "organizations"."logos" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."tier_limits" (
	"tier" text PRIMARY KEY NOT NULL,
	"words" text NOT NULL,
	"members" integer,
	"stations" integer,
	"events_at_once" integer
);
--> statement-breakpoint
ALTER TABLE "system"."tier_limits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messaging"."notification_defaults" (
	"topic" text NOT NULL,
	"channel" text NOT NULL,
	"wanted" boolean NOT NULL,
	"fixed" boolean NOT NULL,
	CONSTRAINT "notification_defaults_topic_channel_pk" PRIMARY KEY("topic","channel")
);
--> statement-breakpoint
ALTER TABLE "messaging"."notification_defaults" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "organizations"."former_slugs" ADD CONSTRAINT "former_slugs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."logos" ADD CONSTRAINT "logos_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "read" ON "organizations"."former_slugs" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('organizations:read')));--> statement-breakpoint
CREATE POLICY "read" ON "organizations"."logos" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('organizations:read')));--> statement-breakpoint
CREATE POLICY "insert" ON "organizations"."logos" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and (select system.can('organizations:write')));--> statement-breakpoint
CREATE POLICY "update" ON "organizations"."logos" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('organizations:write'))) WITH CHECK (organization_id = (select system.org_id()) and (select system.can('organizations:write')));--> statement-breakpoint
CREATE POLICY "delete" ON "organizations"."logos" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('organizations:write')));--> statement-breakpoint
CREATE POLICY "flow" ON "system"."tier_limits" AS PERMISSIVE FOR SELECT TO "gr_flow" USING (true);--> statement-breakpoint
CREATE POLICY "flow" ON "messaging"."notification_defaults" AS PERMISSIVE FOR SELECT TO "gr_flow" USING (true);