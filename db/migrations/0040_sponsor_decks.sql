CREATE TYPE "sponsorship"."enquiry_state" AS ENUM('new', 'dismissed', 'answered');--> statement-breakpoint
CREATE TABLE "sponsorship"."decks" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid,
	"headline" text DEFAULT '' NOT NULL,
	"intro" text DEFAULT '' NOT NULL,
	"audience" text DEFAULT '' NOT NULL,
	"shows_reach" boolean DEFAULT true NOT NULL,
	"shows_partners" boolean DEFAULT true NOT NULL,
	"published_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "decks_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_deck_an_event" UNIQUE NULLS NOT DISTINCT("organization_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."decks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."enquiries" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid,
	"package_id" uuid,
	"variant_id" uuid,
	"state" "sponsorship"."enquiry_state" DEFAULT 'new' NOT NULL,
	"name" text NOT NULL,
	"company" text NOT NULL,
	"email" text NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"website" text DEFAULT '' NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"consent_version" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"sponsor_id" uuid,
	"thread_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "enquiries_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "answered_to_somebody" CHECK ("sponsorship"."enquiries"."state" <> 'answered' or "sponsorship"."enquiries"."sponsor_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."enquiries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."sponsor_logos" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"profile_id" uuid NOT NULL,
	"content_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sponsor_logos_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "sponsor_logo_size" CHECK (octet_length("sponsorship"."sponsor_logos"."content") <= 524288)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_logos" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."sponsor_profiles" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"sponsor_id" uuid,
	"name" text NOT NULL,
	"sector" text DEFAULT '' NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"audience" text DEFAULT '' NOT NULL,
	"regions" text[] DEFAULT '{}' NOT NULL,
	"budget_least_minor" bigint,
	"budget_most_minor" bigint,
	"currency" char(3) NOT NULL,
	"website" text DEFAULT '' NOT NULL,
	"looks_for" text DEFAULT '' NOT NULL,
	"tax_id" text DEFAULT '' NOT NULL,
	"logo_id" uuid,
	"shows" text[] DEFAULT '{}' NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sponsor_profiles_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_sponsor_profile" UNIQUE NULLS NOT DISTINCT("organization_id","sponsor_id"),
	CONSTRAINT "budget_in_order" CHECK ("sponsorship"."sponsor_profiles"."budget_least_minor" >= 0 and "sponsorship"."sponsor_profiles"."budget_most_minor" >= "sponsorship"."sponsor_profiles"."budget_least_minor")
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_profiles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."sponsor_public_profiles" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"profile_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"sector" text DEFAULT '' NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"audience" text DEFAULT '' NOT NULL,
	"regions" text[] DEFAULT '{}' NOT NULL,
	"budget_least_minor" bigint,
	"budget_most_minor" bigint,
	"currency" char(3) NOT NULL,
	"website" text DEFAULT '' NOT NULL,
	"looks_for" text DEFAULT '' NOT NULL,
	"logo_id" uuid,
	"shows_sponsorships" boolean DEFAULT false NOT NULL,
	"consent_version" text NOT NULL,
	"consented_by" uuid,
	"consented_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sponsor_public_profiles_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_public_profile" UNIQUE("organization_id","profile_id"),
	CONSTRAINT "one_public_slug" UNIQUE("organization_id","slug"),
	CONSTRAINT "public_slug_form" CHECK ("sponsorship"."sponsor_public_profiles"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_public_profiles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."settings" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"held_name" text DEFAULT 'Held funds' NOT NULL,
	"escrow_confirmed_by" uuid,
	"escrow_confirmed_at" timestamp with time zone,
	"escrow_agent" text DEFAULT '' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "settings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_sponsorship_setting" UNIQUE("organization_id"),
	CONSTRAINT "escrow_is_confirmed" CHECK ("sponsorship"."settings"."held_name" !~* 'escrow' or ("sponsorship"."settings"."escrow_confirmed_at" is not null and "sponsorship"."settings"."escrow_agent" <> ''))
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sponsorship"."decks" ADD CONSTRAINT "decks_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."decks" ADD CONSTRAINT "decks_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."enquiries" ADD CONSTRAINT "enquiries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."enquiries" ADD CONSTRAINT "enquiries_decided_by_user_profiles_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."enquiries" ADD CONSTRAINT "enquiries_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."enquiries" ADD CONSTRAINT "enquiries_organization_id_package_id_sponsorship_packages_organization_id_id_fk" FOREIGN KEY ("organization_id","package_id") REFERENCES "sponsorship"."sponsorship_packages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."enquiries" ADD CONSTRAINT "enquiries_organization_id_variant_id_package_variants_organization_id_id_fk" FOREIGN KEY ("organization_id","variant_id") REFERENCES "sponsorship"."package_variants"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."enquiries" ADD CONSTRAINT "enquiries_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."enquiries" ADD CONSTRAINT "enquiries_organization_id_thread_id_proposal_threads_organization_id_id_fk" FOREIGN KEY ("organization_id","thread_id") REFERENCES "sponsorship"."proposal_threads"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_logos" ADD CONSTRAINT "sponsor_logos_organization_id_profile_id_sponsor_profiles_organization_id_id_fk" FOREIGN KEY ("organization_id","profile_id") REFERENCES "sponsorship"."sponsor_profiles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_profiles" ADD CONSTRAINT "sponsor_profiles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_profiles" ADD CONSTRAINT "sponsor_profiles_updated_by_user_profiles_user_id_fk" FOREIGN KEY ("updated_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_profiles" ADD CONSTRAINT "sponsor_profiles_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_public_profiles" ADD CONSTRAINT "sponsor_public_profiles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_public_profiles" ADD CONSTRAINT "sponsor_public_profiles_consented_by_user_profiles_user_id_fk" FOREIGN KEY ("consented_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_public_profiles" ADD CONSTRAINT "sponsor_public_profiles_organization_id_profile_id_sponsor_profiles_organization_id_id_fk" FOREIGN KEY ("organization_id","profile_id") REFERENCES "sponsorship"."sponsor_profiles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."settings" ADD CONSTRAINT "settings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."settings" ADD CONSTRAINT "settings_escrow_confirmed_by_user_profiles_user_id_fk" FOREIGN KEY ("escrow_confirmed_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decks_organization_id_event_id_index" ON "sponsorship"."decks" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "enquiries_decided_by_index" ON "sponsorship"."enquiries" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "enquiries_new" ON "sponsorship"."enquiries" USING btree ("organization_id") WHERE state = 'new';--> statement-breakpoint
CREATE INDEX "enquiries_organization_id_event_id_index" ON "sponsorship"."enquiries" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "enquiries_organization_id_package_id_index" ON "sponsorship"."enquiries" USING btree ("organization_id","package_id");--> statement-breakpoint
CREATE INDEX "enquiries_organization_id_variant_id_index" ON "sponsorship"."enquiries" USING btree ("organization_id","variant_id");--> statement-breakpoint
CREATE INDEX "enquiries_organization_id_sponsor_id_index" ON "sponsorship"."enquiries" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "enquiries_organization_id_thread_id_index" ON "sponsorship"."enquiries" USING btree ("organization_id","thread_id");--> statement-breakpoint
CREATE INDEX "sponsor_logos_organization_id_profile_id_index" ON "sponsorship"."sponsor_logos" USING btree ("organization_id","profile_id");--> statement-breakpoint
CREATE INDEX "sponsor_profiles_updated_by_index" ON "sponsorship"."sponsor_profiles" USING btree ("updated_by");--> statement-breakpoint
CREATE INDEX "sponsor_profiles_organization_id_sponsor_id_index" ON "sponsorship"."sponsor_profiles" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "sponsor_public_profiles_consented_by_index" ON "sponsorship"."sponsor_public_profiles" USING btree ("consented_by");--> statement-breakpoint
CREATE INDEX "sponsor_public_profiles_organization_id_profile_id_index" ON "sponsorship"."sponsor_public_profiles" USING btree ("organization_id","profile_id");--> statement-breakpoint
CREATE INDEX "settings_escrow_confirmed_by_index" ON "sponsorship"."settings" USING btree ("escrow_confirmed_by");--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."decks" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."decks" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."enquiries" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."enquiries" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."sponsor_logos" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."sponsor_logos" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."sponsor_profiles" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."sponsor_profiles" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."sponsor_public_profiles" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."sponsor_public_profiles" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."settings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."settings" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);