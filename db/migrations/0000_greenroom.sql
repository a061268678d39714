CREATE SCHEMA IF NOT EXISTS "events";
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS "gateway";
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS "identity";
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS "organizations";
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS "payments";
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS "ref";
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS "system";
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS "ticketing";
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS "users";
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS "messaging";
--> statement-breakpoint
CREATE TYPE "events"."event_state" AS ENUM('draft', 'published', 'postponed', 'live', 'completed', 'cancelled', 'archived');--> statement-breakpoint
CREATE TYPE "organizations"."membership_state" AS ENUM('pending', 'active', 'suspended', 'removed');--> statement-breakpoint
CREATE TYPE "organizations"."organization_state" AS ENUM('active', 'archived');--> statement-breakpoint
CREATE TYPE "organizations"."approval_state" AS ENUM('requested', 'approved', 'rejected', 'expired');--> statement-breakpoint
CREATE TYPE "organizations"."invitation_state" AS ENUM('invited', 'accepted', 'revoked', 'expired');--> statement-breakpoint
CREATE TYPE "payments"."account_kind" AS ENUM('asset', 'liability', 'equity', 'income', 'expense');--> statement-breakpoint
CREATE TYPE "payments"."account_state" AS ENUM('open', 'frozen', 'closed');--> statement-breakpoint
CREATE TYPE "payments"."transaction_kind" AS ENUM('sale', 'refund', 'manual', 'reversal');--> statement-breakpoint
CREATE TYPE "ticketing"."checkout_state" AS ENUM('open', 'paying', 'expired', 'completed', 'cancelled');--> statement-breakpoint
CREATE TYPE "ticketing"."order_state" AS ENUM('pending', 'failed', 'expired', 'refund_due', 'paid', 'partially_refunded', 'refunded');--> statement-breakpoint
CREATE TYPE "ticketing"."ticket_state" AS ENUM('issued', 'redeemed', 'transferred', 'refunded', 'cancelled');--> statement-breakpoint
CREATE TYPE "ticketing"."refund_state" AS ENUM('requested', 'succeeded', 'failed');--> statement-breakpoint
CREATE TYPE "users"."profile_state" AS ENUM('pending_approval', 'active', 'suspended', 'deactivated');--> statement-breakpoint
CREATE TABLE "events"."events" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"state" "events"."event_state" DEFAULT 'draft' NOT NULL,
	"venue_id" uuid,
	"station_id" uuid,
	"category" text NOT NULL,
	"visibility" text DEFAULT 'public' NOT NULL,
	"format" text DEFAULT 'in_person' NOT NULL,
	"capacity" integer NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"zone" text NOT NULL,
	"currency" char(3) NOT NULL,
	"created_by" uuid,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "events_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_event_slug" UNIQUE("organization_id","slug"),
	CONSTRAINT "name_length" CHECK (length("events"."events"."name") between 1 and 120),
	CONSTRAINT "slug_form" CHECK ("events"."events"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("events"."events"."slug") <= 80),
	CONSTRAINT "ends_after_start" CHECK ("events"."events"."ends_at" > "events"."events"."starts_at"),
	CONSTRAINT "room_for_somebody" CHECK ("events"."events"."capacity" between 1 and 1000000)
);
--> statement-breakpoint
ALTER TABLE "events"."events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."venues" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"city" text NOT NULL,
	"country" char(2) NOT NULL,
	"zone" text NOT NULL,
	"capacity" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "venues_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_venue_name" UNIQUE("organization_id","name","city"),
	CONSTRAINT "room_for_somebody" CHECK ("events"."venues"."capacity" is null or "events"."venues"."capacity" > 0)
);
--> statement-breakpoint
ALTER TABLE "events"."venues" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "gateway"."deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"payment_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"body" text NOT NULL,
	"deliver_at" timestamp with time zone DEFAULT now() NOT NULL,
	"delivered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "gateway"."deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "gateway"."payments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"merchant" text NOT NULL,
	"reference" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"description" text NOT NULL,
	"return_url" text NOT NULL,
	"cancel_url" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"fee_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"card" text,
	"failure" text,
	"settles_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_payment_a_reference" UNIQUE("merchant","reference"),
	CONSTRAINT "something_paid" CHECK ("gateway"."payments"."amount_minor" > 0),
	CONSTRAINT "last_four" CHECK ("gateway"."payments"."card" ~ '^[0-9]{4}$'),
	CONSTRAINT "refund_in_range" CHECK ("gateway"."payments"."refunded_minor" between 0 and "gateway"."payments"."amount_minor")
);
--> statement-breakpoint
ALTER TABLE "gateway"."payments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "gateway"."refunds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"payment_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_refund_a_reference" UNIQUE("payment_id","reference"),
	CONSTRAINT "something_refunded" CHECK ("gateway"."refunds"."amount_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "gateway"."refunds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "gateway"."webhook_events" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"gateway" text NOT NULL,
	"event_id" text NOT NULL,
	"kind" text NOT NULL,
	"raw_body" text NOT NULL,
	"signature" jsonb NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"processed_at" timestamp with time zone,
	"error" text,
	CONSTRAINT "webhook_events_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_event_a_gateway" UNIQUE("organization_id","gateway","event_id")
);
--> statement-breakpoint
ALTER TABLE "gateway"."webhook_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity"."builtin_role_permissions" (
	"role" text NOT NULL,
	"permission" text NOT NULL,
	CONSTRAINT "builtin_role_permissions_role_permission_pk" PRIMARY KEY("role","permission")
);
--> statement-breakpoint
ALTER TABLE "identity"."builtin_role_permissions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity"."permissions" (
	"permission" text PRIMARY KEY NOT NULL,
	"words" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "identity"."permissions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity"."role_permissions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"role_id" uuid NOT NULL,
	"permission" text NOT NULL,
	CONSTRAINT "role_permissions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_permission_a_role" UNIQUE("organization_id","role_id","permission")
);
--> statement-breakpoint
ALTER TABLE "identity"."role_permissions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity"."roles" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "roles_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "role_name_length" CHECK (length("identity"."roles"."name") between 1 and 60)
);
--> statement-breakpoint
ALTER TABLE "identity"."roles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity"."station_users" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"station_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "station_users_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_station_user" UNIQUE("organization_id","station_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "identity"."station_users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity"."stations" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"postal_code" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"country" char(2),
	"zone" text NOT NULL,
	"opening_hours" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_station_slug" UNIQUE("organization_id","slug"),
	CONSTRAINT "station_slug_form" CHECK ("identity"."stations"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("identity"."stations"."slug") <= 60),
	CONSTRAINT "station_name_length" CHECK (length("identity"."stations"."name") between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "identity"."stations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "identity"."user_roles" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text,
	"role_id" uuid,
	"station_id" uuid,
	"event_id" uuid,
	"starts_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ends_at" timestamp with time zone,
	"assigned_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_roles_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_role" CHECK (num_nonnulls("identity"."user_roles"."role", "identity"."user_roles"."role_id") = 1),
	CONSTRAINT "one_scope" CHECK (num_nonnulls("identity"."user_roles"."station_id", "identity"."user_roles"."event_id") <= 1),
	CONSTRAINT "worker_is_nobody" CHECK ("identity"."user_roles"."role" is distinct from 'worker'),
	CONSTRAINT "grant_dates" CHECK ("identity"."user_roles"."ends_at" is null or "identity"."user_roles"."ends_at" >= "identity"."user_roles"."starts_at")
);
--> statement-breakpoint
ALTER TABLE "identity"."user_roles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organizations"."org_memberships" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"user_id" uuid NOT NULL,
	"state" "organizations"."membership_state" DEFAULT 'active' NOT NULL,
	"state_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "org_memberships_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_membership" UNIQUE("organization_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "organizations"."org_memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organizations"."organizations" (
	"id" uuid PRIMARY KEY DEFAULT system.uuid7() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"tagline" text DEFAULT '' NOT NULL,
	"is_platform" boolean DEFAULT false NOT NULL,
	"state" "organizations"."organization_state" DEFAULT 'active' NOT NULL,
	"country" char(2) NOT NULL,
	"default_currency" char(3) NOT NULL,
	"zone" text NOT NULL,
	"accent" text DEFAULT '#0f766e' NOT NULL,
	"support_email" text,
	"logo_url" text,
	"domain" text,
	"tier" text DEFAULT 'starter' NOT NULL,
	"operating_regions" text[] DEFAULT '{}' NOT NULL,
	"cross_border_enabled" boolean DEFAULT false NOT NULL,
	"data_residency_region" text,
	"settlement" text DEFAULT 'platform' NOT NULL,
	"platform_fee_ppm" integer DEFAULT 25000 NOT NULL,
	"platform_fee_fixed_minor" bigint DEFAULT 50 NOT NULL,
	"processing_fee_bearer" text DEFAULT 'organization' NOT NULL,
	"tax_rate_ppm" integer DEFAULT 0 NOT NULL,
	"tax_inclusive" boolean DEFAULT true NOT NULL,
	"tax_code" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_slug_unique" UNIQUE("slug"),
	CONSTRAINT "one_domain" UNIQUE("domain"),
	CONSTRAINT "one_platform" UNIQUE("is_platform","id"),
	CONSTRAINT "slug_form" CHECK ("organizations"."organizations"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("organizations"."organizations"."slug") between 2 and 60),
	CONSTRAINT "accent_form" CHECK ("organizations"."organizations"."accent" ~ '^#[0-9a-f]{6}$'),
	CONSTRAINT "logo_of_this_site" CHECK ("organizations"."organizations"."logo_url" is null or "organizations"."organizations"."logo_url" ~ '^/[^/\\]'),
	CONSTRAINT "domain_form" CHECK ("organizations"."organizations"."domain" is null or "organizations"."organizations"."domain" ~ '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$' and length("organizations"."organizations"."domain") <= 253),
	CONSTRAINT "rates" CHECK ("organizations"."organizations"."platform_fee_ppm" between 0 and 1000000 and "organizations"."organizations"."tax_rate_ppm" between 0 and 1000000)
);
--> statement-breakpoint
ALTER TABLE "organizations"."organizations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organizations"."reserved_slugs" (
	"slug" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "organizations"."reserved_slugs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organizations"."approval_requests" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"act" text NOT NULL,
	"state" "organizations"."approval_state" DEFAULT 'requested' NOT NULL,
	"requested_by" uuid NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"payload" jsonb NOT NULL,
	"amount_minor" bigint,
	"currency" char(3),
	"subject" text NOT NULL,
	"subject_id" uuid,
	"key" text NOT NULL,
	"approver" text NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"expires_at" timestamp with time zone DEFAULT now() + interval '7 days' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approval_requests_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_request_a_key" UNIQUE("organization_id","act","key"),
	CONSTRAINT "two_people" CHECK ("organizations"."approval_requests"."decided_by" is null or "organizations"."approval_requests"."decided_by" <> "organizations"."approval_requests"."requested_by"),
	CONSTRAINT "decided_by_somebody" CHECK (("organizations"."approval_requests"."state" in ('approved', 'rejected')) = ("organizations"."approval_requests"."decided_by" is not null))
);
--> statement-breakpoint
ALTER TABLE "organizations"."approval_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organizations"."approval_rules" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"act" text NOT NULL,
	"threshold_minor" bigint,
	"currency" char(3),
	"approver" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approval_rules_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_rule_an_act" UNIQUE("organization_id","act"),
	CONSTRAINT "threshold_in_money" CHECK ("organizations"."approval_rules"."threshold_minor" is null or "organizations"."approval_rules"."threshold_minor" >= 0 and "organizations"."approval_rules"."currency" is not null)
);
--> statement-breakpoint
ALTER TABLE "organizations"."approval_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "organizations"."org_invitations" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"email" text NOT NULL,
	"role" text,
	"role_id" uuid,
	"station_id" uuid,
	"event_id" uuid,
	"grant_ends_at" timestamp with time zone,
	"state" "organizations"."invitation_state" DEFAULT 'invited' NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"invited_by" uuid NOT NULL,
	"resent" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	"accepted_by" uuid,
	"accepted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "org_invitations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "org_invitations_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "one_role" CHECK (num_nonnulls("organizations"."org_invitations"."role", "organizations"."org_invitations"."role_id") = 1),
	CONSTRAINT "one_scope" CHECK (num_nonnulls("organizations"."org_invitations"."station_id", "organizations"."org_invitations"."event_id") <= 1),
	CONSTRAINT "email_form" CHECK ("organizations"."org_invitations"."email" ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length("organizations"."org_invitations"."email") <= 254)
);
--> statement-breakpoint
ALTER TABLE "organizations"."org_invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."accounts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"code" text NOT NULL,
	"kind" "payments"."account_kind" NOT NULL,
	"normal" smallint GENERATED ALWAYS AS (case when kind in ('asset', 'expense') then 1 else -1 end) STORED NOT NULL,
	"name" text NOT NULL,
	"currency" char(3) NOT NULL,
	"state" "payments"."account_state" DEFAULT 'open' NOT NULL,
	"floor_minor" bigint,
	"stripes" smallint DEFAULT 1 NOT NULL,
	"order_id" uuid,
	"event_id" uuid,
	"station_id" uuid,
	"counterparty_organization_id" uuid,
	"mirror" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_code" UNIQUE("organization_id","code","currency"),
	CONSTRAINT "one_currency" UNIQUE("organization_id","id","currency"),
	CONSTRAINT "code_form" CHECK ("payments"."accounts"."code" ~ '^[a-z]+(:[a-z0-9][a-z0-9-]*)+$' and length("payments"."accounts"."code") <= 120),
	CONSTRAINT "stripes_range" CHECK ("payments"."accounts"."stripes" between 1 and 64),
	CONSTRAINT "one_subject" CHECK (num_nonnulls("payments"."accounts"."order_id", "payments"."accounts"."event_id", "payments"."accounts"."station_id") <= 1),
	CONSTRAINT "mirror_has_counterparty" CHECK (("payments"."accounts"."mirror" is null) = ("payments"."accounts"."counterparty_organization_id" is null))
);
--> statement-breakpoint
ALTER TABLE "payments"."accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."balances" (
	"organization_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"stripe" smallint NOT NULL,
	"normal" smallint NOT NULL,
	"floor_minor" bigint,
	"debits_minor" bigint DEFAULT 0 NOT NULL,
	"credits_minor" bigint DEFAULT 0 NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "balances_organization_id_account_id_stripe_pk" PRIMARY KEY("organization_id","account_id","stripe"),
	CONSTRAINT "balance_floor" CHECK ("payments"."balances"."floor_minor" is null or "payments"."balances"."seq" = 0 or "payments"."balances"."normal" * ("payments"."balances"."debits_minor" - "payments"."balances"."credits_minor") >= case when "payments"."balances"."stripe" = 0 then "payments"."balances"."floor_minor" else 0 end)
);
--> statement-breakpoint
ALTER TABLE "payments"."balances" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."books" (
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"locked_through" date DEFAULT '-infinity' NOT NULL,
	"chain_n" bigint DEFAULT 0 NOT NULL,
	"chain_head" "bytea" DEFAULT '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "books_organization_id_pk" PRIMARY KEY("organization_id")
);
--> statement-breakpoint
ALTER TABLE "payments"."books" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."chart" (
	"book" text NOT NULL,
	"code" text NOT NULL,
	"kind" "payments"."account_kind" NOT NULL,
	"name" text NOT NULL,
	"stripes" smallint DEFAULT 1 NOT NULL,
	"floor_minor" bigint,
	"subject" text,
	"mirror" text,
	CONSTRAINT "chart_book_code_pk" PRIMARY KEY("book","code")
);
--> statement-breakpoint
ALTER TABLE "payments"."chart" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."entries" (
	"organization_id" uuid NOT NULL,
	"transaction_id" uuid NOT NULL,
	"line" smallint NOT NULL,
	"account_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"amount_minor" bigint NOT NULL,
	"effective_on" date NOT NULL,
	CONSTRAINT "entries_organization_id_transaction_id_line_pk" PRIMARY KEY("organization_id","transaction_id","line"),
	CONSTRAINT "amount_range" CHECK ("payments"."entries"."amount_minor" <> 0 and abs("payments"."entries"."amount_minor") <= 9007199254740991)
);
--> statement-breakpoint
ALTER TABLE "payments"."entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."transactions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"kind" "payments"."transaction_kind" NOT NULL,
	"effective_on" date NOT NULL,
	"posted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"line_count" smallint NOT NULL,
	"memo" text DEFAULT '' NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"group_id" uuid,
	"group_size" smallint,
	"order_id" uuid,
	"reverses_id" uuid,
	"created_by" uuid,
	CONSTRAINT "transactions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_effect_per_key" UNIQUE("organization_id","idempotency_key"),
	CONSTRAINT "line_count_range" CHECK ("payments"."transactions"."line_count" between 2 and 500),
	CONSTRAINT "group_is_whole" CHECK (("payments"."transactions"."group_id" is null) = ("payments"."transactions"."group_size" is null) and "payments"."transactions"."group_size" between 1 and 20),
	CONSTRAINT "reversal_names_its_transaction" CHECK (("payments"."transactions"."kind" = 'reversal') = ("payments"."transactions"."reverses_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "payments"."transactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."period_balances" (
	"organization_id" uuid NOT NULL,
	"period_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"balance_minor" bigint NOT NULL,
	CONSTRAINT "period_balances_organization_id_period_id_account_id_pk" PRIMARY KEY("organization_id","period_id","account_id")
);
--> statement-breakpoint
ALTER TABLE "payments"."period_balances" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."periods" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"closed_by" uuid,
	"closed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"chain_n" bigint NOT NULL,
	"chain_head" "bytea" NOT NULL,
	CONSTRAINT "periods_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_end" UNIQUE("organization_id","ends_on"),
	CONSTRAINT "ends_after_start" CHECK ("payments"."periods"."ends_on" >= "payments"."periods"."starts_on")
);
--> statement-breakpoint
ALTER TABLE "payments"."periods" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "payments"."seals" (
	"organization_id" uuid NOT NULL,
	"n" bigint NOT NULL,
	"transaction_id" uuid NOT NULL,
	"leaf" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seals_organization_id_n_pk" PRIMARY KEY("organization_id","n"),
	CONSTRAINT "sealed_once" UNIQUE("organization_id","transaction_id")
);
--> statement-breakpoint
ALTER TABLE "payments"."seals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ref"."countries" (
	"code" char(2) PRIMARY KEY NOT NULL,
	"alpha3" char(3) NOT NULL,
	"numeric" char(3) NOT NULL,
	"name" text NOT NULL,
	"currency" char(3),
	"calling_code" text,
	"as_of" date NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "countries_alpha3_unique" UNIQUE("alpha3"),
	CONSTRAINT "countries_numeric_unique" UNIQUE("numeric"),
	CONSTRAINT "countries_name_unique" UNIQUE("name"),
	CONSTRAINT "code_form" CHECK ("ref"."countries"."code" ~ '^[A-Z]{2}$'),
	CONSTRAINT "calling_code_form" CHECK ("ref"."countries"."calling_code" ~ '^[1-9][0-9]{0,2}$')
);
--> statement-breakpoint
ALTER TABLE "ref"."countries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ref"."currencies" (
	"code" char(3) PRIMARY KEY NOT NULL,
	"numeric" char(3) NOT NULL,
	"name" text NOT NULL,
	"minor_units" smallint NOT NULL,
	"symbol" text NOT NULL,
	"fund" boolean NOT NULL,
	"active" boolean NOT NULL,
	"withdrawn_in" char(7),
	"as_of" date NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "code_form" CHECK ("ref"."currencies"."code" ~ '^[A-Z]{3}$'),
	CONSTRAINT "numeric_form" CHECK ("ref"."currencies"."numeric" ~ '^[0-9]{3}$'),
	CONSTRAINT "minor_units_range" CHECK ("ref"."currencies"."minor_units" between 0 and 4),
	CONSTRAINT "withdrawn_form" CHECK ("ref"."currencies"."withdrawn_in" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "active_or_withdrawn" CHECK ("ref"."currencies"."active" = ("ref"."currencies"."withdrawn_in" is null))
);
--> statement-breakpoint
ALTER TABLE "ref"."currencies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ref"."event_categories" (
	"key" text PRIMARY KEY NOT NULL,
	"position" smallint NOT NULL,
	"name" text NOT NULL,
	"as_of" date NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "event_categories_position_unique" UNIQUE("position"),
	CONSTRAINT "event_categories_name_unique" UNIQUE("name"),
	CONSTRAINT "key_form" CHECK ("ref"."event_categories"."key" ~ '^[a-z][a-z_]*$')
);
--> statement-breakpoint
ALTER TABLE "ref"."event_categories" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ref"."hashtag_stoplist" (
	"tag" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"as_of" date NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "tag_form" CHECK ("ref"."hashtag_stoplist"."tag" = lower("ref"."hashtag_stoplist"."tag") and "ref"."hashtag_stoplist"."tag" !~ '[#[:space:]]'),
	CONSTRAINT "reason_known" CHECK ("ref"."hashtag_stoplist"."reason" in ('engagement_bait', 'too_general', 'promotion'))
);
--> statement-breakpoint
ALTER TABLE "ref"."hashtag_stoplist" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ref"."industries" (
	"key" text PRIMARY KEY NOT NULL,
	"position" smallint NOT NULL,
	"name" text NOT NULL,
	"as_of" date NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "industries_position_unique" UNIQUE("position"),
	CONSTRAINT "industries_name_unique" UNIQUE("name"),
	CONSTRAINT "key_form" CHECK ("ref"."industries"."key" ~ '^[a-z][a-z_]*$')
);
--> statement-breakpoint
ALTER TABLE "ref"."industries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ref"."languages" (
	"code" char(2) PRIMARY KEY NOT NULL,
	"alpha3" char(3) NOT NULL,
	"name" text NOT NULL,
	"as_of" date NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "languages_alpha3_unique" UNIQUE("alpha3"),
	CONSTRAINT "languages_name_unique" UNIQUE("name"),
	CONSTRAINT "code_form" CHECK ("ref"."languages"."code" ~ '^[a-z]{2}$')
);
--> statement-breakpoint
ALTER TABLE "ref"."languages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ref"."tax_rates" (
	"code" text PRIMARY KEY NOT NULL,
	"country_code" char(2) NOT NULL,
	"region" text DEFAULT '' NOT NULL,
	"tax" text NOT NULL,
	"rate_millionths" integer NOT NULL,
	"inclusive" boolean NOT NULL,
	"replaces_national" boolean NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"as_of" date NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "tax_rates_country_code_region_tax_valid_from_unique" UNIQUE("country_code","region","tax","valid_from"),
	CONSTRAINT "rate_range" CHECK ("ref"."tax_rates"."rate_millionths" between 0 and 1000000),
	CONSTRAINT "valid_order" CHECK ("ref"."tax_rates"."valid_to" >= "ref"."tax_rates"."valid_from"),
	CONSTRAINT "region_replaces" CHECK ("ref"."tax_rates"."region" <> '' or not "ref"."tax_rates"."replaces_national")
);
--> statement-breakpoint
ALTER TABLE "ref"."tax_rates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ref"."timezones" (
	"name" text PRIMARY KEY NOT NULL,
	"country_code" char(2),
	"alias_of" text,
	"note" text,
	"as_of" date NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "alias_has_no_country" CHECK ("ref"."timezones"."alias_of" is null or "ref"."timezones"."country_code" is null),
	CONSTRAINT "alias_of_another" CHECK ("ref"."timezones"."alias_of" <> "ref"."timezones"."name")
);
--> statement-breakpoint
ALTER TABLE "ref"."timezones" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."context_keys" (
	"id" smallint PRIMARY KEY NOT NULL,
	"inner_pad" "bytea" NOT NULL,
	"outer_pad" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "system"."context_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."cron_runs" (
	"job" text NOT NULL,
	"slot_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"outcome" text,
	CONSTRAINT "cron_runs_job_slot_at_pk" PRIMARY KEY("job","slot_at")
);
--> statement-breakpoint
ALTER TABLE "system"."cron_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."idempotency_keys" (
	"organization_id" uuid NOT NULL,
	"key" text NOT NULL,
	"command" text NOT NULL,
	"request_hash" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_organization_id_key_pk" PRIMARY KEY("organization_id","key")
);
--> statement-breakpoint
ALTER TABLE "system"."idempotency_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."mailbox" (
	"id" uuid PRIMARY KEY DEFAULT system.uuid7() NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"html" text NOT NULL,
	"body" text NOT NULL,
	"attachments" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "system"."mailbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."outbox" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"topic" text NOT NULL,
	"payload" jsonb NOT NULL,
	"key" text,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp with time zone,
	"leased_by" text,
	"done_at" timestamp with time zone,
	"dead_at" timestamp with time zone,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_key_a_topic" UNIQUE("organization_id","topic","key")
);
--> statement-breakpoint
ALTER TABLE "system"."outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"hits" integer NOT NULL,
	"resets_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "system"."rate_limits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."saved_views" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"search" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "system"."saved_views" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."state_machines" (
	"machine" text PRIMARY KEY NOT NULL,
	"table_name" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "system"."state_machines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."state_transitions" (
	"machine" text NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"needs" text,
	CONSTRAINT "state_transitions_machine_from_state_to_state_pk" PRIMARY KEY("machine","from_state","to_state")
);
--> statement-breakpoint
ALTER TABLE "system"."state_transitions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."audit_heads" (
	"organization_id" uuid NOT NULL,
	"n" bigint NOT NULL,
	"head" "bytea" NOT NULL,
	CONSTRAINT "audit_heads_organization_id_pk" PRIMARY KEY("organization_id")
);
--> statement-breakpoint
ALTER TABLE "system"."audit_heads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."audit_logs" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"actor" jsonb NOT NULL,
	"roles" text[] DEFAULT '{}' NOT NULL,
	"command" text NOT NULL,
	"kind" text NOT NULL,
	"outcome" text DEFAULT 'done' NOT NULL,
	"subject" text,
	"subject_id" uuid,
	"station_id" uuid,
	"input" jsonb NOT NULL,
	"changes" jsonb,
	"request_id" text NOT NULL,
	"address" text,
	"session_id" text,
	"impersonation_id" uuid,
	"salt" uuid,
	"digest" "bytea" DEFAULT ''::bytea NOT NULL,
	"redacted_by" uuid[],
	CONSTRAINT "audit_logs_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "kind_known" CHECK (kind in ('VIEW', 'CREATE', 'UPDATE', 'DELETE', 'EXPORT', 'DENY', 'SIGN_IN', 'SIGN_OUT', 'ERASE'))
);
--> statement-breakpoint
ALTER TABLE "system"."audit_logs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."audit_seals" (
	"organization_id" uuid NOT NULL,
	"n" bigint NOT NULL,
	"audit_id" uuid NOT NULL,
	"leaf" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_seals_organization_id_n_pk" PRIMARY KEY("organization_id","n"),
	CONSTRAINT "audit_sealed_once" UNIQUE("organization_id","audit_id")
);
--> statement-breakpoint
ALTER TABLE "system"."audit_seals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."impersonations" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"admin_id" uuid NOT NULL,
	"target_user_id" uuid,
	"reason" text NOT NULL,
	"writable" boolean DEFAULT false NOT NULL,
	"session_id" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "impersonations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "an_hour_at_most" CHECK ("system"."impersonations"."expires_at" <= "system"."impersonations"."started_at" + interval '60 minutes'),
	CONSTRAINT "a_reason" CHECK (length(btrim("system"."impersonations"."reason")) between 10 and 500)
);
--> statement-breakpoint
ALTER TABLE "system"."impersonations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."integrity_runs" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"check" text NOT NULL,
	"ok" boolean NOT NULL,
	"detail" text NOT NULL,
	CONSTRAINT "integrity_runs_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "system"."integrity_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."workers" (
	"name" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"beat_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stopped_at" timestamp with time zone,
	"running" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "system"."workers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."error_logs" (
	"id" uuid PRIMARY KEY DEFAULT system.uuid7() NOT NULL,
	"fingerprint" text NOT NULL,
	"source" text NOT NULL,
	"message" text NOT NULL,
	"stack" text DEFAULT '' NOT NULL,
	"seen" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"settled_by" uuid,
	"settled_at" timestamp with time zone,
	CONSTRAINT "error_logs_fingerprint_unique" UNIQUE("fingerprint"),
	CONSTRAINT "error_state" CHECK ("system"."error_logs"."state" in ('open', 'resolved', 'ignored')),
	CONSTRAINT "error_source" CHECK ("system"."error_logs"."source" in ('web', 'worker', 'browser'))
);
--> statement-breakpoint
ALTER TABLE "system"."error_logs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."error_sightings" (
	"shown_id" text NOT NULL,
	"id" uuid PRIMARY KEY DEFAULT system.uuid7() NOT NULL,
	"error_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"organization" text,
	"request_id" text,
	"path" text
);
--> statement-breakpoint
ALTER TABLE "system"."error_sightings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."checkout_sessions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"state" "ticketing"."checkout_state" DEFAULT 'open' NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "checkout_sessions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "checkout_sessions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "ticketing"."checkout_sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."inventory_operations" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"tier_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"quantity" integer NOT NULL,
	"checkout_id" uuid,
	"order_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inventory_operations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "something_moved" CHECK ("ticketing"."inventory_operations"."quantity" > 0)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."inventory_operations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."order_items" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"order_id" uuid NOT NULL,
	"station_id" uuid,
	"event_id" uuid,
	"tier_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"unit_price_minor" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	CONSTRAINT "order_items_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "something_bought" CHECK ("ticketing"."order_items"."quantity" > 0)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."order_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."orders" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"number" text NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"checkout_id" uuid,
	"state" "ticketing"."order_state" DEFAULT 'pending' NOT NULL,
	"buyer_name" text NOT NULL,
	"buyer_email" text NOT NULL,
	"quantity" integer NOT NULL,
	"total_minor" bigint NOT NULL,
	"tax_minor" bigint DEFAULT 0 NOT NULL,
	"tax_rate_ppm" integer DEFAULT 0 NOT NULL,
	"tax_inclusive" boolean DEFAULT true NOT NULL,
	"tax_code" text,
	"platform_fee_minor" bigint DEFAULT 0 NOT NULL,
	"processing_fee_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"currency" char(3) NOT NULL,
	"channel" text DEFAULT 'online' NOT NULL,
	"gateway" text,
	"payment_ref" text,
	"token_hash" text NOT NULL,
	"group_id" uuid,
	"paid_at" timestamp with time zone,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "orders_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "one_order_number" UNIQUE("organization_id","number"),
	CONSTRAINT "money_in_range" CHECK ("ticketing"."orders"."total_minor" >= 0 and "ticketing"."orders"."tax_minor" between 0 and "ticketing"."orders"."total_minor" and "ticketing"."orders"."refunded_minor" between 0 and "ticketing"."orders"."total_minor"),
	CONSTRAINT "something_bought" CHECK ("ticketing"."orders"."quantity" > 0)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."ticket_holds" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"checkout_id" uuid NOT NULL,
	"tier_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"unit_price_minor" bigint NOT NULL,
	"released_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ticket_holds_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_hold_a_tier" UNIQUE("organization_id","checkout_id","tier_id"),
	CONSTRAINT "something_held" CHECK ("ticketing"."ticket_holds"."quantity" > 0)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_holds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."ticket_tiers" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"quota" integer NOT NULL,
	"held" integer DEFAULT 0 NOT NULL,
	"sold" integer DEFAULT 0 NOT NULL,
	"sale_starts_at" timestamp with time zone NOT NULL,
	"sale_ends_at" timestamp with time zone NOT NULL,
	"min_per_order" integer DEFAULT 1 NOT NULL,
	"max_per_order" integer DEFAULT 10 NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ticket_tiers_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_tier_name" UNIQUE("organization_id","event_id","name"),
	CONSTRAINT "never_oversold" CHECK ("ticketing"."ticket_tiers"."held" >= 0 and "ticketing"."ticket_tiers"."sold" >= 0 and "ticketing"."ticket_tiers"."held" + "ticketing"."ticket_tiers"."sold" <= "ticketing"."ticket_tiers"."quota"),
	CONSTRAINT "price_not_negative" CHECK ("ticketing"."ticket_tiers"."price_minor" >= 0),
	CONSTRAINT "sale_window" CHECK ("ticketing"."ticket_tiers"."sale_ends_at" > "ticketing"."ticket_tiers"."sale_starts_at"),
	CONSTRAINT "order_size" CHECK ("ticketing"."ticket_tiers"."min_per_order" >= 1 and "ticketing"."ticket_tiers"."max_per_order" between "ticketing"."ticket_tiers"."min_per_order" and 100),
	CONSTRAINT "name_length" CHECK (length("ticketing"."ticket_tiers"."name") between 1 and 80)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_tiers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."tickets" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"order_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"tier_id" uuid NOT NULL,
	"owner_user_id" uuid,
	"attendee_name" text NOT NULL,
	"attendee_email" text NOT NULL,
	"code" text NOT NULL,
	"state" "ticketing"."ticket_state" DEFAULT 'issued' NOT NULL,
	"redeemed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tickets_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "tickets_code_unique" UNIQUE("code")
);
--> statement-breakpoint
ALTER TABLE "ticketing"."tickets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."refunds" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"order_id" uuid NOT NULL,
	"station_id" uuid,
	"event_id" uuid,
	"state" "ticketing"."refund_state" DEFAULT 'requested' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid,
	"key" text NOT NULL,
	"gateway_ref" text,
	"group_id" uuid,
	"failure" text,
	"settled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refunds_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_refund_a_key" UNIQUE("organization_id","key"),
	CONSTRAINT "something_refunded" CHECK ("ticketing"."refunds"."amount_minor" > 0),
	CONSTRAINT "reason_given" CHECK (length("ticketing"."refunds"."reason") between 3 and 500)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."refunds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users"."user_profiles" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"avatar_url" text,
	"locale" text DEFAULT 'en' NOT NULL,
	"zone" text,
	"country_code" char(2),
	"state" "users"."profile_state" DEFAULT 'pending_approval' NOT NULL,
	"state_reason" text,
	"state_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state_organization_id" uuid,
	"requested_organization_id" uuid,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "name_length" CHECK (length("users"."user_profiles"."name") <= 120)
);
--> statement-breakpoint
ALTER TABLE "users"."user_profiles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users"."erasures" (
	"id" uuid PRIMARY KEY DEFAULT system.uuid7() NOT NULL,
	"user_id" uuid NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "erasure_state" CHECK ("users"."erasures"."state" in ('asked', 'withdrawn', 'done'))
);
--> statement-breakpoint
ALTER TABLE "users"."erasures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system"."media_assets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"content_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_size" CHECK (octet_length("system"."media_assets"."content") <= 262144)
);
--> statement-breakpoint
ALTER TABLE "system"."media_assets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messaging"."notification_preferences" (
	"user_id" uuid NOT NULL,
	"topic" text NOT NULL,
	"channel" text NOT NULL,
	"wanted" boolean NOT NULL,
	CONSTRAINT "notification_preferences_user_id_topic_channel_pk" PRIMARY KEY("user_id","topic","channel")
);
--> statement-breakpoint
ALTER TABLE "messaging"."notification_preferences" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "events"."events" ADD CONSTRAINT "events_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."events" ADD CONSTRAINT "events_category_event_categories_key_fk" FOREIGN KEY ("category") REFERENCES "ref"."event_categories"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."events" ADD CONSTRAINT "events_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."events" ADD CONSTRAINT "events_organization_id_venue_id_venues_organization_id_id_fk" FOREIGN KEY ("organization_id","venue_id") REFERENCES "events"."venues"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."events" ADD CONSTRAINT "events_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."venues" ADD CONSTRAINT "venues_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gateway"."deliveries" ADD CONSTRAINT "deliveries_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "gateway"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gateway"."refunds" ADD CONSTRAINT "refunds_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "gateway"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gateway"."webhook_events" ADD CONSTRAINT "webhook_events_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."builtin_role_permissions" ADD CONSTRAINT "builtin_role_permissions_permission_permissions_permission_fk" FOREIGN KEY ("permission") REFERENCES "identity"."permissions"("permission") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."role_permissions" ADD CONSTRAINT "role_permissions_permission_permissions_permission_fk" FOREIGN KEY ("permission") REFERENCES "identity"."permissions"("permission") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."role_permissions" ADD CONSTRAINT "role_permissions_organization_id_role_id_roles_organization_id_id_fk" FOREIGN KEY ("organization_id","role_id") REFERENCES "identity"."roles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."roles" ADD CONSTRAINT "roles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."station_users" ADD CONSTRAINT "station_users_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."station_users" ADD CONSTRAINT "station_users_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."stations" ADD CONSTRAINT "stations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."user_roles" ADD CONSTRAINT "user_roles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."user_roles" ADD CONSTRAINT "user_roles_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."user_roles" ADD CONSTRAINT "user_roles_assigned_by_user_profiles_user_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."user_roles" ADD CONSTRAINT "user_roles_organization_id_role_id_roles_organization_id_id_fk" FOREIGN KEY ("organization_id","role_id") REFERENCES "identity"."roles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."user_roles" ADD CONSTRAINT "user_roles_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."org_memberships" ADD CONSTRAINT "org_memberships_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."org_memberships" ADD CONSTRAINT "org_memberships_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."approval_requests" ADD CONSTRAINT "approval_requests_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."approval_requests" ADD CONSTRAINT "approval_requests_requested_by_user_profiles_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."approval_requests" ADD CONSTRAINT "approval_requests_approver_permissions_permission_fk" FOREIGN KEY ("approver") REFERENCES "identity"."permissions"("permission") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."approval_requests" ADD CONSTRAINT "approval_requests_decided_by_user_profiles_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."approval_rules" ADD CONSTRAINT "approval_rules_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."approval_rules" ADD CONSTRAINT "approval_rules_approver_permissions_permission_fk" FOREIGN KEY ("approver") REFERENCES "identity"."permissions"("permission") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."org_invitations" ADD CONSTRAINT "org_invitations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."org_invitations" ADD CONSTRAINT "org_invitations_invited_by_user_profiles_user_id_fk" FOREIGN KEY ("invited_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."org_invitations" ADD CONSTRAINT "org_invitations_accepted_by_user_profiles_user_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."org_invitations" ADD CONSTRAINT "org_invitations_organization_id_role_id_roles_organization_id_id_fk" FOREIGN KEY ("organization_id","role_id") REFERENCES "identity"."roles"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations"."org_invitations" ADD CONSTRAINT "org_invitations_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."accounts" ADD CONSTRAINT "accounts_organization_id_books_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "payments"."books"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."accounts" ADD CONSTRAINT "accounts_counterparty_organization_id_organizations_id_fk" FOREIGN KEY ("counterparty_organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."accounts" ADD CONSTRAINT "accounts_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."accounts" ADD CONSTRAINT "accounts_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."accounts" ADD CONSTRAINT "accounts_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."balances" ADD CONSTRAINT "balances_organization_id_account_id_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "payments"."accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."books" ADD CONSTRAINT "books_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD CONSTRAINT "transactions_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD CONSTRAINT "transactions_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD CONSTRAINT "transactions_organization_id_reverses_id_transactions_organization_id_id_fk" FOREIGN KEY ("organization_id","reverses_id") REFERENCES "payments"."transactions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."period_balances" ADD CONSTRAINT "period_balances_organization_id_account_id_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "payments"."accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."period_balances" ADD CONSTRAINT "period_balances_organization_id_period_id_periods_organization_id_id_fk" FOREIGN KEY ("organization_id","period_id") REFERENCES "payments"."periods"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."periods" ADD CONSTRAINT "periods_organization_id_books_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "payments"."books"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."periods" ADD CONSTRAINT "periods_closed_by_user_profiles_user_id_fk" FOREIGN KEY ("closed_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."seals" ADD CONSTRAINT "seals_organization_id_transaction_id_transactions_organization_id_id_fk" FOREIGN KEY ("organization_id","transaction_id") REFERENCES "payments"."transactions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ref"."countries" ADD CONSTRAINT "countries_currency_currencies_code_fk" FOREIGN KEY ("currency") REFERENCES "ref"."currencies"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ref"."tax_rates" ADD CONSTRAINT "tax_rates_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "ref"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ref"."timezones" ADD CONSTRAINT "timezones_country_code_countries_code_fk" FOREIGN KEY ("country_code") REFERENCES "ref"."countries"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ref"."timezones" ADD CONSTRAINT "timezones_alias_of_timezones_name_fk" FOREIGN KEY ("alias_of") REFERENCES "ref"."timezones"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."idempotency_keys" ADD CONSTRAINT "idempotency_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."outbox" ADD CONSTRAINT "outbox_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."saved_views" ADD CONSTRAINT "saved_views_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."audit_heads" ADD CONSTRAINT "audit_heads_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."audit_logs" ADD CONSTRAINT "audit_logs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."audit_logs" ADD CONSTRAINT "audit_logs_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."audit_seals" ADD CONSTRAINT "audit_seals_organization_id_audit_id_audit_logs_organization_id_id_fk" FOREIGN KEY ("organization_id","audit_id") REFERENCES "system"."audit_logs"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."impersonations" ADD CONSTRAINT "impersonations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."impersonations" ADD CONSTRAINT "impersonations_admin_id_user_profiles_user_id_fk" FOREIGN KEY ("admin_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."impersonations" ADD CONSTRAINT "impersonations_target_user_id_user_profiles_user_id_fk" FOREIGN KEY ("target_user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."integrity_runs" ADD CONSTRAINT "integrity_runs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."error_sightings" ADD CONSTRAINT "error_sightings_error_id_error_logs_id_fk" FOREIGN KEY ("error_id") REFERENCES "system"."error_logs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."checkout_sessions" ADD CONSTRAINT "checkout_sessions_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."inventory_operations" ADD CONSTRAINT "inventory_operations_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."inventory_operations" ADD CONSTRAINT "inventory_operations_organization_id_checkout_id_checkout_sessions_organization_id_id_fk" FOREIGN KEY ("organization_id","checkout_id") REFERENCES "ticketing"."checkout_sessions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."inventory_operations" ADD CONSTRAINT "inventory_operations_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."order_items" ADD CONSTRAINT "order_items_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."order_items" ADD CONSTRAINT "order_items_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."order_items" ADD CONSTRAINT "order_items_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."order_items" ADD CONSTRAINT "order_items_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."orders" ADD CONSTRAINT "orders_organization_id_checkout_id_checkout_sessions_organization_id_id_fk" FOREIGN KEY ("organization_id","checkout_id") REFERENCES "ticketing"."checkout_sessions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."orders" ADD CONSTRAINT "orders_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."orders" ADD CONSTRAINT "orders_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_holds" ADD CONSTRAINT "ticket_holds_organization_id_checkout_id_checkout_sessions_organization_id_id_fk" FOREIGN KEY ("organization_id","checkout_id") REFERENCES "ticketing"."checkout_sessions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_holds" ADD CONSTRAINT "ticket_holds_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_tiers" ADD CONSTRAINT "ticket_tiers_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_tiers" ADD CONSTRAINT "ticket_tiers_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."tickets" ADD CONSTRAINT "tickets_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."tickets" ADD CONSTRAINT "tickets_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."tickets" ADD CONSTRAINT "tickets_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."tickets" ADD CONSTRAINT "tickets_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refunds" ADD CONSTRAINT "refunds_requested_by_user_profiles_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refunds" ADD CONSTRAINT "refunds_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refunds" ADD CONSTRAINT "refunds_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refunds" ADD CONSTRAINT "refunds_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users"."erasures" ADD CONSTRAINT "erasures_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "system"."media_assets" ADD CONSTRAINT "media_assets_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messaging"."notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_organization_id_starts_at_id_index" ON "events"."events" USING btree ("organization_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "events_category_index" ON "events"."events" USING btree ("category");--> statement-breakpoint
CREATE INDEX "events_created_by_index" ON "events"."events" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "events_organization_id_venue_id_index" ON "events"."events" USING btree ("organization_id","venue_id");--> statement-breakpoint
CREATE INDEX "events_organization_id_station_id_index" ON "events"."events" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "deliveries_payment_id_index" ON "gateway"."deliveries" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "webhook_events_organization_id_received_at_index" ON "gateway"."webhook_events" USING btree ("organization_id","received_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "builtin_role_permissions_permission_index" ON "identity"."builtin_role_permissions" USING btree ("permission");--> statement-breakpoint
CREATE INDEX "role_permissions_permission_index" ON "identity"."role_permissions" USING btree ("permission");--> statement-breakpoint
CREATE INDEX "role_permissions_organization_id_role_id_index" ON "identity"."role_permissions" USING btree ("organization_id","role_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_role_name" ON "identity"."roles" USING btree ("organization_id",lower(name)) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "roles_organization_id_name_index" ON "identity"."roles" USING btree ("organization_id","name");--> statement-breakpoint
CREATE INDEX "station_users_user_id_index" ON "identity"."station_users" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "station_users_organization_id_station_id_index" ON "identity"."station_users" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "user_roles_organization_id_user_id_index" ON "identity"."user_roles" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "user_roles_user_id_role_index" ON "identity"."user_roles" USING btree ("user_id","role");--> statement-breakpoint
CREATE INDEX "user_roles_assigned_by_index" ON "identity"."user_roles" USING btree ("assigned_by");--> statement-breakpoint
CREATE INDEX "user_roles_organization_id_event_id_index" ON "identity"."user_roles" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "user_roles_organization_id_role_id_index" ON "identity"."user_roles" USING btree ("organization_id","role_id");--> statement-breakpoint
CREATE INDEX "user_roles_organization_id_station_id_index" ON "identity"."user_roles" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "org_memberships_user_id_index" ON "organizations"."org_memberships" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "approval_requests_organization_id_created_at_id_index" ON "organizations"."approval_requests" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "approval_requests_requested_by_index" ON "organizations"."approval_requests" USING btree ("requested_by");--> statement-breakpoint
CREATE INDEX "approval_requests_decided_by_index" ON "organizations"."approval_requests" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "approval_requests_approver_index" ON "organizations"."approval_requests" USING btree ("approver");--> statement-breakpoint
CREATE INDEX "approval_rules_approver_index" ON "organizations"."approval_rules" USING btree ("approver");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_invitation" ON "organizations"."org_invitations" USING btree ("organization_id",lower(email)) WHERE state = 'invited';--> statement-breakpoint
CREATE INDEX "org_invitations_organization_id_created_at_id_index" ON "organizations"."org_invitations" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "org_invitations_organization_id_event_id_index" ON "organizations"."org_invitations" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "org_invitations_invited_by_index" ON "organizations"."org_invitations" USING btree ("invited_by");--> statement-breakpoint
CREATE INDEX "org_invitations_accepted_by_index" ON "organizations"."org_invitations" USING btree ("accepted_by");--> statement-breakpoint
CREATE INDEX "org_invitations_organization_id_role_id_index" ON "organizations"."org_invitations" USING btree ("organization_id","role_id");--> statement-breakpoint
CREATE INDEX "org_invitations_organization_id_station_id_index" ON "organizations"."org_invitations" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "accounts_counterparty_organization_id_index" ON "payments"."accounts" USING btree ("counterparty_organization_id");--> statement-breakpoint
CREATE INDEX "accounts_organization_id_order_id_index" ON "payments"."accounts" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "accounts_organization_id_event_id_index" ON "payments"."accounts" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "accounts_organization_id_station_id_index" ON "payments"."accounts" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reversed_once" ON "payments"."transactions" USING btree ("organization_id","reverses_id") WHERE reverses_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_per_book_of_a_group" ON "payments"."transactions" USING btree ("group_id","organization_id") WHERE group_id is not null;--> statement-breakpoint
CREATE INDEX "transactions_organization_id_effective_on_id_index" ON "payments"."transactions" USING btree ("organization_id","effective_on","id");--> statement-breakpoint
CREATE INDEX "transactions_by_order" ON "payments"."transactions" USING btree ("organization_id","order_id") WHERE order_id is not null;--> statement-breakpoint
CREATE INDEX "transactions_by_author" ON "payments"."transactions" USING btree ("created_by") WHERE created_by is not null;--> statement-breakpoint
CREATE INDEX "period_balances_organization_id_account_id_index" ON "payments"."period_balances" USING btree ("organization_id","account_id");--> statement-breakpoint
CREATE INDEX "periods_closed_by_index" ON "payments"."periods" USING btree ("closed_by");--> statement-breakpoint
CREATE INDEX "countries_currency_index" ON "ref"."countries" USING btree ("currency");--> statement-breakpoint
CREATE UNIQUE INDEX "currencies_numeric_active" ON "ref"."currencies" USING btree ("numeric") WHERE active;--> statement-breakpoint
CREATE INDEX "timezones_country_code_index" ON "ref"."timezones" USING btree ("country_code");--> statement-breakpoint
CREATE INDEX "timezones_alias_of_index" ON "ref"."timezones" USING btree ("alias_of");--> statement-breakpoint
CREATE INDEX "mailbox_created_at_index" ON "system"."mailbox" USING btree ("created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "outbox_due" ON "system"."outbox" USING btree ("organization_id","run_at") WHERE done_at is null and dead_at is null;--> statement-breakpoint
CREATE INDEX "saved_views_organization_id_list_index" ON "system"."saved_views" USING btree ("organization_id","list");--> statement-breakpoint
CREATE INDEX "audit_logs_organization_id_created_at_index" ON "system"."audit_logs" USING btree ("organization_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_logs_organization_id_subject_id_index" ON "system"."audit_logs" USING btree ("organization_id","subject_id");--> statement-breakpoint
CREATE INDEX "audit_logs_actor_id_index" ON "system"."audit_logs" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "audit_logs_organization_id_station_id_index" ON "system"."audit_logs" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "impersonations_admin_id_ended_at_index" ON "system"."impersonations" USING btree ("admin_id","ended_at");--> statement-breakpoint
CREATE INDEX "impersonations_target_user_id_index" ON "system"."impersonations" USING btree ("target_user_id");--> statement-breakpoint
CREATE INDEX "integrity_runs_organization_id_check_created_at_index" ON "system"."integrity_runs" USING btree ("organization_id","check","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "error_logs_state_last_at_index" ON "system"."error_logs" USING btree ("state","last_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "error_sightings_shown_id_index" ON "system"."error_sightings" USING btree ("shown_id");--> statement-breakpoint
CREATE INDEX "error_sightings_request_id_index" ON "system"."error_sightings" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "error_sightings_error_id_created_at_index" ON "system"."error_sightings" USING btree ("error_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "checkout_sessions_due" ON "ticketing"."checkout_sessions" USING btree ("expires_at") WHERE state in ('open', 'paying');--> statement-breakpoint
CREATE INDEX "checkout_sessions_organization_id_event_id_index" ON "ticketing"."checkout_sessions" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "inventory_operations_organization_id_tier_id_index" ON "ticketing"."inventory_operations" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE INDEX "inventory_operations_organization_id_checkout_id_index" ON "ticketing"."inventory_operations" USING btree ("organization_id","checkout_id");--> statement-breakpoint
CREATE INDEX "inventory_operations_organization_id_order_id_index" ON "ticketing"."inventory_operations" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "order_items_organization_id_order_id_index" ON "ticketing"."order_items" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "order_items_organization_id_event_id_index" ON "ticketing"."order_items" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "order_items_organization_id_station_id_index" ON "ticketing"."order_items" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "order_items_organization_id_tier_id_index" ON "ticketing"."order_items" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_order_a_payment" ON "ticketing"."orders" USING btree ("organization_id","gateway","payment_ref") WHERE payment_ref is not null;--> statement-breakpoint
CREATE INDEX "orders_organization_id_created_at_id_index" ON "ticketing"."orders" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "orders_organization_id_event_id_created_at_index" ON "ticketing"."orders" USING btree ("organization_id","event_id","created_at");--> statement-breakpoint
CREATE INDEX "orders_organization_id_paid_at_index" ON "ticketing"."orders" USING btree ("organization_id","paid_at");--> statement-breakpoint
CREATE INDEX "orders_organization_id_checkout_id_index" ON "ticketing"."orders" USING btree ("organization_id","checkout_id");--> statement-breakpoint
CREATE INDEX "orders_organization_id_event_id_index" ON "ticketing"."orders" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "orders_organization_id_station_id_index" ON "ticketing"."orders" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "ticket_holds_organization_id_checkout_id_index" ON "ticketing"."ticket_holds" USING btree ("organization_id","checkout_id");--> statement-breakpoint
CREATE INDEX "ticket_holds_organization_id_tier_id_index" ON "ticketing"."ticket_holds" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE INDEX "ticket_tiers_organization_id_event_id_index" ON "ticketing"."ticket_tiers" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "ticket_tiers_organization_id_station_id_index" ON "ticketing"."ticket_tiers" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "tickets_organization_id_created_at_id_index" ON "ticketing"."tickets" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "tickets_organization_id_order_id_index" ON "ticketing"."tickets" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "tickets_organization_id_event_id_index" ON "ticketing"."tickets" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "tickets_organization_id_station_id_index" ON "ticketing"."tickets" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "tickets_organization_id_tier_id_index" ON "ticketing"."tickets" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE INDEX "refunds_requested_by_index" ON "ticketing"."refunds" USING btree ("requested_by");--> statement-breakpoint
CREATE INDEX "refunds_organization_id_order_id_index" ON "ticketing"."refunds" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "refunds_organization_id_event_id_index" ON "ticketing"."refunds" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "refunds_organization_id_station_id_index" ON "ticketing"."refunds" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "user_profiles_email" ON "users"."user_profiles" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "user_profiles_requested_organization_id_index" ON "users"."user_profiles" USING btree ("requested_organization_id");--> statement-breakpoint
CREATE INDEX "user_profiles_state_organization_id_index" ON "users"."user_profiles" USING btree ("state_organization_id");--> statement-breakpoint
CREATE INDEX "erasures_user_id_index" ON "users"."erasures" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "media_assets_user_id_index" ON "system"."media_assets" USING btree ("user_id");--> statement-breakpoint
CREATE POLICY "read" ON "events"."events" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."events" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."events" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."venues" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.has('events:read')));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."venues" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "update" ON "events"."venues" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('events:write'))) WITH CHECK (organization_id = (select system.org_id()) and (select system.can('events:write')));--> statement-breakpoint
CREATE POLICY "flow" ON "gateway"."deliveries" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "flow" ON "gateway"."payments" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "flow" ON "gateway"."refunds" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "gateway"."webhook_events" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "gateway"."webhook_events" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "identity"."builtin_role_permissions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "read" ON "identity"."permissions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "read" ON "identity"."role_permissions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.has('identity:read')));--> statement-breakpoint
CREATE POLICY "read" ON "identity"."roles" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.has('identity:read')));--> statement-breakpoint
CREATE POLICY "read" ON "identity"."station_users" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('identity:read')) or station_id = any ((select system.station_ids('identity:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "identity"."stations" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('organizations:read')) or id = any ((select system.station_ids('organizations:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "identity"."stations" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('identity:stations')) or id = any ((select system.station_ids('identity:stations'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "identity"."stations" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('identity:stations')) or id = any ((select system.station_ids('identity:stations'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('identity:stations')) or id = any ((select system.station_ids('identity:stations'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "identity"."user_roles" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('identity:read')) or station_id = any ((select system.station_ids('identity:read'))::uuid[]) or event_id = any ((select system.event_ids('identity:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "organizations"."org_memberships" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (
        (select system.can('organizations:read')) and (state <> 'pending' or (select system.can('identity:approve')))
        or user_id = (select system.uid())
        or user_id in (select r.user_id from identity.user_roles r)));--> statement-breakpoint
CREATE POLICY "read" ON "organizations"."organizations" AS PERMISSIVE FOR SELECT TO "authenticated" USING (id = (select system.org_id()) or (select system.at_desk()));--> statement-breakpoint
CREATE POLICY "update" ON "organizations"."organizations" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (id = (select system.org_id()) and (select system.can('organizations:write'))) WITH CHECK (id = (select system.org_id()) and (select system.can('organizations:write')));--> statement-breakpoint
CREATE POLICY "flow" ON "organizations"."reserved_slugs" AS PERMISSIVE FOR SELECT TO "gr_flow" USING (true);--> statement-breakpoint
CREATE POLICY "read" ON "organizations"."approval_requests" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (requested_by = (select system.uid()) or approver = any ((select system.permissions())::text[])));--> statement-breakpoint
CREATE POLICY "read" ON "organizations"."approval_rules" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('organizations:read')));--> statement-breakpoint
CREATE POLICY "read" ON "organizations"."org_invitations" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('identity:read')) or station_id = any ((select system.station_ids('identity:read'))::uuid[]) or event_id = any ((select system.event_ids('identity:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "payments"."accounts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."accounts" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."balances" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."balances" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."books" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."books" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."chart" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."entries" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."entries" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."transactions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."transactions" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."period_balances" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."period_balances" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."periods" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."periods" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "payments"."seals" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "ledger" ON "payments"."seals" AS PERMISSIVE FOR ALL TO "gr_ledger" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "ref"."countries" AS PERMISSIVE FOR SELECT TO "anon", "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "read" ON "ref"."currencies" AS PERMISSIVE FOR SELECT TO "anon", "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "read" ON "ref"."event_categories" AS PERMISSIVE FOR SELECT TO "anon", "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "read" ON "ref"."hashtag_stoplist" AS PERMISSIVE FOR SELECT TO "anon", "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "read" ON "ref"."industries" AS PERMISSIVE FOR SELECT TO "anon", "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "read" ON "ref"."languages" AS PERMISSIVE FOR SELECT TO "anon", "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "read" ON "ref"."tax_rates" AS PERMISSIVE FOR SELECT TO "anon", "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "read" ON "ref"."timezones" AS PERMISSIVE FOR SELECT TO "anon", "authenticated" USING (true);--> statement-breakpoint
CREATE POLICY "definer" ON "system"."context_keys" AS PERMISSIVE FOR SELECT TO "gr_definer" USING (true);--> statement-breakpoint
CREATE POLICY "worker" ON "system"."cron_runs" AS PERMISSIVE FOR ALL TO "gr_worker" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "system"."idempotency_keys" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()));--> statement-breakpoint
CREATE POLICY "insert" ON "system"."idempotency_keys" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()));--> statement-breakpoint
CREATE POLICY "update" ON "system"."idempotency_keys" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id())) WITH CHECK (organization_id = (select system.org_id()));--> statement-breakpoint
CREATE POLICY "worker" ON "system"."mailbox" AS PERMISSIVE FOR ALL TO "gr_flow", "gr_worker" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "system"."outbox" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('system:audit')));--> statement-breakpoint
CREATE POLICY "insert" ON "system"."outbox" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()));--> statement-breakpoint
CREATE POLICY "worker_read" ON "system"."outbox" AS PERMISSIVE FOR SELECT TO "gr_worker" USING (true);--> statement-breakpoint
CREATE POLICY "worker_update" ON "system"."outbox" AS PERMISSIVE FOR UPDATE TO "gr_worker" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "worker_insert" ON "system"."outbox" AS PERMISSIVE FOR INSERT TO "gr_worker" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "flow_insert" ON "system"."outbox" AS PERMISSIVE FOR INSERT TO "gr_flow" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "flow_read" ON "system"."outbox" AS PERMISSIVE FOR SELECT TO "gr_flow" USING (true);--> statement-breakpoint
CREATE POLICY "flow" ON "system"."rate_limits" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "system"."saved_views" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (shared or owner_id = (select system.uid())));--> statement-breakpoint
CREATE POLICY "insert" ON "system"."saved_views" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and owner_id = (select system.uid()) and (not shared or (select system.can('system:views'))));--> statement-breakpoint
CREATE POLICY "update" ON "system"."saved_views" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and owner_id = (select system.uid()) and (not shared or (select system.can('system:views')))) WITH CHECK (organization_id = (select system.org_id()) and owner_id = (select system.uid()) and (not shared or (select system.can('system:views'))));--> statement-breakpoint
CREATE POLICY "delete" ON "system"."saved_views" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and owner_id = (select system.uid()) and (not shared or (select system.can('system:views'))));--> statement-breakpoint
CREATE POLICY "flow" ON "system"."state_machines" AS PERMISSIVE FOR SELECT TO "gr_flow" USING (true);--> statement-breakpoint
CREATE POLICY "read" ON "system"."state_transitions" AS PERMISSIVE FOR SELECT TO "authenticated", "gr_flow" USING (true);--> statement-breakpoint
CREATE POLICY "read" ON "system"."audit_heads" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('system:audit')));--> statement-breakpoint
CREATE POLICY "read" ON "system"."audit_logs" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('system:audit')));--> statement-breakpoint
CREATE POLICY "station_log" ON "system"."audit_logs" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and station_id is not null and ((select system.can('identity:read')) or station_id = any ((select system.station_ids('identity:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "system"."audit_logs" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and actor_id is not distinct from (select system.uid()));--> statement-breakpoint
CREATE POLICY "read" ON "system"."audit_seals" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('system:audit')));--> statement-breakpoint
CREATE POLICY "read" ON "system"."impersonations" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('system:audit')));--> statement-breakpoint
CREATE POLICY "desk" ON "system"."impersonations" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select system.at_desk()));--> statement-breakpoint
CREATE POLICY "read" ON "system"."integrity_runs" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('payments:read')));--> statement-breakpoint
CREATE POLICY "desk" ON "system"."integrity_runs" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select system.at_desk()));--> statement-breakpoint
CREATE POLICY "worker" ON "system"."workers" AS PERMISSIVE FOR ALL TO "gr_flow", "gr_worker" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "desk" ON "system"."workers" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select system.at_desk()));--> statement-breakpoint
CREATE POLICY "desk" ON "system"."error_logs" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select system.at_desk()));--> statement-breakpoint
CREATE POLICY "flow" ON "system"."error_logs" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "desk" ON "system"."error_sightings" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select system.at_desk()));--> statement-breakpoint
CREATE POLICY "flow" ON "system"."error_sightings" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."checkout_sessions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('ticketing:read')));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."inventory_operations" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('ticketing:read')));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."order_items" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or station_id = any ((select system.station_ids('ticketing:read'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."orders" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or station_id = any ((select system.station_ids('ticketing:read'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."ticket_holds" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('ticketing:read')));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."ticket_tiers" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or station_id = any ((select system.station_ids('ticketing:read'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "ticketing"."ticket_tiers" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or station_id = any ((select system.station_ids('ticketing:write'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "ticketing"."ticket_tiers" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or station_id = any ((select system.station_ids('ticketing:write'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or station_id = any ((select system.station_ids('ticketing:write'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "ticketing"."ticket_tiers" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or station_id = any ((select system.station_ids('ticketing:write'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."tickets" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or station_id = any ((select system.station_ids('ticketing:read'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "ticketing"."tickets" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or station_id = any ((select system.station_ids('ticketing:write'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "ticketing"."tickets" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or station_id = any ((select system.station_ids('ticketing:write'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('ticketing:write')) or station_id = any ((select system.station_ids('ticketing:write'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."refunds" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or station_id = any ((select system.station_ids('ticketing:read'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "users"."user_profiles" AS PERMISSIVE FOR SELECT TO "authenticated" USING (user_id = (select system.uid()) or (select system.at_desk()) or ((select system.org_id()) is not null and user_id in (select m.user_id from organizations.org_memberships m)));--> statement-breakpoint
CREATE POLICY "update" ON "users"."user_profiles" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (user_id = (select system.uid())) WITH CHECK (user_id = (select system.uid()));--> statement-breakpoint
CREATE POLICY "read" ON "users"."erasures" AS PERMISSIVE FOR SELECT TO "authenticated" USING (user_id = (select system.uid()));--> statement-breakpoint
CREATE POLICY "desk" ON "users"."erasures" AS PERMISSIVE FOR SELECT TO "authenticated" USING ((select system.at_desk()));--> statement-breakpoint
CREATE POLICY "flow" ON "users"."erasures" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "system"."media_assets" AS PERMISSIVE FOR SELECT TO "authenticated" USING (user_id = (select system.uid()));--> statement-breakpoint
CREATE POLICY "insert" ON "system"."media_assets" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (user_id = (select system.uid()));--> statement-breakpoint
CREATE POLICY "remove" ON "system"."media_assets" AS PERMISSIVE FOR DELETE TO "authenticated" USING (user_id = (select system.uid()));--> statement-breakpoint
CREATE POLICY "read" ON "messaging"."notification_preferences" AS PERMISSIVE FOR SELECT TO "authenticated" USING (user_id = (select system.uid()));--> statement-breakpoint
CREATE POLICY "insert" ON "messaging"."notification_preferences" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (user_id = (select system.uid()));--> statement-breakpoint
CREATE POLICY "update" ON "messaging"."notification_preferences" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (user_id = (select system.uid())) WITH CHECK (user_id = (select system.uid()));