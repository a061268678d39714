CREATE TABLE "bookings"."calendar_feeds" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resource_id" uuid,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"created_by" uuid,
	"renewed_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	CONSTRAINT "calendar_feeds_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "calendar_feeds_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "name_length" CHECK (length("bookings"."calendar_feeds"."name") between 1 and 80)
);
--> statement-breakpoint
ALTER TABLE "bookings"."calendar_feeds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."calendar_entries" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"scope" text NOT NULL,
	"station_id" uuid,
	"user_id" uuid NOT NULL,
	"title" text NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"all_day" boolean DEFAULT false NOT NULL,
	"remind_minutes" integer,
	"reminded_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_entries_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "title_length" CHECK (length("bookings"."calendar_entries"."title") between 1 and 200),
	CONSTRAINT "notes_length" CHECK (length("bookings"."calendar_entries"."notes") <= 4000 and length("bookings"."calendar_entries"."place") <= 300),
	CONSTRAINT "ends_after_start" CHECK ("bookings"."calendar_entries"."ends_at" > "bookings"."calendar_entries"."starts_at"),
	CONSTRAINT "remind_range" CHECK ("bookings"."calendar_entries"."remind_minutes" between 0 and 20160),
	CONSTRAINT "station_of_its_scope" CHECK (("bookings"."calendar_entries"."scope" = 'station') = ("bookings"."calendar_entries"."station_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "bookings"."calendar_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."meeting_bookings" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"booking_id" uuid NOT NULL,
	"meeting_type_id" uuid NOT NULL,
	"topic" text DEFAULT '' NOT NULL,
	CONSTRAINT "meeting_bookings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_meeting_a_booking" UNIQUE("organization_id","booking_id"),
	CONSTRAINT "topic_length" CHECK (length("bookings"."meeting_bookings"."topic") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "bookings"."meeting_bookings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."meeting_types" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"service_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "meeting_types_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "slug_form" CHECK ("bookings"."meeting_types"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("bookings"."meeting_types"."slug") between 2 and 60),
	CONSTRAINT "name_length" CHECK (length("bookings"."meeting_types"."name") between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "bookings"."meeting_types" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."booking_reminders" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"booking_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"recipient" text NOT NULL,
	"recipient_key" text NOT NULL,
	"resource_id" uuid,
	"name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "booking_reminders_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_reminder_a_start" UNIQUE("organization_id","booking_id","kind","recipient_key","starts_at"),
	CONSTRAINT "skipped_says_why" CHECK (("bookings"."booking_reminders"."outcome" = 'skipped') = ("bookings"."booking_reminders"."reason" <> ''))
);
--> statement-breakpoint
ALTER TABLE "bookings"."booking_reminders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."reminder_rules" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"customer_kinds" text[] DEFAULT '{24h,2h,30m}' NOT NULL,
	"chef_kinds" text[] DEFAULT '{24h,2h,30m}' NOT NULL,
	"quiet" text DEFAULT 'earlier' NOT NULL,
	CONSTRAINT "reminder_rules_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_reminder_rule_a_station" UNIQUE("organization_id","station_id"),
	CONSTRAINT "known_kinds" CHECK ("bookings"."reminder_rules"."customer_kinds" <@ '{24h,2h,30m}'::text[] and "bookings"."reminder_rules"."chef_kinds" <@ '{24h,2h,30m}'::text[])
);
--> statement-breakpoint
ALTER TABLE "bookings"."reminder_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."reminder_stops" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"email" text NOT NULL,
	"created_by" uuid,
	CONSTRAINT "reminder_stops_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_stop_an_address" UNIQUE("organization_id","station_id","email"),
	CONSTRAINT "email_small" CHECK ("bookings"."reminder_stops"."email" = lower("bookings"."reminder_stops"."email") and length("bookings"."reminder_stops"."email") <= 254)
);
--> statement-breakpoint
ALTER TABLE "bookings"."reminder_stops" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "bookings"."calendar_feeds" ADD CONSTRAINT "calendar_feeds_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."calendar_feeds" ADD CONSTRAINT "calendar_feeds_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."calendar_feeds" ADD CONSTRAINT "calendar_feeds_organization_id_resource_id_resources_organization_id_id_fk" FOREIGN KEY ("organization_id","resource_id") REFERENCES "bookings"."resources"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."calendar_feeds" ADD CONSTRAINT "calendar_feeds_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."calendar_entries" ADD CONSTRAINT "calendar_entries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."calendar_entries" ADD CONSTRAINT "calendar_entries_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."calendar_entries" ADD CONSTRAINT "calendar_entries_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."meeting_bookings" ADD CONSTRAINT "meeting_bookings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."meeting_bookings" ADD CONSTRAINT "meeting_bookings_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."meeting_bookings" ADD CONSTRAINT "meeting_bookings_organization_id_meeting_type_id_meeting_types_organization_id_id_fk" FOREIGN KEY ("organization_id","meeting_type_id") REFERENCES "bookings"."meeting_types"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."meeting_bookings" ADD CONSTRAINT "meeting_bookings_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."meeting_types" ADD CONSTRAINT "meeting_types_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."meeting_types" ADD CONSTRAINT "meeting_types_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "bookings"."services"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."meeting_types" ADD CONSTRAINT "meeting_types_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_reminders" ADD CONSTRAINT "booking_reminders_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_reminders" ADD CONSTRAINT "booking_reminders_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_reminders" ADD CONSTRAINT "booking_reminders_organization_id_resource_id_resources_organization_id_id_fk" FOREIGN KEY ("organization_id","resource_id") REFERENCES "bookings"."resources"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_reminders" ADD CONSTRAINT "booking_reminders_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."reminder_rules" ADD CONSTRAINT "reminder_rules_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."reminder_rules" ADD CONSTRAINT "reminder_rules_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."reminder_stops" ADD CONSTRAINT "reminder_stops_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."reminder_stops" ADD CONSTRAINT "reminder_stops_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."reminder_stops" ADD CONSTRAINT "reminder_stops_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_feeds_created_by_index" ON "bookings"."calendar_feeds" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "calendar_feeds_organization_id_resource_id_index" ON "bookings"."calendar_feeds" USING btree ("organization_id","resource_id");--> statement-breakpoint
CREATE INDEX "calendar_feeds_organization_id_station_id_index" ON "bookings"."calendar_feeds" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "calendar_entries_organization_id_starts_at_index" ON "bookings"."calendar_entries" USING btree ("organization_id","starts_at");--> statement-breakpoint
CREATE INDEX "entries_to_remind" ON "bookings"."calendar_entries" USING btree ("starts_at") WHERE remind_minutes is not null and reminded_at is null;--> statement-breakpoint
CREATE INDEX "calendar_entries_user_id_index" ON "bookings"."calendar_entries" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "calendar_entries_organization_id_station_id_index" ON "bookings"."calendar_entries" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "meeting_bookings_organization_id_booking_id_index" ON "bookings"."meeting_bookings" USING btree ("organization_id","booking_id");--> statement-breakpoint
CREATE INDEX "meeting_bookings_organization_id_meeting_type_id_index" ON "bookings"."meeting_bookings" USING btree ("organization_id","meeting_type_id");--> statement-breakpoint
CREATE INDEX "meeting_bookings_organization_id_station_id_index" ON "bookings"."meeting_bookings" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_meeting_slug" ON "bookings"."meeting_types" USING btree ("organization_id","slug");--> statement-breakpoint
CREATE INDEX "meeting_types_organization_id_service_id_index" ON "bookings"."meeting_types" USING btree ("organization_id","service_id");--> statement-breakpoint
CREATE INDEX "meeting_types_organization_id_station_id_index" ON "bookings"."meeting_types" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "booking_reminders_organization_id_created_at_id_index" ON "bookings"."booking_reminders" USING btree ("organization_id","created_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "booking_reminders_organization_id_booking_id_index" ON "bookings"."booking_reminders" USING btree ("organization_id","booking_id");--> statement-breakpoint
CREATE INDEX "booking_reminders_organization_id_resource_id_index" ON "bookings"."booking_reminders" USING btree ("organization_id","resource_id");--> statement-breakpoint
CREATE INDEX "booking_reminders_organization_id_station_id_index" ON "bookings"."booking_reminders" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "reminder_rules_organization_id_station_id_index" ON "bookings"."reminder_rules" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "reminder_stops_created_by_index" ON "bookings"."reminder_stops" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "reminder_stops_organization_id_station_id_index" ON "bookings"."reminder_stops" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."calendar_feeds" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."calendar_feeds" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."calendar_entries" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (
        (scope = 'workspace' and (select system.has('bookings:read')))
        or (scope = 'station' and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])))
        or (scope = 'personal' and user_id = (select system.uid()))));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."calendar_entries" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."meeting_bookings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."meeting_bookings" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."meeting_types" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."meeting_types" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."booking_reminders" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."booking_reminders" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."reminder_rules" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "bookings"."reminder_rules" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "bookings"."reminder_rules" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."reminder_rules" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."reminder_stops" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."reminder_stops" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);