CREATE TYPE "payments"."dispute_state" AS ENUM('open', 'contested', 'accepted', 'won', 'lost');--> statement-breakpoint
CREATE TYPE "payments"."processor_payout_state" AS ENUM('pending', 'in_transit', 'paid', 'failed', 'cancelled');--> statement-breakpoint
CREATE TYPE "payments"."processor_transaction_kind" AS ENUM('payment', 'refund', 'dispute', 'dispute_reversal', 'fee', 'payout', 'payout_reversal', 'adjustment');--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'dispute';--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'sweep';--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'fee';--> statement-breakpoint
CREATE TABLE "gateway"."balance_transactions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account" text NOT NULL,
	"merchant" text NOT NULL,
	"payment_id" uuid,
	"kind" text NOT NULL,
	"gross_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"reference" text,
	"available_on" date NOT NULL,
	"payout_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "gateway"."balance_transactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "gateway"."disputes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"payment_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'needs_response' NOT NULL,
	"evidence" text,
	"opens_at" timestamp with time zone NOT NULL,
	"respond_until" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dispute_amounts" CHECK ("gateway"."disputes"."amount_minor" > 0 and "gateway"."disputes"."fee_minor" >= 0)
);
--> statement-breakpoint
ALTER TABLE "gateway"."disputes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "gateway"."payouts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"state" text DEFAULT 'in_transit' NOT NULL,
	"arrival_on" date NOT NULL,
	"arrives_at" timestamp with time zone NOT NULL,
	"statement_reference" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "something_swept" CHECK ("gateway"."payouts"."amount_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "gateway"."payouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."dispute_files" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"dispute_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"uploaded_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dispute_files_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "file_name_length" CHECK (length("payments"."dispute_files"."name") between 1 and 120),
	CONSTRAINT "file_kind" CHECK ("payments"."dispute_files"."content_type" in ('application/pdf', 'image/png', 'image/jpeg')),
	CONSTRAINT "file_size" CHECK (octet_length("payments"."dispute_files"."content") between 1 and 921600)
);
--> statement-breakpoint
ALTER TABLE "payments"."dispute_files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."disputes" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"order_id" uuid NOT NULL,
	"gateway" text NOT NULL,
	"provider_id" text NOT NULL,
	"state" "payments"."dispute_state" DEFAULT 'open' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"fee_minor" bigint DEFAULT 0 NOT NULL,
	"currency" char(3) NOT NULL,
	"reason" text NOT NULL,
	"respond_until" timestamp with time zone,
	"opened_at" timestamp with time zone NOT NULL,
	"evidence" text DEFAULT '' NOT NULL,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	"failure" text,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "disputes_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_dispute_a_provider_id" UNIQUE("organization_id","gateway","provider_id"),
	CONSTRAINT "something_disputed" CHECK ("payments"."disputes"."amount_minor" > 0 and "payments"."disputes"."fee_minor" >= 0),
	CONSTRAINT "evidence_length" CHECK (length("payments"."disputes"."evidence") <= 20000)
);
--> statement-breakpoint
ALTER TABLE "payments"."disputes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."processor_accounts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"gateway" text NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"provider_account" text NOT NULL,
	"sealed_key" text NOT NULL,
	"sealed_webhook_secret" text NOT NULL,
	"key_hint" text NOT NULL,
	"connected_by" uuid,
	"disconnected_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "processor_accounts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "gateway_known" CHECK ("payments"."processor_accounts"."gateway" in ('stripe', 'stripe-test')),
	CONSTRAINT "account_state_known" CHECK ("payments"."processor_accounts"."state" in ('active', 'disconnected'))
);
--> statement-breakpoint
ALTER TABLE "payments"."processor_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."processor_payouts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"gateway" text NOT NULL,
	"provider_id" text NOT NULL,
	"state" "payments"."processor_payout_state" DEFAULT 'pending' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"arrival_on" date NOT NULL,
	"statement_reference" text DEFAULT '' NOT NULL,
	"transaction_count" integer,
	"failure" text,
	"paid_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "processor_payouts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_payout_a_provider_id" UNIQUE("organization_id","gateway","provider_id"),
	CONSTRAINT "something_paid_out" CHECK ("payments"."processor_payouts"."amount_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "payments"."processor_payouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."processor_transactions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"gateway" text NOT NULL,
	"provider_id" text NOT NULL,
	"kind" "payments"."processor_transaction_kind" NOT NULL,
	"gross_minor" bigint NOT NULL,
	"fee_minor" bigint DEFAULT 0 NOT NULL,
	"net_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"available_on" date NOT NULL,
	"merchant_organization_id" uuid,
	"source_id" uuid,
	"description" text DEFAULT '' NOT NULL,
	"processor_payout_id" uuid,
	"transaction_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "processor_transactions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_transaction_a_provider_id" UNIQUE("organization_id","gateway","provider_id"),
	CONSTRAINT "net_is_gross_less_fee" CHECK ("payments"."processor_transactions"."net_minor" = "payments"."processor_transactions"."gross_minor" - "payments"."processor_transactions"."fee_minor")
);
--> statement-breakpoint
ALTER TABLE "payments"."processor_transactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."stripe_balance_transactions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"account_id" uuid NOT NULL,
	"stripe_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"data" jsonb NOT NULL,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	CONSTRAINT "stripe_balance_transactions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_stripe_balance_transaction" UNIQUE("organization_id","stripe_id")
);
--> statement-breakpoint
ALTER TABLE "payments"."stripe_balance_transactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."stripe_disputes" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"account_id" uuid NOT NULL,
	"stripe_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"data" jsonb NOT NULL,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	CONSTRAINT "stripe_disputes_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_stripe_dispute" UNIQUE("organization_id","stripe_id")
);
--> statement-breakpoint
ALTER TABLE "payments"."stripe_disputes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."stripe_events" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"account_id" uuid NOT NULL,
	"stripe_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"data" jsonb NOT NULL,
	"type" text NOT NULL,
	CONSTRAINT "stripe_events_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_stripe_event" UNIQUE("organization_id","stripe_id")
);
--> statement-breakpoint
ALTER TABLE "payments"."stripe_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."stripe_payment_intents" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"account_id" uuid NOT NULL,
	"stripe_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"data" jsonb NOT NULL,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	CONSTRAINT "stripe_payment_intents_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_stripe_intent" UNIQUE("organization_id","stripe_id")
);
--> statement-breakpoint
ALTER TABLE "payments"."stripe_payment_intents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."stripe_payouts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"account_id" uuid NOT NULL,
	"stripe_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"data" jsonb NOT NULL,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	CONSTRAINT "stripe_payouts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_stripe_payout" UNIQUE("organization_id","stripe_id")
);
--> statement-breakpoint
ALTER TABLE "payments"."stripe_payouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."stripe_refunds" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"account_id" uuid NOT NULL,
	"stripe_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"data" jsonb NOT NULL,
	"status" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	CONSTRAINT "stripe_refunds_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_stripe_refund" UNIQUE("organization_id","stripe_id")
);
--> statement-breakpoint
ALTER TABLE "payments"."stripe_refunds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "gateway"."deliveries" ALTER COLUMN "payment_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "gateway"."webhook_events" ADD COLUMN "account_id" uuid;--> statement-breakpoint
ALTER TABLE "gateway"."webhook_events" ADD COLUMN "replayed_by" uuid;--> statement-breakpoint
ALTER TABLE "gateway"."webhook_events" ADD COLUMN "replayed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD COLUMN "dispute_id" uuid;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD COLUMN "processor_payout_id" uuid;--> statement-breakpoint
ALTER TABLE "gateway"."balance_transactions" ADD CONSTRAINT "balance_transactions_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "gateway"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gateway"."balance_transactions" ADD CONSTRAINT "balance_transactions_payout_id_payouts_id_fk" FOREIGN KEY ("payout_id") REFERENCES "gateway"."payouts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gateway"."disputes" ADD CONSTRAINT "disputes_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "gateway"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."dispute_files" ADD CONSTRAINT "dispute_files_uploaded_by_user_profiles_user_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."dispute_files" ADD CONSTRAINT "dispute_files_organization_id_dispute_id_disputes_organization_id_id_fk" FOREIGN KEY ("organization_id","dispute_id") REFERENCES "payments"."disputes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."disputes" ADD CONSTRAINT "disputes_answered_by_user_profiles_user_id_fk" FOREIGN KEY ("answered_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."disputes" ADD CONSTRAINT "disputes_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."processor_accounts" ADD CONSTRAINT "processor_accounts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."processor_accounts" ADD CONSTRAINT "processor_accounts_connected_by_user_profiles_user_id_fk" FOREIGN KEY ("connected_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."processor_payouts" ADD CONSTRAINT "processor_payouts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."processor_transactions" ADD CONSTRAINT "processor_transactions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."processor_transactions" ADD CONSTRAINT "processor_transactions_merchant_organization_id_organizations_id_fk" FOREIGN KEY ("merchant_organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."processor_transactions" ADD CONSTRAINT "processor_transactions_organization_id_processor_payout_id_processor_payouts_organization_id_id_fk" FOREIGN KEY ("organization_id","processor_payout_id") REFERENCES "payments"."processor_payouts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."processor_transactions" ADD CONSTRAINT "processor_transactions_organization_id_transaction_id_transactions_organization_id_id_fk" FOREIGN KEY ("organization_id","transaction_id") REFERENCES "payments"."transactions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."stripe_balance_transactions" ADD CONSTRAINT "stripe_balance_transactions_organization_id_account_id_processor_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "payments"."processor_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."stripe_disputes" ADD CONSTRAINT "stripe_disputes_organization_id_account_id_processor_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "payments"."processor_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."stripe_events" ADD CONSTRAINT "stripe_events_organization_id_account_id_processor_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "payments"."processor_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."stripe_payment_intents" ADD CONSTRAINT "stripe_payment_intents_organization_id_account_id_processor_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "payments"."processor_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."stripe_payouts" ADD CONSTRAINT "stripe_payouts_organization_id_account_id_processor_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "payments"."processor_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."stripe_refunds" ADD CONSTRAINT "stripe_refunds_organization_id_account_id_processor_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "payments"."processor_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "unpaid" ON "gateway"."balance_transactions" USING btree ("account","currency") WHERE payout_id is null;--> statement-breakpoint
CREATE INDEX "balance_transactions_payout_id_index" ON "gateway"."balance_transactions" USING btree ("payout_id");--> statement-breakpoint
CREATE INDEX "balance_transactions_payment_id_index" ON "gateway"."balance_transactions" USING btree ("payment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_fee_correction" ON "gateway"."balance_transactions" USING btree ("payment_id") WHERE kind = 'fee';--> statement-breakpoint
CREATE INDEX "disputes_payment_id_index" ON "gateway"."disputes" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "payouts_account_index" ON "gateway"."payouts" USING btree ("account");--> statement-breakpoint
CREATE INDEX "dispute_files_uploaded_by_index" ON "payments"."dispute_files" USING btree ("uploaded_by");--> statement-breakpoint
CREATE INDEX "dispute_files_organization_id_dispute_id_index" ON "payments"."dispute_files" USING btree ("organization_id","dispute_id");--> statement-breakpoint
CREATE INDEX "disputes_answered_by_index" ON "payments"."disputes" USING btree ("answered_by");--> statement-breakpoint
CREATE INDEX "disputes_organization_id_opened_at_index" ON "payments"."disputes" USING btree ("organization_id","opened_at");--> statement-breakpoint
CREATE INDEX "disputes_organization_id_order_id_index" ON "payments"."disputes" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_active_processor" ON "payments"."processor_accounts" USING btree ("organization_id") WHERE state = 'active';--> statement-breakpoint
CREATE INDEX "processor_accounts_connected_by_index" ON "payments"."processor_accounts" USING btree ("connected_by");--> statement-breakpoint
CREATE INDEX "processor_payouts_organization_id_arrival_on_index" ON "payments"."processor_payouts" USING btree ("organization_id","arrival_on");--> statement-breakpoint
CREATE INDEX "processor_transactions_organization_id_occurred_at_index" ON "payments"."processor_transactions" USING btree ("organization_id","occurred_at");--> statement-breakpoint
CREATE INDEX "processor_transactions_merchant_organization_id_index" ON "payments"."processor_transactions" USING btree ("merchant_organization_id");--> statement-breakpoint
CREATE INDEX "processor_transactions_organization_id_processor_payout_id_index" ON "payments"."processor_transactions" USING btree ("organization_id","processor_payout_id");--> statement-breakpoint
CREATE INDEX "processor_transactions_organization_id_transaction_id_index" ON "payments"."processor_transactions" USING btree ("organization_id","transaction_id");--> statement-breakpoint
CREATE INDEX "stripe_balance_transactions_organization_id_account_id_index" ON "payments"."stripe_balance_transactions" USING btree ("organization_id","account_id");--> statement-breakpoint
CREATE INDEX "stripe_disputes_organization_id_account_id_index" ON "payments"."stripe_disputes" USING btree ("organization_id","account_id");--> statement-breakpoint
CREATE INDEX "stripe_events_organization_id_account_id_index" ON "payments"."stripe_events" USING btree ("organization_id","account_id");--> statement-breakpoint
CREATE INDEX "stripe_payment_intents_organization_id_account_id_index" ON "payments"."stripe_payment_intents" USING btree ("organization_id","account_id");--> statement-breakpoint
CREATE INDEX "stripe_payouts_organization_id_account_id_index" ON "payments"."stripe_payouts" USING btree ("organization_id","account_id");--> statement-breakpoint
CREATE INDEX "stripe_refunds_organization_id_account_id_index" ON "payments"."stripe_refunds" USING btree ("organization_id","account_id");--> statement-breakpoint
ALTER TABLE "gateway"."webhook_events" ADD CONSTRAINT "webhook_events_replayed_by_user_profiles_user_id_fk" FOREIGN KEY ("replayed_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_events_replayed_by_index" ON "gateway"."webhook_events" USING btree ("replayed_by");--> statement-breakpoint
CREATE INDEX "transactions_by_dispute" ON "payments"."transactions" USING btree ("organization_id","dispute_id") WHERE dispute_id is not null;--> statement-breakpoint
CREATE INDEX "transactions_by_processor_payout" ON "payments"."transactions" USING btree ("organization_id","processor_payout_id") WHERE processor_payout_id is not null;--> statement-breakpoint
CREATE POLICY "flow" ON "gateway"."balance_transactions" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "flow" ON "gateway"."disputes" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "flow" ON "gateway"."payouts" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."dispute_files" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."dispute_files" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."dispute_files" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."disputes" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."disputes" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."disputes" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."processor_accounts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:gateway')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."processor_accounts" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."processor_payouts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."processor_payouts" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."processor_payouts" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."processor_transactions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."processor_transactions" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."processor_transactions" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."stripe_balance_transactions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."stripe_balance_transactions" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."stripe_disputes" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."stripe_disputes" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."stripe_events" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."stripe_events" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."stripe_payment_intents" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."stripe_payment_intents" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."stripe_payouts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."stripe_payouts" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."stripe_refunds" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."stripe_refunds" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);