CREATE SCHEMA IF NOT EXISTS "campaigns";
--> statement-breakpoint
CREATE TABLE "campaigns"."links" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"campaign_id" uuid NOT NULL,
	"event_id" uuid,
	"station_id" uuid,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"medium" text NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "links_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_link_name" UNIQUE("organization_id","campaign_id","name"),
	CONSTRAINT "link_code_form" CHECK ("campaigns"."links"."code" ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
	CONSTRAINT "link_name_length" CHECK (length("campaigns"."links"."name") between 1 and 120),
	CONSTRAINT "link_source_form" CHECK ("campaigns"."links"."source" ~ '^[a-z0-9._-]{1,40}$')
);
--> statement-breakpoint
ALTER TABLE "campaigns"."links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaigns"."spend" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"campaign_id" uuid NOT NULL,
	"spent_on" date NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"memo" text NOT NULL,
	"transaction_id" uuid NOT NULL,
	"key" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "spend_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_spend_a_key" UNIQUE("organization_id","key"),
	CONSTRAINT "amount_positive" CHECK ("campaigns"."spend"."amount_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "campaigns"."spend" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaigns"."campaigns" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"word" text NOT NULL,
	"channel" text NOT NULL,
	"event_id" uuid,
	"station_id" uuid,
	"promo_code_id" uuid,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"notes" text DEFAULT '' NOT NULL,
	"archived_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaigns_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_campaign_word" UNIQUE("organization_id","word"),
	CONSTRAINT "campaign_name_length" CHECK (length("campaigns"."campaigns"."name") between 1 and 120),
	CONSTRAINT "campaign_word_form" CHECK ("campaigns"."campaigns"."word" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("campaigns"."campaigns"."word") <= 39),
	CONSTRAINT "ends_after_start" CHECK ("campaigns"."campaigns"."ends_on" >= "campaigns"."campaigns"."starts_on"),
	CONSTRAINT "one_place" CHECK (num_nonnulls("campaigns"."campaigns"."event_id", "campaigns"."campaigns"."station_id") <= 1)
);
--> statement-breakpoint
ALTER TABLE "campaigns"."campaigns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "campaigns"."link_days" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"link_id" uuid NOT NULL,
	"event_id" uuid,
	"station_id" uuid,
	"day" date NOT NULL,
	"clicks" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "link_days_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_link_day" UNIQUE("organization_id","link_id","day")
);
--> statement-breakpoint
ALTER TABLE "campaigns"."link_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "campaigns"."links" ADD CONSTRAINT "links_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."links" ADD CONSTRAINT "links_organization_id_campaign_id_campaigns_organization_id_id_fk" FOREIGN KEY ("organization_id","campaign_id") REFERENCES "campaigns"."campaigns"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."links" ADD CONSTRAINT "links_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."links" ADD CONSTRAINT "links_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."spend" ADD CONSTRAINT "spend_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."spend" ADD CONSTRAINT "spend_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."spend" ADD CONSTRAINT "spend_organization_id_campaign_id_campaigns_organization_id_id_fk" FOREIGN KEY ("organization_id","campaign_id") REFERENCES "campaigns"."campaigns"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."spend" ADD CONSTRAINT "spend_organization_id_transaction_id_transactions_organization_id_id_fk" FOREIGN KEY ("organization_id","transaction_id") REFERENCES "payments"."transactions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."campaigns" ADD CONSTRAINT "campaigns_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."campaigns" ADD CONSTRAINT "campaigns_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."campaigns" ADD CONSTRAINT "campaigns_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."campaigns" ADD CONSTRAINT "campaigns_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."campaigns" ADD CONSTRAINT "campaigns_organization_id_promo_code_id_promo_codes_organization_id_id_fk" FOREIGN KEY ("organization_id","promo_code_id") REFERENCES "ticketing"."promo_codes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."link_days" ADD CONSTRAINT "link_days_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."link_days" ADD CONSTRAINT "link_days_organization_id_link_id_links_organization_id_id_fk" FOREIGN KEY ("organization_id","link_id") REFERENCES "campaigns"."links"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."link_days" ADD CONSTRAINT "link_days_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns"."link_days" ADD CONSTRAINT "link_days_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_link_a_code" ON "campaigns"."links" USING btree ("code");--> statement-breakpoint
CREATE INDEX "links_organization_id_campaign_id_index" ON "campaigns"."links" USING btree ("organization_id","campaign_id");--> statement-breakpoint
CREATE INDEX "links_organization_id_event_id_index" ON "campaigns"."links" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "links_organization_id_station_id_index" ON "campaigns"."links" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "spend_created_by_index" ON "campaigns"."spend" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "spend_organization_id_campaign_id_index" ON "campaigns"."spend" USING btree ("organization_id","campaign_id");--> statement-breakpoint
CREATE INDEX "spend_organization_id_transaction_id_index" ON "campaigns"."spend" USING btree ("organization_id","transaction_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_campaign_name" ON "campaigns"."campaigns" USING btree ("organization_id",lower(name));--> statement-breakpoint
CREATE INDEX "campaigns_created_by_index" ON "campaigns"."campaigns" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "campaigns_organization_id_event_id_index" ON "campaigns"."campaigns" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "campaigns_organization_id_station_id_index" ON "campaigns"."campaigns" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "campaigns_organization_id_promo_code_id_index" ON "campaigns"."campaigns" USING btree ("organization_id","promo_code_id");--> statement-breakpoint
CREATE INDEX "link_days_organization_id_link_id_index" ON "campaigns"."link_days" USING btree ("organization_id","link_id");--> statement-breakpoint
CREATE INDEX "link_days_organization_id_event_id_index" ON "campaigns"."link_days" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "link_days_organization_id_station_id_index" ON "campaigns"."link_days" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE POLICY "read" ON "campaigns"."links" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('campaigns:read')) or station_id = any ((select system.station_ids('campaigns:read'))::uuid[]) or event_id = any ((select system.event_ids('campaigns:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "campaigns"."links" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('campaigns:write')) or station_id = any ((select system.station_ids('campaigns:write'))::uuid[]) or event_id = any ((select system.event_ids('campaigns:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "campaigns"."links" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('campaigns:write')) or station_id = any ((select system.station_ids('campaigns:write'))::uuid[]) or event_id = any ((select system.event_ids('campaigns:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('campaigns:write')) or station_id = any ((select system.station_ids('campaigns:write'))::uuid[]) or event_id = any ((select system.event_ids('campaigns:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "campaigns"."links" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "campaigns"."spend" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('campaigns:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "campaigns"."spend" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "campaigns"."campaigns" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('campaigns:read')) or station_id = any ((select system.station_ids('campaigns:read'))::uuid[]) or event_id = any ((select system.event_ids('campaigns:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "campaigns"."campaigns" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('campaigns:write')) or station_id = any ((select system.station_ids('campaigns:write'))::uuid[]) or event_id = any ((select system.event_ids('campaigns:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "campaigns"."campaigns" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('campaigns:write')) or station_id = any ((select system.station_ids('campaigns:write'))::uuid[]) or event_id = any ((select system.event_ids('campaigns:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('campaigns:write')) or station_id = any ((select system.station_ids('campaigns:write'))::uuid[]) or event_id = any ((select system.event_ids('campaigns:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "campaigns"."campaigns" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "campaigns"."link_days" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('campaigns:read')) or station_id = any ((select system.station_ids('campaigns:read'))::uuid[]) or event_id = any ((select system.event_ids('campaigns:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "campaigns"."link_days" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);