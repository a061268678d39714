ALTER TYPE "payments"."transaction_kind" ADD VALUE 'reserve';--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'credits';--> statement-breakpoint
CREATE TABLE "payments"."credit_lots" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"package_id" uuid NOT NULL,
	"holder" text NOT NULL,
	"key" text NOT NULL,
	"granted" bigint NOT NULL,
	"remaining" bigint NOT NULL,
	"price_minor" bigint NOT NULL,
	"earned_minor" bigint DEFAULT 0 NOT NULL,
	"currency" char(3) NOT NULL,
	"expires_at" timestamp with time zone,
	"expired_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credit_lots_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_lot_a_key" UNIQUE("organization_id","key"),
	CONSTRAINT "lot_never_below_zero" CHECK ("payments"."credit_lots"."remaining" between 0 and "payments"."credit_lots"."granted"),
	CONSTRAINT "lot_earned" CHECK ("payments"."credit_lots"."earned_minor" between 0 and "payments"."credit_lots"."price_minor"),
	CONSTRAINT "holder_length" CHECK (length("payments"."credit_lots"."holder") between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "payments"."credit_lots" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."credit_moves" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"lot_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"spend_id" uuid,
	"credits" bigint NOT NULL,
	"earned_minor" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credit_moves_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "spend_is_named" CHECK (("payments"."credit_moves"."kind" = 'spend') = ("payments"."credit_moves"."spend_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "payments"."credit_moves" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."credit_packages" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"credits" bigint NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"valid_days" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "credit_packages_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "package_sizes" CHECK ("payments"."credit_packages"."credits" between 1 and 1000000000 and "payments"."credit_packages"."price_minor" >= 0),
	CONSTRAINT "package_days" CHECK ("payments"."credit_packages"."valid_days" between 1 and 3660)
);
--> statement-breakpoint
ALTER TABLE "payments"."credit_packages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."credit_spends" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"key" text NOT NULL,
	"credits" bigint NOT NULL,
	"purpose" text NOT NULL,
	"holder" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credit_spends_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_spend_a_key" UNIQUE("organization_id","key"),
	CONSTRAINT "spend_positive" CHECK ("payments"."credit_spends"."credits" > 0)
);
--> statement-breakpoint
ALTER TABLE "payments"."credit_spends" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."alert_rules" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"kind" text NOT NULL,
	"account_id" uuid,
	"threshold_minor" bigint,
	"currency" char(3),
	"after" integer,
	"active" boolean DEFAULT true NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "alert_rules_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "after_range" CHECK ("payments"."alert_rules"."after" between 0 and 3660)
);
--> statement-breakpoint
ALTER TABLE "payments"."alert_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."alerts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"kind" text NOT NULL,
	"rule_id" uuid,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"message" text NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"acknowledged_by" uuid,
	"acknowledged_at" timestamp with time zone,
	"resolved_at" timestamp with time zone,
	CONSTRAINT "alerts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "acknowledged_whole" CHECK (("payments"."alerts"."acknowledged_by" is null) = ("payments"."alerts"."acknowledged_at" is null))
);
--> statement-breakpoint
ALTER TABLE "payments"."alerts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."auto_split_lines" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"split_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"kind" text NOT NULL,
	"basis_points" integer,
	"amount_minor" bigint,
	"reserve" text NOT NULL,
	CONSTRAINT "auto_split_lines_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_line_a_place" UNIQUE("organization_id","split_id","position"),
	CONSTRAINT "split_line_kind" CHECK (case "payments"."auto_split_lines"."kind" when 'fixed' then "payments"."auto_split_lines"."amount_minor" > 0 and "payments"."auto_split_lines"."basis_points" is null
        when 'share' then "payments"."auto_split_lines"."basis_points" between 1 and 10000 and "payments"."auto_split_lines"."amount_minor" is null
        when 'rest' then "payments"."auto_split_lines"."amount_minor" is null and "payments"."auto_split_lines"."basis_points" is null else false end),
	CONSTRAINT "reserve_form" CHECK ("payments"."auto_split_lines"."reserve" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("payments"."auto_split_lines"."reserve") <= 60)
);
--> statement-breakpoint
ALTER TABLE "payments"."auto_split_lines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."auto_splits" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"currency" char(3) NOT NULL,
	"account_code" text,
	"active_from" date,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "auto_splits_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "split_name_length" CHECK (length("payments"."auto_splits"."name") between 1 and 80)
);
--> statement-breakpoint
ALTER TABLE "payments"."auto_splits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."categories" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"parent_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "categories_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "category_kind" CHECK ("payments"."categories"."kind" in ('income', 'expense')),
	CONSTRAINT "category_name_length" CHECK (length("payments"."categories"."name") between 1 and 80)
);
--> statement-breakpoint
ALTER TABLE "payments"."categories" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."category_accounts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"category_id" uuid NOT NULL,
	"account_code" text NOT NULL,
	CONSTRAINT "category_accounts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_category_an_account" UNIQUE("organization_id","account_code")
);
--> statement-breakpoint
ALTER TABLE "payments"."category_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."financial_goals" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"measure" text NOT NULL,
	"category_id" uuid,
	"account_id" uuid,
	"event_id" uuid,
	"station_id" uuid,
	"every" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"target_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	CONSTRAINT "financial_goals_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "goal_every" CHECK ("payments"."financial_goals"."every" in ('month', 'year')),
	CONSTRAINT "goal_target" CHECK ("payments"."financial_goals"."target_minor" > 0),
	CONSTRAINT "goal_subject" CHECK (("payments"."financial_goals"."measure" = 'category') = ("payments"."financial_goals"."category_id" is not null) and ("payments"."financial_goals"."measure" = 'account') = ("payments"."financial_goals"."account_id" is not null)),
	CONSTRAINT "goal_begins_a_month" CHECK (extract(day from "payments"."financial_goals"."starts_on") = 1),
	CONSTRAINT "goal_name_length" CHECK (length("payments"."financial_goals"."name") between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "payments"."financial_goals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."split_runs" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"split_id" uuid NOT NULL,
	"source" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"by_person" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "split_runs_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_run_a_source" UNIQUE("organization_id","split_id","source")
);
--> statement-breakpoint
ALTER TABLE "payments"."split_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD COLUMN "split_run_id" uuid;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD COLUMN "credit_lot_id" uuid;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD COLUMN "credit_spend_id" uuid;--> statement-breakpoint
ALTER TABLE "payments"."credit_lots" ADD CONSTRAINT "credit_lots_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."credit_lots" ADD CONSTRAINT "credit_lots_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."credit_lots" ADD CONSTRAINT "credit_lots_organization_id_package_id_credit_packages_organization_id_id_fk" FOREIGN KEY ("organization_id","package_id") REFERENCES "payments"."credit_packages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."credit_moves" ADD CONSTRAINT "credit_moves_organization_id_lot_id_credit_lots_organization_id_id_fk" FOREIGN KEY ("organization_id","lot_id") REFERENCES "payments"."credit_lots"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."credit_moves" ADD CONSTRAINT "credit_moves_organization_id_spend_id_credit_spends_organization_id_id_fk" FOREIGN KEY ("organization_id","spend_id") REFERENCES "payments"."credit_spends"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."credit_packages" ADD CONSTRAINT "credit_packages_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."credit_spends" ADD CONSTRAINT "credit_spends_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."credit_spends" ADD CONSTRAINT "credit_spends_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."alert_rules" ADD CONSTRAINT "alert_rules_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."alert_rules" ADD CONSTRAINT "alert_rules_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."alert_rules" ADD CONSTRAINT "alert_rules_organization_id_account_id_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "payments"."accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."alerts" ADD CONSTRAINT "alerts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."alerts" ADD CONSTRAINT "alerts_acknowledged_by_user_profiles_user_id_fk" FOREIGN KEY ("acknowledged_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."alerts" ADD CONSTRAINT "alerts_organization_id_rule_id_alert_rules_organization_id_id_fk" FOREIGN KEY ("organization_id","rule_id") REFERENCES "payments"."alert_rules"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."auto_split_lines" ADD CONSTRAINT "auto_split_lines_organization_id_split_id_auto_splits_organization_id_id_fk" FOREIGN KEY ("organization_id","split_id") REFERENCES "payments"."auto_splits"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."auto_splits" ADD CONSTRAINT "auto_splits_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."auto_splits" ADD CONSTRAINT "auto_splits_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."categories" ADD CONSTRAINT "categories_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."categories" ADD CONSTRAINT "categories_organization_id_parent_id_categories_organization_id_id_fk" FOREIGN KEY ("organization_id","parent_id") REFERENCES "payments"."categories"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."category_accounts" ADD CONSTRAINT "category_accounts_organization_id_category_id_categories_organization_id_id_fk" FOREIGN KEY ("organization_id","category_id") REFERENCES "payments"."categories"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."financial_goals" ADD CONSTRAINT "financial_goals_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."financial_goals" ADD CONSTRAINT "financial_goals_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."financial_goals" ADD CONSTRAINT "financial_goals_organization_id_category_id_categories_organization_id_id_fk" FOREIGN KEY ("organization_id","category_id") REFERENCES "payments"."categories"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."financial_goals" ADD CONSTRAINT "financial_goals_organization_id_account_id_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "payments"."accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."financial_goals" ADD CONSTRAINT "financial_goals_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."financial_goals" ADD CONSTRAINT "financial_goals_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."split_runs" ADD CONSTRAINT "split_runs_by_person_user_profiles_user_id_fk" FOREIGN KEY ("by_person") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."split_runs" ADD CONSTRAINT "split_runs_organization_id_split_id_auto_splits_organization_id_id_fk" FOREIGN KEY ("organization_id","split_id") REFERENCES "payments"."auto_splits"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lots_to_use" ON "payments"."credit_lots" USING btree ("organization_id","expires_at","created_at") WHERE remaining > 0 and expired_at is null;--> statement-breakpoint
CREATE INDEX "credit_lots_created_by_index" ON "payments"."credit_lots" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "credit_lots_organization_id_package_id_index" ON "payments"."credit_lots" USING btree ("organization_id","package_id");--> statement-breakpoint
CREATE INDEX "credit_moves_organization_id_lot_id_index" ON "payments"."credit_moves" USING btree ("organization_id","lot_id");--> statement-breakpoint
CREATE INDEX "credit_moves_organization_id_spend_id_index" ON "payments"."credit_moves" USING btree ("organization_id","spend_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_package_name" ON "payments"."credit_packages" USING btree ("organization_id",lower(name)) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "credit_spends_created_by_index" ON "payments"."credit_spends" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "alert_rules_created_by_index" ON "payments"."alert_rules" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "alert_rules_organization_id_account_id_index" ON "payments"."alert_rules" USING btree ("organization_id","account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_alert" ON "payments"."alerts" USING btree ("organization_id","kind","subject","subject_id") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "alerts_organization_id_opened_at_id_index" ON "payments"."alerts" USING btree ("organization_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "alerts_acknowledged_by_index" ON "payments"."alerts" USING btree ("acknowledged_by");--> statement-breakpoint
CREATE INDEX "alerts_organization_id_rule_id_index" ON "payments"."alerts" USING btree ("organization_id","rule_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_rest" ON "payments"."auto_split_lines" USING btree ("organization_id","split_id") WHERE kind = 'rest';--> statement-breakpoint
CREATE INDEX "auto_split_lines_organization_id_split_id_index" ON "payments"."auto_split_lines" USING btree ("organization_id","split_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_split_name" ON "payments"."auto_splits" USING btree ("organization_id",lower(name)) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "auto_splits_created_by_index" ON "payments"."auto_splits" USING btree ("created_by");--> statement-breakpoint
CREATE UNIQUE INDEX "one_category_name" ON "payments"."categories" USING btree ("organization_id","kind",lower(name)) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "categories_organization_id_parent_id_index" ON "payments"."categories" USING btree ("organization_id","parent_id");--> statement-breakpoint
CREATE INDEX "category_accounts_organization_id_category_id_index" ON "payments"."category_accounts" USING btree ("organization_id","category_id");--> statement-breakpoint
CREATE INDEX "financial_goals_created_by_index" ON "payments"."financial_goals" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "financial_goals_organization_id_category_id_index" ON "payments"."financial_goals" USING btree ("organization_id","category_id");--> statement-breakpoint
CREATE INDEX "financial_goals_organization_id_account_id_index" ON "payments"."financial_goals" USING btree ("organization_id","account_id");--> statement-breakpoint
CREATE INDEX "financial_goals_organization_id_event_id_index" ON "payments"."financial_goals" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "financial_goals_organization_id_station_id_index" ON "payments"."financial_goals" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "split_runs_by_person_index" ON "payments"."split_runs" USING btree ("by_person");--> statement-breakpoint
CREATE INDEX "split_runs_organization_id_split_id_index" ON "payments"."split_runs" USING btree ("organization_id","split_id");--> statement-breakpoint
CREATE POLICY "read" ON "payments"."credit_lots" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."credit_lots" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."credit_moves" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."credit_moves" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."credit_packages" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."credit_packages" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."credit_spends" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."credit_spends" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."alert_rules" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."alert_rules" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."alerts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "payments"."alerts" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."auto_split_lines" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."auto_split_lines" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."auto_splits" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."auto_splits" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."categories" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."categories" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."category_accounts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."category_accounts" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."financial_goals" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."financial_goals" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."split_runs" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."split_runs" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);