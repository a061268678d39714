CREATE SCHEMA IF NOT EXISTS "ml";
--> statement-breakpoint
CREATE TYPE "sponsorship"."match_feature" AS ENUM('category', 'audience', 'geography', 'budget', 'season', 'past', 'text');--> statement-breakpoint
CREATE TYPE "sponsorship"."match_feedback_kind" AS ENUM('good', 'bad', 'accepted', 'rejected');--> statement-breakpoint
CREATE TABLE "ml"."model_versions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"kind" text NOT NULL,
	"n" integer NOT NULL,
	"texts" integer NOT NULL,
	"idf" real[] NOT NULL,
	"full_at" numeric(7, 6) NOT NULL,
	"active" boolean DEFAULT false NOT NULL,
	"activated_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_versions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_model_version" UNIQUE("organization_id","kind","n"),
	CONSTRAINT "full_cosine" CHECK ("ml"."model_versions"."full_at" > 0 and "ml"."model_versions"."full_at" <= 1)
);
--> statement-breakpoint
ALTER TABLE "ml"."model_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ml"."package_embeddings" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"model_id" uuid NOT NULL,
	"package_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"vector" real[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "package_embeddings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_package_vector" UNIQUE("organization_id","model_id","package_id")
);
--> statement-breakpoint
ALTER TABLE "ml"."package_embeddings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ml"."sponsor_embeddings" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"model_id" uuid NOT NULL,
	"sponsor_id" uuid,
	"guest_id" uuid,
	"hash" text NOT NULL,
	"vector" real[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sponsor_embeddings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_sponsor_vector" UNIQUE NULLS NOT DISTINCT("organization_id","model_id","sponsor_id","guest_id"),
	CONSTRAINT "one_sponsor" CHECK (num_nonnulls("ml"."sponsor_embeddings"."sponsor_id", "ml"."sponsor_embeddings"."guest_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "ml"."sponsor_embeddings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."fit_recalc_queue" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"package_id" uuid NOT NULL,
	"sponsor_id" uuid,
	"guest_id" uuid,
	"reason" text NOT NULL,
	"marks" integer DEFAULT 1 NOT NULL,
	"marked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "fit_recalc_queue_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_mark_a_pair" UNIQUE NULLS NOT DISTINCT("organization_id","package_id","sponsor_id","guest_id"),
	CONSTRAINT "one_sponsor" CHECK (num_nonnulls("sponsorship"."fit_recalc_queue"."sponsor_id", "sponsorship"."fit_recalc_queue"."guest_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."fit_recalc_queue" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."match_features" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"match_id" uuid NOT NULL,
	"feature" "sponsorship"."match_feature" NOT NULL,
	"value" numeric(7, 6),
	"facts" jsonb NOT NULL,
	CONSTRAINT "match_features_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_feature_a_match" UNIQUE("organization_id","match_id","feature"),
	CONSTRAINT "value_range" CHECK ("sponsorship"."match_features"."value" between 0 and 1)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."match_features" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."match_feedback" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"package_id" uuid NOT NULL,
	"sponsor_id" uuid,
	"guest_id" uuid,
	"kind" "sponsorship"."match_feedback_kind" NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"thread_id" uuid,
	"features" numeric(7, 6)[] NOT NULL,
	"base_n" integer NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_back_at" timestamp with time zone,
	"taken_back_by" uuid,
	CONSTRAINT "match_feedback_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_outcome_a_proposal" UNIQUE("organization_id","thread_id"),
	CONSTRAINT "one_sponsor" CHECK (num_nonnulls("sponsorship"."match_feedback"."sponsor_id", "sponsorship"."match_feedback"."guest_id") = 1),
	CONSTRAINT "outcome_of_a_proposal" CHECK (("sponsorship"."match_feedback"."kind" in ('accepted', 'rejected')) = ("sponsorship"."match_feedback"."thread_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."match_feedback" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."match_weights" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"n" integer NOT NULL,
	"weights" integer[] NOT NULL,
	"cause" text NOT NULL,
	"restored_n" integer,
	"feedback_id" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "match_weights_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_weights_version" UNIQUE("organization_id","n"),
	CONSTRAINT "weights_are_one" CHECK (array_length("sponsorship"."match_weights"."weights", 1) = 7 and "sponsorship"."match_weights"."weights"[1] + "sponsorship"."match_weights"."weights"[2] + "sponsorship"."match_weights"."weights"[3] + "sponsorship"."match_weights"."weights"[4] + "sponsorship"."match_weights"."weights"[5] + "sponsorship"."match_weights"."weights"[6] + "sponsorship"."match_weights"."weights"[7] = 1000000),
	CONSTRAINT "no_weight_is_lost" CHECK (20000 <= all ("sponsorship"."match_weights"."weights"))
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."match_weights" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."match_wishes" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"sponsor_id" uuid,
	"about" text DEFAULT '' NOT NULL,
	"categories" text[] DEFAULT '{}' NOT NULL,
	"places" text[] DEFAULT '{}' NOT NULL,
	"months" smallint[] DEFAULT '{}' NOT NULL,
	"audience_least" integer,
	"audience_most" integer,
	"budget_least_minor" bigint,
	"budget_most_minor" bigint,
	"currency" char(3),
	"matchable" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "match_wishes_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_wish_list" UNIQUE NULLS NOT DISTINCT("organization_id","sponsor_id"),
	CONSTRAINT "months_of_a_year" CHECK ("sponsorship"."match_wishes"."months" <@ array[1,2,3,4,5,6,7,8,9,10,11,12]::smallint[]),
	CONSTRAINT "audience_range" CHECK ("sponsorship"."match_wishes"."audience_least" >= 0 and "sponsorship"."match_wishes"."audience_most" >= coalesce("sponsorship"."match_wishes"."audience_least", 1)),
	CONSTRAINT "budget_range" CHECK ("sponsorship"."match_wishes"."budget_least_minor" >= 0 and "sponsorship"."match_wishes"."budget_most_minor" >= coalesce("sponsorship"."match_wishes"."budget_least_minor", 1)),
	CONSTRAINT "budget_in_a_currency" CHECK (num_nonnulls("sponsorship"."match_wishes"."budget_least_minor", "sponsorship"."match_wishes"."budget_most_minor") = 0 or "sponsorship"."match_wishes"."currency" is not null)
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."match_wishes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sponsorship"."sponsorship_matches" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"package_id" uuid NOT NULL,
	"sponsor_id" uuid,
	"guest_id" uuid,
	"score" numeric(7, 6),
	"known_ppm" integer DEFAULT 0 NOT NULL,
	"weights_n" integer DEFAULT 0 NOT NULL,
	"model_id" uuid,
	"computed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sponsorship_matches_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_match_a_pair" UNIQUE NULLS NOT DISTINCT("organization_id","package_id","sponsor_id","guest_id"),
	CONSTRAINT "one_sponsor" CHECK (num_nonnulls("sponsorship"."sponsorship_matches"."sponsor_id", "sponsorship"."sponsorship_matches"."guest_id") = 1),
	CONSTRAINT "score_range" CHECK ("sponsorship"."sponsorship_matches"."score" between 0 and 1 and "sponsorship"."sponsorship_matches"."known_ppm" between 0 and 1000000),
	CONSTRAINT "scored_when_known" CHECK (("sponsorship"."sponsorship_matches"."score" is null) = ("sponsorship"."sponsorship_matches"."known_ppm" = 0))
);
--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_matches" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ml"."model_versions" ADD CONSTRAINT "model_versions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ml"."model_versions" ADD CONSTRAINT "model_versions_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ml"."package_embeddings" ADD CONSTRAINT "package_embeddings_organization_id_model_id_model_versions_organization_id_id_fk" FOREIGN KEY ("organization_id","model_id") REFERENCES "ml"."model_versions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ml"."package_embeddings" ADD CONSTRAINT "package_embeddings_organization_id_package_id_sponsorship_packages_organization_id_id_fk" FOREIGN KEY ("organization_id","package_id") REFERENCES "sponsorship"."sponsorship_packages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ml"."sponsor_embeddings" ADD CONSTRAINT "sponsor_embeddings_guest_id_organizations_id_fk" FOREIGN KEY ("guest_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ml"."sponsor_embeddings" ADD CONSTRAINT "sponsor_embeddings_organization_id_model_id_model_versions_organization_id_id_fk" FOREIGN KEY ("organization_id","model_id") REFERENCES "ml"."model_versions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ml"."sponsor_embeddings" ADD CONSTRAINT "sponsor_embeddings_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."fit_recalc_queue" ADD CONSTRAINT "fit_recalc_queue_guest_id_organizations_id_fk" FOREIGN KEY ("guest_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."fit_recalc_queue" ADD CONSTRAINT "fit_recalc_queue_organization_id_package_id_sponsorship_packages_organization_id_id_fk" FOREIGN KEY ("organization_id","package_id") REFERENCES "sponsorship"."sponsorship_packages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."fit_recalc_queue" ADD CONSTRAINT "fit_recalc_queue_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."match_features" ADD CONSTRAINT "match_features_organization_id_match_id_sponsorship_matches_organization_id_id_fk" FOREIGN KEY ("organization_id","match_id") REFERENCES "sponsorship"."sponsorship_matches"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."match_feedback" ADD CONSTRAINT "match_feedback_guest_id_organizations_id_fk" FOREIGN KEY ("guest_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."match_feedback" ADD CONSTRAINT "match_feedback_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."match_feedback" ADD CONSTRAINT "match_feedback_taken_back_by_user_profiles_user_id_fk" FOREIGN KEY ("taken_back_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."match_feedback" ADD CONSTRAINT "match_feedback_organization_id_package_id_sponsorship_packages_organization_id_id_fk" FOREIGN KEY ("organization_id","package_id") REFERENCES "sponsorship"."sponsorship_packages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."match_feedback" ADD CONSTRAINT "match_feedback_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."match_feedback" ADD CONSTRAINT "match_feedback_organization_id_thread_id_proposal_threads_organization_id_id_fk" FOREIGN KEY ("organization_id","thread_id") REFERENCES "sponsorship"."proposal_threads"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."match_weights" ADD CONSTRAINT "match_weights_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."match_weights" ADD CONSTRAINT "match_weights_created_by_user_profiles_user_id_fk" FOREIGN KEY ("created_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."match_weights" ADD CONSTRAINT "match_weights_organization_id_feedback_id_match_feedback_organization_id_id_fk" FOREIGN KEY ("organization_id","feedback_id") REFERENCES "sponsorship"."match_feedback"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."match_wishes" ADD CONSTRAINT "match_wishes_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."match_wishes" ADD CONSTRAINT "match_wishes_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_matches" ADD CONSTRAINT "sponsorship_matches_guest_id_organizations_id_fk" FOREIGN KEY ("guest_id") REFERENCES "organizations"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_matches" ADD CONSTRAINT "sponsorship_matches_organization_id_package_id_sponsorship_packages_organization_id_id_fk" FOREIGN KEY ("organization_id","package_id") REFERENCES "sponsorship"."sponsorship_packages"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_matches" ADD CONSTRAINT "sponsorship_matches_organization_id_sponsor_id_sponsors_organization_id_id_fk" FOREIGN KEY ("organization_id","sponsor_id") REFERENCES "sponsorship"."sponsors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sponsorship"."sponsorship_matches" ADD CONSTRAINT "sponsorship_matches_organization_id_model_id_model_versions_organization_id_id_fk" FOREIGN KEY ("organization_id","model_id") REFERENCES "ml"."model_versions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_active_model" ON "ml"."model_versions" USING btree ("organization_id") WHERE active;--> statement-breakpoint
CREATE INDEX "model_versions_created_by_index" ON "ml"."model_versions" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "package_embeddings_organization_id_model_id_index" ON "ml"."package_embeddings" USING btree ("organization_id","model_id");--> statement-breakpoint
CREATE INDEX "package_embeddings_organization_id_package_id_index" ON "ml"."package_embeddings" USING btree ("organization_id","package_id");--> statement-breakpoint
CREATE INDEX "sponsor_embeddings_guest_id_index" ON "ml"."sponsor_embeddings" USING btree ("guest_id");--> statement-breakpoint
CREATE INDEX "sponsor_embeddings_organization_id_model_id_index" ON "ml"."sponsor_embeddings" USING btree ("organization_id","model_id");--> statement-breakpoint
CREATE INDEX "sponsor_embeddings_organization_id_sponsor_id_index" ON "ml"."sponsor_embeddings" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "fit_recalc_queue_organization_id_marked_at_index" ON "sponsorship"."fit_recalc_queue" USING btree ("organization_id","marked_at");--> statement-breakpoint
CREATE INDEX "fit_recalc_queue_guest_id_index" ON "sponsorship"."fit_recalc_queue" USING btree ("guest_id");--> statement-breakpoint
CREATE INDEX "fit_recalc_queue_organization_id_package_id_index" ON "sponsorship"."fit_recalc_queue" USING btree ("organization_id","package_id");--> statement-breakpoint
CREATE INDEX "fit_recalc_queue_organization_id_sponsor_id_index" ON "sponsorship"."fit_recalc_queue" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "match_features_organization_id_match_id_index" ON "sponsorship"."match_features" USING btree ("organization_id","match_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_judgement_a_pair" ON "sponsorship"."match_feedback" USING btree ("organization_id","package_id",coalesce(sponsor_id, guest_id)) WHERE thread_id is null and taken_back_at is null;--> statement-breakpoint
CREATE INDEX "match_feedback_guest_id_index" ON "sponsorship"."match_feedback" USING btree ("guest_id");--> statement-breakpoint
CREATE INDEX "match_feedback_created_by_index" ON "sponsorship"."match_feedback" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "match_feedback_taken_back_by_index" ON "sponsorship"."match_feedback" USING btree ("taken_back_by");--> statement-breakpoint
CREATE INDEX "match_feedback_organization_id_package_id_index" ON "sponsorship"."match_feedback" USING btree ("organization_id","package_id");--> statement-breakpoint
CREATE INDEX "match_feedback_organization_id_sponsor_id_index" ON "sponsorship"."match_feedback" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "match_feedback_organization_id_thread_id_index" ON "sponsorship"."match_feedback" USING btree ("organization_id","thread_id");--> statement-breakpoint
CREATE INDEX "match_weights_created_by_index" ON "sponsorship"."match_weights" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "match_weights_organization_id_feedback_id_index" ON "sponsorship"."match_weights" USING btree ("organization_id","feedback_id");--> statement-breakpoint
CREATE INDEX "match_wishes_organization_id_sponsor_id_index" ON "sponsorship"."match_wishes" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "sponsorship_matches_guest_id_index" ON "sponsorship"."sponsorship_matches" USING btree ("guest_id");--> statement-breakpoint
CREATE INDEX "sponsorship_matches_organization_id_package_id_index" ON "sponsorship"."sponsorship_matches" USING btree ("organization_id","package_id");--> statement-breakpoint
CREATE INDEX "sponsorship_matches_organization_id_sponsor_id_index" ON "sponsorship"."sponsorship_matches" USING btree ("organization_id","sponsor_id");--> statement-breakpoint
CREATE INDEX "sponsorship_matches_organization_id_model_id_index" ON "sponsorship"."sponsorship_matches" USING btree ("organization_id","model_id");--> statement-breakpoint
CREATE POLICY "read" ON "ml"."model_versions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "ml"."model_versions" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "ml"."package_embeddings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "ml"."package_embeddings" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "ml"."sponsor_embeddings" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "ml"."sponsor_embeddings" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."fit_recalc_queue" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."fit_recalc_queue" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."match_features" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."match_features" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."match_feedback" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."match_feedback" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."match_weights" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."match_weights" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."match_wishes" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."match_wishes" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "read" ON "sponsorship"."sponsorship_matches" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('sponsorship:read')));--> statement-breakpoint
CREATE POLICY "flow" ON "sponsorship"."sponsorship_matches" AS PERMISSIVE FOR ALL TO "gr_flow" USING (true) WITH CHECK (true);