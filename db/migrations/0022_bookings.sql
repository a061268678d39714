CREATE SCHEMA IF NOT EXISTS "bookings";
--> statement-breakpoint
CREATE TYPE "bookings"."quote_state" AS ENUM('draft', 'sent', 'accepted', 'declined', 'expired', 'superseded');--> statement-breakpoint
CREATE TYPE "bookings"."refund_state" AS ENUM('requested', 'succeeded', 'failed');--> statement-breakpoint
CREATE TYPE "bookings"."series_state" AS ENUM('active', 'ended');--> statement-breakpoint
CREATE TYPE "bookings"."booking_state" AS ENUM('pending', 'confirmed', 'in_progress', 'completed', 'cancelled', 'no_show');--> statement-breakpoint
CREATE TYPE "bookings"."resource_kind" AS ENUM('chef', 'room', 'equipment');--> statement-breakpoint
CREATE TABLE "bookings"."booking_history" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"booking_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"before" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"after" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"by_user_id" uuid,
	CONSTRAINT "booking_history_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "bookings"."booking_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."booking_lines" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"booking_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"kind" text NOT NULL,
	"description" text NOT NULL,
	"quantity" integer NOT NULL,
	"unit_minor" bigint NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "booking_lines_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_line_a_position" UNIQUE("organization_id","booking_id","position"),
	CONSTRAINT "line_multiplies" CHECK ("bookings"."booking_lines"."amount_minor" = "bookings"."booking_lines"."quantity" * "bookings"."booking_lines"."unit_minor" and "bookings"."booking_lines"."quantity" > 0),
	CONSTRAINT "discount_is_negative" CHECK (("bookings"."booking_lines"."amount_minor" < 0) <= ("bookings"."booking_lines"."kind" = 'discount'))
);
--> statement-breakpoint
ALTER TABLE "bookings"."booking_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."booking_resources" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"booking_id" uuid NOT NULL,
	"resource_id" uuid NOT NULL,
	"during" "tstzrange" NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "booking_resources_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "once_a_booking" UNIQUE("organization_id","booking_id","resource_id")
);
--> statement-breakpoint
ALTER TABLE "bookings"."booking_resources" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."booking_series" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"service_id" uuid NOT NULL,
	"state" "bookings"."series_state" DEFAULT 'active' NOT NULL,
	"rule" text NOT NULL,
	"starts_local" text NOT NULL,
	"zone" text NOT NULL,
	"template" jsonb NOT NULL,
	"created_by" uuid,
	CONSTRAINT "booking_series_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "local_form" CHECK ("bookings"."booking_series"."starts_local" ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$')
);
--> statement-breakpoint
ALTER TABLE "bookings"."booking_series" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."bookings" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"number" text NOT NULL,
	"state" "bookings"."booking_state" DEFAULT 'pending' NOT NULL,
	"service_id" uuid NOT NULL,
	"series_id" uuid,
	"customer_id" uuid,
	"contact_name" text NOT NULL,
	"contact_email" text,
	"contact_phone" text DEFAULT '' NOT NULL,
	"adults" integer NOT NULL,
	"children" integer DEFAULT 0 NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"dietary_notes" text DEFAULT '' NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"zone" text NOT NULL,
	"hold_until" timestamp with time zone,
	"currency" char(3) NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"tax_rate_millionths" integer DEFAULT 0 NOT NULL,
	"tax_inclusive" boolean DEFAULT true NOT NULL,
	"deposit_minor" bigint NOT NULL,
	"paid_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"earned_minor" bigint DEFAULT 0 NOT NULL,
	"cancellation" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"terms_version" integer,
	"terms_accepted_at" timestamp with time zone,
	"terms_address" text,
	"source" text DEFAULT 'staff' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"confirmed_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"token_hash" text,
	"created_by" uuid,
	"key" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bookings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_booking_number" UNIQUE("organization_id","number"),
	CONSTRAINT "one_booking_a_key" UNIQUE("organization_id","key"),
	CONSTRAINT "contact_length" CHECK (length("bookings"."bookings"."contact_name") between 1 and 200),
	CONSTRAINT "guests_range" CHECK ("bookings"."bookings"."adults" >= 0 and "bookings"."bookings"."children" >= 0 and "bookings"."bookings"."adults" + "bookings"."bookings"."children" between 1 and 5000),
	CONSTRAINT "ends_after_start" CHECK ("bookings"."bookings"."ends_at" > "bookings"."bookings"."starts_at"),
	CONSTRAINT "adds_up" CHECK ("bookings"."bookings"."net_minor" + "bookings"."bookings"."tax_minor" = "bookings"."bookings"."total_minor" and "bookings"."bookings"."net_minor" >= 0 and "bookings"."bookings"."tax_minor" >= 0 and "bookings"."bookings"."total_minor" <= 9007199254740991),
	CONSTRAINT "deposit_within_total" CHECK ("bookings"."bookings"."deposit_minor" between 0 and "bookings"."bookings"."total_minor"),
	CONSTRAINT "refunded_within_paid" CHECK ("bookings"."bookings"."refunded_minor" between 0 and "bookings"."bookings"."paid_minor"),
	CONSTRAINT "earned_within_total" CHECK ("bookings"."bookings"."earned_minor" >= 0),
	CONSTRAINT "accepted_whole" CHECK (("bookings"."bookings"."terms_version" is null) = ("bookings"."bookings"."terms_accepted_at" is null))
);
--> statement-breakpoint
ALTER TABLE "bookings"."bookings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."refunds" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"booking_id" uuid NOT NULL,
	"state" "bookings"."refund_state" DEFAULT 'requested' NOT NULL,
	"card_payment_id" uuid,
	"method" "payments"."payment_method",
	"manual_payment_id" uuid,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"gateway_ref" text,
	"failure" text,
	"settled_at" timestamp with time zone,
	"requested_by" uuid,
	"key" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "refunds_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_refund_a_key" UNIQUE("organization_id","key"),
	CONSTRAINT "amount_positive" CHECK ("bookings"."refunds"."amount_minor" > 0),
	CONSTRAINT "one_way_back" CHECK (num_nonnulls("bookings"."refunds"."card_payment_id", "bookings"."refunds"."method") = 1)
);
--> statement-breakpoint
ALTER TABLE "bookings"."refunds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."quotes" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"booking_id" uuid NOT NULL,
	"version" smallint NOT NULL,
	"state" "bookings"."quote_state" DEFAULT 'draft' NOT NULL,
	"lines" jsonb NOT NULL,
	"currency" char(3) NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"deposit_minor" bigint NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token_hash" text NOT NULL,
	"sent_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"answered_from" text,
	"created_by" uuid,
	CONSTRAINT "quotes_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_quote_version" UNIQUE("organization_id","booking_id","version"),
	CONSTRAINT "adds_up" CHECK ("bookings"."quotes"."net_minor" + "bookings"."quotes"."tax_minor" = "bookings"."quotes"."total_minor" and "bookings"."quotes"."net_minor" >= 0 and "bookings"."quotes"."tax_minor" >= 0),
	CONSTRAINT "deposit_within_total" CHECK ("bookings"."quotes"."deposit_minor" between 0 and "bookings"."quotes"."total_minor")
);
--> statement-breakpoint
ALTER TABLE "bookings"."quotes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."busy_times" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resource_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"uid" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	CONSTRAINT "busy_times_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_busy_time_a_uid" UNIQUE("organization_id","resource_id","source","uid","starts_at"),
	CONSTRAINT "ends_after_start" CHECK ("bookings"."busy_times"."ends_at" > "bookings"."busy_times"."starts_at")
);
--> statement-breakpoint
ALTER TABLE "bookings"."busy_times" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."resource_services" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resource_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "resource_services_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_skill_a_resource" UNIQUE("organization_id","resource_id","service_id")
);
--> statement-breakpoint
ALTER TABLE "bookings"."resource_services" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."resources" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" "bookings"."resource_kind" NOT NULL,
	"name" text NOT NULL,
	"user_id" uuid,
	"email" text,
	"phone" text DEFAULT '' NOT NULL,
	"color" text DEFAULT '#64748b' NOT NULL,
	"capacity" integer,
	"active" boolean DEFAULT true NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "resources_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_resource_name" UNIQUE("organization_id","station_id","name"),
	CONSTRAINT "resource_name_length" CHECK (length("bookings"."resources"."name") between 1 and 120),
	CONSTRAINT "color_form" CHECK ("bookings"."resources"."color" ~ '^#[0-9a-f]{6}$'),
	CONSTRAINT "capacity_range" CHECK ("bookings"."resources"."capacity" between 1 and 5000)
);
--> statement-breakpoint
ALTER TABLE "bookings"."resources" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."time_off" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resource_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "time_off_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "ends_after_start" CHECK ("bookings"."time_off"."ends_at" > "bookings"."time_off"."starts_at")
);
--> statement-breakpoint
ALTER TABLE "bookings"."time_off" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."working_hours" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resource_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"from_time" time NOT NULL,
	"to_time" time NOT NULL,
	"valid_from" date DEFAULT '-infinity' NOT NULL,
	"valid_to" date DEFAULT 'infinity' NOT NULL,
	CONSTRAINT "working_hours_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "weekday_range" CHECK ("bookings"."working_hours"."weekday" between 1 and 7),
	CONSTRAINT "hours_range" CHECK ("bookings"."working_hours"."to_time" > "bookings"."working_hours"."from_time"),
	CONSTRAINT "valid_range" CHECK ("bookings"."working_hours"."valid_to" >= "bookings"."working_hours"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "bookings"."working_hours" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."service_stations" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"service_id" uuid NOT NULL,
	CONSTRAINT "service_stations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_offer_a_station" UNIQUE("organization_id","service_id","station_id")
);
--> statement-breakpoint
ALTER TABLE "bookings"."service_stations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."services" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"duration_minutes" integer NOT NULL,
	"pricing" text DEFAULT 'per_guest' NOT NULL,
	"price_minor" bigint NOT NULL,
	"child_price_minor" bigint,
	"currency" char(3) NOT NULL,
	"minimum_total_minor" bigint DEFAULT 0 NOT NULL,
	"min_guests" integer DEFAULT 1 NOT NULL,
	"max_guests" integer NOT NULL,
	"deposit_kind" text DEFAULT 'percent' NOT NULL,
	"deposit_percent" smallint DEFAULT 0 NOT NULL,
	"deposit_minor" bigint DEFAULT 0 NOT NULL,
	"cancellation" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"setup_minutes" integer DEFAULT 0 NOT NULL,
	"cleanup_minutes" integer DEFAULT 0 NOT NULL,
	"travel_minutes" integer DEFAULT 0 NOT NULL,
	"tax_rate_millionths" integer DEFAULT 0 NOT NULL,
	"tax_inclusive" boolean DEFAULT true NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "services_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "service_name_length" CHECK (length("bookings"."services"."name") between 1 and 120),
	CONSTRAINT "duration_range" CHECK ("bookings"."services"."duration_minutes" between 5 and 2880),
	CONSTRAINT "price_range" CHECK ("bookings"."services"."price_minor" between 0 and 9007199254740991 and "bookings"."services"."child_price_minor" >= 0),
	CONSTRAINT "guests_range" CHECK ("bookings"."services"."min_guests" between 1 and "bookings"."services"."max_guests" and "bookings"."services"."max_guests" <= 5000),
	CONSTRAINT "minimum_range" CHECK ("bookings"."services"."minimum_total_minor" >= 0),
	CONSTRAINT "deposit_range" CHECK ("bookings"."services"."deposit_percent" between 0 and 100 and "bookings"."services"."deposit_minor" >= 0),
	CONSTRAINT "buffers_range" CHECK ("bookings"."services"."setup_minutes" between 0 and 1440 and "bookings"."services"."cleanup_minutes" between 0 and 1440 and "bookings"."services"."travel_minutes" between 0 and 1440),
	CONSTRAINT "tax_range" CHECK ("bookings"."services"."tax_rate_millionths" between 0 and 1000000)
);
--> statement-breakpoint
ALTER TABLE "bookings"."services" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."station_settings" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"slot_minutes" smallint DEFAULT 30 NOT NULL,
	"lead_minutes" integer DEFAULT 1440 NOT NULL,
	"horizon_days" integer DEFAULT 180 NOT NULL,
	"hold_minutes" smallint DEFAULT 30 NOT NULL,
	"public_page" boolean DEFAULT false NOT NULL,
	"intro" text DEFAULT '' NOT NULL,
	"paying_by_hand" text DEFAULT '' NOT NULL,
	"terms_version" integer DEFAULT 0 NOT NULL,
	"quiet_from" time DEFAULT '21:00' NOT NULL,
	"quiet_to" time DEFAULT '08:00' NOT NULL,
	CONSTRAINT "station_settings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_setting_a_station" UNIQUE("organization_id","station_id"),
	CONSTRAINT "slot_range" CHECK ("bookings"."station_settings"."slot_minutes" between 5 and 480),
	CONSTRAINT "lead_range" CHECK ("bookings"."station_settings"."lead_minutes" between 0 and 129600),
	CONSTRAINT "horizon_range" CHECK ("bookings"."station_settings"."horizon_days" between 1 and 730),
	CONSTRAINT "hold_range" CHECK ("bookings"."station_settings"."hold_minutes" between 5 and 1440)
);
--> statement-breakpoint
ALTER TABLE "bookings"."station_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "bookings"."terms" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "terms_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_terms_version" UNIQUE("organization_id","station_id","version"),
	CONSTRAINT "body_length" CHECK (length("bookings"."terms"."body") between 1 and 20000)
);
--> statement-breakpoint
ALTER TABLE "bookings"."terms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "bookings"."booking_history" ADD CONSTRAINT "booking_history_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_history" ADD CONSTRAINT "booking_history_by_user_id_user_profiles_user_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_history" ADD CONSTRAINT "booking_history_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_history" ADD CONSTRAINT "booking_history_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_lines" ADD CONSTRAINT "booking_lines_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_lines" ADD CONSTRAINT "booking_lines_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_lines" ADD CONSTRAINT "booking_lines_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_resources" ADD CONSTRAINT "booking_resources_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_resources" ADD CONSTRAINT "booking_resources_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_resources" ADD CONSTRAINT "booking_resources_organization_id_resource_id_resources_organization_id_id_fk" FOREIGN KEY ("organization_id","resource_id") REFERENCES "bookings"."resources"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_resources" ADD CONSTRAINT "booking_resources_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_series" ADD CONSTRAINT "booking_series_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_series" ADD CONSTRAINT "booking_series_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_series" ADD CONSTRAINT "booking_series_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "bookings"."services"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."booking_series" ADD CONSTRAINT "booking_series_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."bookings" ADD CONSTRAINT "bookings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."bookings" ADD CONSTRAINT "bookings_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."bookings" ADD CONSTRAINT "bookings_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "bookings"."services"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."bookings" ADD CONSTRAINT "bookings_organization_id_series_id_booking_series_organization_id_id_fk" FOREIGN KEY ("organization_id","series_id") REFERENCES "bookings"."booking_series"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."bookings" ADD CONSTRAINT "bookings_organization_id_customer_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."bookings" ADD CONSTRAINT "bookings_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."refunds" ADD CONSTRAINT "refunds_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."refunds" ADD CONSTRAINT "refunds_requested_by_user_profiles_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."refunds" ADD CONSTRAINT "refunds_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."refunds" ADD CONSTRAINT "refunds_organization_id_card_payment_id_card_payments_organization_id_id_fk" FOREIGN KEY ("organization_id","card_payment_id") REFERENCES "payments"."card_payments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."refunds" ADD CONSTRAINT "refunds_organization_id_manual_payment_id_manual_payments_organization_id_id_fk" FOREIGN KEY ("organization_id","manual_payment_id") REFERENCES "payments"."manual_payments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."refunds" ADD CONSTRAINT "refunds_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."quotes" ADD CONSTRAINT "quotes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."quotes" ADD CONSTRAINT "quotes_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."quotes" ADD CONSTRAINT "quotes_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."quotes" ADD CONSTRAINT "quotes_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."busy_times" ADD CONSTRAINT "busy_times_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."busy_times" ADD CONSTRAINT "busy_times_organization_id_resource_id_resources_organization_id_id_fk" FOREIGN KEY ("organization_id","resource_id") REFERENCES "bookings"."resources"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."busy_times" ADD CONSTRAINT "busy_times_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."resource_services" ADD CONSTRAINT "resource_services_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."resource_services" ADD CONSTRAINT "resource_services_organization_id_resource_id_resources_organization_id_id_fk" FOREIGN KEY ("organization_id","resource_id") REFERENCES "bookings"."resources"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."resource_services" ADD CONSTRAINT "resource_services_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "bookings"."services"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."resource_services" ADD CONSTRAINT "resource_services_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."resources" ADD CONSTRAINT "resources_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."resources" ADD CONSTRAINT "resources_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."resources" ADD CONSTRAINT "resources_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."time_off" ADD CONSTRAINT "time_off_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."time_off" ADD CONSTRAINT "time_off_organization_id_resource_id_resources_organization_id_id_fk" FOREIGN KEY ("organization_id","resource_id") REFERENCES "bookings"."resources"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."time_off" ADD CONSTRAINT "time_off_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."working_hours" ADD CONSTRAINT "working_hours_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."working_hours" ADD CONSTRAINT "working_hours_organization_id_resource_id_resources_organization_id_id_fk" FOREIGN KEY ("organization_id","resource_id") REFERENCES "bookings"."resources"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."working_hours" ADD CONSTRAINT "working_hours_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."service_stations" ADD CONSTRAINT "service_stations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."service_stations" ADD CONSTRAINT "service_stations_organization_id_service_id_services_organization_id_id_fk" FOREIGN KEY ("organization_id","service_id") REFERENCES "bookings"."services"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."service_stations" ADD CONSTRAINT "service_stations_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."services" ADD CONSTRAINT "services_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."station_settings" ADD CONSTRAINT "station_settings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."station_settings" ADD CONSTRAINT "station_settings_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."terms" ADD CONSTRAINT "terms_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings"."terms" ADD CONSTRAINT "terms_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "booking_history_by_user_id_index" ON "bookings"."booking_history" USING btree ("by_user_id");--> statement-breakpoint
CREATE INDEX "booking_history_organization_id_booking_id_index" ON "bookings"."booking_history" USING btree ("organization_id","booking_id");--> statement-breakpoint
CREATE INDEX "booking_history_organization_id_station_id_index" ON "bookings"."booking_history" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "booking_lines_organization_id_booking_id_index" ON "bookings"."booking_lines" USING btree ("organization_id","booking_id");--> statement-breakpoint
CREATE INDEX "booking_lines_organization_id_station_id_index" ON "bookings"."booking_lines" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "booking_resources_organization_id_booking_id_index" ON "bookings"."booking_resources" USING btree ("organization_id","booking_id");--> statement-breakpoint
CREATE INDEX "booking_resources_organization_id_resource_id_index" ON "bookings"."booking_resources" USING btree ("organization_id","resource_id");--> statement-breakpoint
CREATE INDEX "booking_resources_organization_id_station_id_index" ON "bookings"."booking_resources" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "booking_series_created_by_index" ON "bookings"."booking_series" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "booking_series_organization_id_service_id_index" ON "bookings"."booking_series" USING btree ("organization_id","service_id");--> statement-breakpoint
CREATE INDEX "booking_series_organization_id_station_id_index" ON "bookings"."booking_series" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_booking_a_token" ON "bookings"."bookings" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "bookings_organization_id_starts_at_id_index" ON "bookings"."bookings" USING btree ("organization_id","starts_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "bookings_organization_id_station_id_starts_at_index" ON "bookings"."bookings" USING btree ("organization_id","station_id","starts_at");--> statement-breakpoint
CREATE INDEX "bookings_organization_id_state_index" ON "bookings"."bookings" USING btree ("organization_id","state");--> statement-breakpoint
CREATE INDEX "booking_holds" ON "bookings"."bookings" USING btree ("hold_until") WHERE state = 'pending' and hold_until is not null;--> statement-breakpoint
CREATE INDEX "bookings_created_by_index" ON "bookings"."bookings" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "bookings_organization_id_service_id_index" ON "bookings"."bookings" USING btree ("organization_id","service_id");--> statement-breakpoint
CREATE INDEX "bookings_organization_id_series_id_index" ON "bookings"."bookings" USING btree ("organization_id","series_id");--> statement-breakpoint
CREATE INDEX "bookings_organization_id_customer_id_index" ON "bookings"."bookings" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "bookings_organization_id_station_id_index" ON "bookings"."bookings" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "refunds_requested_by_index" ON "bookings"."refunds" USING btree ("requested_by");--> statement-breakpoint
CREATE INDEX "refunds_organization_id_booking_id_index" ON "bookings"."refunds" USING btree ("organization_id","booking_id");--> statement-breakpoint
CREATE INDEX "refunds_organization_id_card_payment_id_index" ON "bookings"."refunds" USING btree ("organization_id","card_payment_id");--> statement-breakpoint
CREATE INDEX "refunds_organization_id_manual_payment_id_index" ON "bookings"."refunds" USING btree ("organization_id","manual_payment_id");--> statement-breakpoint
CREATE INDEX "refunds_organization_id_station_id_index" ON "bookings"."refunds" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_quote_a_token" ON "bookings"."quotes" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "quotes_created_by_index" ON "bookings"."quotes" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "quotes_organization_id_booking_id_index" ON "bookings"."quotes" USING btree ("organization_id","booking_id");--> statement-breakpoint
CREATE INDEX "quotes_organization_id_station_id_index" ON "bookings"."quotes" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "busy_times_organization_id_resource_id_starts_at_index" ON "bookings"."busy_times" USING btree ("organization_id","resource_id","starts_at");--> statement-breakpoint
CREATE INDEX "busy_times_organization_id_resource_id_index" ON "bookings"."busy_times" USING btree ("organization_id","resource_id");--> statement-breakpoint
CREATE INDEX "busy_times_organization_id_station_id_index" ON "bookings"."busy_times" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "resource_services_organization_id_resource_id_index" ON "bookings"."resource_services" USING btree ("organization_id","resource_id");--> statement-breakpoint
CREATE INDEX "resource_services_organization_id_service_id_index" ON "bookings"."resource_services" USING btree ("organization_id","service_id");--> statement-breakpoint
CREATE INDEX "resource_services_organization_id_station_id_index" ON "bookings"."resource_services" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "resources_user_id_index" ON "bookings"."resources" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "resources_organization_id_station_id_index" ON "bookings"."resources" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "time_off_organization_id_resource_id_starts_at_index" ON "bookings"."time_off" USING btree ("organization_id","resource_id","starts_at");--> statement-breakpoint
CREATE INDEX "time_off_organization_id_resource_id_index" ON "bookings"."time_off" USING btree ("organization_id","resource_id");--> statement-breakpoint
CREATE INDEX "time_off_organization_id_station_id_index" ON "bookings"."time_off" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "working_hours_organization_id_resource_id_index" ON "bookings"."working_hours" USING btree ("organization_id","resource_id");--> statement-breakpoint
CREATE INDEX "working_hours_organization_id_station_id_index" ON "bookings"."working_hours" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "service_stations_organization_id_service_id_index" ON "bookings"."service_stations" USING btree ("organization_id","service_id");--> statement-breakpoint
CREATE INDEX "service_stations_organization_id_station_id_index" ON "bookings"."service_stations" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_service_name" ON "bookings"."services" USING btree ("organization_id",lower(name));--> statement-breakpoint
CREATE INDEX "station_settings_organization_id_station_id_index" ON "bookings"."station_settings" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "terms_organization_id_station_id_index" ON "bookings"."terms" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."booking_history" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."booking_history" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."booking_lines" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."booking_lines" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."booking_resources" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."booking_resources" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."booking_series" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."booking_series" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."bookings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."bookings" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."refunds" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."refunds" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."quotes" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."quotes" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."busy_times" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "bookings"."busy_times" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:write')) or station_id = any ((select system.station_ids('bookings:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "bookings"."busy_times" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:write')) or station_id = any ((select system.station_ids('bookings:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:write')) or station_id = any ((select system.station_ids('bookings:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "bookings"."busy_times" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:write')) or station_id = any ((select system.station_ids('bookings:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."busy_times" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."resource_services" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "bookings"."resource_services" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "bookings"."resource_services" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "bookings"."resource_services" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."resource_services" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."resources" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "bookings"."resources" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "bookings"."resources" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."resources" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."time_off" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "bookings"."time_off" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:write')) or station_id = any ((select system.station_ids('bookings:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "bookings"."time_off" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:write')) or station_id = any ((select system.station_ids('bookings:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:write')) or station_id = any ((select system.station_ids('bookings:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "bookings"."time_off" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:write')) or station_id = any ((select system.station_ids('bookings:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."time_off" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."working_hours" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "bookings"."working_hours" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "bookings"."working_hours" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "bookings"."working_hours" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."working_hours" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."service_stations" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "bookings"."service_stations" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "bookings"."service_stations" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "bookings"."service_stations" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."service_stations" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."services" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.has('bookings:read')));--> statement-breakpoint
CREATE POLICY "insert" ON "bookings"."services" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and (select system.can('bookings:settings')));--> statement-breakpoint
CREATE POLICY "update" ON "bookings"."services" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('bookings:settings'))) WITH CHECK (organization_id = (select system.org_id()) and (select system.can('bookings:settings')));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."services" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."station_settings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "bookings"."station_settings" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "bookings"."station_settings" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('bookings:settings')) or station_id = any ((select system.station_ids('bookings:settings'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."station_settings" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "bookings"."terms" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('bookings:read')) or station_id = any ((select system.station_ids('bookings:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "bookings"."terms" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);