CREATE TYPE "events"."series_state" AS ENUM('active', 'ended');--> statement-breakpoint
CREATE TYPE "events"."document_state" AS ENUM('missing', 'received', 'approved', 'rejected', 'waived');--> statement-breakpoint
CREATE TYPE "events"."risk_state" AS ENUM('open', 'mitigated', 'accepted', 'occurred', 'closed');--> statement-breakpoint
CREATE TYPE "events"."task_state" AS ENUM('open', 'in_progress', 'blocked', 'done', 'dropped');--> statement-breakpoint
CREATE TYPE "events"."update_state" AS ENUM('draft', 'sent');--> statement-breakpoint
CREATE TYPE "events"."logistics_state" AS ENUM('needed', 'ordered', 'delivered', 'returned', 'cancelled');--> statement-breakpoint
CREATE TYPE "events"."run_state" AS ENUM('planned', 'running', 'done', 'cancelled');--> statement-breakpoint
CREATE TYPE "events"."session_state" AS ENUM('planned', 'confirmed', 'running', 'done', 'cancelled');--> statement-breakpoint
CREATE TYPE "events"."assignment_state" AS ENUM('assigned', 'confirmed', 'declined', 'withdrawn');--> statement-breakpoint
CREATE TYPE "events"."shift_state" AS ENUM('planned', 'running', 'done', 'cancelled');--> statement-breakpoint
CREATE TYPE "events"."casting_state" AS ENUM('proposed', 'invited', 'confirmed', 'declined', 'dropped', 'released');--> statement-breakpoint
CREATE TYPE "events"."contract_state" AS ENUM('draft', 'sent', 'signed', 'ended', 'terminated', 'cancelled');--> statement-breakpoint
CREATE TABLE "events"."event_series" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"rule" text NOT NULL,
	"starts_local" text NOT NULL,
	"zone" text NOT NULL,
	"state" "events"."series_state" DEFAULT 'active' NOT NULL,
	"split_from_id" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_series_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "rule_form" CHECK ("events"."event_series"."rule" ~ '^FREQ=' and length("events"."event_series"."rule") <= 200)
);
--> statement-breakpoint
ALTER TABLE "events"."event_series" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."cultural_guides" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"topic" text DEFAULT 'other' NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"shown" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "cultural_guides_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "title_length" CHECK (length("events"."cultural_guides"."title") between 1 and 120),
	CONSTRAINT "body_length" CHECK (length("events"."cultural_guides"."body") between 1 and 5000)
);
--> statement-breakpoint
ALTER TABLE "events"."cultural_guides" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."custom_fields" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"kind" text DEFAULT 'text' NOT NULL,
	"hint" text DEFAULT '' NOT NULL,
	"options" text[] DEFAULT '{}' NOT NULL,
	"required" boolean DEFAULT false NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "custom_fields_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_field_key" UNIQUE("organization_id","key"),
	CONSTRAINT "key_form" CHECK ("events"."custom_fields"."key" ~ '^[a-z][a-z0-9_]{0,39}$'),
	CONSTRAINT "label_length" CHECK (length("events"."custom_fields"."label") between 1 and 80),
	CONSTRAINT "choice_has_options" CHECK (("events"."custom_fields"."kind" = 'choice') = (cardinality("events"."custom_fields"."options") > 0))
);
--> statement-breakpoint
ALTER TABLE "events"."custom_fields" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."custom_values" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"field_id" uuid NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "custom_values_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_value_a_field" UNIQUE("organization_id","event_id","field_id"),
	CONSTRAINT "value_length" CHECK (length("events"."custom_values"."value") between 1 and 2000)
);
--> statement-breakpoint
ALTER TABLE "events"."custom_values" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."room_uses" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"room_id" uuid NOT NULL,
	"session_id" uuid,
	"during" "tstzrange" NOT NULL,
	CONSTRAINT "room_uses_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_use_a_session" UNIQUE("organization_id","session_id")
);
--> statement-breakpoint
ALTER TABLE "events"."room_uses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."rooms" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"venue_id" uuid NOT NULL,
	"name" text NOT NULL,
	"capacity" integer,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rooms_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_room_name" UNIQUE("organization_id","venue_id","name"),
	CONSTRAINT "room_name" CHECK (length("events"."rooms"."name") between 1 and 80),
	CONSTRAINT "room_for_somebody" CHECK ("events"."rooms"."capacity" is null or "events"."rooms"."capacity" > 0)
);
--> statement-breakpoint
ALTER TABLE "events"."rooms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."vendors" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"category" text DEFAULT 'other' NOT NULL,
	"contact_name" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"website" text DEFAULT '' NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vendors_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_vendor_name" UNIQUE("organization_id","name"),
	CONSTRAINT "vendor_name" CHECK (length("events"."vendors"."name") between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "events"."vendors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."event_documents" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text DEFAULT 'other' NOT NULL,
	"name" text NOT NULL,
	"required" boolean DEFAULT false NOT NULL,
	"due_on" date,
	"expires_on" date,
	"notes" text DEFAULT '' NOT NULL,
	"state" "events"."document_state" DEFAULT 'missing' NOT NULL,
	CONSTRAINT "event_documents_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "name_length" CHECK (length("events"."event_documents"."name") between 1 and 160)
);
--> statement-breakpoint
ALTER TABLE "events"."event_documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."event_files" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"document_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"uploaded_by" uuid,
	CONSTRAINT "event_files_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "file_size" CHECK (octet_length("events"."event_files"."content") = "events"."event_files"."size" and "events"."event_files"."size" between 1 and 10485760),
	CONSTRAINT "file_name" CHECK (length("events"."event_files"."name") between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "events"."event_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."event_planning" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text DEFAULT 'task' NOT NULL,
	"title" text NOT NULL,
	"details" text DEFAULT '' NOT NULL,
	"owner_id" uuid,
	"due_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"state" "events"."task_state" DEFAULT 'open' NOT NULL,
	CONSTRAINT "event_planning_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "title_length" CHECK (length("events"."event_planning"."title") between 1 and 200)
);
--> statement-breakpoint
ALTER TABLE "events"."event_planning" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."event_risks" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"title" text NOT NULL,
	"details" text DEFAULT '' NOT NULL,
	"likelihood" integer NOT NULL,
	"impact" integer NOT NULL,
	"score" integer GENERATED ALWAYS AS (likelihood * impact) STORED,
	"mitigation" text DEFAULT '' NOT NULL,
	"owner_id" uuid,
	"state" "events"."risk_state" DEFAULT 'open' NOT NULL,
	CONSTRAINT "event_risks_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "title_length" CHECK (length("events"."event_risks"."title") between 1 and 200),
	CONSTRAINT "one_to_five" CHECK ("events"."event_risks"."likelihood" between 1 and 5 and "events"."event_risks"."impact" between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "events"."event_risks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."event_updates" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"state" "events"."update_state" DEFAULT 'draft' NOT NULL,
	"recipients" integer,
	"sent_at" timestamp with time zone,
	"created_by" uuid,
	CONSTRAINT "event_updates_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "subject_length" CHECK (length("events"."event_updates"."subject") between 1 and 150),
	CONSTRAINT "body_length" CHECK (length("events"."event_updates"."body") between 1 and 5000),
	CONSTRAINT "sent_is_counted" CHECK (("events"."event_updates"."state" = 'sent') = ("events"."event_updates"."sent_at" is not null and "events"."event_updates"."recipients" is not null))
);
--> statement-breakpoint
ALTER TABLE "events"."event_updates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."event_logistics" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"kind" text DEFAULT 'equipment' NOT NULL,
	"quantity" integer DEFAULT 1 NOT NULL,
	"vendor_id" uuid,
	"owner_id" uuid,
	"needed_at" timestamp with time zone,
	"place" text DEFAULT '' NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"state" "events"."logistics_state" DEFAULT 'needed' NOT NULL,
	CONSTRAINT "event_logistics_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "name_length" CHECK (length("events"."event_logistics"."name") between 1 and 160),
	CONSTRAINT "some_quantity" CHECK ("events"."event_logistics"."quantity" between 1 and 1000000)
);
--> statement-breakpoint
ALTER TABLE "events"."event_logistics" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."event_schedules" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"title" text NOT NULL,
	"abstract" text DEFAULT '' NOT NULL,
	"kind" text DEFAULT 'other' NOT NULL,
	"track" text DEFAULT '' NOT NULL,
	"room_id" uuid,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"expected" integer,
	"state" "events"."session_state" DEFAULT 'planned' NOT NULL,
	CONSTRAINT "event_schedules_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "title_length" CHECK (length("events"."event_schedules"."title") between 1 and 160),
	CONSTRAINT "ends_after_start" CHECK ("events"."event_schedules"."ends_at" > "events"."event_schedules"."starts_at"),
	CONSTRAINT "not_for_days" CHECK ("events"."event_schedules"."ends_at" <= "events"."event_schedules"."starts_at" + interval '24 hours'),
	CONSTRAINT "somebody_expected" CHECK ("events"."event_schedules"."expected" is null or "events"."event_schedules"."expected" > 0)
);
--> statement-breakpoint
ALTER TABLE "events"."event_schedules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."production_runs" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"title" text NOT NULL,
	"kind" text DEFAULT 'other' NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"owner_id" uuid,
	"cues" text DEFAULT '' NOT NULL,
	"state" "events"."run_state" DEFAULT 'planned' NOT NULL,
	CONSTRAINT "production_runs_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "title_length" CHECK (length("events"."production_runs"."title") between 1 and 160),
	CONSTRAINT "ends_after_start" CHECK ("events"."production_runs"."ends_at" > "events"."production_runs"."starts_at")
);
--> statement-breakpoint
ALTER TABLE "events"."production_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."event_staff" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"role" text NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"needed" integer DEFAULT 1 NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"state" "events"."shift_state" DEFAULT 'planned' NOT NULL,
	CONSTRAINT "event_staff_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "role_length" CHECK (length("events"."event_staff"."role") between 1 and 80),
	CONSTRAINT "ends_after_start" CHECK ("events"."event_staff"."ends_at" > "events"."event_staff"."starts_at"),
	CONSTRAINT "not_for_days" CHECK ("events"."event_staff"."ends_at" <= "events"."event_staff"."starts_at" + interval '24 hours'),
	CONSTRAINT "somebody_needed" CHECK ("events"."event_staff"."needed" between 1 and 1000)
);
--> statement-breakpoint
ALTER TABLE "events"."event_staff" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."shift_assignments" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"shift_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"state" "events"."assignment_state" DEFAULT 'assigned' NOT NULL,
	"during" "tstzrange" NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "shift_assignments_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "once_a_shift" UNIQUE("organization_id","shift_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "events"."shift_assignments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."castings" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"talent_id" uuid NOT NULL,
	"part" text NOT NULL,
	"state" "events"."casting_state" DEFAULT 'proposed' NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	CONSTRAINT "castings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_casting_a_part" UNIQUE("organization_id","event_id","talent_id","part"),
	CONSTRAINT "part_length" CHECK (length("events"."castings"."part") between 1 and 80)
);
--> statement-breakpoint
ALTER TABLE "events"."castings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."contracts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"vendor_id" uuid,
	"talent_id" uuid,
	"subject" text NOT NULL,
	"state" "events"."contract_state" DEFAULT 'draft' NOT NULL,
	"cost_minor" bigint DEFAULT 0 NOT NULL,
	"currency" char(3) NOT NULL,
	"signed_on" date,
	"expires_on" date,
	"usage_until" date,
	"usage_rights" text DEFAULT '' NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	CONSTRAINT "contracts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_party" CHECK (num_nonnulls("events"."contracts"."vendor_id", "events"."contracts"."talent_id") = 1),
	CONSTRAINT "cost_not_negative" CHECK ("events"."contracts"."cost_minor" >= 0),
	CONSTRAINT "subject_length" CHECK (length("events"."contracts"."subject") between 1 and 160)
);
--> statement-breakpoint
ALTER TABLE "events"."contracts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."session_talent" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"session_id" uuid NOT NULL,
	"talent_id" uuid NOT NULL,
	"part" text DEFAULT '' NOT NULL,
	CONSTRAINT "session_talent_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "once_a_session" UNIQUE("organization_id","session_id","talent_id")
);
--> statement-breakpoint
ALTER TABLE "events"."session_talent" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."talent" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"agency" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"bio" text DEFAULT '' NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "talent_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_talent_name" UNIQUE("organization_id","kind","name"),
	CONSTRAINT "talent_name" CHECK (length("events"."talent"."name") between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "events"."talent" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."talent_absences" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"talent_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "talent_absences_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "ends_after_start" CHECK ("events"."talent_absences"."ends_at" > "events"."talent_absences"."starts_at")
);
--> statement-breakpoint
ALTER TABLE "events"."talent_absences" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."talent_uses" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"talent_id" uuid NOT NULL,
	"session_talent_id" uuid,
	"absence_id" uuid,
	"during" "tstzrange" NOT NULL,
	CONSTRAINT "talent_uses_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_use_a_part" UNIQUE("organization_id","session_talent_id"),
	CONSTRAINT "one_use_an_absence" UNIQUE("organization_id","absence_id"),
	CONSTRAINT "one_reason" CHECK (num_nonnulls("events"."talent_uses"."session_talent_id", "events"."talent_uses"."absence_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "events"."talent_uses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "events"."events" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "events"."events" ADD COLUMN "occurs_local" text;--> statement-breakpoint
ALTER TABLE "events"."events" ADD COLUMN "detached" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "events"."event_series" ADD CONSTRAINT "event_series_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_series" ADD CONSTRAINT "event_series_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_series" ADD CONSTRAINT "event_series_organization_id_split_from_id_event_series_organization_id_id_fk" FOREIGN KEY ("organization_id","split_from_id") REFERENCES "events"."event_series"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."cultural_guides" ADD CONSTRAINT "cultural_guides_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."cultural_guides" ADD CONSTRAINT "cultural_guides_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."custom_fields" ADD CONSTRAINT "custom_fields_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."custom_values" ADD CONSTRAINT "custom_values_organization_id_field_id_custom_fields_organization_id_id_fk" FOREIGN KEY ("organization_id","field_id") REFERENCES "events"."custom_fields"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."custom_values" ADD CONSTRAINT "custom_values_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."custom_values" ADD CONSTRAINT "custom_values_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."room_uses" ADD CONSTRAINT "room_uses_organization_id_room_id_rooms_organization_id_id_fk" FOREIGN KEY ("organization_id","room_id") REFERENCES "events"."rooms"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."room_uses" ADD CONSTRAINT "room_uses_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."room_uses" ADD CONSTRAINT "room_uses_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."rooms" ADD CONSTRAINT "rooms_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."rooms" ADD CONSTRAINT "rooms_organization_id_venue_id_venues_organization_id_id_fk" FOREIGN KEY ("organization_id","venue_id") REFERENCES "events"."venues"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."vendors" ADD CONSTRAINT "vendors_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_documents" ADD CONSTRAINT "event_documents_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_documents" ADD CONSTRAINT "event_documents_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_files" ADD CONSTRAINT "event_files_uploaded_by_user_profiles_user_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_files" ADD CONSTRAINT "event_files_organization_id_document_id_event_documents_organization_id_id_fk" FOREIGN KEY ("organization_id","document_id") REFERENCES "events"."event_documents"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_files" ADD CONSTRAINT "event_files_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_files" ADD CONSTRAINT "event_files_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_planning" ADD CONSTRAINT "event_planning_organization_id_owner_id_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","owner_id") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_planning" ADD CONSTRAINT "event_planning_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_planning" ADD CONSTRAINT "event_planning_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_risks" ADD CONSTRAINT "event_risks_organization_id_owner_id_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","owner_id") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_risks" ADD CONSTRAINT "event_risks_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_risks" ADD CONSTRAINT "event_risks_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_updates" ADD CONSTRAINT "event_updates_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_updates" ADD CONSTRAINT "event_updates_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_updates" ADD CONSTRAINT "event_updates_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_logistics" ADD CONSTRAINT "event_logistics_organization_id_vendor_id_vendors_organization_id_id_fk" FOREIGN KEY ("organization_id","vendor_id") REFERENCES "events"."vendors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_logistics" ADD CONSTRAINT "event_logistics_organization_id_owner_id_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","owner_id") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_logistics" ADD CONSTRAINT "event_logistics_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_logistics" ADD CONSTRAINT "event_logistics_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_schedules" ADD CONSTRAINT "event_schedules_organization_id_room_id_rooms_organization_id_id_fk" FOREIGN KEY ("organization_id","room_id") REFERENCES "events"."rooms"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_schedules" ADD CONSTRAINT "event_schedules_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_schedules" ADD CONSTRAINT "event_schedules_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."production_runs" ADD CONSTRAINT "production_runs_organization_id_owner_id_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","owner_id") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."production_runs" ADD CONSTRAINT "production_runs_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."production_runs" ADD CONSTRAINT "production_runs_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_staff" ADD CONSTRAINT "event_staff_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_staff" ADD CONSTRAINT "event_staff_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."shift_assignments" ADD CONSTRAINT "shift_assignments_organization_id_shift_id_event_staff_organization_id_id_fk" FOREIGN KEY ("organization_id","shift_id") REFERENCES "events"."event_staff"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."shift_assignments" ADD CONSTRAINT "shift_assignments_organization_id_user_id_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."shift_assignments" ADD CONSTRAINT "shift_assignments_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."shift_assignments" ADD CONSTRAINT "shift_assignments_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."castings" ADD CONSTRAINT "castings_organization_id_talent_id_talent_organization_id_id_fk" FOREIGN KEY ("organization_id","talent_id") REFERENCES "events"."talent"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."castings" ADD CONSTRAINT "castings_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."castings" ADD CONSTRAINT "castings_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."contracts" ADD CONSTRAINT "contracts_organization_id_vendor_id_vendors_organization_id_id_fk" FOREIGN KEY ("organization_id","vendor_id") REFERENCES "events"."vendors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."contracts" ADD CONSTRAINT "contracts_organization_id_talent_id_talent_organization_id_id_fk" FOREIGN KEY ("organization_id","talent_id") REFERENCES "events"."talent"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."contracts" ADD CONSTRAINT "contracts_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."contracts" ADD CONSTRAINT "contracts_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."session_talent" ADD CONSTRAINT "session_talent_organization_id_talent_id_talent_organization_id_id_fk" FOREIGN KEY ("organization_id","talent_id") REFERENCES "events"."talent"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."session_talent" ADD CONSTRAINT "session_talent_organization_id_session_id_event_schedules_organization_id_id_fk" FOREIGN KEY ("organization_id","session_id") REFERENCES "events"."event_schedules"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."session_talent" ADD CONSTRAINT "session_talent_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."session_talent" ADD CONSTRAINT "session_talent_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."talent" ADD CONSTRAINT "talent_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."talent_absences" ADD CONSTRAINT "talent_absences_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."talent_absences" ADD CONSTRAINT "talent_absences_organization_id_talent_id_talent_organization_id_id_fk" FOREIGN KEY ("organization_id","talent_id") REFERENCES "events"."talent"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."talent_uses" ADD CONSTRAINT "talent_uses_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."talent_uses" ADD CONSTRAINT "talent_uses_organization_id_talent_id_talent_organization_id_id_fk" FOREIGN KEY ("organization_id","talent_id") REFERENCES "events"."talent"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."talent_uses" ADD CONSTRAINT "talent_uses_organization_id_session_talent_id_session_talent_organization_id_id_fk" FOREIGN KEY ("organization_id","session_talent_id") REFERENCES "events"."session_talent"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."talent_uses" ADD CONSTRAINT "talent_uses_organization_id_absence_id_talent_absences_organization_id_id_fk" FOREIGN KEY ("organization_id","absence_id") REFERENCES "events"."talent_absences"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_series_created_by_index" ON "events"."event_series" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "event_series_organization_id_split_from_id_index" ON "events"."event_series" USING btree ("organization_id","split_from_id");--> statement-breakpoint
CREATE INDEX "cultural_guides_organization_id_event_id_index" ON "events"."cultural_guides" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "cultural_guides_organization_id_station_id_index" ON "events"."cultural_guides" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "custom_values_organization_id_field_id_index" ON "events"."custom_values" USING btree ("organization_id","field_id");--> statement-breakpoint
CREATE INDEX "custom_values_organization_id_event_id_index" ON "events"."custom_values" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "custom_values_organization_id_station_id_index" ON "events"."custom_values" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "room_uses_organization_id_room_id_index" ON "events"."room_uses" USING btree ("organization_id","room_id");--> statement-breakpoint
CREATE INDEX "room_uses_organization_id_event_id_index" ON "events"."room_uses" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "room_uses_organization_id_station_id_index" ON "events"."room_uses" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "rooms_organization_id_venue_id_index" ON "events"."rooms" USING btree ("organization_id","venue_id");--> statement-breakpoint
CREATE INDEX "vendors_organization_id_category_index" ON "events"."vendors" USING btree ("organization_id","category");--> statement-breakpoint
CREATE INDEX "event_documents_organization_id_event_id_index" ON "events"."event_documents" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "event_documents_organization_id_station_id_index" ON "events"."event_documents" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "event_files_uploaded_by_index" ON "events"."event_files" USING btree ("uploaded_by");--> statement-breakpoint
CREATE INDEX "event_files_organization_id_document_id_index" ON "events"."event_files" USING btree ("organization_id","document_id");--> statement-breakpoint
CREATE INDEX "event_files_organization_id_event_id_index" ON "events"."event_files" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "event_files_organization_id_station_id_index" ON "events"."event_files" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "event_planning_organization_id_due_at_index" ON "events"."event_planning" USING btree ("organization_id","due_at");--> statement-breakpoint
CREATE INDEX "event_planning_organization_id_owner_id_index" ON "events"."event_planning" USING btree ("organization_id","owner_id");--> statement-breakpoint
CREATE INDEX "event_planning_organization_id_event_id_index" ON "events"."event_planning" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "event_planning_organization_id_station_id_index" ON "events"."event_planning" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "event_risks_organization_id_owner_id_index" ON "events"."event_risks" USING btree ("organization_id","owner_id");--> statement-breakpoint
CREATE INDEX "event_risks_organization_id_event_id_index" ON "events"."event_risks" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "event_risks_organization_id_station_id_index" ON "events"."event_risks" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "event_updates_created_by_index" ON "events"."event_updates" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "event_updates_organization_id_event_id_index" ON "events"."event_updates" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "event_updates_organization_id_station_id_index" ON "events"."event_updates" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "event_logistics_organization_id_vendor_id_index" ON "events"."event_logistics" USING btree ("organization_id","vendor_id");--> statement-breakpoint
CREATE INDEX "event_logistics_organization_id_owner_id_index" ON "events"."event_logistics" USING btree ("organization_id","owner_id");--> statement-breakpoint
CREATE INDEX "event_logistics_organization_id_event_id_index" ON "events"."event_logistics" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "event_logistics_organization_id_station_id_index" ON "events"."event_logistics" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "event_schedules_organization_id_event_id_starts_at_index" ON "events"."event_schedules" USING btree ("organization_id","event_id","starts_at");--> statement-breakpoint
CREATE INDEX "event_schedules_organization_id_room_id_index" ON "events"."event_schedules" USING btree ("organization_id","room_id");--> statement-breakpoint
CREATE INDEX "event_schedules_organization_id_event_id_index" ON "events"."event_schedules" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "event_schedules_organization_id_station_id_index" ON "events"."event_schedules" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "production_runs_organization_id_owner_id_index" ON "events"."production_runs" USING btree ("organization_id","owner_id");--> statement-breakpoint
CREATE INDEX "production_runs_organization_id_event_id_index" ON "events"."production_runs" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "production_runs_organization_id_station_id_index" ON "events"."production_runs" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "event_staff_organization_id_event_id_starts_at_index" ON "events"."event_staff" USING btree ("organization_id","event_id","starts_at");--> statement-breakpoint
CREATE INDEX "event_staff_organization_id_event_id_index" ON "events"."event_staff" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "event_staff_organization_id_station_id_index" ON "events"."event_staff" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "shift_assignments_organization_id_user_id_index" ON "events"."shift_assignments" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "shift_assignments_organization_id_event_id_index" ON "events"."shift_assignments" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "shift_assignments_organization_id_station_id_index" ON "events"."shift_assignments" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "castings_organization_id_talent_id_index" ON "events"."castings" USING btree ("organization_id","talent_id");--> statement-breakpoint
CREATE INDEX "castings_organization_id_event_id_index" ON "events"."castings" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "castings_organization_id_station_id_index" ON "events"."castings" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "contracts_organization_id_expires_on_index" ON "events"."contracts" USING btree ("organization_id","expires_on");--> statement-breakpoint
CREATE INDEX "contracts_organization_id_vendor_id_index" ON "events"."contracts" USING btree ("organization_id","vendor_id");--> statement-breakpoint
CREATE INDEX "contracts_organization_id_talent_id_index" ON "events"."contracts" USING btree ("organization_id","talent_id");--> statement-breakpoint
CREATE INDEX "contracts_organization_id_event_id_index" ON "events"."contracts" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "contracts_organization_id_station_id_index" ON "events"."contracts" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "session_talent_organization_id_talent_id_index" ON "events"."session_talent" USING btree ("organization_id","talent_id");--> statement-breakpoint
CREATE INDEX "session_talent_organization_id_event_id_index" ON "events"."session_talent" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "session_talent_organization_id_station_id_index" ON "events"."session_talent" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "talent_absences_organization_id_talent_id_index" ON "events"."talent_absences" USING btree ("organization_id","talent_id");--> statement-breakpoint
CREATE INDEX "talent_uses_organization_id_talent_id_index" ON "events"."talent_uses" USING btree ("organization_id","talent_id");--> statement-breakpoint
ALTER TABLE "events"."events" ADD CONSTRAINT "events_organization_id_series_id_event_series_organization_id_id_fk" FOREIGN KEY ("organization_id","series_id") REFERENCES "events"."event_series"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_occurrence" ON "events"."events" USING btree ("organization_id","series_id","occurs_local") WHERE series_id is not null;--> statement-breakpoint
CREATE INDEX "events_organization_id_series_id_index" ON "events"."events" USING btree ("organization_id","series_id");--> statement-breakpoint
ALTER TABLE "events"."events" ADD CONSTRAINT "occurs_in_a_series" CHECK (("events"."events"."series_id" is null) = ("events"."events"."occurs_local" is null));--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_series" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.has('events:read')));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."event_series" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "update" ON "events"."event_series" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('events:write'))) WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "read" ON "events"."cultural_guides" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."cultural_guides" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."cultural_guides" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."cultural_guides" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."custom_fields" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.has('events:read')));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."custom_fields" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "update" ON "events"."custom_fields" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('events:write'))) WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "read" ON "events"."custom_values" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."custom_values" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."custom_values" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."custom_values" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."room_uses" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."rooms" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.has('events:read')));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."rooms" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "update" ON "events"."rooms" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('events:write'))) WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."rooms" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "read" ON "events"."vendors" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.has('events:read')));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."vendors" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "update" ON "events"."vendors" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('events:write'))) WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_documents" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."event_documents" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."event_documents" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."event_documents" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_files" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_planning" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."event_planning" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."event_planning" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."event_planning" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_risks" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."event_risks" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."event_risks" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."event_risks" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_updates" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."event_updates" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."event_updates" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."event_updates" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_logistics" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."event_logistics" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."event_logistics" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."event_logistics" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_schedules" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."event_schedules" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."event_schedules" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."event_schedules" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."production_runs" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."production_runs" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."production_runs" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."production_runs" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_staff" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."event_staff" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."event_staff" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."event_staff" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."shift_assignments" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."castings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."castings" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."castings" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."castings" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."contracts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."contracts" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."contracts" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."contracts" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."session_talent" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."talent" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.has('events:read')));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."talent" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "update" ON "events"."talent" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('events:write'))) WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "read" ON "events"."talent_absences" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.has('events:read')));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."talent_absences" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "update" ON "events"."talent_absences" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('events:write'))) WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."talent_absences" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "read" ON "events"."talent_uses" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.has('events:read')));