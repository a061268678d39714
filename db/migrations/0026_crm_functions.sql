ALTER TABLE "feedback"."review_requests" ADD COLUMN "token_hash" text;--> statement-breakpoint
ALTER TABLE "crm"."customers" ADD COLUMN "opt_out_token" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
CREATE INDEX "review_requests_token_hash_index" ON "feedback"."review_requests" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "one_opt_out_token" ON "crm"."customers" USING btree ("opt_out_token");