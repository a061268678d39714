CREATE TABLE "analytics"."report_schedules" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"report_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"created_by" uuid NOT NULL,
	"cadence" text NOT NULL,
	"hour" smallint NOT NULL,
	"weekday" smallint DEFAULT 1 NOT NULL,
	"month_day" smallint DEFAULT 1 NOT NULL,
	"stop_token" uuid DEFAULT gen_random_uuid() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stopped_at" timestamp with time zone,
	"stop_reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "report_schedules_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_schedule_a_reader" UNIQUE("organization_id","report_id","person_id"),
	CONSTRAINT "stop_token_is_one" UNIQUE("stop_token"),
	CONSTRAINT "hour_of_a_day" CHECK ("analytics"."report_schedules"."hour" between 0 and 23),
	CONSTRAINT "day_of_a_week" CHECK ("analytics"."report_schedules"."weekday" between 1 and 7),
	CONSTRAINT "day_of_a_month" CHECK ("analytics"."report_schedules"."month_day" between 1 and 31)
);
--> statement-breakpoint
ALTER TABLE "analytics"."report_schedules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."report_sends" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"schedule_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"outcome" text DEFAULT 'queued' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "report_sends_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_letter_a_day" UNIQUE("organization_id","schedule_id","due_on")
);
--> statement-breakpoint
ALTER TABLE "analytics"."report_sends" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "analytics"."saved_reports" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"dashboard" text NOT NULL,
	"search" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "saved_reports_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "name_length" CHECK (length("analytics"."saved_reports"."name") between 1 and 120),
	CONSTRAINT "search_length" CHECK (length("analytics"."saved_reports"."search") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "analytics"."saved_reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "analytics"."report_schedules" ADD CONSTRAINT "report_schedules_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."report_schedules" ADD CONSTRAINT "report_schedules_organization_id_report_id_saved_reports_organization_id_id_fk" FOREIGN KEY ("organization_id","report_id") REFERENCES "analytics"."saved_reports"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."report_sends" ADD CONSTRAINT "report_sends_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."report_sends" ADD CONSTRAINT "report_sends_organization_id_schedule_id_report_schedules_organization_id_id_fk" FOREIGN KEY ("organization_id","schedule_id") REFERENCES "analytics"."report_schedules"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analytics"."saved_reports" ADD CONSTRAINT "saved_reports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_schedules_organization_id_report_id_index" ON "analytics"."report_schedules" USING btree ("organization_id","report_id");--> statement-breakpoint
CREATE INDEX "report_sends_organization_id_schedule_id_index" ON "analytics"."report_sends" USING btree ("organization_id","schedule_id");--> statement-breakpoint
CREATE INDEX "saved_reports_organization_id_owner_id_index" ON "analytics"."saved_reports" USING btree ("organization_id","owner_id");--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."report_schedules" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('organizations:write')) or person_id = (select system.uid()) or created_by = (select system.uid()) or exists (select from analytics.saved_reports r where r.organization_id = report_schedules.organization_id and r.id = report_schedules.report_id and r.owner_id = (select system.uid()))));--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."report_sends" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('organizations:write')) or exists (select from analytics.report_schedules s where s.organization_id = report_sends.organization_id and s.id = report_sends.schedule_id)));--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."saved_reports" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('analytics:read')) and (owner_id = (select system.uid()) or shared and deleted_at is null));--> statement-breakpoint
CREATE POLICY "insert" ON "analytics"."saved_reports" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and (select system.can('analytics:read')) and owner_id = (select system.uid()) and (not shared or (select system.can('analytics:export'))));--> statement-breakpoint
CREATE POLICY "update" ON "analytics"."saved_reports" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('analytics:read')) and owner_id = (select system.uid()) and (not shared or (select system.can('analytics:export')))) WITH CHECK (organization_id = (select system.org_id()) and (select system.can('analytics:read')) and owner_id = (select system.uid()) and (not shared or (select system.can('analytics:export'))));