CREATE TYPE "events"."feedback_form_state" AS ENUM('draft', 'open', 'closed');--> statement-breakpoint
CREATE TABLE "events"."event_feedback" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"request_id" uuid NOT NULL,
	"tier_id" uuid,
	"anonymous" boolean NOT NULL,
	"name" text,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "event_feedback_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_answer_a_ticket" UNIQUE("organization_id","request_id"),
	CONSTRAINT "no_name_is_none" CHECK ("events"."event_feedback"."anonymous" = ("events"."event_feedback"."name" is null))
);
--> statement-breakpoint
ALTER TABLE "events"."event_feedback" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."feedback_answers" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"feedback_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"answer" text NOT NULL,
	CONSTRAINT "feedback_answers_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_answer_a_feedback_question" UNIQUE("organization_id","feedback_id","question_id"),
	CONSTRAINT "answer_length" CHECK (length("events"."feedback_answers"."answer") between 1 and 2000)
);
--> statement-breakpoint
ALTER TABLE "events"."feedback_answers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."feedback_forms" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" "events"."feedback_form_state" DEFAULT 'draft' NOT NULL,
	"intro" text DEFAULT '' NOT NULL,
	"names" text DEFAULT 'chosen' NOT NULL,
	"whom" text DEFAULT 'arrived' NOT NULL,
	"ask_after_hours" integer DEFAULT 2 NOT NULL,
	"closes_at" timestamp with time zone,
	"asked_at" timestamp with time zone,
	CONSTRAINT "feedback_forms_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_form_an_event" UNIQUE("organization_id","event_id"),
	CONSTRAINT "intro_length" CHECK (length("events"."feedback_forms"."intro") <= 1000),
	CONSTRAINT "hours_after" CHECK ("events"."feedback_forms"."ask_after_hours" between 0 and 336)
);
--> statement-breakpoint
ALTER TABLE "events"."feedback_forms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."feedback_questions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"session_id" uuid,
	"label" text NOT NULL,
	"hint" text DEFAULT '' NOT NULL,
	"kind" text DEFAULT 'scale' NOT NULL,
	"options" text[] DEFAULT '{}' NOT NULL,
	"required" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	CONSTRAINT "feedback_questions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "label_length" CHECK (length("events"."feedback_questions"."label") between 1 and 200),
	CONSTRAINT "choice_has_options" CHECK (("events"."feedback_questions"."kind" = 'choice') = (cardinality("events"."feedback_questions"."options") > 0))
);
--> statement-breakpoint
ALTER TABLE "events"."feedback_questions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."feedback_refusals" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "feedback_refusals_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "refused_once" UNIQUE("organization_id","email"),
	CONSTRAINT "email_form" CHECK ("events"."feedback_refusals"."email" = lower("events"."feedback_refusals"."email"))
);
--> statement-breakpoint
ALTER TABLE "events"."feedback_refusals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."feedback_requests" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ticket_id" uuid NOT NULL,
	"tier_id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"place" integer NOT NULL,
	"answered" boolean DEFAULT false NOT NULL,
	CONSTRAINT "feedback_requests_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "asked_once_a_ticket" UNIQUE("organization_id","ticket_id"),
	CONSTRAINT "one_place_a_letter" UNIQUE("token_hash","place")
);
--> statement-breakpoint
ALTER TABLE "events"."feedback_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "events"."event_feedback" ADD CONSTRAINT "event_feedback_organization_id_request_id_feedback_requests_organization_id_id_fk" FOREIGN KEY ("organization_id","request_id") REFERENCES "events"."feedback_requests"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_feedback" ADD CONSTRAINT "event_feedback_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_feedback" ADD CONSTRAINT "event_feedback_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_feedback" ADD CONSTRAINT "event_feedback_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_answers" ADD CONSTRAINT "feedback_answers_organization_id_feedback_id_event_feedback_organization_id_id_fk" FOREIGN KEY ("organization_id","feedback_id") REFERENCES "events"."event_feedback"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_answers" ADD CONSTRAINT "feedback_answers_organization_id_question_id_feedback_questions_organization_id_id_fk" FOREIGN KEY ("organization_id","question_id") REFERENCES "events"."feedback_questions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_answers" ADD CONSTRAINT "feedback_answers_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_answers" ADD CONSTRAINT "feedback_answers_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_forms" ADD CONSTRAINT "feedback_forms_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_forms" ADD CONSTRAINT "feedback_forms_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_questions" ADD CONSTRAINT "feedback_questions_organization_id_session_id_event_schedules_organization_id_id_fk" FOREIGN KEY ("organization_id","session_id") REFERENCES "events"."event_schedules"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_questions" ADD CONSTRAINT "feedback_questions_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_questions" ADD CONSTRAINT "feedback_questions_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_refusals" ADD CONSTRAINT "feedback_refusals_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_requests" ADD CONSTRAINT "feedback_requests_organization_id_ticket_id_tickets_organization_id_id_fk" FOREIGN KEY ("organization_id","ticket_id") REFERENCES "ticketing"."tickets"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_requests" ADD CONSTRAINT "feedback_requests_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_requests" ADD CONSTRAINT "feedback_requests_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."feedback_requests" ADD CONSTRAINT "feedback_requests_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_feedback_organization_id_tier_id_index" ON "events"."event_feedback" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE INDEX "event_feedback_organization_id_event_id_index" ON "events"."event_feedback" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "event_feedback_organization_id_station_id_index" ON "events"."event_feedback" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "feedback_answers_organization_id_question_id_index" ON "events"."feedback_answers" USING btree ("organization_id","question_id");--> statement-breakpoint
CREATE INDEX "feedback_answers_organization_id_event_id_index" ON "events"."feedback_answers" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "feedback_answers_organization_id_station_id_index" ON "events"."feedback_answers" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "feedback_forms_organization_id_event_id_index" ON "events"."feedback_forms" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "feedback_forms_organization_id_station_id_index" ON "events"."feedback_forms" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "feedback_questions_organization_id_session_id_index" ON "events"."feedback_questions" USING btree ("organization_id","session_id");--> statement-breakpoint
CREATE INDEX "feedback_questions_organization_id_event_id_index" ON "events"."feedback_questions" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "feedback_questions_organization_id_station_id_index" ON "events"."feedback_questions" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "feedback_requests_organization_id_tier_id_index" ON "events"."feedback_requests" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE INDEX "feedback_requests_organization_id_event_id_index" ON "events"."feedback_requests" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "feedback_requests_organization_id_station_id_index" ON "events"."feedback_requests" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_feedback" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."feedback_answers" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."feedback_forms" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."feedback_forms" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."feedback_forms" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."feedback_forms" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."feedback_questions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."feedback_questions" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."feedback_questions" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."feedback_questions" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."feedback_refusals" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "read" ON "events"."feedback_requests" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));