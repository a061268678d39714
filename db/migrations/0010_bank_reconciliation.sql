CREATE TYPE "payments"."bank_file_state" AS ENUM('uploading', 'reading', 'read', 'failed');--> statement-breakpoint
CREATE TYPE "payments"."bank_statement_state" AS ENUM('staged', 'flagged', 'taken', 'discarded');--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'bank';--> statement-breakpoint
CREATE TABLE "payments"."bank_accounts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"currency" char(3) NOT NULL,
	"account_id" uuid NOT NULL,
	"iban_masked" text DEFAULT '' NOT NULL,
	"opening_on" date NOT NULL,
	"opening_minor" bigint NOT NULL,
	"opening_transaction_id" uuid,
	"mapping_id" uuid,
	"write_off_limit_minor" bigint NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bank_accounts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_bank_slug" UNIQUE("organization_id","slug"),
	CONSTRAINT "one_bank_per_account" UNIQUE("organization_id","account_id"),
	CONSTRAINT "write_off_limit_range" CHECK ("payments"."bank_accounts"."write_off_limit_minor" >= 0)
);
--> statement-breakpoint
ALTER TABLE "payments"."bank_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."bank_file_parts" (
	"organization_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "bank_file_parts_organization_id_file_id_n_pk" PRIMARY KEY("organization_id","file_id","n")
);
--> statement-breakpoint
ALTER TABLE "payments"."bank_file_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."bank_files" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"state" "payments"."bank_file_state" DEFAULT 'uploading' NOT NULL,
	"name" text NOT NULL,
	"byte_size" bigint NOT NULL,
	"digest" "bytea",
	"format" text,
	"mapping_id" uuid,
	"terms" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"run_id" uuid,
	"read_bytes" bigint DEFAULT 0 NOT NULL,
	"lines" integer DEFAULT 0 NOT NULL,
	"fault" text,
	"fault_line" integer,
	"uploaded_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bank_files_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "byte_size_range" CHECK ("payments"."bank_files"."byte_size" between 1 and 104857600)
);
--> statement-breakpoint
ALTER TABLE "payments"."bank_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."bank_lines" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"at" integer NOT NULL,
	"booked_on" date NOT NULL,
	"value_on" date,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"counterparty" text DEFAULT '' NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"bank_reference" text DEFAULT '' NOT NULL,
	"fingerprint" text DEFAULT '' NOT NULL,
	"live" boolean DEFAULT false NOT NULL,
	"duplicate_of_id" uuid,
	"explained_minor" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "bank_lines_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "moves_something" CHECK ("payments"."bank_lines"."amount_minor" <> 0),
	CONSTRAINT "explained_within" CHECK ("payments"."bank_lines"."explained_minor" between least("payments"."bank_lines"."amount_minor", 0) and greatest("payments"."bank_lines"."amount_minor", 0)),
	CONSTRAINT "live_or_duplicate" CHECK (not ("payments"."bank_lines"."live" and "payments"."bank_lines"."duplicate_of_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "payments"."bank_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."bank_mappings" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"settings" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bank_mappings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_mapping_name" UNIQUE("organization_id","name")
);
--> statement-breakpoint
ALTER TABLE "payments"."bank_mappings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."bank_statements" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"state" "payments"."bank_statement_state" DEFAULT 'staged' NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"currency" char(3) NOT NULL,
	"opening_minor" bigint,
	"closing_minor" bigint,
	"entries_minor" bigint DEFAULT 0 NOT NULL,
	"difference_minor" bigint,
	"lines" integer DEFAULT 0 NOT NULL,
	"duplicates" integer DEFAULT 0 NOT NULL,
	"from_on" date,
	"to_on" date,
	"fault" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bank_statements_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "payments"."bank_statements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."bank_rules" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"contains" text NOT NULL,
	"direction" text NOT NULL,
	"account" text NOT NULL,
	"memo" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"forgotten_at" timestamp with time zone,
	CONSTRAINT "bank_rules_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "contains_words" CHECK (length("payments"."bank_rules"."contains") between 3 and 100)
);
--> statement-breakpoint
ALTER TABLE "payments"."bank_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."reconciliation_matches" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"act_id" uuid NOT NULL,
	"bank_account_id" uuid NOT NULL,
	"bank_line_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"transaction_id" uuid NOT NULL,
	"entry_line" smallint NOT NULL,
	"entry_on" date NOT NULL,
	"amount_minor" bigint NOT NULL,
	"posted" boolean NOT NULL,
	"payout_id" uuid,
	"processor_payout_id" uuid,
	"manual_payment_id" uuid,
	"invoice_id" uuid,
	"memo" text DEFAULT '' NOT NULL,
	"reasons" text[] DEFAULT '{}' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_by" uuid,
	"undone_at" timestamp with time zone,
	"reversal_id" uuid,
	CONSTRAINT "reconciliation_matches_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "match_moves_something" CHECK ("payments"."reconciliation_matches"."amount_minor" <> 0)
);
--> statement-breakpoint
ALTER TABLE "payments"."reconciliation_matches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD COLUMN "bank_line_id" uuid;--> statement-breakpoint
ALTER TABLE "payments"."bank_accounts" ADD CONSTRAINT "bank_accounts_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_accounts" ADD CONSTRAINT "bank_accounts_organization_id_account_id_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "payments"."accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_accounts" ADD CONSTRAINT "bank_accounts_organization_id_opening_transaction_id_transactions_organization_id_id_fk" FOREIGN KEY ("organization_id","opening_transaction_id") REFERENCES "payments"."transactions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_accounts" ADD CONSTRAINT "bank_accounts_organization_id_mapping_id_bank_mappings_organization_id_id_fk" FOREIGN KEY ("organization_id","mapping_id") REFERENCES "payments"."bank_mappings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_file_parts" ADD CONSTRAINT "bank_file_parts_organization_id_file_id_bank_files_organization_id_id_fk" FOREIGN KEY ("organization_id","file_id") REFERENCES "payments"."bank_files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_files" ADD CONSTRAINT "bank_files_uploaded_by_user_profiles_user_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_files" ADD CONSTRAINT "bank_files_organization_id_bank_account_id_bank_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","bank_account_id") REFERENCES "payments"."bank_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_files" ADD CONSTRAINT "bank_files_organization_id_mapping_id_bank_mappings_organization_id_id_fk" FOREIGN KEY ("organization_id","mapping_id") REFERENCES "payments"."bank_mappings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_lines" ADD CONSTRAINT "bank_lines_organization_id_bank_account_id_bank_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","bank_account_id") REFERENCES "payments"."bank_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_lines" ADD CONSTRAINT "bank_lines_organization_id_statement_id_bank_statements_organization_id_id_fk" FOREIGN KEY ("organization_id","statement_id") REFERENCES "payments"."bank_statements"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_lines" ADD CONSTRAINT "bank_lines_organization_id_duplicate_of_id_bank_lines_organization_id_id_fk" FOREIGN KEY ("organization_id","duplicate_of_id") REFERENCES "payments"."bank_lines"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_mappings" ADD CONSTRAINT "bank_mappings_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_statements" ADD CONSTRAINT "bank_statements_decided_by_user_profiles_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_statements" ADD CONSTRAINT "bank_statements_organization_id_bank_account_id_bank_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","bank_account_id") REFERENCES "payments"."bank_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_statements" ADD CONSTRAINT "bank_statements_organization_id_file_id_bank_files_organization_id_id_fk" FOREIGN KEY ("organization_id","file_id") REFERENCES "payments"."bank_files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_rules" ADD CONSTRAINT "bank_rules_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."bank_rules" ADD CONSTRAINT "bank_rules_organization_id_bank_account_id_bank_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","bank_account_id") REFERENCES "payments"."bank_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."reconciliation_matches" ADD CONSTRAINT "reconciliation_matches_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."reconciliation_matches" ADD CONSTRAINT "reconciliation_matches_undone_by_user_profiles_user_id_fk" FOREIGN KEY ("undone_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."reconciliation_matches" ADD CONSTRAINT "reconciliation_matches_organization_id_bank_account_id_bank_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","bank_account_id") REFERENCES "payments"."bank_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."reconciliation_matches" ADD CONSTRAINT "reconciliation_matches_organization_id_bank_line_id_bank_lines_organization_id_id_fk" FOREIGN KEY ("organization_id","bank_line_id") REFERENCES "payments"."bank_lines"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."reconciliation_matches" ADD CONSTRAINT "reconciliation_matches_organization_id_transaction_id_transactions_organization_id_id_fk" FOREIGN KEY ("organization_id","transaction_id") REFERENCES "payments"."transactions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."reconciliation_matches" ADD CONSTRAINT "reconciliation_matches_organization_id_reversal_id_transactions_organization_id_id_fk" FOREIGN KEY ("organization_id","reversal_id") REFERENCES "payments"."transactions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."reconciliation_matches" ADD CONSTRAINT "reconciliation_matches_organization_id_payout_id_payouts_organization_id_id_fk" FOREIGN KEY ("organization_id","payout_id") REFERENCES "payments"."payouts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."reconciliation_matches" ADD CONSTRAINT "reconciliation_matches_organization_id_processor_payout_id_processor_payouts_organization_id_id_fk" FOREIGN KEY ("organization_id","processor_payout_id") REFERENCES "payments"."processor_payouts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."reconciliation_matches" ADD CONSTRAINT "reconciliation_matches_organization_id_manual_payment_id_manual_payments_organization_id_id_fk" FOREIGN KEY ("organization_id","manual_payment_id") REFERENCES "payments"."manual_payments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."reconciliation_matches" ADD CONSTRAINT "reconciliation_matches_organization_id_invoice_id_invoices_organization_id_id_fk" FOREIGN KEY ("organization_id","invoice_id") REFERENCES "payments"."invoices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_accounts_organization_id_account_id_index" ON "payments"."bank_accounts" USING btree ("organization_id","account_id");--> statement-breakpoint
CREATE INDEX "bank_accounts_organization_id_opening_transaction_id_index" ON "payments"."bank_accounts" USING btree ("organization_id","opening_transaction_id");--> statement-breakpoint
CREATE INDEX "bank_accounts_organization_id_mapping_id_index" ON "payments"."bank_accounts" USING btree ("organization_id","mapping_id");--> statement-breakpoint
CREATE INDEX "bank_accounts_created_by_index" ON "payments"."bank_accounts" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "bank_files_by_digest" ON "payments"."bank_files" USING btree ("organization_id","bank_account_id","digest");--> statement-breakpoint
CREATE INDEX "bank_files_organization_id_bank_account_id_index" ON "payments"."bank_files" USING btree ("organization_id","bank_account_id");--> statement-breakpoint
CREATE INDEX "bank_files_organization_id_mapping_id_index" ON "payments"."bank_files" USING btree ("organization_id","mapping_id");--> statement-breakpoint
CREATE INDEX "bank_files_uploaded_by_index" ON "payments"."bank_files" USING btree ("uploaded_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_line" ON "payments"."bank_lines" USING btree ("organization_id","bank_account_id","fingerprint") WHERE live;--> statement-breakpoint
CREATE INDEX "live_lines" ON "payments"."bank_lines" USING btree ("organization_id","bank_account_id","booked_on","id") WHERE live;--> statement-breakpoint
CREATE INDEX "open_lines" ON "payments"."bank_lines" USING btree ("organization_id","bank_account_id","booked_on") WHERE live and explained_minor <> amount_minor;--> statement-breakpoint
CREATE INDEX "bank_lines_organization_id_bank_account_id_index" ON "payments"."bank_lines" USING btree ("organization_id","bank_account_id");--> statement-breakpoint
CREATE INDEX "bank_lines_organization_id_statement_id_index" ON "payments"."bank_lines" USING btree ("organization_id","statement_id");--> statement-breakpoint
CREATE INDEX "bank_lines_organization_id_duplicate_of_id_index" ON "payments"."bank_lines" USING btree ("organization_id","duplicate_of_id");--> statement-breakpoint
CREATE INDEX "bank_mappings_created_by_index" ON "payments"."bank_mappings" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "statements_of_account" ON "payments"."bank_statements" USING btree ("organization_id","bank_account_id","to_on");--> statement-breakpoint
CREATE INDEX "bank_statements_organization_id_bank_account_id_index" ON "payments"."bank_statements" USING btree ("organization_id","bank_account_id");--> statement-breakpoint
CREATE INDEX "bank_statements_organization_id_file_id_index" ON "payments"."bank_statements" USING btree ("organization_id","file_id");--> statement-breakpoint
CREATE INDEX "bank_statements_decided_by_index" ON "payments"."bank_statements" USING btree ("decided_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_bank_rule" ON "payments"."bank_rules" USING btree ("organization_id","bank_account_id","contains","direction") WHERE forgotten_at is null;--> statement-breakpoint
CREATE INDEX "bank_rules_organization_id_bank_account_id_index" ON "payments"."bank_rules" USING btree ("organization_id","bank_account_id");--> statement-breakpoint
CREATE INDEX "bank_rules_created_by_index" ON "payments"."bank_rules" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "matches_of_line" ON "payments"."reconciliation_matches" USING btree ("organization_id","bank_line_id") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "matches_of_entry" ON "payments"."reconciliation_matches" USING btree ("organization_id","transaction_id","entry_line") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "matches_of_act" ON "payments"."reconciliation_matches" USING btree ("organization_id","act_id");--> statement-breakpoint
CREATE INDEX "reconciliation_matches_organization_id_bank_account_id_index" ON "payments"."reconciliation_matches" USING btree ("organization_id","bank_account_id");--> statement-breakpoint
CREATE INDEX "reconciliation_matches_organization_id_bank_line_id_index" ON "payments"."reconciliation_matches" USING btree ("organization_id","bank_line_id");--> statement-breakpoint
CREATE INDEX "reconciliation_matches_organization_id_transaction_id_index" ON "payments"."reconciliation_matches" USING btree ("organization_id","transaction_id");--> statement-breakpoint
CREATE INDEX "reconciliation_matches_organization_id_reversal_id_index" ON "payments"."reconciliation_matches" USING btree ("organization_id","reversal_id");--> statement-breakpoint
CREATE INDEX "reconciliation_matches_organization_id_payout_id_index" ON "payments"."reconciliation_matches" USING btree ("organization_id","payout_id");--> statement-breakpoint
CREATE INDEX "reconciliation_matches_organization_id_processor_payout_id_index" ON "payments"."reconciliation_matches" USING btree ("organization_id","processor_payout_id");--> statement-breakpoint
CREATE INDEX "reconciliation_matches_organization_id_manual_payment_id_index" ON "payments"."reconciliation_matches" USING btree ("organization_id","manual_payment_id");--> statement-breakpoint
CREATE INDEX "reconciliation_matches_organization_id_invoice_id_index" ON "payments"."reconciliation_matches" USING btree ("organization_id","invoice_id");--> statement-breakpoint
CREATE INDEX "reconciliation_matches_created_by_index" ON "payments"."reconciliation_matches" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "reconciliation_matches_undone_by_index" ON "payments"."reconciliation_matches" USING btree ("undone_by");--> statement-breakpoint
CREATE INDEX "transactions_by_bank_line" ON "payments"."transactions" USING btree ("organization_id","bank_line_id") WHERE bank_line_id is not null;--> statement-breakpoint
CREATE POLICY "read" ON "payments"."bank_accounts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "read" ON "payments"."bank_file_parts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "read" ON "payments"."bank_files" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "read" ON "payments"."bank_lines" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "read" ON "payments"."bank_mappings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "read" ON "payments"."bank_statements" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "read" ON "payments"."bank_rules" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "read" ON "payments"."reconciliation_matches" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));