CREATE TABLE "sponsorship"."upload_parts" (
	"organization_id" uuid NOT NULL,
	"upload_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "upload_parts_organization_id_upload_id_n_pk" PRIMARY KEY("organization_id","upload_id","n"),
	CONSTRAINT "part_size" CHECK (octet_length("sponsorship"."upload_parts"."content") between 1 and 1048576 and "sponsorship"."upload_parts"."n" between 0 and 19)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."upload_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."uploads" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"byte_size" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "uploads_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "upload_size" CHECK ("sponsorship"."uploads"."byte_size" between 1 and 20971520)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."uploads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sponsorship"."files" DROP CONSTRAINT "file_size";--> statement-breakpoint
ALTER TABLE "sponsorship"."deliverable_proofs" ADD COLUMN "source" jsonb;--> statement-breakpoint
ALTER TABLE "sponsorship"."upload_parts" ADD CONSTRAINT "upload_parts_organization_id_upload_id_uploads_organization_id_id_fk" FOREIGN KEY ("organization_id","upload_id") REFERENCES "sponsorship"."uploads"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."uploads" ADD CONSTRAINT "uploads_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."uploads" ADD CONSTRAINT "uploads_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "uploads_user_id_index" ON "sponsorship"."uploads" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "uploads_created_at_index" ON "sponsorship"."uploads" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "uploads_organization_id_sponsor_id_index" ON "sponsorship"."uploads" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
ALTER TABLE "sponsorship"."deliverable_proofs" ADD CONSTRAINT "source_has_its_figure" CHECK ("sponsorship"."deliverable_proofs"."source" is null or "sponsorship"."deliverable_proofs"."figure" is not null);--> statement-breakpoint
ALTER TABLE "sponsorship"."files" ADD CONSTRAINT "file_size" CHECK ("sponsorship"."files"."size" = octet_length("sponsorship"."files"."content") and "sponsorship"."files"."size" between 1 and 20971520);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."upload_parts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."upload_parts" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."uploads" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."uploads" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);