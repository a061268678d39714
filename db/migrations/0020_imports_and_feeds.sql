CREATE TYPE "system"."import_state" AS ENUM('uploading', 'uploaded', 'read', 'checking', 'checked', 'committing', 'committed', 'failed', 'discarded');--> statement-breakpoint
CREATE TABLE "events"."calendar_feeds" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"scope" text NOT NULL,
	"name" text NOT NULL,
	"station_id" uuid,
	"user_id" uuid,
	"token_hash" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"renewed_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	CONSTRAINT "calendar_feeds_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "calendar_feeds_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "name_length" CHECK (length("events"."calendar_feeds"."name") between 1 and 80),
	CONSTRAINT "feed_of_one" CHECK (("events"."calendar_feeds"."scope" = 'station') = ("events"."calendar_feeds"."station_id" is not null) and ("events"."calendar_feeds"."scope" = 'person') = ("events"."calendar_feeds"."user_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "events"."calendar_feeds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."import_keys" (
	"organization_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"scope" text DEFAULT '' NOT NULL,
	"unit" text NOT NULL,
	"import_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_keys_organization_id_kind_scope_unit_pk" PRIMARY KEY("organization_id","kind","scope","unit")
);
--> statement-breakpoint
ALTER TABLE "system"."import_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."import_mappings" (
	"organization_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"mapping" jsonb NOT NULL,
	CONSTRAINT "import_mappings_organization_id_kind_pk" PRIMARY KEY("organization_id","kind")
);
--> statement-breakpoint
ALTER TABLE "system"."import_mappings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."import_parts" (
	"organization_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "import_parts_organization_id_import_id_n_pk" PRIMARY KEY("organization_id","import_id","n")
);
--> statement-breakpoint
ALTER TABLE "system"."import_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."import_rows" (
	"organization_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"at" integer NOT NULL,
	"data" jsonb NOT NULL,
	"found" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"state" text DEFAULT 'read' NOT NULL,
	"value" jsonb,
	"key" text DEFAULT '' NOT NULL,
	"unit" text DEFAULT '' NOT NULL,
	"errors" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"subject_id" uuid,
	CONSTRAINT "import_rows_organization_id_import_id_n_pk" PRIMARY KEY("organization_id","import_id","n")
);
--> statement-breakpoint
ALTER TABLE "system"."import_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."imports" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"kind" text NOT NULL,
	"state" "system"."import_state" DEFAULT 'uploading' NOT NULL,
	"name" text NOT NULL,
	"byte_size" integer NOT NULL,
	"format" text,
	"columns" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"mapping" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"mode" text DEFAULT 'all' NOT NULL,
	"run_id" uuid,
	"rows" integer DEFAULT 0 NOT NULL,
	"good" integer DEFAULT 0 NOT NULL,
	"bad" integer DEFAULT 0 NOT NULL,
	"duplicates" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"fault" text,
	"fault_line" integer,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "imports_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "byte_size_range" CHECK ("system"."imports"."byte_size" between 1 and 26214400)
);
--> statement-breakpoint
ALTER TABLE "system"."imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "events"."calendar_feeds" ADD CONSTRAINT "calendar_feeds_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."calendar_feeds" ADD CONSTRAINT "calendar_feeds_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."calendar_feeds" ADD CONSTRAINT "calendar_feeds_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."calendar_feeds" ADD CONSTRAINT "calendar_feeds_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."import_keys" ADD CONSTRAINT "import_keys_organization_id_import_id_imports_organization_id_id_fk" FOREIGN KEY ("organization_id","import_id") REFERENCES "system"."imports"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."import_mappings" ADD CONSTRAINT "import_mappings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."import_parts" ADD CONSTRAINT "import_parts_organization_id_import_id_imports_organization_id_id_fk" FOREIGN KEY ("organization_id","import_id") REFERENCES "system"."imports"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."import_rows" ADD CONSTRAINT "import_rows_organization_id_import_id_imports_organization_id_id_fk" FOREIGN KEY ("organization_id","import_id") REFERENCES "system"."imports"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."imports" ADD CONSTRAINT "imports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."imports" ADD CONSTRAINT "imports_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_feeds_user_id_index" ON "events"."calendar_feeds" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "calendar_feeds_created_by_index" ON "events"."calendar_feeds" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "calendar_feeds_organization_id_station_id_index" ON "events"."calendar_feeds" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "import_keys_organization_id_import_id_index" ON "system"."import_keys" USING btree ("organization_id","import_id");--> statement-breakpoint
CREATE INDEX "imports_latest" ON "system"."imports" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "imports_created_by_index" ON "system"."imports" USING btree ("created_by");--> statement-breakpoint
CREATE POLICY "read" ON "events"."calendar_feeds" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "system"."import_keys" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('system:import')));--> statement-breakpoint
CREATE POLICY "read" ON "system"."import_mappings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('system:import')));--> statement-breakpoint
CREATE POLICY "read" ON "system"."import_parts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('system:import')));--> statement-breakpoint
CREATE POLICY "read" ON "system"."import_rows" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('system:import')));--> statement-breakpoint
CREATE POLICY "read" ON "system"."imports" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('system:import')));