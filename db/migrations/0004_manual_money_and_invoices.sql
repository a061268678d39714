CREATE TYPE "payments"."invoice_kind" AS ENUM('invoice', 'bill', 'credit_note');--> statement-breakpoint
CREATE TYPE "payments"."invoice_state" AS ENUM('draft', 'issued', 'partly_paid', 'paid', 'void', 'written_off');--> statement-breakpoint
CREATE TYPE "payments"."manual_payment_state" AS ENUM('pending', 'verified', 'rejected', 'reversed');--> statement-breakpoint
CREATE TYPE "payments"."party_kind" AS ENUM('customer', 'vendor', 'sponsor');--> statement-breakpoint
CREATE TYPE "payments"."payment_method" AS ENUM('cash', 'bank_transfer', 'zelle', 'venmo', 'cash_app', 'paypal', 'cheque');--> statement-breakpoint
CREATE TYPE "payments"."card_payment_state" AS ENUM('waiting', 'failed', 'succeeded');--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'payment';--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'allocation';--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'invoice';--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'bill';--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'credit_note';--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'write_off';--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'tax_payment';--> statement-breakpoint
CREATE TABLE "payments"."invoice_counters" (
	"organization_id" uuid NOT NULL,
	"kind" "payments"."invoice_kind" NOT NULL,
	"year" smallint NOT NULL,
	"last" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "invoice_counters_organization_id_kind_year_pk" PRIMARY KEY("organization_id","kind","year")
);
--> statement-breakpoint
ALTER TABLE "payments"."invoice_counters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."invoice_line_taxes" (
	"organization_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"tax_code" text NOT NULL,
	"invoice_id" uuid NOT NULL,
	"rate_millionths" integer NOT NULL,
	"tax_minor" bigint NOT NULL,
	CONSTRAINT "invoice_line_taxes_organization_id_line_id_tax_code_pk" PRIMARY KEY("organization_id","line_id","tax_code")
);
--> statement-breakpoint
ALTER TABLE "payments"."invoice_line_taxes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."invoice_lines" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"invoice_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"description" text NOT NULL,
	"quantity_millis" bigint NOT NULL,
	"unit_price_minor" bigint NOT NULL,
	"account" text NOT NULL,
	"taxed" boolean DEFAULT true NOT NULL,
	"net_minor" bigint NOT NULL,
	"tax_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	"credits_line_id" uuid,
	CONSTRAINT "invoice_lines_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_line_a_position" UNIQUE("organization_id","invoice_id","position"),
	CONSTRAINT "quantity_range" CHECK ("payments"."invoice_lines"."quantity_millis" between 1 and 1000000000),
	CONSTRAINT "price_range" CHECK ("payments"."invoice_lines"."unit_price_minor" between 0 and 9007199254740991),
	CONSTRAINT "line_adds_up" CHECK ("payments"."invoice_lines"."net_minor" + "payments"."invoice_lines"."tax_minor" = "payments"."invoice_lines"."total_minor" and "payments"."invoice_lines"."net_minor" >= 0 and "payments"."invoice_lines"."tax_minor" >= 0)
);
--> statement-breakpoint
ALTER TABLE "payments"."invoice_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."invoices" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"kind" "payments"."invoice_kind" NOT NULL,
	"state" "payments"."invoice_state" DEFAULT 'draft' NOT NULL,
	"party_id" uuid NOT NULL,
	"number" text,
	"year" smallint,
	"serial" integer,
	"reference" text DEFAULT '' NOT NULL,
	"issued_on" date,
	"due_on" date,
	"supplied_on" date,
	"country" char(2) NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"currency" char(3) NOT NULL,
	"inclusive" boolean DEFAULT false NOT NULL,
	"net_minor" bigint DEFAULT 0 NOT NULL,
	"tax_minor" bigint DEFAULT 0 NOT NULL,
	"total_minor" bigint DEFAULT 0 NOT NULL,
	"settled_minor" bigint DEFAULT 0 NOT NULL,
	"credited_minor" bigint DEFAULT 0 NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"event_id" uuid,
	"station_id" uuid,
	"credits_id" uuid,
	"recurring_id" uuid,
	"parties" jsonb,
	"token_hash" text,
	"sent_at" timestamp with time zone,
	"created_by" uuid,
	"key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invoices_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_document_a_key" UNIQUE("organization_id","key"),
	CONSTRAINT "one_serial" UNIQUE("organization_id","kind","year","serial"),
	CONSTRAINT "numbered_when_issued" CHECK (("payments"."invoices"."number" is null) = ("payments"."invoices"."serial" is null)),
	CONSTRAINT "adds_up" CHECK ("payments"."invoices"."net_minor" + "payments"."invoices"."tax_minor" = "payments"."invoices"."total_minor" and "payments"."invoices"."net_minor" >= 0 and "payments"."invoices"."tax_minor" >= 0),
	CONSTRAINT "settled_range" CHECK ("payments"."invoices"."settled_minor" between 0 and "payments"."invoices"."total_minor"),
	CONSTRAINT "credited_range" CHECK ("payments"."invoices"."credited_minor" between 0 and "payments"."invoices"."total_minor"),
	CONSTRAINT "due_after_issue" CHECK ("payments"."invoices"."due_on" >= "payments"."invoices"."issued_on")
);
--> statement-breakpoint
ALTER TABLE "payments"."invoices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."recurring_invoices" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"contract" text NOT NULL,
	"party_id" uuid NOT NULL,
	"template" jsonb NOT NULL,
	"every" text NOT NULL,
	"starts_on" date NOT NULL,
	"made" integer DEFAULT 0 NOT NULL,
	"next_on" date NOT NULL,
	"ends_on" date,
	"active" boolean DEFAULT true NOT NULL,
	"failure" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recurring_invoices_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "ends_after_start" CHECK ("payments"."recurring_invoices"."ends_on" >= "payments"."recurring_invoices"."starts_on")
);
--> statement-breakpoint
ALTER TABLE "payments"."recurring_invoices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."manual_payments" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"direction" text DEFAULT 'in' NOT NULL,
	"method" "payments"."payment_method" NOT NULL,
	"state" "payments"."manual_payment_state" DEFAULT 'pending' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"reference" text DEFAULT '' NOT NULL,
	"payer" text NOT NULL,
	"received_on" date NOT NULL,
	"clearing_account" text NOT NULL,
	"allocated_minor" bigint DEFAULT 0 NOT NULL,
	"party_id" uuid,
	"station_id" uuid,
	"event_id" uuid,
	"note" text DEFAULT '' NOT NULL,
	"recorded_by" uuid,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"reason" text DEFAULT '' NOT NULL,
	"reversed_at" timestamp with time zone,
	"reversed_by" uuid,
	"key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "manual_payments_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_payment_a_key" UNIQUE("organization_id","key"),
	CONSTRAINT "amount_positive" CHECK ("payments"."manual_payments"."amount_minor" between 1 and 9007199254740991),
	CONSTRAINT "allocated_range" CHECK ("payments"."manual_payments"."allocated_minor" between 0 and "payments"."manual_payments"."amount_minor"),
	CONSTRAINT "direction_known" CHECK ("payments"."manual_payments"."direction" in ('in', 'out'))
);
--> statement-breakpoint
ALTER TABLE "payments"."manual_payments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."parties" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"kind" "payments"."party_kind" NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"address" text DEFAULT '' NOT NULL,
	"country" char(2) NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"tax_id" text DEFAULT '' NOT NULL,
	"terms_days" smallint DEFAULT 14 NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "parties_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_party_name" UNIQUE("organization_id","kind","name"),
	CONSTRAINT "name_length" CHECK (length("payments"."parties"."name") between 1 and 200),
	CONSTRAINT "terms_range" CHECK ("payments"."parties"."terms_days" between 0 and 365)
);
--> statement-breakpoint
ALTER TABLE "payments"."parties" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."allocations" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"kind" text NOT NULL,
	"manual_payment_id" uuid,
	"card_payment_id" uuid,
	"credit_note_id" uuid,
	"invoice_id" uuid,
	"order_id" uuid,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"effective_on" date NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"reverses_id" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "allocations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_target" CHECK (num_nonnulls("payments"."allocations"."invoice_id", "payments"."allocations"."order_id") = 1),
	CONSTRAINT "one_source" CHECK (num_nonnulls("payments"."allocations"."manual_payment_id", "payments"."allocations"."card_payment_id", "payments"."allocations"."credit_note_id") <= 1),
	CONSTRAINT "sign" CHECK ("payments"."allocations"."amount_minor" <> 0 and ("payments"."allocations"."amount_minor" < 0) = ("payments"."allocations"."reverses_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "payments"."allocations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."card_payments" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"invoice_id" uuid NOT NULL,
	"state" "payments"."card_payment_state" DEFAULT 'waiting' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"fee_minor" bigint DEFAULT 0 NOT NULL,
	"gateway" text NOT NULL,
	"payment_ref" text,
	"failure" text,
	"expires_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "card_payments_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "amount_positive" CHECK ("payments"."card_payments"."amount_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "payments"."card_payments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."invoice_reminders" (
	"organization_id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invoice_reminders_organization_id_invoice_id_kind_pk" PRIMARY KEY("organization_id","invoice_id","kind")
);
--> statement-breakpoint
ALTER TABLE "payments"."invoice_reminders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD COLUMN "invoice_id" uuid;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD COLUMN "manual_payment_id" uuid;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD COLUMN "card_payment_id" uuid;--> statement-breakpoint
ALTER TABLE "payments"."invoice_counters" ADD CONSTRAINT "invoice_counters_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoice_line_taxes" ADD CONSTRAINT "invoice_line_taxes_tax_code_tax_rates_code_fk" FOREIGN KEY ("tax_code") REFERENCES "ref"."tax_rates"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoice_line_taxes" ADD CONSTRAINT "invoice_line_taxes_organization_id_line_id_invoice_lines_organization_id_id_fk" FOREIGN KEY ("organization_id","line_id") REFERENCES "payments"."invoice_lines"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoice_line_taxes" ADD CONSTRAINT "invoice_line_taxes_organization_id_invoice_id_invoices_organization_id_id_fk" FOREIGN KEY ("organization_id","invoice_id") REFERENCES "payments"."invoices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoice_lines" ADD CONSTRAINT "invoice_lines_organization_id_credits_line_id_invoice_lines_organization_id_id_fk" FOREIGN KEY ("organization_id","credits_line_id") REFERENCES "payments"."invoice_lines"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoice_lines" ADD CONSTRAINT "invoice_lines_organization_id_invoice_id_invoices_organization_id_id_fk" FOREIGN KEY ("organization_id","invoice_id") REFERENCES "payments"."invoices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoices" ADD CONSTRAINT "invoices_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoices" ADD CONSTRAINT "invoices_country_countries_code_fk" FOREIGN KEY ("country") REFERENCES "ref"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoices" ADD CONSTRAINT "invoices_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoices" ADD CONSTRAINT "invoices_organization_id_credits_id_invoices_organization_id_id_fk" FOREIGN KEY ("organization_id","credits_id") REFERENCES "payments"."invoices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoices" ADD CONSTRAINT "invoices_organization_id_party_id_parties_organization_id_id_fk" FOREIGN KEY ("organization_id","party_id") REFERENCES "payments"."parties"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoices" ADD CONSTRAINT "invoices_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoices" ADD CONSTRAINT "invoices_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoices" ADD CONSTRAINT "invoices_organization_id_recurring_id_recurring_invoices_organization_id_id_fk" FOREIGN KEY ("organization_id","recurring_id") REFERENCES "payments"."recurring_invoices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."recurring_invoices" ADD CONSTRAINT "recurring_invoices_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."recurring_invoices" ADD CONSTRAINT "recurring_invoices_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."recurring_invoices" ADD CONSTRAINT "recurring_invoices_organization_id_party_id_parties_organization_id_id_fk" FOREIGN KEY ("organization_id","party_id") REFERENCES "payments"."parties"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."manual_payments" ADD CONSTRAINT "manual_payments_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."manual_payments" ADD CONSTRAINT "manual_payments_recorded_by_user_profiles_user_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."manual_payments" ADD CONSTRAINT "manual_payments_decided_by_user_profiles_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."manual_payments" ADD CONSTRAINT "manual_payments_reversed_by_user_profiles_user_id_fk" FOREIGN KEY ("reversed_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."manual_payments" ADD CONSTRAINT "manual_payments_organization_id_party_id_parties_organization_id_id_fk" FOREIGN KEY ("organization_id","party_id") REFERENCES "payments"."parties"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."manual_payments" ADD CONSTRAINT "manual_payments_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."manual_payments" ADD CONSTRAINT "manual_payments_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."parties" ADD CONSTRAINT "parties_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."parties" ADD CONSTRAINT "parties_country_countries_code_fk" FOREIGN KEY ("country") REFERENCES "ref"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."allocations" ADD CONSTRAINT "allocations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."allocations" ADD CONSTRAINT "allocations_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."allocations" ADD CONSTRAINT "allocations_organization_id_reverses_id_allocations_organization_id_id_fk" FOREIGN KEY ("organization_id","reverses_id") REFERENCES "payments"."allocations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."allocations" ADD CONSTRAINT "allocations_organization_id_manual_payment_id_manual_payments_organization_id_id_fk" FOREIGN KEY ("organization_id","manual_payment_id") REFERENCES "payments"."manual_payments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."allocations" ADD CONSTRAINT "allocations_organization_id_card_payment_id_card_payments_organization_id_id_fk" FOREIGN KEY ("organization_id","card_payment_id") REFERENCES "payments"."card_payments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."allocations" ADD CONSTRAINT "allocations_organization_id_credit_note_id_invoices_organization_id_id_fk" FOREIGN KEY ("organization_id","credit_note_id") REFERENCES "payments"."invoices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."allocations" ADD CONSTRAINT "allocations_organization_id_invoice_id_invoices_organization_id_id_fk" FOREIGN KEY ("organization_id","invoice_id") REFERENCES "payments"."invoices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."allocations" ADD CONSTRAINT "allocations_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."card_payments" ADD CONSTRAINT "card_payments_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."card_payments" ADD CONSTRAINT "card_payments_organization_id_invoice_id_invoices_organization_id_id_fk" FOREIGN KEY ("organization_id","invoice_id") REFERENCES "payments"."invoices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."invoice_reminders" ADD CONSTRAINT "invoice_reminders_organization_id_invoice_id_invoices_organization_id_id_fk" FOREIGN KEY ("organization_id","invoice_id") REFERENCES "payments"."invoices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invoice_line_taxes_tax_code_index" ON "payments"."invoice_line_taxes" USING btree ("tax_code");--> statement-breakpoint
CREATE INDEX "invoice_line_taxes_organization_id_invoice_id_index" ON "payments"."invoice_line_taxes" USING btree ("organization_id","invoice_id");--> statement-breakpoint
CREATE INDEX "invoice_lines_organization_id_credits_line_id_index" ON "payments"."invoice_lines" USING btree ("organization_id","credits_line_id");--> statement-breakpoint
CREATE INDEX "invoice_lines_organization_id_invoice_id_index" ON "payments"."invoice_lines" USING btree ("organization_id","invoice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_invoice_a_token" ON "payments"."invoices" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "invoices_organization_id_kind_state_index" ON "payments"."invoices" USING btree ("organization_id","kind","state");--> statement-breakpoint
CREATE INDEX "invoices_organization_id_created_at_id_index" ON "payments"."invoices" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "invoices_organization_id_due_on_index" ON "payments"."invoices" USING btree ("organization_id","due_on");--> statement-breakpoint
CREATE INDEX "invoices_created_by_index" ON "payments"."invoices" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "invoices_country_index" ON "payments"."invoices" USING btree ("country");--> statement-breakpoint
CREATE INDEX "invoices_organization_id_credits_id_index" ON "payments"."invoices" USING btree ("organization_id","credits_id");--> statement-breakpoint
CREATE INDEX "invoices_organization_id_party_id_index" ON "payments"."invoices" USING btree ("organization_id","party_id");--> statement-breakpoint
CREATE INDEX "invoices_organization_id_event_id_index" ON "payments"."invoices" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "invoices_organization_id_station_id_index" ON "payments"."invoices" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "invoices_organization_id_recurring_id_index" ON "payments"."invoices" USING btree ("organization_id","recurring_id");--> statement-breakpoint
CREATE INDEX "recurring_invoices_organization_id_next_on_index" ON "payments"."recurring_invoices" USING btree ("organization_id","next_on");--> statement-breakpoint
CREATE INDEX "recurring_invoices_created_by_index" ON "payments"."recurring_invoices" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "recurring_invoices_organization_id_party_id_index" ON "payments"."recurring_invoices" USING btree ("organization_id","party_id");--> statement-breakpoint
CREATE INDEX "manual_payments_organization_id_received_on_id_index" ON "payments"."manual_payments" USING btree ("organization_id","received_on" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "manual_payments_organization_id_state_index" ON "payments"."manual_payments" USING btree ("organization_id","state");--> statement-breakpoint
CREATE INDEX "manual_payments_recorded_by_index" ON "payments"."manual_payments" USING btree ("recorded_by");--> statement-breakpoint
CREATE INDEX "manual_payments_decided_by_index" ON "payments"."manual_payments" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "manual_payments_reversed_by_index" ON "payments"."manual_payments" USING btree ("reversed_by");--> statement-breakpoint
CREATE INDEX "manual_payments_organization_id_party_id_index" ON "payments"."manual_payments" USING btree ("organization_id","party_id");--> statement-breakpoint
CREATE INDEX "manual_payments_organization_id_station_id_index" ON "payments"."manual_payments" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "manual_payments_organization_id_event_id_index" ON "payments"."manual_payments" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "parties_country_index" ON "payments"."parties" USING btree ("country");--> statement-breakpoint
CREATE UNIQUE INDEX "allocation_reversed_once" ON "payments"."allocations" USING btree ("organization_id","reverses_id") WHERE reverses_id is not null;--> statement-breakpoint
CREATE INDEX "allocations_created_by_index" ON "payments"."allocations" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "allocations_organization_id_manual_payment_id_index" ON "payments"."allocations" USING btree ("organization_id","manual_payment_id");--> statement-breakpoint
CREATE INDEX "allocations_organization_id_card_payment_id_index" ON "payments"."allocations" USING btree ("organization_id","card_payment_id");--> statement-breakpoint
CREATE INDEX "allocations_organization_id_credit_note_id_index" ON "payments"."allocations" USING btree ("organization_id","credit_note_id");--> statement-breakpoint
CREATE INDEX "allocations_organization_id_invoice_id_index" ON "payments"."allocations" USING btree ("organization_id","invoice_id");--> statement-breakpoint
CREATE INDEX "allocations_organization_id_order_id_index" ON "payments"."allocations" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "card_payments_organization_id_invoice_id_index" ON "payments"."card_payments" USING btree ("organization_id","invoice_id");--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD CONSTRAINT "transactions_organization_id_invoice_id_invoices_organization_id_id_fk" FOREIGN KEY ("organization_id","invoice_id") REFERENCES "payments"."invoices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD CONSTRAINT "transactions_organization_id_manual_payment_id_manual_payments_organization_id_id_fk" FOREIGN KEY ("organization_id","manual_payment_id") REFERENCES "payments"."manual_payments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD CONSTRAINT "transactions_organization_id_card_payment_id_card_payments_organization_id_id_fk" FOREIGN KEY ("organization_id","card_payment_id") REFERENCES "payments"."card_payments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transactions_by_invoice" ON "payments"."transactions" USING btree ("organization_id","invoice_id") WHERE invoice_id is not null;--> statement-breakpoint
CREATE INDEX "transactions_by_manual_payment" ON "payments"."transactions" USING btree ("organization_id","manual_payment_id") WHERE manual_payment_id is not null;--> statement-breakpoint
CREATE INDEX "transactions_by_card_payment" ON "payments"."transactions" USING btree ("organization_id","card_payment_id") WHERE card_payment_id is not null;--> statement-breakpoint
CREATE POLICY "read" ON "payments"."invoice_counters" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."invoice_counters" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."invoice_line_taxes" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."invoice_line_taxes" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."invoice_lines" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."invoice_lines" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."invoices" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."invoices" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."recurring_invoices" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."recurring_invoices" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."manual_payments" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "read_own" ON "payments"."manual_payments" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and recorded_by = (select system.uid()) and (select system.has('payments:record')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."manual_payments" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."parties" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."parties" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."allocations" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."allocations" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."card_payments" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."card_payments" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."invoice_reminders" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."invoice_reminders" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);