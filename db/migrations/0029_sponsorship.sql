CREATE SCHEMA IF NOT EXISTS "sponsorship";
--> statement-breakpoint
CREATE TYPE "sponsorship"."deliverable_state" AS ENUM('open', 'submitted', 'rejected', 'approved');--> statement-breakpoint
CREATE TYPE "sponsorship"."sponsor_chargeback_state" AS ENUM('open', 'won', 'lost');--> statement-breakpoint
CREATE TYPE "sponsorship"."funding_state" AS ENUM('waiting', 'failed', 'succeeded');--> statement-breakpoint
CREATE TYPE "sponsorship"."movement_kind" AS ENUM('funded', 'locked', 'released', 'refunded', 'returned', 'disputed', 'settled', 'withdrawn', 'charged_back', 'chargeback_won', 'chargeback_lost', 'taken_back', 'cancelled');--> statement-breakpoint
CREATE TYPE "sponsorship"."sponsor_dispute_state" AS ENUM('open', 'settled', 'withdrawn');--> statement-breakpoint
CREATE TYPE "sponsorship"."sponsor_refund_state" AS ENUM('sending', 'failed', 'sent');--> statement-breakpoint
CREATE TYPE "sponsorship"."sponsorship_order_state" AS ENUM('pending', 'funded', 'locked', 'disputed', 'released', 'refunded', 'cancelled');--> statement-breakpoint
CREATE TYPE "sponsorship"."party" AS ENUM('organizer', 'sponsor');--> statement-breakpoint
CREATE TYPE "sponsorship"."proposal_state" AS ENUM('draft', 'sent', 'viewed', 'counter', 'accepted', 'rejected', 'expired');--> statement-breakpoint
CREATE TYPE "sponsorship"."package_state" AS ENUM('draft', 'published', 'archived');--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'hold';--> statement-breakpoint
ALTER TYPE "payments"."transaction_kind" ADD VALUE 'release';--> statement-breakpoint
CREATE TABLE "sponsorship"."deliverable_proofs" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"deliverable_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"link" text DEFAULT '' NOT NULL,
	"figure" bigint,
	"file_id" uuid,
	"late" boolean NOT NULL,
	"submitted_by" uuid,
	"submitted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"approved" boolean,
	"by_silence" boolean DEFAULT false NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "deliverable_proofs_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_proof_a_number" UNIQUE("organization_id","deliverable_id","n"),
	CONSTRAINT "something_to_see" CHECK ("sponsorship"."deliverable_proofs"."link" <> '' or "sponsorship"."deliverable_proofs"."figure" is not null or "sponsorship"."deliverable_proofs"."file_id" is not null),
	CONSTRAINT "decided_whole" CHECK (("sponsorship"."deliverable_proofs"."approved" is null) = ("sponsorship"."deliverable_proofs"."decided_at" is null))
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."deliverable_proofs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."deliverables" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"order_id" uuid NOT NULL,
	"milestone_id" uuid NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"state" "sponsorship"."deliverable_state" DEFAULT 'open' NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"due_on" date NOT NULL,
	"sla_days" integer NOT NULL,
	"submitted_at" timestamp with time zone,
	"approved_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deliverables_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_deliverable_a_place" UNIQUE("organization_id","order_id","position"),
	CONSTRAINT "sla_range" CHECK ("sponsorship"."deliverables"."sla_days" between 0 and 90)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."deliverables" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."chargebacks" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"order_id" uuid NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"state" "sponsorship"."sponsor_chargeback_state" DEFAULT 'open' NOT NULL,
	"gateway" text NOT NULL,
	"provider_id" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"frozen_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "chargebacks_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_chargeback_a_provider_id" UNIQUE("organization_id","gateway","provider_id"),
	CONSTRAINT "chargeback_amounts" CHECK ("sponsorship"."chargebacks"."amount_minor" > 0 and "sponsorship"."chargebacks"."frozen_minor" between 0 and "sponsorship"."chargebacks"."amount_minor" and "sponsorship"."chargebacks"."fee_minor" >= 0)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."chargebacks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."dispute_evidence" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"dispute_id" uuid NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"side" "sponsorship"."party" NOT NULL,
	"author" text NOT NULL,
	"body" text NOT NULL,
	"file_id" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dispute_evidence_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."dispute_evidence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."fundings" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"order_id" uuid NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"method" text NOT NULL,
	"state" "sponsorship"."funding_state" DEFAULT 'waiting' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"fee_minor" bigint DEFAULT 0 NOT NULL,
	"gateway" text DEFAULT '' NOT NULL,
	"payment_ref" text,
	"manual_payment_id" uuid,
	"invoice_id" uuid,
	"failure" text,
	"expires_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "fundings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "funding_amount" CHECK ("sponsorship"."fundings"."amount_minor" > 0 and "sponsorship"."fundings"."fee_minor" between 0 and "sponsorship"."fundings"."amount_minor")
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."fundings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."held_movements" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"order_id" uuid NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"kind" "sponsorship"."movement_kind" NOT NULL,
	"key" text NOT NULL,
	"delta_minor" bigint NOT NULL,
	"amount_minor" bigint NOT NULL,
	"fee_minor" bigint DEFAULT 0 NOT NULL,
	"tax_minor" bigint DEFAULT 0 NOT NULL,
	"held_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"group_id" uuid,
	"milestone_id" uuid,
	"dispute_id" uuid,
	"request_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"done_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "held_movements_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_movement_a_key" UNIQUE("organization_id","order_id","key"),
	CONSTRAINT "money_has_a_posting" CHECK ("sponsorship"."held_movements"."delta_minor" = 0 or "sponsorship"."held_movements"."group_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."held_movements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."sponsor_disputes" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"order_id" uuid NOT NULL,
	"milestone_id" uuid,
	"sponsor_id" uuid NOT NULL,
	"state" "sponsorship"."sponsor_dispute_state" DEFAULT 'open' NOT NULL,
	"side" "sponsorship"."party" NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"reason" text NOT NULL,
	"released_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"resolution" text DEFAULT '' NOT NULL,
	"opened_by" uuid,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "sponsor_disputes_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "split_of_the_amount" CHECK ("sponsorship"."sponsor_disputes"."amount_minor" > 0 and "sponsorship"."sponsor_disputes"."released_minor" + "sponsorship"."sponsor_disputes"."refunded_minor" <= "sponsorship"."sponsor_disputes"."amount_minor"),
	CONSTRAINT "closed_whole" CHECK (("sponsorship"."sponsor_disputes"."state" = 'open') = ("sponsorship"."sponsor_disputes"."closed_at" is null))
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_disputes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."sponsor_refunds" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"order_id" uuid NOT NULL,
	"funding_id" uuid NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"state" "sponsorship"."sponsor_refund_state" DEFAULT 'sending' NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"reason" text NOT NULL,
	"failure" text,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sponsor_refunds_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "refund_amount" CHECK ("sponsorship"."sponsor_refunds"."amount_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_refunds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."milestones" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"order_id" uuid NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"settled_minor" bigint DEFAULT 0 NOT NULL,
	"currency" char(3) NOT NULL,
	"due_on" date NOT NULL,
	CONSTRAINT "milestones_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_milestone_a_place" UNIQUE("organization_id","order_id","position"),
	CONSTRAINT "milestone_amount" CHECK ("sponsorship"."milestones"."amount_minor" > 0 and "sponsorship"."milestones"."settled_minor" between 0 and "sponsorship"."milestones"."amount_minor")
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."milestones" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."sponsorship_orders" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"number" text NOT NULL,
	"thread_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"package_id" uuid,
	"state" "sponsorship"."sponsorship_order_state" DEFAULT 'pending' NOT NULL,
	"title" text NOT NULL,
	"organizer_name" text NOT NULL,
	"sponsor_name" text NOT NULL,
	"event_name" text NOT NULL,
	"currency" char(3) NOT NULL,
	"total_minor" bigint NOT NULL,
	"tax_minor" bigint DEFAULT 0 NOT NULL,
	"tax_code" text DEFAULT 'sales' NOT NULL,
	"fee_ppm" integer DEFAULT 0 NOT NULL,
	"processing_minor" bigint DEFAULT 0 NOT NULL,
	"holder_id" uuid,
	"sponsor_book_id" uuid,
	"funded_minor" bigint DEFAULT 0 NOT NULL,
	"released_minor" bigint DEFAULT 0 NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"returned_minor" bigint DEFAULT 0 NOT NULL,
	"frozen_minor" bigint DEFAULT 0 NOT NULL,
	"hold_days" integer NOT NULL,
	"funded_on" date,
	"must_leave_by" date,
	"auto_approve_days" integer,
	"invoice_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sponsorship_orders_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_sponsorship_number" UNIQUE("organization_id","number"),
	CONSTRAINT "one_order_a_thread" UNIQUE("organization_id","thread_id"),
	CONSTRAINT "total_positive" CHECK ("sponsorship"."sponsorship_orders"."total_minor" > 0 and "sponsorship"."sponsorship_orders"."tax_minor" between 0 and "sponsorship"."sponsorship_orders"."total_minor" - 1),
	CONSTRAINT "hold_range" CHECK ("sponsorship"."sponsorship_orders"."hold_days" between 1 and 730 and "sponsorship"."sponsorship_orders"."auto_approve_days" between 1 and 90),
	CONSTRAINT "money_never_below_zero" CHECK (least("sponsorship"."sponsorship_orders"."released_minor", "sponsorship"."sponsorship_orders"."refunded_minor", "sponsorship"."sponsorship_orders"."returned_minor", "sponsorship"."sponsorship_orders"."frozen_minor") >= 0 and "sponsorship"."sponsorship_orders"."funded_minor" in (0, "sponsorship"."sponsorship_orders"."total_minor")
        and "sponsorship"."sponsorship_orders"."frozen_minor" <= "sponsorship"."sponsorship_orders"."funded_minor" - "sponsorship"."sponsorship_orders"."released_minor" - "sponsorship"."sponsorship_orders"."refunded_minor" and "sponsorship"."sponsorship_orders"."returned_minor" <= "sponsorship"."sponsorship_orders"."released_minor"),
	CONSTRAINT "state_is_its_money" CHECK (case "sponsorship"."sponsorship_orders"."state"::text when 'pending' then "sponsorship"."sponsorship_orders"."funded_minor" = 0 when 'cancelled' then "sponsorship"."sponsorship_orders"."funded_minor" = 0
        when 'funded' then "sponsorship"."sponsorship_orders"."funded_minor" - "sponsorship"."sponsorship_orders"."released_minor" - "sponsorship"."sponsorship_orders"."refunded_minor" > 0 and "sponsorship"."sponsorship_orders"."released_minor" + "sponsorship"."sponsorship_orders"."frozen_minor" = 0
        when 'locked' then "sponsorship"."sponsorship_orders"."funded_minor" - "sponsorship"."sponsorship_orders"."released_minor" - "sponsorship"."sponsorship_orders"."refunded_minor" > 0 and "sponsorship"."sponsorship_orders"."frozen_minor" = 0
        when 'disputed' then "sponsorship"."sponsorship_orders"."frozen_minor" > 0
        when 'released' then "sponsorship"."sponsorship_orders"."funded_minor" = "sponsorship"."sponsorship_orders"."released_minor" + "sponsorship"."sponsorship_orders"."refunded_minor" and "sponsorship"."sponsorship_orders"."released_minor" > 0
        else "sponsorship"."sponsorship_orders"."funded_minor" = "sponsorship"."sponsorship_orders"."refunded_minor" and "sponsorship"."sponsorship_orders"."funded_minor" > 0 end),
	CONSTRAINT "held_has_a_holder" CHECK (("sponsorship"."sponsorship_orders"."funded_minor" = 0) = ("sponsorship"."sponsorship_orders"."holder_id" is null) and ("sponsorship"."sponsorship_orders"."holder_id" is null) = ("sponsorship"."sponsorship_orders"."must_leave_by" is null))
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_orders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."proposal_messages" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"thread_id" uuid NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"side" "sponsorship"."party" NOT NULL,
	"author" text NOT NULL,
	"body" text NOT NULL,
	"file_id" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proposal_messages_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."proposal_threads" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"number" text NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"package_id" uuid,
	"variant_id" uuid,
	"state" "sponsorship"."proposal_state" DEFAULT 'draft' NOT NULL,
	"title" text NOT NULL,
	"organizer_name" text NOT NULL,
	"sponsor_name" text NOT NULL,
	"event_name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"turn" "sponsorship"."party" DEFAULT 'sponsor' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proposal_threads_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_thread_number" UNIQUE("organization_id","number")
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_threads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."proposal_versions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"thread_id" uuid NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"side" "sponsorship"."party" NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"terms" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"sent_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proposal_versions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_version_a_number" UNIQUE("organization_id","thread_id","n"),
	CONSTRAINT "version_price" CHECK ("sponsorship"."proposal_versions"."price_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."files" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"uploaded_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "file_size" CHECK ("sponsorship"."files"."size" = octet_length("sponsorship"."files"."content") and "sponsorship"."files"."size" between 1 and 10485760)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."package_templates" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"quantity" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "package_templates_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."package_templates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."package_variants" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"package_id" uuid NOT NULL,
	"name" text NOT NULL,
	"price_minor" bigint NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "package_variants_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "variant_price" CHECK ("sponsorship"."package_variants"."price_minor" > 0)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."package_variants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."sponsor_members" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"sponsor_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sponsor_members_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "member_once" UNIQUE("organization_id","sponsor_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."sponsors" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"industry" text DEFAULT '' NOT NULL,
	"website" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"profile" text DEFAULT '' NOT NULL,
	"party_id" uuid,
	"sponsor_organization_id" uuid,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sponsors_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_sponsor_an_organization" UNIQUE("organization_id","sponsor_organization_id"),
	CONSTRAINT "two_organizations" CHECK ("sponsorship"."sponsors"."sponsor_organization_id" <> "sponsorship"."sponsors"."organization_id")
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."sponsorship_packages" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"state" "sponsorship"."package_state" DEFAULT 'draft' NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"quantity" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sponsorship_packages_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "package_price" CHECK ("sponsorship"."sponsorship_packages"."price_minor" > 0 and "sponsorship"."sponsorship_packages"."quantity" > 0)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_packages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "payments"."allocations" DROP CONSTRAINT "one_target";--> statement-breakpoint
ALTER TABLE "payments"."allocations" ADD COLUMN "sponsorship_order_id" uuid;--> statement-breakpoint
ALTER TABLE "sponsorship"."deliverable_proofs" ADD CONSTRAINT "deliverable_proofs_submitted_by_user_profiles_user_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."deliverable_proofs" ADD CONSTRAINT "deliverable_proofs_decided_by_user_profiles_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."deliverable_proofs" ADD CONSTRAINT "deliverable_proofs_organization_id_deliverable_id_deliverables_organization_id_id_fk" FOREIGN KEY ("organization_id","deliverable_id") REFERENCES "sponsorship"."deliverables"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."deliverable_proofs" ADD CONSTRAINT "deliverable_proofs_organization_id_order_id_sponsorship_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "sponsorship"."sponsorship_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."deliverable_proofs" ADD CONSTRAINT "deliverable_proofs_organization_id_file_id_files_organization_id_id_fk" FOREIGN KEY ("organization_id","file_id") REFERENCES "sponsorship"."files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."deliverable_proofs" ADD CONSTRAINT "deliverable_proofs_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."deliverables" ADD CONSTRAINT "deliverables_organization_id_order_id_sponsorship_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "sponsorship"."sponsorship_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."deliverables" ADD CONSTRAINT "deliverables_organization_id_milestone_id_milestones_organization_id_id_fk" FOREIGN KEY ("organization_id","milestone_id") REFERENCES "sponsorship"."milestones"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."deliverables" ADD CONSTRAINT "deliverables_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."chargebacks" ADD CONSTRAINT "chargebacks_organization_id_order_id_sponsorship_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "sponsorship"."sponsorship_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."chargebacks" ADD CONSTRAINT "chargebacks_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."dispute_evidence" ADD CONSTRAINT "dispute_evidence_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."dispute_evidence" ADD CONSTRAINT "dispute_evidence_organization_id_dispute_id_sponsor_disputes_organization_id_id_fk" FOREIGN KEY ("organization_id","dispute_id") REFERENCES "sponsorship"."sponsor_disputes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."dispute_evidence" ADD CONSTRAINT "dispute_evidence_organization_id_file_id_files_organization_id_id_fk" FOREIGN KEY ("organization_id","file_id") REFERENCES "sponsorship"."files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."dispute_evidence" ADD CONSTRAINT "dispute_evidence_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."fundings" ADD CONSTRAINT "fundings_organization_id_order_id_sponsorship_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "sponsorship"."sponsorship_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."fundings" ADD CONSTRAINT "fundings_organization_id_manual_payment_id_manual_payments_organization_id_id_fk" FOREIGN KEY ("organization_id","manual_payment_id") REFERENCES "payments"."manual_payments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."fundings" ADD CONSTRAINT "fundings_organization_id_invoice_id_invoices_organization_id_id_fk" FOREIGN KEY ("organization_id","invoice_id") REFERENCES "payments"."invoices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."fundings" ADD CONSTRAINT "fundings_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."held_movements" ADD CONSTRAINT "held_movements_done_by_user_profiles_user_id_fk" FOREIGN KEY ("done_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."held_movements" ADD CONSTRAINT "held_movements_organization_id_order_id_sponsorship_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "sponsorship"."sponsorship_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."held_movements" ADD CONSTRAINT "held_movements_organization_id_milestone_id_milestones_organization_id_id_fk" FOREIGN KEY ("organization_id","milestone_id") REFERENCES "sponsorship"."milestones"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."held_movements" ADD CONSTRAINT "held_movements_organization_id_dispute_id_sponsor_disputes_organization_id_id_fk" FOREIGN KEY ("organization_id","dispute_id") REFERENCES "sponsorship"."sponsor_disputes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."held_movements" ADD CONSTRAINT "held_movements_organization_id_request_id_approval_requests_organization_id_id_fk" FOREIGN KEY ("organization_id","request_id") REFERENCES "organizations"."approval_requests"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."held_movements" ADD CONSTRAINT "held_movements_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_disputes" ADD CONSTRAINT "sponsor_disputes_opened_by_user_profiles_user_id_fk" FOREIGN KEY ("opened_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_disputes" ADD CONSTRAINT "sponsor_disputes_organization_id_order_id_sponsorship_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "sponsorship"."sponsorship_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_disputes" ADD CONSTRAINT "sponsor_disputes_organization_id_milestone_id_milestones_organization_id_id_fk" FOREIGN KEY ("organization_id","milestone_id") REFERENCES "sponsorship"."milestones"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_disputes" ADD CONSTRAINT "sponsor_disputes_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_refunds" ADD CONSTRAINT "sponsor_refunds_organization_id_order_id_sponsorship_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "sponsorship"."sponsorship_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_refunds" ADD CONSTRAINT "sponsor_refunds_organization_id_funding_id_fundings_organization_id_id_fk" FOREIGN KEY ("organization_id","funding_id") REFERENCES "sponsorship"."fundings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_refunds" ADD CONSTRAINT "sponsor_refunds_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."milestones" ADD CONSTRAINT "milestones_organization_id_order_id_sponsorship_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "sponsorship"."sponsorship_orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."milestones" ADD CONSTRAINT "milestones_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_orders" ADD CONSTRAINT "sponsorship_orders_holder_id_organizations_id_fk" FOREIGN KEY ("holder_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_orders" ADD CONSTRAINT "sponsorship_orders_sponsor_book_id_organizations_id_fk" FOREIGN KEY ("sponsor_book_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_orders" ADD CONSTRAINT "sponsorship_orders_organization_id_thread_id_proposal_threads_organization_id_id_fk" FOREIGN KEY ("organization_id","thread_id") REFERENCES "sponsorship"."proposal_threads"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_orders" ADD CONSTRAINT "sponsorship_orders_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_orders" ADD CONSTRAINT "sponsorship_orders_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_orders" ADD CONSTRAINT "sponsorship_orders_organization_id_package_id_sponsorship_packages_organization_id_id_fk" FOREIGN KEY ("organization_id","package_id") REFERENCES "sponsorship"."sponsorship_packages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_orders" ADD CONSTRAINT "sponsorship_orders_organization_id_invoice_id_invoices_organization_id_id_fk" FOREIGN KEY ("organization_id","invoice_id") REFERENCES "payments"."invoices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_messages" ADD CONSTRAINT "proposal_messages_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_messages" ADD CONSTRAINT "proposal_messages_organization_id_thread_id_proposal_threads_organization_id_id_fk" FOREIGN KEY ("organization_id","thread_id") REFERENCES "sponsorship"."proposal_threads"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_messages" ADD CONSTRAINT "proposal_messages_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_messages" ADD CONSTRAINT "proposal_messages_organization_id_file_id_files_organization_id_id_fk" FOREIGN KEY ("organization_id","file_id") REFERENCES "sponsorship"."files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_threads" ADD CONSTRAINT "proposal_threads_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_threads" ADD CONSTRAINT "proposal_threads_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_threads" ADD CONSTRAINT "proposal_threads_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_threads" ADD CONSTRAINT "proposal_threads_organization_id_package_id_sponsorship_packages_organization_id_id_fk" FOREIGN KEY ("organization_id","package_id") REFERENCES "sponsorship"."sponsorship_packages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_threads" ADD CONSTRAINT "proposal_threads_organization_id_variant_id_package_variants_organization_id_id_fk" FOREIGN KEY ("organization_id","variant_id") REFERENCES "sponsorship"."package_variants"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_versions" ADD CONSTRAINT "proposal_versions_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_versions" ADD CONSTRAINT "proposal_versions_organization_id_thread_id_proposal_threads_organization_id_id_fk" FOREIGN KEY ("organization_id","thread_id") REFERENCES "sponsorship"."proposal_threads"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."proposal_versions" ADD CONSTRAINT "proposal_versions_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."files" ADD CONSTRAINT "files_uploaded_by_user_profiles_user_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."files" ADD CONSTRAINT "files_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."package_templates" ADD CONSTRAINT "package_templates_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."package_variants" ADD CONSTRAINT "package_variants_organization_id_package_id_sponsorship_packages_organization_id_id_fk" FOREIGN KEY ("organization_id","package_id") REFERENCES "sponsorship"."sponsorship_packages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_members" ADD CONSTRAINT "sponsor_members_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsor_members" ADD CONSTRAINT "sponsor_members_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsors" ADD CONSTRAINT "sponsors_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsors" ADD CONSTRAINT "sponsors_sponsor_organization_id_organizations_id_fk" FOREIGN KEY ("sponsor_organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsors" ADD CONSTRAINT "sponsors_organization_id_party_id_parties_organization_id_id_fk" FOREIGN KEY ("organization_id","party_id") REFERENCES "payments"."parties"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_packages" ADD CONSTRAINT "sponsorship_packages_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliverable_proofs_submitted_by_index" ON "sponsorship"."deliverable_proofs" USING btree ("submitted_by");--> statement-breakpoint
CREATE INDEX "deliverable_proofs_decided_by_index" ON "sponsorship"."deliverable_proofs" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "deliverable_proofs_sponsor_id_index" ON "sponsorship"."deliverable_proofs" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "deliverable_proofs_organization_id_deliverable_id_index" ON "sponsorship"."deliverable_proofs" USING btree ("organization_id","deliverable_id");--> statement-breakpoint
CREATE INDEX "deliverable_proofs_organization_id_order_id_index" ON "sponsorship"."deliverable_proofs" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "deliverable_proofs_organization_id_file_id_index" ON "sponsorship"."deliverable_proofs" USING btree ("organization_id","file_id");--> statement-breakpoint
CREATE INDEX "deliverable_proofs_organization_id_sponsor_id_index" ON "sponsorship"."deliverable_proofs" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "deliverables_sponsor_id_index" ON "sponsorship"."deliverables" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "deliverables_organization_id_order_id_index" ON "sponsorship"."deliverables" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "deliverables_organization_id_milestone_id_index" ON "sponsorship"."deliverables" USING btree ("organization_id","milestone_id");--> statement-breakpoint
CREATE INDEX "deliverables_organization_id_sponsor_id_index" ON "sponsorship"."deliverables" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "chargebacks_sponsor_id_index" ON "sponsorship"."chargebacks" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "chargebacks_organization_id_order_id_index" ON "sponsorship"."chargebacks" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "chargebacks_organization_id_sponsor_id_index" ON "sponsorship"."chargebacks" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "dispute_evidence_created_by_index" ON "sponsorship"."dispute_evidence" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "dispute_evidence_sponsor_id_index" ON "sponsorship"."dispute_evidence" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "dispute_evidence_organization_id_dispute_id_index" ON "sponsorship"."dispute_evidence" USING btree ("organization_id","dispute_id");--> statement-breakpoint
CREATE INDEX "dispute_evidence_organization_id_file_id_index" ON "sponsorship"."dispute_evidence" USING btree ("organization_id","file_id");--> statement-breakpoint
CREATE INDEX "dispute_evidence_organization_id_sponsor_id_index" ON "sponsorship"."dispute_evidence" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "funded_once" ON "sponsorship"."fundings" USING btree ("organization_id","order_id") WHERE state = 'succeeded';--> statement-breakpoint
CREATE INDEX "fundings_sponsor_id_index" ON "sponsorship"."fundings" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "fundings_organization_id_order_id_index" ON "sponsorship"."fundings" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "fundings_organization_id_manual_payment_id_index" ON "sponsorship"."fundings" USING btree ("organization_id","manual_payment_id");--> statement-breakpoint
CREATE INDEX "fundings_organization_id_invoice_id_index" ON "sponsorship"."fundings" USING btree ("organization_id","invoice_id");--> statement-breakpoint
CREATE INDEX "fundings_organization_id_sponsor_id_index" ON "sponsorship"."fundings" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "held_movements_done_by_index" ON "sponsorship"."held_movements" USING btree ("done_by");--> statement-breakpoint
CREATE INDEX "held_movements_sponsor_id_index" ON "sponsorship"."held_movements" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "held_movements_organization_id_group_id_index" ON "sponsorship"."held_movements" USING btree ("organization_id","group_id");--> statement-breakpoint
CREATE INDEX "held_movements_organization_id_order_id_index" ON "sponsorship"."held_movements" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "held_movements_organization_id_milestone_id_index" ON "sponsorship"."held_movements" USING btree ("organization_id","milestone_id");--> statement-breakpoint
CREATE INDEX "held_movements_organization_id_dispute_id_index" ON "sponsorship"."held_movements" USING btree ("organization_id","dispute_id");--> statement-breakpoint
CREATE INDEX "held_movements_organization_id_request_id_index" ON "sponsorship"."held_movements" USING btree ("organization_id","request_id");--> statement-breakpoint
CREATE INDEX "held_movements_organization_id_sponsor_id_index" ON "sponsorship"."held_movements" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "sponsor_disputes_opened_by_index" ON "sponsorship"."sponsor_disputes" USING btree ("opened_by");--> statement-breakpoint
CREATE INDEX "sponsor_disputes_sponsor_id_index" ON "sponsorship"."sponsor_disputes" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "sponsor_disputes_organization_id_order_id_index" ON "sponsorship"."sponsor_disputes" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "sponsor_disputes_organization_id_milestone_id_index" ON "sponsorship"."sponsor_disputes" USING btree ("organization_id","milestone_id");--> statement-breakpoint
CREATE INDEX "sponsor_disputes_organization_id_sponsor_id_index" ON "sponsorship"."sponsor_disputes" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "sponsor_refunds_sponsor_id_index" ON "sponsorship"."sponsor_refunds" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "sponsor_refunds_organization_id_order_id_index" ON "sponsorship"."sponsor_refunds" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "sponsor_refunds_organization_id_funding_id_index" ON "sponsorship"."sponsor_refunds" USING btree ("organization_id","funding_id");--> statement-breakpoint
CREATE INDEX "sponsor_refunds_organization_id_sponsor_id_index" ON "sponsorship"."sponsor_refunds" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "milestones_sponsor_id_index" ON "sponsorship"."milestones" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "milestones_organization_id_order_id_index" ON "sponsorship"."milestones" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "milestones_organization_id_sponsor_id_index" ON "sponsorship"."milestones" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_order_an_invoice" ON "sponsorship"."sponsorship_orders" USING btree ("organization_id","invoice_id") WHERE invoice_id is not null;--> statement-breakpoint
CREATE INDEX "sponsorship_orders_by_id" ON "sponsorship"."sponsorship_orders" USING btree ("id");--> statement-breakpoint
CREATE INDEX "sponsorship_orders_holder_id_index" ON "sponsorship"."sponsorship_orders" USING btree ("holder_id");--> statement-breakpoint
CREATE INDEX "sponsorship_orders_sponsor_book_id_index" ON "sponsorship"."sponsorship_orders" USING btree ("sponsor_book_id");--> statement-breakpoint
CREATE INDEX "sponsorship_orders_sponsor_id_index" ON "sponsorship"."sponsorship_orders" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "sponsorship_orders_organization_id_thread_id_index" ON "sponsorship"."sponsorship_orders" USING btree ("organization_id","thread_id");--> statement-breakpoint
CREATE INDEX "sponsorship_orders_organization_id_sponsor_id_index" ON "sponsorship"."sponsorship_orders" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "sponsorship_orders_organization_id_event_id_index" ON "sponsorship"."sponsorship_orders" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "sponsorship_orders_organization_id_package_id_index" ON "sponsorship"."sponsorship_orders" USING btree ("organization_id","package_id");--> statement-breakpoint
CREATE INDEX "sponsorship_orders_organization_id_invoice_id_index" ON "sponsorship"."sponsorship_orders" USING btree ("organization_id","invoice_id");--> statement-breakpoint
CREATE INDEX "proposal_messages_created_by_index" ON "sponsorship"."proposal_messages" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "proposal_messages_sponsor_id_index" ON "sponsorship"."proposal_messages" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "proposal_messages_organization_id_thread_id_index" ON "sponsorship"."proposal_messages" USING btree ("organization_id","thread_id");--> statement-breakpoint
CREATE INDEX "proposal_messages_organization_id_sponsor_id_index" ON "sponsorship"."proposal_messages" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "proposal_messages_organization_id_file_id_index" ON "sponsorship"."proposal_messages" USING btree ("organization_id","file_id");--> statement-breakpoint
CREATE INDEX "proposal_threads_created_by_index" ON "sponsorship"."proposal_threads" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "proposal_threads_by_id" ON "sponsorship"."proposal_threads" USING btree ("id");--> statement-breakpoint
CREATE INDEX "proposal_threads_sponsor_id_index" ON "sponsorship"."proposal_threads" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "proposal_threads_organization_id_sponsor_id_index" ON "sponsorship"."proposal_threads" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "proposal_threads_organization_id_event_id_index" ON "sponsorship"."proposal_threads" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "proposal_threads_organization_id_package_id_index" ON "sponsorship"."proposal_threads" USING btree ("organization_id","package_id");--> statement-breakpoint
CREATE INDEX "proposal_threads_organization_id_variant_id_index" ON "sponsorship"."proposal_threads" USING btree ("organization_id","variant_id");--> statement-breakpoint
CREATE INDEX "proposal_versions_created_by_index" ON "sponsorship"."proposal_versions" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "proposal_versions_sponsor_id_index" ON "sponsorship"."proposal_versions" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "proposal_versions_organization_id_thread_id_index" ON "sponsorship"."proposal_versions" USING btree ("organization_id","thread_id");--> statement-breakpoint
CREATE INDEX "proposal_versions_organization_id_sponsor_id_index" ON "sponsorship"."proposal_versions" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "files_uploaded_by_index" ON "sponsorship"."files" USING btree ("uploaded_by");--> statement-breakpoint
CREATE INDEX "files_sponsor_id_index" ON "sponsorship"."files" USING btree ("sponsor_id");--> statement-breakpoint
CREATE INDEX "files_organization_id_sponsor_id_index" ON "sponsorship"."files" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_template_name" ON "sponsorship"."package_templates" USING btree ("organization_id",lower(name));--> statement-breakpoint
CREATE UNIQUE INDEX "one_variant_name" ON "sponsorship"."package_variants" USING btree ("organization_id","package_id",lower(name));--> statement-breakpoint
CREATE INDEX "package_variants_organization_id_package_id_index" ON "sponsorship"."package_variants" USING btree ("organization_id","package_id");--> statement-breakpoint
CREATE INDEX "sponsor_members_user_id_index" ON "sponsorship"."sponsor_members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sponsor_members_organization_id_sponsor_id_index" ON "sponsorship"."sponsor_members" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_sponsor_name" ON "sponsorship"."sponsors" USING btree ("organization_id",lower(name)) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "sponsors_sponsor_organization_id_index" ON "sponsorship"."sponsors" USING btree ("sponsor_organization_id");--> statement-breakpoint
CREATE INDEX "sponsors_organization_id_party_id_index" ON "sponsorship"."sponsors" USING btree ("organization_id","party_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_package_name" ON "sponsorship"."sponsorship_packages" USING btree ("organization_id","event_id",lower(name)) WHERE state <> 'archived';--> statement-breakpoint
CREATE INDEX "sponsorship_packages_organization_id_event_id_index" ON "sponsorship"."sponsorship_packages" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "allocations_organization_id_sponsorship_order_id_index" ON "payments"."allocations" USING btree ("organization_id","sponsorship_order_id");--> statement-breakpoint
ALTER TABLE "payments"."allocations" ADD CONSTRAINT "one_target" CHECK (num_nonnulls("payments"."allocations"."invoice_id", "payments"."allocations"."order_id", "payments"."allocations"."booking_id", "payments"."allocations"."sponsorship_order_id") = 1);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."deliverable_proofs" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."deliverable_proofs" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."deliverables" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."deliverables" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."chargebacks" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."chargebacks" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."dispute_evidence" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."dispute_evidence" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."fundings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."fundings" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."held_movements" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."held_movements" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."sponsor_disputes" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."sponsor_disputes" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."sponsor_refunds" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."sponsor_refunds" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."milestones" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."milestones" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."sponsorship_orders" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."sponsorship_orders" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "ledger" ON "sponsorship"."sponsorship_orders" AS PERMISSIVE FOR SELECT TO "gr_ledger" USING (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."proposal_messages" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."proposal_messages" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."proposal_threads" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."proposal_threads" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."proposal_versions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."proposal_versions" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."files" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."files" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."package_templates" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."package_templates" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."package_variants" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."package_variants" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."sponsor_members" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."sponsor_members" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."sponsors" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."sponsors" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."sponsorship_packages" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."sponsorship_packages" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);