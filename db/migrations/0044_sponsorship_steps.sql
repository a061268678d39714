CREATE TABLE "sponsorship"."proposal_steps" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"thread_id" uuid NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proposal_steps_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_steps" ADD CONSTRAINT "proposal_steps_organization_id_thread_id_proposal_threads_organization_id_id_fk" FOREIGN KEY ("organization_id","thread_id") REFERENCES "sponsorship"."proposal_threads"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proposal_steps_organization_id_created_at_index" ON "sponsorship"."proposal_steps" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "proposal_steps_organization_id_thread_id_index" ON "sponsorship"."proposal_steps" USING btree ("organization_id","thread_id");--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."proposal_steps" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."proposal_steps" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);