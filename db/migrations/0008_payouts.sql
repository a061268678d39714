CREATE TYPE "organizations"."payout_account_state" AS ENUM('proposed', 'verifying', 'active', 'blocked', 'rejected', 'removed');--> statement-breakpoint
CREATE TYPE "payments"."payout_batch_state" AS ENUM('collected', 'submitted', 'cancelled');--> statement-breakpoint
CREATE TYPE "payments"."payout_state" AS ENUM('draft', 'approved', 'submitted', 'paid', 'returned', 'failed', 'cancelled');--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'payout' BEFORE 'dispute';--> statement-breakpoint
CREATE TABLE "organizations"."payout_accounts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"state" "organizations"."payout_account_state" DEFAULT 'proposed' NOT NULL,
	"kind" text NOT NULL,
	"holder" text NOT NULL,
	"country" char(2) NOT NULL,
	"currency" char(3) NOT NULL,
	"bic" text,
	"last_four" text NOT NULL,
	"secret" "bytea" NOT NULL,
	"fingerprint" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"note" text DEFAULT '' NOT NULL,
	"code" "bytea",
	"proof" text,
	"attempts_left" smallint DEFAULT 5 NOT NULL,
	"batch_id" uuid,
	"sent_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"usable_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payout_accounts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "two_people" CHECK ("organizations"."payout_accounts"."decided_by" is null or "organizations"."payout_accounts"."decided_by" <> "organizations"."payout_accounts"."requested_by"),
	CONSTRAINT "last_four_form" CHECK ("organizations"."payout_accounts"."last_four" ~ '^[0-9A-Z]{1,4}$'),
	CONSTRAINT "attempts_range" CHECK ("organizations"."payout_accounts"."attempts_left" between 0 and 5),
	CONSTRAINT "usable_when_active" CHECK ("organizations"."payout_accounts"."state" <> 'active' or "organizations"."payout_accounts"."usable_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "organizations"."payout_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organizations"."payout_configurations" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"currency" char(3) NOT NULL,
	"payout_account_id" uuid,
	"schedule" text DEFAULT 'manual' NOT NULL,
	"weekday" smallint DEFAULT 1 NOT NULL,
	"month_day" smallint DEFAULT 1 NOT NULL,
	"minimum_minor" bigint DEFAULT 1 NOT NULL,
	"reserve_minor" bigint DEFAULT 0 NOT NULL,
	"reserve_ppm" integer DEFAULT 0 NOT NULL,
	"reserve_days" smallint DEFAULT 30 NOT NULL,
	"cooling_hours" smallint DEFAULT 72 NOT NULL,
	"looked_on" date DEFAULT current_date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payout_configurations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_payout_configuration" UNIQUE("organization_id","currency"),
	CONSTRAINT "schedule_days" CHECK ("organizations"."payout_configurations"."weekday" between 1 and 7 and "organizations"."payout_configurations"."month_day" between 1 and 31),
	CONSTRAINT "payout_minimum" CHECK ("organizations"."payout_configurations"."minimum_minor" >= 1),
	CONSTRAINT "reserve_range" CHECK ("organizations"."payout_configurations"."reserve_minor" >= 0 and "organizations"."payout_configurations"."reserve_ppm" between 0 and 1000000 and "organizations"."payout_configurations"."reserve_days" between 1 and 365),
	CONSTRAINT "cooling_range" CHECK ("organizations"."payout_configurations"."cooling_hours" between 0 and 720)
);
--> statement-breakpoint
ALTER TABLE "organizations"."payout_configurations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."payout_batches" (
	"id" uuid PRIMARY KEY DEFAULT system.uuid7() NOT NULL,
	"number" integer NOT NULL,
	"state" "payments"."payout_batch_state" DEFAULT 'collected' NOT NULL,
	"currency" char(3) NOT NULL,
	"execute_on" date NOT NULL,
	"transfer_count" integer NOT NULL,
	"total_minor" bigint NOT NULL,
	"created_by" uuid,
	"submitted_by" uuid,
	"submitted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_batch_number" UNIQUE("number"),
	CONSTRAINT "batch_size" CHECK ("payments"."payout_batches"."transfer_count" between 1 and 5000 and "payments"."payout_batches"."total_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "payments"."payout_batches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."payout_entries" (
	"organization_id" uuid NOT NULL,
	"transaction_id" uuid NOT NULL,
	"line" smallint NOT NULL,
	"payout_id" uuid NOT NULL,
	CONSTRAINT "payout_entries_organization_id_transaction_id_line_pk" PRIMARY KEY("organization_id","transaction_id","line")
);
--> statement-breakpoint
ALTER TABLE "payments"."payout_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."payout_steps" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"payout_id" uuid NOT NULL,
	"state" "payments"."payout_state" NOT NULL,
	"done_by" uuid,
	"by" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payout_steps_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "payments"."payout_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."payouts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"number" integer NOT NULL,
	"state" "payments"."payout_state" DEFAULT 'draft' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"payout_account_id" uuid NOT NULL,
	"key" text NOT NULL,
	"requested_by" uuid,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"group_id" uuid,
	"batch_id" uuid,
	"submitted_at" timestamp with time zone,
	"settled_on" date,
	"bank_reference" text,
	"note" text DEFAULT '' NOT NULL,
	"retry_of" uuid,
	"opening_minor" bigint,
	"gathered_minor" bigint,
	"reserve_minor" bigint,
	"shortfall_minor" bigint,
	"others_minor" bigint,
	"left_minor" bigint,
	"expires_at" timestamp with time zone DEFAULT now() + interval '7 days' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payouts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_payout_a_key" UNIQUE("organization_id","key"),
	CONSTRAINT "one_payout_number" UNIQUE("organization_id","number"),
	CONSTRAINT "payout_amount" CHECK ("payments"."payouts"."amount_minor" between 1 and 9007199254740991),
	CONSTRAINT "two_people" CHECK ("payments"."payouts"."approved_by" is null or "payments"."payouts"."approved_by" is distinct from "payments"."payouts"."requested_by"),
	CONSTRAINT "reaches_zero" CHECK ("payments"."payouts"."group_id" is null or "payments"."payouts"."opening_minor" + "payments"."payouts"."gathered_minor" = "payments"."payouts"."amount_minor" + "payments"."payouts"."reserve_minor" + "payments"."payouts"."shortfall_minor" + "payments"."payouts"."others_minor" + "payments"."payouts"."left_minor"),
	CONSTRAINT "composed_when_approved" CHECK (("payments"."payouts"."group_id" is null) = ("payments"."payouts"."left_minor" is null))
);
--> statement-breakpoint
ALTER TABLE "payments"."payouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD COLUMN "payout_id" uuid;--> statement-breakpoint
ALTER TABLE "organizations"."payout_accounts" ADD CONSTRAINT "payout_accounts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."payout_accounts" ADD CONSTRAINT "payout_accounts_requested_by_user_profiles_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."payout_accounts" ADD CONSTRAINT "payout_accounts_decided_by_user_profiles_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."payout_accounts" ADD CONSTRAINT "payout_accounts_batch_id_payout_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "payments"."payout_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."payout_configurations" ADD CONSTRAINT "payout_configurations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."payout_configurations" ADD CONSTRAINT "payout_configurations_organization_id_payout_account_id_payout_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","payout_account_id") REFERENCES "organizations"."payout_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payout_batches" ADD CONSTRAINT "payout_batches_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payout_batches" ADD CONSTRAINT "payout_batches_submitted_by_user_profiles_user_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payout_entries" ADD CONSTRAINT "payout_entries_organization_id_payout_id_payouts_organization_id_id_fk" FOREIGN KEY ("organization_id","payout_id") REFERENCES "payments"."payouts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payout_steps" ADD CONSTRAINT "payout_steps_done_by_user_profiles_user_id_fk" FOREIGN KEY ("done_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payout_steps" ADD CONSTRAINT "payout_steps_organization_id_payout_id_payouts_organization_id_id_fk" FOREIGN KEY ("organization_id","payout_id") REFERENCES "payments"."payouts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payouts" ADD CONSTRAINT "payouts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payouts" ADD CONSTRAINT "payouts_requested_by_user_profiles_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payouts" ADD CONSTRAINT "payouts_approved_by_user_profiles_user_id_fk" FOREIGN KEY ("approved_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payouts" ADD CONSTRAINT "payouts_batch_id_payout_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "payments"."payout_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payouts" ADD CONSTRAINT "payouts_organization_id_retry_of_payouts_organization_id_id_fk" FOREIGN KEY ("organization_id","retry_of") REFERENCES "payments"."payouts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."payouts" ADD CONSTRAINT "payouts_organization_id_payout_account_id_payout_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","payout_account_id") REFERENCES "organizations"."payout_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_account" ON "organizations"."payout_accounts" USING btree ("organization_id","currency","fingerprint") WHERE state in ('proposed', 'verifying', 'active');--> statement-breakpoint
CREATE INDEX "payout_accounts_requested_by_index" ON "organizations"."payout_accounts" USING btree ("requested_by");--> statement-breakpoint
CREATE INDEX "payout_accounts_decided_by_index" ON "organizations"."payout_accounts" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "payout_accounts_by_batch" ON "organizations"."payout_accounts" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "payout_configurations_organization_id_payout_account_id_index" ON "organizations"."payout_configurations" USING btree ("organization_id","payout_account_id");--> statement-breakpoint
CREATE INDEX "payout_entries_organization_id_payout_id_index" ON "payments"."payout_entries" USING btree ("organization_id","payout_id");--> statement-breakpoint
CREATE INDEX "payout_steps_done_by_index" ON "payments"."payout_steps" USING btree ("done_by");--> statement-breakpoint
CREATE INDEX "payout_steps_organization_id_payout_id_index" ON "payments"."payout_steps" USING btree ("organization_id","payout_id");--> statement-breakpoint
CREATE UNIQUE INDEX "retried_once" ON "payments"."payouts" USING btree ("organization_id","retry_of") WHERE retry_of is not null and state <> 'cancelled';--> statement-breakpoint
CREATE INDEX "payouts_organization_id_created_at_id_index" ON "payments"."payouts" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "payouts_open" ON "payments"."payouts" USING btree ("organization_id","currency") WHERE state in ('draft', 'approved', 'submitted');--> statement-breakpoint
CREATE INDEX "payouts_by_batch" ON "payments"."payouts" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "payouts_requested_by_index" ON "payments"."payouts" USING btree ("requested_by");--> statement-breakpoint
CREATE INDEX "payouts_approved_by_index" ON "payments"."payouts" USING btree ("approved_by");--> statement-breakpoint
CREATE INDEX "payouts_organization_id_payout_account_id_index" ON "payments"."payouts" USING btree ("organization_id","payout_account_id");--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD CONSTRAINT "transactions_organization_id_payout_id_payouts_organization_id_id_fk" FOREIGN KEY ("organization_id","payout_id") REFERENCES "payments"."payouts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transactions_by_payout" ON "payments"."transactions" USING btree ("organization_id","payout_id") WHERE payout_id is not null;--> statement-breakpoint
CREATE POLICY "read" ON "organizations"."payout_accounts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "read" ON "organizations"."payout_configurations" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."payout_batches" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."payout_entries" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."payout_entries" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."payout_steps" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."payout_steps" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."payouts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."payouts" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);