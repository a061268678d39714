ALTER TYPE "payments"."transaction_kind" ADD VALUE 'exchange';--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'recognition';--> statement-breakpoint
CREATE TABLE "payments"."exchanges" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"transaction_id" uuid NOT NULL,
	"sold_currency" char(3) NOT NULL,
	"sold_minor" bigint NOT NULL,
	"bought_currency" char(3) NOT NULL,
	"bought_minor" bigint NOT NULL,
	"rate" numeric(24, 12) NOT NULL,
	"rate_source" text NOT NULL,
	"rate_on" date NOT NULL,
	"expected_minor" bigint NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "exchanges_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_exchange_a_transaction" UNIQUE("organization_id","transaction_id"),
	CONSTRAINT "exchange_amounts" CHECK ("payments"."exchanges"."sold_minor" > 0 and "payments"."exchanges"."bought_minor" > 0 and "payments"."exchanges"."expected_minor" > 0 and "payments"."exchanges"."rate" > 0),
	CONSTRAINT "two_currencies" CHECK ("payments"."exchanges"."sold_currency" <> "payments"."exchanges"."bought_currency")
);
--> statement-breakpoint
ALTER TABLE "payments"."exchanges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."reopenings" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"period_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"approved_by" uuid,
	"locked_through" date NOT NULL,
	"locked_before" date NOT NULL,
	"reopened_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reopenings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "reopened_once" UNIQUE("organization_id","period_id"),
	CONSTRAINT "reopening_goes_back" CHECK ("payments"."reopenings"."locked_through" < "payments"."reopenings"."locked_before"),
	CONSTRAINT "somebody_else_agreed" CHECK ("payments"."reopenings"."approved_by" is distinct from "payments"."reopenings"."requested_by")
);
--> statement-breakpoint
ALTER TABLE "payments"."reopenings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payments"."periods" DROP CONSTRAINT "one_end";--> statement-breakpoint
ALTER TABLE "organizations"."organizations" ADD COLUMN "revenue_recognised" text DEFAULT 'on_sale' NOT NULL;--> statement-breakpoint
ALTER TABLE "payments"."exchanges" ADD CONSTRAINT "exchanges_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."exchanges" ADD CONSTRAINT "exchanges_organization_id_transaction_id_transactions_organization_id_id_fk" FOREIGN KEY ("organization_id","transaction_id") REFERENCES "payments"."transactions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."reopenings" ADD CONSTRAINT "reopenings_requested_by_user_profiles_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."reopenings" ADD CONSTRAINT "reopenings_approved_by_user_profiles_user_id_fk" FOREIGN KEY ("approved_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."reopenings" ADD CONSTRAINT "reopenings_organization_id_period_id_periods_organization_id_id_fk" FOREIGN KEY ("organization_id","period_id") REFERENCES "payments"."periods"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exchanges_by_author" ON "payments"."exchanges" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "reopenings_by_asker" ON "payments"."reopenings" USING btree ("requested_by");--> statement-breakpoint
CREATE INDEX "reopenings_by_approver" ON "payments"."reopenings" USING btree ("approved_by");--> statement-breakpoint
CREATE INDEX "periods_by_end" ON "payments"."periods" USING btree ("organization_id","ends_on");--> statement-breakpoint
CREATE POLICY "read" ON "payments"."exchanges" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."exchanges" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."reopenings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."reopenings" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);