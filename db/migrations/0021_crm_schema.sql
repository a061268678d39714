CREATE SCHEMA IF NOT EXISTS "feedback";
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS "crm";
--> statement-breakpoint
CREATE TYPE "feedback"."review_post_state" AS ENUM('draft', 'published', 'archived');--> statement-breakpoint
CREATE TYPE "feedback"."review_request_state" AS ENUM('waiting', 'sent', 'answered', 'skipped', 'expired');--> statement-breakpoint
CREATE TYPE "feedback"."review_source" AS ENUM('request', 'website', 'google_business', 'facebook', 'instagram', 'yelp', 'import', 'other');--> statement-breakpoint
CREATE TYPE "feedback"."review_state" AS ENUM('pending', 'approved', 'rejected');--> statement-breakpoint
CREATE TYPE "feedback"."testimonial_state" AS ENUM('published', 'withdrawn');--> statement-breakpoint
CREATE TYPE "crm"."marketing_choice" AS ENUM('unknown', 'granted', 'withdrawn');--> statement-breakpoint
CREATE TYPE "crm"."lead_source" AS ENUM('website', 'instagram', 'facebook', 'google_business', 'referral', 'import', 'phone', 'other');--> statement-breakpoint
CREATE TYPE "crm"."lead_state" AS ENUM('open', 'lost', 'converted');--> statement-breakpoint
CREATE TYPE "crm"."opportunity_state" AS ENUM('open', 'won', 'lost');--> statement-breakpoint
CREATE TYPE "crm"."stage_kind" AS ENUM('open', 'won', 'lost');--> statement-breakpoint
CREATE TABLE "feedback"."customer_reviews" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"source" "feedback"."review_source" NOT NULL,
	"rating" smallint NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"reviewer" text NOT NULL,
	"customer_id" uuid,
	"station_id" uuid,
	"state" "feedback"."review_state" DEFAULT 'pending' NOT NULL,
	"may_publish" boolean DEFAULT false NOT NULL,
	"permission_version" text DEFAULT '' NOT NULL,
	"permission_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"rejected_reason" text,
	"reply" text DEFAULT '' NOT NULL,
	"replied_by" uuid,
	"replied_at" timestamp with time zone,
	"external_url" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_reviews_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "rating_range" CHECK ("feedback"."customer_reviews"."rating" between 1 and 5),
	CONSTRAINT "title_length" CHECK (length("feedback"."customer_reviews"."title") <= 120),
	CONSTRAINT "body_length" CHECK (length("feedback"."customer_reviews"."body") <= 4000),
	CONSTRAINT "reviewer_length" CHECK (length("feedback"."customer_reviews"."reviewer") between 1 and 120),
	CONSTRAINT "reply_length" CHECK (length("feedback"."customer_reviews"."reply") <= 2000),
	CONSTRAINT "rejected_says_why" CHECK (("feedback"."customer_reviews"."state" = 'rejected') = ("feedback"."customer_reviews"."rejected_reason" is not null)),
	CONSTRAINT "decided_by_somebody" CHECK (("feedback"."customer_reviews"."state" = 'pending') = ("feedback"."customer_reviews"."decided_at" is null))
);
--> statement-breakpoint
ALTER TABLE "feedback"."customer_reviews" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "feedback"."customer_testimonials" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"review_id" uuid NOT NULL,
	"customer_id" uuid,
	"station_id" uuid,
	"quote" text NOT NULL,
	"author" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"state" "feedback"."testimonial_state" DEFAULT 'published' NOT NULL,
	"published_by" uuid,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_testimonials_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_testimonial_a_review" UNIQUE("organization_id","review_id"),
	CONSTRAINT "quote_length" CHECK (length("feedback"."customer_testimonials"."quote") between 1 and 600),
	CONSTRAINT "author_length" CHECK (length("feedback"."customer_testimonials"."author") between 1 and 120)
);
--> statement-breakpoint
ALTER TABLE "feedback"."customer_testimonials" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "feedback"."review_blog_posts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"review_id" uuid,
	"station_id" uuid,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"state" "feedback"."review_post_state" DEFAULT 'draft' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"published_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_blog_posts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_post_slug" UNIQUE("organization_id","slug"),
	CONSTRAINT "post_slug_form" CHECK ("feedback"."review_blog_posts"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("feedback"."review_blog_posts"."slug") <= 120),
	CONSTRAINT "title_length" CHECK (length("feedback"."review_blog_posts"."title") between 1 and 160),
	CONSTRAINT "body_length" CHECK (length("feedback"."review_blog_posts"."body") between 1 and 20000),
	CONSTRAINT "published_has_a_date" CHECK ("feedback"."review_blog_posts"."state" <> 'published' or "feedback"."review_blog_posts"."published_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "feedback"."review_blog_posts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "feedback"."review_images" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"review_id" uuid NOT NULL,
	"station_id" uuid,
	"position" smallint NOT NULL,
	"width" smallint NOT NULL,
	"height" smallint NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_images_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_place_a_review" UNIQUE("organization_id","review_id","position"),
	CONSTRAINT "three_at_most" CHECK ("feedback"."review_images"."position" between 1 and 3),
	CONSTRAINT "image_size" CHECK (octet_length("feedback"."review_images"."content") between 1 and 1048576)
);
--> statement-breakpoint
ALTER TABLE "feedback"."review_images" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "feedback"."review_post_approvals" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"post_id" uuid NOT NULL,
	"station_id" uuid,
	"version" integer NOT NULL,
	"decision" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"decided_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_post_approvals_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "decision_known" CHECK ("feedback"."review_post_approvals"."decision" in ('approved', 'changes_wanted', 'published', 'archived', 'reopened')),
	CONSTRAINT "note_length" CHECK (length("feedback"."review_post_approvals"."note") <= 1000)
);
--> statement-breakpoint
ALTER TABLE "feedback"."review_post_approvals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "feedback"."review_requests" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"lead_id" uuid,
	"station_id" uuid,
	"occasion" text DEFAULT '' NOT NULL,
	"state" "feedback"."review_request_state" DEFAULT 'waiting' NOT NULL,
	"skipped_reason" text,
	"sent_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"review_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "review_requests_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_review_a_request" UNIQUE("organization_id","review_id"),
	CONSTRAINT "one_request_a_lead" UNIQUE("organization_id","lead_id"),
	CONSTRAINT "skipped_says_why" CHECK (("feedback"."review_requests"."state" = 'skipped') = ("feedback"."review_requests"."skipped_reason" is not null)),
	CONSTRAINT "occasion_length" CHECK (length("feedback"."review_requests"."occasion") <= 200)
);
--> statement-breakpoint
ALTER TABLE "feedback"."review_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."client_interactions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"direction" text DEFAULT 'out' NOT NULL,
	"summary" text NOT NULL,
	"happened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "client_interactions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "kind_known" CHECK ("crm"."client_interactions"."kind" in ('call', 'email', 'meeting', 'message', 'visit', 'other')),
	CONSTRAINT "direction_known" CHECK ("crm"."client_interactions"."direction" in ('in', 'out')),
	CONSTRAINT "summary_length" CHECK (length("crm"."client_interactions"."summary") between 1 and 2000)
);
--> statement-breakpoint
ALTER TABLE "crm"."client_interactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."client_measurements" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"name" text NOT NULL,
	"value" numeric(14, 4) NOT NULL,
	"unit" text DEFAULT '' NOT NULL,
	"measured_on" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	CONSTRAINT "client_measurements_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "name_length" CHECK (length("crm"."client_measurements"."name") between 1 and 80),
	CONSTRAINT "unit_length" CHECK (length("crm"."client_measurements"."unit") <= 20),
	CONSTRAINT "note_length" CHECK (length("crm"."client_measurements"."note") <= 500)
);
--> statement-breakpoint
ALTER TABLE "crm"."client_measurements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."customer_consents" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"choice" "crm"."marketing_choice" NOT NULL,
	"source" text NOT NULL,
	"version" text DEFAULT '' NOT NULL,
	"address" text,
	"recorded_by" uuid,
	CONSTRAINT "customer_consents_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "source_length" CHECK (length("crm"."customer_consents"."source") between 1 and 80)
);
--> statement-breakpoint
ALTER TABLE "crm"."customer_consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."customer_merges" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"survivor_id" uuid NOT NULL,
	"merged_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"moved" jsonb NOT NULL,
	"merged_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_by" uuid,
	"undone_at" timestamp with time zone,
	CONSTRAINT "customer_merges_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "crm"."customer_merges" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."customer_notes" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" text NOT NULL,
	"created_by" uuid,
	CONSTRAINT "customer_notes_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "body_length" CHECK (length("crm"."customer_notes"."body") between 1 and 4000)
);
--> statement-breakpoint
ALTER TABLE "crm"."customer_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."customer_stations" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"station_id" uuid NOT NULL,
	CONSTRAINT "customer_stations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_customer_station" UNIQUE("organization_id","customer_id","station_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."customer_stations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."customers" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text DEFAULT '' NOT NULL,
	"phone_digits" text GENERATED ALWAYS AS (regexp_replace(phone, '[^0-9]', '', 'g')) STORED,
	"address" text DEFAULT '' NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"station_ids" uuid[] DEFAULT '{}' NOT NULL,
	"marketing" "crm"."marketing_choice" DEFAULT 'unknown' NOT NULL,
	"marketing_at" timestamp with time zone,
	"merged_into_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customers_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "name_length" CHECK (length("crm"."customers"."name") between 1 and 120),
	CONSTRAINT "email_form" CHECK ("crm"."customers"."email" ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length("crm"."customers"."email") <= 254),
	CONSTRAINT "phone_length" CHECK (length("crm"."customers"."phone") <= 40),
	CONSTRAINT "address_length" CHECK (length("crm"."customers"."address") <= 400),
	CONSTRAINT "notes_length" CHECK (length("crm"."customers"."notes") <= 4000),
	CONSTRAINT "tag_count" CHECK (cardinality("crm"."customers"."tags") <= 30),
	CONSTRAINT "not_into_itself" CHECK ("crm"."customers"."merged_into_id" <> "crm"."customers"."id")
);
--> statement-breakpoint
ALTER TABLE "crm"."customers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."customers_apart" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"one_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "customers_apart_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "once_apart" UNIQUE("organization_id","one_id","other_id"),
	CONSTRAINT "in_order" CHECK ("crm"."customers_apart"."one_id" < "crm"."customers_apart"."other_id")
);
--> statement-breakpoint
ALTER TABLE "crm"."customers_apart" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."lead_activities" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"lead_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"summary" text NOT NULL,
	"happened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "lead_activities_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "kind_known" CHECK ("crm"."lead_activities"."kind" in ('call', 'email', 'meeting', 'message', 'form', 'conversion')),
	CONSTRAINT "summary_length" CHECK (length("crm"."lead_activities"."summary") between 1 and 4000)
);
--> statement-breakpoint
ALTER TABLE "crm"."lead_activities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."lead_notes" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"lead_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" text NOT NULL,
	"created_by" uuid,
	CONSTRAINT "lead_notes_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "body_length" CHECK (length("crm"."lead_notes"."body") between 1 and 4000)
);
--> statement-breakpoint
ALTER TABLE "crm"."lead_notes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."lead_tags" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"lead_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tag" text NOT NULL,
	CONSTRAINT "lead_tags_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_tag_a_lead" UNIQUE("organization_id","lead_id","tag"),
	CONSTRAINT "tag_form" CHECK ("crm"."lead_tags"."tag" = lower("crm"."lead_tags"."tag") and length("crm"."lead_tags"."tag") between 1 and 40)
);
--> statement-breakpoint
ALTER TABLE "crm"."lead_tags" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."leads" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"source" "crm"."lead_source" NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text DEFAULT '' NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"wished_on" date,
	"guests" integer,
	"service" text DEFAULT '' NOT NULL,
	"referred_by" text DEFAULT '' NOT NULL,
	"station_id" uuid,
	"owner_id" uuid,
	"state" "crm"."lead_state" DEFAULT 'open' NOT NULL,
	"stage_id" uuid NOT NULL,
	"stage_at" timestamp with time zone DEFAULT now() NOT NULL,
	"score" smallint DEFAULT 0 NOT NULL,
	"lost_reason" text,
	"lost_note" text DEFAULT '' NOT NULL,
	"customer_id" uuid,
	"converted_at" timestamp with time zone,
	"marketing" boolean DEFAULT false NOT NULL,
	"consent_version" text DEFAULT '' NOT NULL,
	"consent_address" text,
	"origin" text DEFAULT '' NOT NULL,
	"follow_up_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "leads_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "name_length" CHECK (length("crm"."leads"."name") between 1 and 120),
	CONSTRAINT "email_form" CHECK ("crm"."leads"."email" ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length("crm"."leads"."email") <= 254),
	CONSTRAINT "reachable" CHECK ("crm"."leads"."email" is not null or "crm"."leads"."phone" <> ''),
	CONSTRAINT "phone_length" CHECK (length("crm"."leads"."phone") <= 40),
	CONSTRAINT "message_length" CHECK (length("crm"."leads"."message") <= 4000),
	CONSTRAINT "service_length" CHECK (length("crm"."leads"."service") <= 120),
	CONSTRAINT "guest_count" CHECK ("crm"."leads"."guests" between 1 and 10000),
	CONSTRAINT "score_range" CHECK ("crm"."leads"."score" between 0 and 100),
	CONSTRAINT "lost_says_why" CHECK (("crm"."leads"."state" = 'lost') = ("crm"."leads"."lost_reason" is not null)),
	CONSTRAINT "converted_to_somebody" CHECK ("crm"."leads"."state" <> 'converted' or "crm"."leads"."customer_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "crm"."leads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."opportunities" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"title" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" char(3) NOT NULL,
	"expected_on" date,
	"customer_id" uuid,
	"lead_id" uuid,
	"station_id" uuid,
	"owner_id" uuid,
	"state" "crm"."opportunity_state" DEFAULT 'open' NOT NULL,
	"stage_id" uuid NOT NULL,
	"stage_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lost_reason" text,
	"notes" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "opportunities_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "title_length" CHECK (length("crm"."opportunities"."title") between 1 and 160),
	CONSTRAINT "amount_not_negative" CHECK ("crm"."opportunities"."amount_minor" >= 0),
	CONSTRAINT "lost_says_why" CHECK (("crm"."opportunities"."state" = 'lost') = ("crm"."opportunities"."lost_reason" is not null))
);
--> statement-breakpoint
ALTER TABLE "crm"."opportunities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."pipeline_stages" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"pipeline" text NOT NULL,
	"name" text NOT NULL,
	"kind" "crm"."stage_kind" DEFAULT 'open' NOT NULL,
	"position" integer NOT NULL,
	"stale_days" smallint,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pipeline_stages_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "pipeline_known" CHECK ("crm"."pipeline_stages"."pipeline" in ('leads', 'opportunities')),
	CONSTRAINT "name_length" CHECK (length("crm"."pipeline_stages"."name") between 1 and 40),
	CONSTRAINT "stale_range" CHECK ("crm"."pipeline_stages"."stale_days" between 1 and 365)
);
--> statement-breakpoint
ALTER TABLE "crm"."pipeline_stages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm"."stage_history" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"lead_id" uuid,
	"opportunity_id" uuid,
	"station_id" uuid,
	"stage_id" uuid NOT NULL,
	"entered_at" timestamp with time zone DEFAULT now() NOT NULL,
	"left_at" timestamp with time zone,
	"reason" text DEFAULT '' NOT NULL,
	"moved_by" uuid,
	CONSTRAINT "stage_history_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_subject" CHECK (num_nonnulls("crm"."stage_history"."lead_id", "crm"."stage_history"."opportunity_id") = 1),
	CONSTRAINT "leaves_after_it_came" CHECK ("crm"."stage_history"."left_at" >= "crm"."stage_history"."entered_at")
);
--> statement-breakpoint
ALTER TABLE "crm"."stage_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "feedback"."customer_reviews" ADD CONSTRAINT "customer_reviews_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."customer_reviews" ADD CONSTRAINT "customer_reviews_organization_id_customer_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."customer_reviews" ADD CONSTRAINT "customer_reviews_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."customer_reviews" ADD CONSTRAINT "customer_reviews_organization_id_decided_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","decided_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."customer_reviews" ADD CONSTRAINT "customer_reviews_organization_id_replied_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","replied_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."customer_testimonials" ADD CONSTRAINT "customer_testimonials_organization_id_review_id_customer_reviews_organization_id_id_fk" FOREIGN KEY ("organization_id","review_id") REFERENCES "feedback"."customer_reviews"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."customer_testimonials" ADD CONSTRAINT "customer_testimonials_organization_id_customer_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."customer_testimonials" ADD CONSTRAINT "customer_testimonials_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."customer_testimonials" ADD CONSTRAINT "customer_testimonials_organization_id_published_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","published_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_blog_posts" ADD CONSTRAINT "review_blog_posts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_blog_posts" ADD CONSTRAINT "review_blog_posts_organization_id_review_id_customer_reviews_organization_id_id_fk" FOREIGN KEY ("organization_id","review_id") REFERENCES "feedback"."customer_reviews"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_blog_posts" ADD CONSTRAINT "review_blog_posts_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_blog_posts" ADD CONSTRAINT "review_blog_posts_organization_id_created_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_images" ADD CONSTRAINT "review_images_organization_id_review_id_customer_reviews_organization_id_id_fk" FOREIGN KEY ("organization_id","review_id") REFERENCES "feedback"."customer_reviews"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_images" ADD CONSTRAINT "review_images_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_post_approvals" ADD CONSTRAINT "review_post_approvals_organization_id_post_id_review_blog_posts_organization_id_id_fk" FOREIGN KEY ("organization_id","post_id") REFERENCES "feedback"."review_blog_posts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_post_approvals" ADD CONSTRAINT "review_post_approvals_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_post_approvals" ADD CONSTRAINT "review_post_approvals_organization_id_decided_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","decided_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_requests" ADD CONSTRAINT "review_requests_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_requests" ADD CONSTRAINT "review_requests_organization_id_customer_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_requests" ADD CONSTRAINT "review_requests_organization_id_lead_id_leads_organization_id_id_fk" FOREIGN KEY ("organization_id","lead_id") REFERENCES "crm"."leads"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_requests" ADD CONSTRAINT "review_requests_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_requests" ADD CONSTRAINT "review_requests_organization_id_review_id_customer_reviews_organization_id_id_fk" FOREIGN KEY ("organization_id","review_id") REFERENCES "feedback"."customer_reviews"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."client_interactions" ADD CONSTRAINT "client_interactions_organization_id_created_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."client_interactions" ADD CONSTRAINT "client_interactions_organization_id_customer_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."client_measurements" ADD CONSTRAINT "client_measurements_organization_id_created_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."client_measurements" ADD CONSTRAINT "client_measurements_organization_id_customer_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customer_consents" ADD CONSTRAINT "customer_consents_organization_id_recorded_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","recorded_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customer_consents" ADD CONSTRAINT "customer_consents_organization_id_customer_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customer_merges" ADD CONSTRAINT "customer_merges_organization_id_survivor_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","survivor_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customer_merges" ADD CONSTRAINT "customer_merges_organization_id_merged_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","merged_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customer_merges" ADD CONSTRAINT "customer_merges_organization_id_merged_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","merged_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customer_merges" ADD CONSTRAINT "customer_merges_organization_id_undone_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","undone_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customer_notes" ADD CONSTRAINT "customer_notes_organization_id_created_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customer_notes" ADD CONSTRAINT "customer_notes_organization_id_customer_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customer_stations" ADD CONSTRAINT "customer_stations_organization_id_customer_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customer_stations" ADD CONSTRAINT "customer_stations_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customers" ADD CONSTRAINT "customers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customers" ADD CONSTRAINT "customers_organization_id_merged_into_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","merged_into_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customers_apart" ADD CONSTRAINT "customers_apart_organization_id_one_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","one_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customers_apart" ADD CONSTRAINT "customers_apart_organization_id_other_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","other_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."customers_apart" ADD CONSTRAINT "customers_apart_organization_id_created_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."lead_activities" ADD CONSTRAINT "lead_activities_organization_id_created_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."lead_activities" ADD CONSTRAINT "lead_activities_organization_id_lead_id_leads_organization_id_id_fk" FOREIGN KEY ("organization_id","lead_id") REFERENCES "crm"."leads"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."lead_activities" ADD CONSTRAINT "lead_activities_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."lead_notes" ADD CONSTRAINT "lead_notes_organization_id_created_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."lead_notes" ADD CONSTRAINT "lead_notes_organization_id_lead_id_leads_organization_id_id_fk" FOREIGN KEY ("organization_id","lead_id") REFERENCES "crm"."leads"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."lead_notes" ADD CONSTRAINT "lead_notes_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."lead_tags" ADD CONSTRAINT "lead_tags_organization_id_lead_id_leads_organization_id_id_fk" FOREIGN KEY ("organization_id","lead_id") REFERENCES "crm"."leads"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."lead_tags" ADD CONSTRAINT "lead_tags_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."leads" ADD CONSTRAINT "leads_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."leads" ADD CONSTRAINT "leads_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."leads" ADD CONSTRAINT "leads_organization_id_stage_id_pipeline_stages_organization_id_id_fk" FOREIGN KEY ("organization_id","stage_id") REFERENCES "crm"."pipeline_stages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."leads" ADD CONSTRAINT "leads_organization_id_customer_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."leads" ADD CONSTRAINT "leads_organization_id_owner_id_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","owner_id") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."leads" ADD CONSTRAINT "leads_organization_id_created_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."opportunities" ADD CONSTRAINT "opportunities_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."opportunities" ADD CONSTRAINT "opportunities_organization_id_stage_id_pipeline_stages_organization_id_id_fk" FOREIGN KEY ("organization_id","stage_id") REFERENCES "crm"."pipeline_stages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."opportunities" ADD CONSTRAINT "opportunities_organization_id_customer_id_customers_organization_id_id_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "crm"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."opportunities" ADD CONSTRAINT "opportunities_organization_id_lead_id_leads_organization_id_id_fk" FOREIGN KEY ("organization_id","lead_id") REFERENCES "crm"."leads"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."opportunities" ADD CONSTRAINT "opportunities_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."opportunities" ADD CONSTRAINT "opportunities_organization_id_owner_id_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","owner_id") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."opportunities" ADD CONSTRAINT "opportunities_organization_id_created_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."pipeline_stages" ADD CONSTRAINT "pipeline_stages_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."stage_history" ADD CONSTRAINT "stage_history_organization_id_lead_id_leads_organization_id_id_fk" FOREIGN KEY ("organization_id","lead_id") REFERENCES "crm"."leads"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."stage_history" ADD CONSTRAINT "stage_history_organization_id_opportunity_id_opportunities_organization_id_id_fk" FOREIGN KEY ("organization_id","opportunity_id") REFERENCES "crm"."opportunities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."stage_history" ADD CONSTRAINT "stage_history_organization_id_stage_id_pipeline_stages_organization_id_id_fk" FOREIGN KEY ("organization_id","stage_id") REFERENCES "crm"."pipeline_stages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."stage_history" ADD CONSTRAINT "stage_history_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."stage_history" ADD CONSTRAINT "stage_history_organization_id_moved_by_org_memberships_organization_id_user_id_fk" FOREIGN KEY ("organization_id","moved_by") REFERENCES "organizations"."org_memberships"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_reviews_organization_id_created_at_index" ON "feedback"."customer_reviews" USING btree ("organization_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "customer_reviews_organization_id_state_created_at_index" ON "feedback"."customer_reviews" USING btree ("organization_id","state","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "customer_reviews_organization_id_customer_id_index" ON "feedback"."customer_reviews" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "customer_reviews_organization_id_station_id_index" ON "feedback"."customer_reviews" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "customer_reviews_organization_id_decided_by_index" ON "feedback"."customer_reviews" USING btree ("organization_id","decided_by");--> statement-breakpoint
CREATE INDEX "customer_reviews_organization_id_replied_by_index" ON "feedback"."customer_reviews" USING btree ("organization_id","replied_by");--> statement-breakpoint
CREATE INDEX "customer_testimonials_organization_id_review_id_index" ON "feedback"."customer_testimonials" USING btree ("organization_id","review_id");--> statement-breakpoint
CREATE INDEX "customer_testimonials_organization_id_customer_id_index" ON "feedback"."customer_testimonials" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "customer_testimonials_organization_id_station_id_index" ON "feedback"."customer_testimonials" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "customer_testimonials_organization_id_published_by_index" ON "feedback"."customer_testimonials" USING btree ("organization_id","published_by");--> statement-breakpoint
CREATE INDEX "review_blog_posts_organization_id_review_id_index" ON "feedback"."review_blog_posts" USING btree ("organization_id","review_id");--> statement-breakpoint
CREATE INDEX "review_blog_posts_organization_id_station_id_index" ON "feedback"."review_blog_posts" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "review_blog_posts_organization_id_created_by_index" ON "feedback"."review_blog_posts" USING btree ("organization_id","created_by");--> statement-breakpoint
CREATE INDEX "review_images_organization_id_review_id_index" ON "feedback"."review_images" USING btree ("organization_id","review_id");--> statement-breakpoint
CREATE INDEX "review_images_organization_id_station_id_index" ON "feedback"."review_images" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "review_post_approvals_organization_id_post_id_index" ON "feedback"."review_post_approvals" USING btree ("organization_id","post_id");--> statement-breakpoint
CREATE INDEX "review_post_approvals_organization_id_station_id_index" ON "feedback"."review_post_approvals" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "review_post_approvals_organization_id_decided_by_index" ON "feedback"."review_post_approvals" USING btree ("organization_id","decided_by");--> statement-breakpoint
CREATE INDEX "review_requests_organization_id_customer_id_index" ON "feedback"."review_requests" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "review_requests_organization_id_lead_id_index" ON "feedback"."review_requests" USING btree ("organization_id","lead_id");--> statement-breakpoint
CREATE INDEX "review_requests_organization_id_station_id_index" ON "feedback"."review_requests" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "review_requests_organization_id_review_id_index" ON "feedback"."review_requests" USING btree ("organization_id","review_id");--> statement-breakpoint
CREATE INDEX "client_interactions_organization_id_created_by_index" ON "crm"."client_interactions" USING btree ("organization_id","created_by");--> statement-breakpoint
CREATE INDEX "client_interactions_organization_id_customer_id_index" ON "crm"."client_interactions" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "client_measurements_organization_id_created_by_index" ON "crm"."client_measurements" USING btree ("organization_id","created_by");--> statement-breakpoint
CREATE INDEX "client_measurements_organization_id_customer_id_index" ON "crm"."client_measurements" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "customer_consents_organization_id_recorded_by_index" ON "crm"."customer_consents" USING btree ("organization_id","recorded_by");--> statement-breakpoint
CREATE INDEX "customer_consents_organization_id_customer_id_index" ON "crm"."customer_consents" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "customer_merges_organization_id_survivor_id_index" ON "crm"."customer_merges" USING btree ("organization_id","survivor_id");--> statement-breakpoint
CREATE INDEX "customer_merges_organization_id_merged_id_index" ON "crm"."customer_merges" USING btree ("organization_id","merged_id");--> statement-breakpoint
CREATE INDEX "customer_merges_organization_id_merged_by_index" ON "crm"."customer_merges" USING btree ("organization_id","merged_by");--> statement-breakpoint
CREATE INDEX "customer_merges_organization_id_undone_by_index" ON "crm"."customer_merges" USING btree ("organization_id","undone_by");--> statement-breakpoint
CREATE INDEX "customer_notes_organization_id_created_by_index" ON "crm"."customer_notes" USING btree ("organization_id","created_by");--> statement-breakpoint
CREATE INDEX "customer_notes_organization_id_customer_id_index" ON "crm"."customer_notes" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "customer_stations_organization_id_customer_id_index" ON "crm"."customer_stations" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "customer_stations_organization_id_station_id_index" ON "crm"."customer_stations" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_customer_email" ON "crm"."customers" USING btree ("organization_id",lower(email)) WHERE merged_into_id is null and email is not null;--> statement-breakpoint
CREATE INDEX "customers_organization_id_phone_digits_index" ON "crm"."customers" USING btree ("organization_id","phone_digits");--> statement-breakpoint
CREATE INDEX "customers_organization_id_created_at_index" ON "crm"."customers" USING btree ("organization_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "customers_organization_id_merged_into_id_index" ON "crm"."customers" USING btree ("organization_id","merged_into_id");--> statement-breakpoint
CREATE INDEX "customers_apart_organization_id_one_id_index" ON "crm"."customers_apart" USING btree ("organization_id","one_id");--> statement-breakpoint
CREATE INDEX "customers_apart_organization_id_other_id_index" ON "crm"."customers_apart" USING btree ("organization_id","other_id");--> statement-breakpoint
CREATE INDEX "customers_apart_organization_id_created_by_index" ON "crm"."customers_apart" USING btree ("organization_id","created_by");--> statement-breakpoint
CREATE INDEX "lead_activities_organization_id_created_by_index" ON "crm"."lead_activities" USING btree ("organization_id","created_by");--> statement-breakpoint
CREATE INDEX "lead_activities_organization_id_lead_id_index" ON "crm"."lead_activities" USING btree ("organization_id","lead_id");--> statement-breakpoint
CREATE INDEX "lead_activities_organization_id_station_id_index" ON "crm"."lead_activities" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "lead_notes_organization_id_created_by_index" ON "crm"."lead_notes" USING btree ("organization_id","created_by");--> statement-breakpoint
CREATE INDEX "lead_notes_organization_id_lead_id_index" ON "crm"."lead_notes" USING btree ("organization_id","lead_id");--> statement-breakpoint
CREATE INDEX "lead_notes_organization_id_station_id_index" ON "crm"."lead_notes" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "lead_tags_organization_id_tag_index" ON "crm"."lead_tags" USING btree ("organization_id","tag");--> statement-breakpoint
CREATE INDEX "lead_tags_organization_id_lead_id_index" ON "crm"."lead_tags" USING btree ("organization_id","lead_id");--> statement-breakpoint
CREATE INDEX "lead_tags_organization_id_station_id_index" ON "crm"."lead_tags" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "leads_organization_id_created_at_index" ON "crm"."leads" USING btree ("organization_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "leads_organization_id_state_created_at_index" ON "crm"."leads" USING btree ("organization_id","state","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "leads_organization_id_station_id_index" ON "crm"."leads" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "leads_organization_id_stage_id_index" ON "crm"."leads" USING btree ("organization_id","stage_id");--> statement-breakpoint
CREATE INDEX "leads_organization_id_customer_id_index" ON "crm"."leads" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "leads_organization_id_owner_id_index" ON "crm"."leads" USING btree ("organization_id","owner_id");--> statement-breakpoint
CREATE INDEX "leads_organization_id_created_by_index" ON "crm"."leads" USING btree ("organization_id","created_by");--> statement-breakpoint
CREATE INDEX "opportunities_organization_id_state_created_at_index" ON "crm"."opportunities" USING btree ("organization_id","state","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "opportunities_organization_id_stage_id_index" ON "crm"."opportunities" USING btree ("organization_id","stage_id");--> statement-breakpoint
CREATE INDEX "opportunities_organization_id_customer_id_index" ON "crm"."opportunities" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "opportunities_organization_id_lead_id_index" ON "crm"."opportunities" USING btree ("organization_id","lead_id");--> statement-breakpoint
CREATE INDEX "opportunities_organization_id_station_id_index" ON "crm"."opportunities" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "opportunities_organization_id_owner_id_index" ON "crm"."opportunities" USING btree ("organization_id","owner_id");--> statement-breakpoint
CREATE INDEX "opportunities_organization_id_created_by_index" ON "crm"."opportunities" USING btree ("organization_id","created_by");--> statement-breakpoint
CREATE INDEX "pipeline_stages_organization_id_pipeline_position_index" ON "crm"."pipeline_stages" USING btree ("organization_id","pipeline","position");--> statement-breakpoint
CREATE INDEX "stage_history_organization_id_lead_id_index" ON "crm"."stage_history" USING btree ("organization_id","lead_id");--> statement-breakpoint
CREATE INDEX "stage_history_organization_id_opportunity_id_index" ON "crm"."stage_history" USING btree ("organization_id","opportunity_id");--> statement-breakpoint
CREATE INDEX "stage_history_organization_id_stage_id_index" ON "crm"."stage_history" USING btree ("organization_id","stage_id");--> statement-breakpoint
CREATE INDEX "stage_history_organization_id_station_id_index" ON "crm"."stage_history" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "stage_history_organization_id_moved_by_index" ON "crm"."stage_history" USING btree ("organization_id","moved_by");--> statement-breakpoint
CREATE POLICY "read" ON "feedback"."customer_reviews" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('feedback:read')) or station_id = any ((select system.station_ids('feedback:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "feedback"."customer_reviews" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "feedback"."customer_testimonials" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('feedback:read')) or station_id = any ((select system.station_ids('feedback:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "feedback"."customer_testimonials" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "feedback"."review_blog_posts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('feedback:read')) or station_id = any ((select system.station_ids('feedback:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "feedback"."review_blog_posts" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "feedback"."review_images" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('feedback:read')) or station_id = any ((select system.station_ids('feedback:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "feedback"."review_images" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "feedback"."review_post_approvals" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('feedback:read')) or station_id = any ((select system.station_ids('feedback:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "feedback"."review_post_approvals" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "feedback"."review_requests" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('feedback:read')) or station_id = any ((select system.station_ids('feedback:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "feedback"."review_requests" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."client_interactions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:read')) or exists (select from crm.customers c where c.organization_id = (select system.org_id()) and c.id = customer_id and c.station_ids && (select system.station_ids('crm:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "crm"."client_interactions" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or exists (select from crm.customers c where c.organization_id = (select system.org_id()) and c.id = customer_id and c.station_ids && (select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "crm"."client_interactions" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or exists (select from crm.customers c where c.organization_id = (select system.org_id()) and c.id = customer_id and c.station_ids && (select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."client_interactions" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."client_measurements" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:read')) or exists (select from crm.customers c where c.organization_id = (select system.org_id()) and c.id = customer_id and c.station_ids && (select system.station_ids('crm:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "crm"."client_measurements" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or exists (select from crm.customers c where c.organization_id = (select system.org_id()) and c.id = customer_id and c.station_ids && (select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "crm"."client_measurements" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or exists (select from crm.customers c where c.organization_id = (select system.org_id()) and c.id = customer_id and c.station_ids && (select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."client_measurements" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."customer_consents" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:read')) or exists (select from crm.customers c where c.organization_id = (select system.org_id()) and c.id = customer_id and c.station_ids && (select system.station_ids('crm:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "crm"."customer_consents" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or exists (select from crm.customers c where c.organization_id = (select system.org_id()) and c.id = customer_id and c.station_ids && (select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."customer_consents" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."customer_merges" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('crm:merge')));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."customer_merges" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."customer_notes" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:read')) or exists (select from crm.customers c where c.organization_id = (select system.org_id()) and c.id = customer_id and c.station_ids && (select system.station_ids('crm:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "crm"."customer_notes" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or exists (select from crm.customers c where c.organization_id = (select system.org_id()) and c.id = customer_id and c.station_ids && (select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "crm"."customer_notes" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or exists (select from crm.customers c where c.organization_id = (select system.org_id()) and c.id = customer_id and c.station_ids && (select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."customer_notes" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."customer_stations" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:read')) or station_id = any ((select system.station_ids('crm:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."customer_stations" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."customers" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:read')) or station_ids && (select system.station_ids('crm:read'))::uuid[]));--> statement-breakpoint
CREATE POLICY "update" ON "crm"."customers" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_ids && (select system.station_ids('crm:write'))::uuid[])) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_ids && (select system.station_ids('crm:write'))::uuid[]));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."customers" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."customers_apart" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('crm:merge')));--> statement-breakpoint
CREATE POLICY "insert" ON "crm"."customers_apart" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and (select system.can('crm:merge')));--> statement-breakpoint
CREATE POLICY "update" ON "crm"."customers_apart" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('crm:merge'))) WITH CHECK (organization_id = (select system.org_id()) and (select system.can('crm:merge')));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."customers_apart" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."lead_activities" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:read')) or station_id = any ((select system.station_ids('crm:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "crm"."lead_activities" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "crm"."lead_activities" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "crm"."lead_activities" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."lead_activities" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."lead_notes" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:read')) or station_id = any ((select system.station_ids('crm:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "crm"."lead_notes" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "crm"."lead_notes" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "crm"."lead_notes" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."lead_notes" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."lead_tags" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:read')) or station_id = any ((select system.station_ids('crm:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "crm"."lead_tags" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "crm"."lead_tags" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "crm"."lead_tags" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."lead_tags" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."leads" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:read')) or station_id = any ((select system.station_ids('crm:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "crm"."leads" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "crm"."leads" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."leads" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."opportunities" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:read')) or station_id = any ((select system.station_ids('crm:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "crm"."opportunities" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "crm"."opportunities" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('crm:write')) or station_id = any ((select system.station_ids('crm:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."opportunities" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."pipeline_stages" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.has('crm:read')));--> statement-breakpoint
CREATE POLICY "insert" ON "crm"."pipeline_stages" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and (select system.can('crm:stages')));--> statement-breakpoint
CREATE POLICY "update" ON "crm"."pipeline_stages" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('crm:stages'))) WITH CHECK (organization_id = (select system.org_id()) and (select system.can('crm:stages')));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."pipeline_stages" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "crm"."stage_history" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('crm:read')) or station_id = any ((select system.station_ids('crm:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "flow" ON "crm"."stage_history" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);