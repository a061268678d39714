CREATE TYPE "ticketing"."waitlist_state" AS ENUM('waiting', 'offered', 'bought', 'lapsed', 'left', 'closed');--> statement-breakpoint
CREATE TABLE "ticketing"."guest_codes" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"tier_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"ending" text NOT NULL,
	"guest_name" text NOT NULL,
	"guest_email" text DEFAULT '' NOT NULL,
	"quantity" integer DEFAULT 1 NOT NULL,
	"checkout_id" uuid,
	"order_id" uuid,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "guest_codes_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "guest_codes_code_hash_unique" UNIQUE("code_hash"),
	CONSTRAINT "guests" CHECK ("ticketing"."guest_codes"."quantity" between 1 and 20),
	CONSTRAINT "guest_named" CHECK (length("ticketing"."guest_codes"."guest_name") between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."guest_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."promo_amounts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"code_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "promo_amounts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_amount_a_currency" UNIQUE("organization_id","code_id","currency"),
	CONSTRAINT "something_off" CHECK ("ticketing"."promo_amounts"."amount_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."promo_amounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."promo_codes" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"basis_points" integer,
	"unlocks" boolean DEFAULT false NOT NULL,
	"most_uses" integer,
	"most_per_buyer" integer,
	"used" integer DEFAULT 0 NOT NULL,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "promo_codes_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_code_an_event" UNIQUE("organization_id","event_id","code"),
	CONSTRAINT "code_form" CHECK ("ticketing"."promo_codes"."code" ~ '^[A-Z0-9][A-Z0-9_-]{2,31}$'),
	CONSTRAINT "never_overused" CHECK ("ticketing"."promo_codes"."used" >= 0 and ("ticketing"."promo_codes"."most_uses" is null or "ticketing"."promo_codes"."used" <= "ticketing"."promo_codes"."most_uses")),
	CONSTRAINT "percent_of_something" CHECK (("ticketing"."promo_codes"."kind" = 'percent') = ("ticketing"."promo_codes"."basis_points" is not null)),
	CONSTRAINT "percent_in_range" CHECK ("ticketing"."promo_codes"."basis_points" between 1 and 10000),
	CONSTRAINT "limits_positive" CHECK ("ticketing"."promo_codes"."most_uses" >= 1 and "ticketing"."promo_codes"."most_per_buyer" >= 1),
	CONSTRAINT "code_window" CHECK ("ticketing"."promo_codes"."ends_at" > "ticketing"."promo_codes"."starts_at")
);
--> statement-breakpoint
ALTER TABLE "ticketing"."promo_codes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."promo_tiers" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"code_id" uuid NOT NULL,
	"tier_id" uuid NOT NULL,
	CONSTRAINT "promo_tiers_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_tier_a_code" UNIQUE("organization_id","code_id","tier_id")
);
--> statement-breakpoint
ALTER TABLE "ticketing"."promo_tiers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."promo_uses" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"code_id" uuid NOT NULL,
	"checkout_id" uuid,
	"order_id" uuid,
	"buyer_email" text,
	"released_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "promo_uses_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "ticketing"."promo_uses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."registration_answers" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"registration_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"answer" text NOT NULL,
	CONSTRAINT "registration_answers_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_answer_a_question" UNIQUE("organization_id","registration_id","question_id"),
	CONSTRAINT "answer_length" CHECK (length("ticketing"."registration_answers"."answer") between 1 and 2000)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."registration_answers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."registration_questions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"tier_id" uuid,
	"label" text NOT NULL,
	"hint" text DEFAULT '' NOT NULL,
	"kind" text DEFAULT 'text' NOT NULL,
	"options" text[] DEFAULT '{}' NOT NULL,
	"required" boolean DEFAULT false NOT NULL,
	"asks" text DEFAULT 'attendee' NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registration_questions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "label_length" CHECK (length("ticketing"."registration_questions"."label") between 1 and 200),
	CONSTRAINT "choice_has_options" CHECK (("ticketing"."registration_questions"."kind" = 'choice') = (cardinality("ticketing"."registration_questions"."options") > 0)),
	CONSTRAINT "orders_have_no_tier" CHECK ("ticketing"."registration_questions"."asks" = 'attendee' or "ticketing"."registration_questions"."tier_id" is null)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."registration_questions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."registrations" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"tier_id" uuid,
	"ticket_id" uuid,
	"place" integer DEFAULT 0 NOT NULL,
	"name" text,
	"email" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registrations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_registration_a_place" UNIQUE NULLS NOT DISTINCT("organization_id","order_id","tier_id","place")
);
--> statement-breakpoint
ALTER TABLE "ticketing"."registrations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."seat_assignments" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"tier_id" uuid NOT NULL,
	"checkout_id" uuid,
	"order_id" uuid,
	"ticket_id" uuid,
	"released_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seat_assignments_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "taken_by_somebody" CHECK ("ticketing"."seat_assignments"."checkout_id" is not null or "ticketing"."seat_assignments"."order_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."seat_assignments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."seating_sections" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"tier_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seating_sections_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_section_name" UNIQUE("organization_id","event_id","name"),
	CONSTRAINT "name_length" CHECK (length("ticketing"."seating_sections"."name") between 1 and 60)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."seating_sections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."seats" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"section_id" uuid NOT NULL,
	"row" text NOT NULL,
	"number" text NOT NULL,
	"row_index" integer NOT NULL,
	"seat_index" integer NOT NULL,
	"accessible" boolean DEFAULT false NOT NULL,
	"blocked" boolean DEFAULT false NOT NULL,
	CONSTRAINT "seats_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_seat" UNIQUE("organization_id","section_id","row","number"),
	CONSTRAINT "one_seat_a_place" UNIQUE("organization_id","section_id","row_index","seat_index")
);
--> statement-breakpoint
ALTER TABLE "ticketing"."seats" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."order_taxes" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"name" text NOT NULL,
	"account" text NOT NULL,
	"rate_ppm" integer NOT NULL,
	"tax_minor" bigint NOT NULL,
	CONSTRAINT "order_taxes_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_line_a_tax" UNIQUE("organization_id","order_id","account"),
	CONSTRAINT "tax_not_negative" CHECK ("ticketing"."order_taxes"."tax_minor" >= 0)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."order_taxes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."sale_terms" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"tax_basis" text DEFAULT 'organization' NOT NULL,
	"country" char(2),
	"region" text DEFAULT '' NOT NULL,
	"tax_inclusive" boolean DEFAULT true NOT NULL,
	"waitlist" boolean DEFAULT true NOT NULL,
	"offer_hours" integer DEFAULT 24 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sale_terms_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_terms_an_event" UNIQUE("organization_id","event_id"),
	CONSTRAINT "place_has_country" CHECK ("ticketing"."sale_terms"."tax_basis" <> 'place' or "ticketing"."sale_terms"."country" is not null),
	CONSTRAINT "region_form" CHECK ("ticketing"."sale_terms"."region" ~ '^[A-Z0-9]{0,3}$'),
	CONSTRAINT "offer_length" CHECK ("ticketing"."sale_terms"."offer_hours" between 1 and 168)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."sale_terms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."waitlist_entries" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"tier_id" uuid NOT NULL,
	"state" "ticketing"."waitlist_state" DEFAULT 'waiting' NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"quantity" integer NOT NULL,
	"token_hash" text NOT NULL,
	"checkout_id" uuid,
	"offered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "waitlist_entries_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "waitlist_entries_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "something_wanted" CHECK ("ticketing"."waitlist_entries"."quantity" between 1 and 20)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."waitlist_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ticketing"."checkout_sessions" ADD COLUMN "code" text;--> statement-breakpoint
ALTER TABLE "ticketing"."order_items" ADD COLUMN "discount_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ticketing"."orders" ADD COLUMN "discount_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ticketing"."orders" ADD COLUMN "code" text;--> statement-breakpoint
ALTER TABLE "ticketing"."orders" ADD COLUMN "method" text;--> statement-breakpoint
ALTER TABLE "ticketing"."orders" ADD COLUMN "sold_by" uuid;--> statement-breakpoint
ALTER TABLE "ticketing"."orders" ADD COLUMN "key" text;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_holds" ADD COLUMN "discount_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_tiers" ADD COLUMN "kind" text DEFAULT 'admission' NOT NULL;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_tiers" ADD COLUMN "hidden" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_tiers" ADD COLUMN "open_price" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_tiers" ADD COLUMN "suggested_minor" bigint;--> statement-breakpoint
ALTER TABLE "ticketing"."guest_codes" ADD CONSTRAINT "guest_codes_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."guest_codes" ADD CONSTRAINT "guest_codes_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."guest_codes" ADD CONSTRAINT "guest_codes_organization_id_checkout_id_checkout_sessions_organization_id_id_fk" FOREIGN KEY ("organization_id","checkout_id") REFERENCES "ticketing"."checkout_sessions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."guest_codes" ADD CONSTRAINT "guest_codes_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."promo_amounts" ADD CONSTRAINT "promo_amounts_organization_id_code_id_promo_codes_organization_id_id_fk" FOREIGN KEY ("organization_id","code_id") REFERENCES "ticketing"."promo_codes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."promo_amounts" ADD CONSTRAINT "promo_amounts_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."promo_codes" ADD CONSTRAINT "promo_codes_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."promo_tiers" ADD CONSTRAINT "promo_tiers_organization_id_code_id_promo_codes_organization_id_id_fk" FOREIGN KEY ("organization_id","code_id") REFERENCES "ticketing"."promo_codes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."promo_tiers" ADD CONSTRAINT "promo_tiers_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."promo_tiers" ADD CONSTRAINT "promo_tiers_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."promo_uses" ADD CONSTRAINT "promo_uses_organization_id_code_id_promo_codes_organization_id_id_fk" FOREIGN KEY ("organization_id","code_id") REFERENCES "ticketing"."promo_codes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."promo_uses" ADD CONSTRAINT "promo_uses_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."promo_uses" ADD CONSTRAINT "promo_uses_organization_id_checkout_id_checkout_sessions_organization_id_id_fk" FOREIGN KEY ("organization_id","checkout_id") REFERENCES "ticketing"."checkout_sessions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."promo_uses" ADD CONSTRAINT "promo_uses_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."registration_answers" ADD CONSTRAINT "registration_answers_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."registration_answers" ADD CONSTRAINT "registration_answers_organization_id_registration_id_registrations_organization_id_id_fk" FOREIGN KEY ("organization_id","registration_id") REFERENCES "ticketing"."registrations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."registration_answers" ADD CONSTRAINT "registration_answers_organization_id_question_id_registration_questions_organization_id_id_fk" FOREIGN KEY ("organization_id","question_id") REFERENCES "ticketing"."registration_questions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."registration_questions" ADD CONSTRAINT "registration_questions_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."registration_questions" ADD CONSTRAINT "registration_questions_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."registrations" ADD CONSTRAINT "registrations_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."registrations" ADD CONSTRAINT "registrations_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."registrations" ADD CONSTRAINT "registrations_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."registrations" ADD CONSTRAINT "registrations_organization_id_ticket_id_tickets_organization_id_id_fk" FOREIGN KEY ("organization_id","ticket_id") REFERENCES "ticketing"."tickets"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."seat_assignments" ADD CONSTRAINT "seat_assignments_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."seat_assignments" ADD CONSTRAINT "seat_assignments_organization_id_seat_id_seats_organization_id_id_fk" FOREIGN KEY ("organization_id","seat_id") REFERENCES "ticketing"."seats"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."seat_assignments" ADD CONSTRAINT "seat_assignments_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."seat_assignments" ADD CONSTRAINT "seat_assignments_organization_id_checkout_id_checkout_sessions_organization_id_id_fk" FOREIGN KEY ("organization_id","checkout_id") REFERENCES "ticketing"."checkout_sessions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."seat_assignments" ADD CONSTRAINT "seat_assignments_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."seat_assignments" ADD CONSTRAINT "seat_assignments_organization_id_ticket_id_tickets_organization_id_id_fk" FOREIGN KEY ("organization_id","ticket_id") REFERENCES "ticketing"."tickets"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."seating_sections" ADD CONSTRAINT "seating_sections_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."seating_sections" ADD CONSTRAINT "seating_sections_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."seats" ADD CONSTRAINT "seats_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."seats" ADD CONSTRAINT "seats_organization_id_section_id_seating_sections_organization_id_id_fk" FOREIGN KEY ("organization_id","section_id") REFERENCES "ticketing"."seating_sections"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."order_taxes" ADD CONSTRAINT "order_taxes_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."order_taxes" ADD CONSTRAINT "order_taxes_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."sale_terms" ADD CONSTRAINT "sale_terms_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."waitlist_entries" ADD CONSTRAINT "waitlist_entries_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."waitlist_entries" ADD CONSTRAINT "waitlist_entries_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."waitlist_entries" ADD CONSTRAINT "waitlist_entries_organization_id_checkout_id_checkout_sessions_organization_id_id_fk" FOREIGN KEY ("organization_id","checkout_id") REFERENCES "ticketing"."checkout_sessions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "guest_codes_organization_id_event_id_index" ON "ticketing"."guest_codes" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "guest_codes_organization_id_tier_id_index" ON "ticketing"."guest_codes" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE INDEX "guest_codes_organization_id_checkout_id_index" ON "ticketing"."guest_codes" USING btree ("organization_id","checkout_id");--> statement-breakpoint
CREATE INDEX "guest_codes_organization_id_order_id_index" ON "ticketing"."guest_codes" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "promo_amounts_organization_id_code_id_index" ON "ticketing"."promo_amounts" USING btree ("organization_id","code_id");--> statement-breakpoint
CREATE INDEX "promo_amounts_organization_id_event_id_index" ON "ticketing"."promo_amounts" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "promo_codes_organization_id_event_id_index" ON "ticketing"."promo_codes" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "promo_tiers_organization_id_code_id_index" ON "ticketing"."promo_tiers" USING btree ("organization_id","code_id");--> statement-breakpoint
CREATE INDEX "promo_tiers_organization_id_tier_id_index" ON "ticketing"."promo_tiers" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE INDEX "promo_tiers_organization_id_event_id_index" ON "ticketing"."promo_tiers" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_use_a_checkout" ON "ticketing"."promo_uses" USING btree ("organization_id","checkout_id") WHERE checkout_id is not null;--> statement-breakpoint
CREATE INDEX "promo_uses_organization_id_code_id_buyer_email_index" ON "ticketing"."promo_uses" USING btree ("organization_id","code_id","buyer_email");--> statement-breakpoint
CREATE INDEX "promo_uses_organization_id_code_id_index" ON "ticketing"."promo_uses" USING btree ("organization_id","code_id");--> statement-breakpoint
CREATE INDEX "promo_uses_organization_id_event_id_index" ON "ticketing"."promo_uses" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "promo_uses_organization_id_checkout_id_index" ON "ticketing"."promo_uses" USING btree ("organization_id","checkout_id");--> statement-breakpoint
CREATE INDEX "promo_uses_organization_id_order_id_index" ON "ticketing"."promo_uses" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "registration_answers_organization_id_event_id_index" ON "ticketing"."registration_answers" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "registration_answers_organization_id_registration_id_index" ON "ticketing"."registration_answers" USING btree ("organization_id","registration_id");--> statement-breakpoint
CREATE INDEX "registration_answers_organization_id_question_id_index" ON "ticketing"."registration_answers" USING btree ("organization_id","question_id");--> statement-breakpoint
CREATE INDEX "registration_questions_organization_id_event_id_index" ON "ticketing"."registration_questions" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "registration_questions_organization_id_tier_id_index" ON "ticketing"."registration_questions" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE INDEX "registrations_organization_id_event_id_index" ON "ticketing"."registrations" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "registrations_organization_id_order_id_index" ON "ticketing"."registrations" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "registrations_organization_id_tier_id_index" ON "ticketing"."registrations" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE INDEX "registrations_organization_id_ticket_id_index" ON "ticketing"."registrations" USING btree ("organization_id","ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_taker_a_seat" ON "ticketing"."seat_assignments" USING btree ("organization_id","seat_id") WHERE released_at is null;--> statement-breakpoint
CREATE INDEX "seat_assignments_organization_id_event_id_index" ON "ticketing"."seat_assignments" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "seat_assignments_organization_id_seat_id_index" ON "ticketing"."seat_assignments" USING btree ("organization_id","seat_id");--> statement-breakpoint
CREATE INDEX "seat_assignments_organization_id_tier_id_index" ON "ticketing"."seat_assignments" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE INDEX "seat_assignments_organization_id_checkout_id_index" ON "ticketing"."seat_assignments" USING btree ("organization_id","checkout_id");--> statement-breakpoint
CREATE INDEX "seat_assignments_organization_id_order_id_index" ON "ticketing"."seat_assignments" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "seat_assignments_organization_id_ticket_id_index" ON "ticketing"."seat_assignments" USING btree ("organization_id","ticket_id");--> statement-breakpoint
CREATE INDEX "seating_sections_organization_id_event_id_index" ON "ticketing"."seating_sections" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "seating_sections_organization_id_tier_id_index" ON "ticketing"."seating_sections" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE INDEX "seats_organization_id_event_id_index" ON "ticketing"."seats" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "seats_organization_id_section_id_index" ON "ticketing"."seats" USING btree ("organization_id","section_id");--> statement-breakpoint
CREATE INDEX "order_taxes_organization_id_event_id_index" ON "ticketing"."order_taxes" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "order_taxes_organization_id_order_id_index" ON "ticketing"."order_taxes" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "sale_terms_organization_id_event_id_index" ON "ticketing"."sale_terms" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_place_in_line" ON "ticketing"."waitlist_entries" USING btree ("organization_id","tier_id",lower(email)) WHERE state in ('waiting', 'offered');--> statement-breakpoint
CREATE INDEX "waitlist_in_turn" ON "ticketing"."waitlist_entries" USING btree ("organization_id","tier_id","id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "waitlist_entries_organization_id_event_id_index" ON "ticketing"."waitlist_entries" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "waitlist_entries_organization_id_tier_id_index" ON "ticketing"."waitlist_entries" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE INDEX "waitlist_entries_organization_id_checkout_id_index" ON "ticketing"."waitlist_entries" USING btree ("organization_id","checkout_id");--> statement-breakpoint
ALTER TABLE "ticketing"."orders" ADD CONSTRAINT "orders_sold_by_user_profiles_user_id_fk" FOREIGN KEY ("sold_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "orders_sold_by_index" ON "ticketing"."orders" USING btree ("sold_by");--> statement-breakpoint
ALTER TABLE "ticketing"."orders" ADD CONSTRAINT "one_sale_a_key" UNIQUE("organization_id","key");--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_holds" ADD CONSTRAINT "discount_in_range" CHECK ("ticketing"."ticket_holds"."discount_minor" between 0 and "ticketing"."ticket_holds"."quantity" * "ticketing"."ticket_holds"."unit_price_minor");--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_tiers" ADD CONSTRAINT "suggested_above_least" CHECK ("ticketing"."ticket_tiers"."suggested_minor" is null or ("ticketing"."ticket_tiers"."open_price" and "ticketing"."ticket_tiers"."suggested_minor" >= "ticketing"."ticket_tiers"."price_minor"));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."guest_codes" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."promo_amounts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "ticketing"."promo_amounts" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "ticketing"."promo_amounts" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "ticketing"."promo_amounts" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."promo_codes" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "ticketing"."promo_codes" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "ticketing"."promo_codes" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."promo_tiers" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "ticketing"."promo_tiers" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "ticketing"."promo_tiers" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "ticketing"."promo_tiers" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."promo_uses" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."registration_answers" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."registration_questions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "ticketing"."registration_questions" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "ticketing"."registration_questions" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."registrations" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."seat_assignments" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."seating_sections" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."seats" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."order_taxes" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."sale_terms" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "ticketing"."sale_terms" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "ticketing"."sale_terms" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."waitlist_entries" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));