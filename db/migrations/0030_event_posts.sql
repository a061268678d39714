CREATE TYPE "events"."comment_state" AS ENUM('pending', 'visible', 'rejected', 'removed');--> statement-breakpoint
CREATE TYPE "events"."post_state" AS ENUM('draft', 'published', 'archived', 'removed');--> statement-breakpoint
CREATE TABLE "events"."comment_reports" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"comment_id" uuid NOT NULL,
	"reporter_id" uuid NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "comment_reports_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "reported_once" UNIQUE("organization_id","comment_id","reporter_id"),
	CONSTRAINT "reason_length" CHECK (length("events"."comment_reports"."reason") <= 500)
);
--> statement-breakpoint
ALTER TABLE "events"."comment_reports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."event_comments" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"post_id" uuid NOT NULL,
	"parent_id" uuid,
	"depth" integer DEFAULT 0 NOT NULL,
	"author_id" uuid NOT NULL,
	"body" text NOT NULL,
	"state" "events"."comment_state" DEFAULT 'visible' NOT NULL,
	"held_for" text,
	"removed_from" "events"."comment_state",
	"removed_at" timestamp with time zone,
	CONSTRAINT "event_comments_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "body_length" CHECK (length("events"."event_comments"."body") between 1 and 2000),
	CONSTRAINT "not_too_deep" CHECK ("events"."event_comments"."depth" between 0 and 4)
);
--> statement-breakpoint
ALTER TABLE "events"."event_comments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."event_posts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"body" text NOT NULL,
	"state" "events"."post_state" DEFAULT 'draft' NOT NULL,
	"comments_open" boolean DEFAULT true NOT NULL,
	"author_id" uuid DEFAULT system.uid(),
	"published_at" timestamp with time zone,
	"removed_from" "events"."post_state",
	CONSTRAINT "event_posts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "body_length" CHECK (length("events"."event_posts"."body") between 1 and 5000),
	CONSTRAINT "published_is_dated" CHECK ("events"."event_posts"."state" not in ('published', 'archived') or "events"."event_posts"."published_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "events"."event_posts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."mentions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"post_id" uuid,
	"comment_id" uuid,
	"user_id" uuid NOT NULL,
	"told_at" timestamp with time zone,
	CONSTRAINT "mentions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "named_once_in_a_post" UNIQUE("organization_id","post_id","user_id"),
	CONSTRAINT "named_once_in_a_comment" UNIQUE("organization_id","comment_id","user_id"),
	CONSTRAINT "one_target" CHECK (("events"."mentions"."post_id" is null) <> ("events"."mentions"."comment_id" is null))
);
--> statement-breakpoint
ALTER TABLE "events"."mentions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."moderation_decisions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"comment_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"decided_by" uuid,
	CONSTRAINT "moderation_decisions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "rejected_with_a_reason" CHECK ("events"."moderation_decisions"."decision" = 'approved' or length(btrim("events"."moderation_decisions"."reason")) between 1 and 500)
);
--> statement-breakpoint
ALTER TABLE "events"."moderation_decisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."post_hashtags" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"post_id" uuid NOT NULL,
	"tag" text NOT NULL,
	CONSTRAINT "post_hashtags_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_tag_a_post" UNIQUE("organization_id","post_id","tag")
);
--> statement-breakpoint
ALTER TABLE "events"."post_hashtags" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."post_media" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"post_id" uuid NOT NULL,
	"alt" text DEFAULT '' NOT NULL,
	"content_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	CONSTRAINT "post_media_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "picture_size" CHECK (octet_length("events"."post_media"."content") <= 2097152),
	CONSTRAINT "alt_length" CHECK (length("events"."post_media"."alt") <= 300)
);
--> statement-breakpoint
ALTER TABLE "events"."post_media" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."reactions" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"post_id" uuid,
	"comment_id" uuid,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "reactions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_sign_a_post" UNIQUE("organization_id","post_id","user_id"),
	CONSTRAINT "one_sign_a_comment" UNIQUE("organization_id","comment_id","user_id"),
	CONSTRAINT "one_target" CHECK (("events"."reactions"."post_id" is null) <> ("events"."reactions"."comment_id" is null))
);
--> statement-breakpoint
ALTER TABLE "events"."reactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "events"."comment_reports" ADD CONSTRAINT "comment_reports_reporter_id_user_profiles_user_id_fk" FOREIGN KEY ("reporter_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."comment_reports" ADD CONSTRAINT "comment_reports_organization_id_comment_id_event_comments_organization_id_id_fk" FOREIGN KEY ("organization_id","comment_id") REFERENCES "events"."event_comments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."comment_reports" ADD CONSTRAINT "comment_reports_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."comment_reports" ADD CONSTRAINT "comment_reports_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_comments" ADD CONSTRAINT "event_comments_author_id_user_profiles_user_id_fk" FOREIGN KEY ("author_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_comments" ADD CONSTRAINT "event_comments_organization_id_post_id_event_posts_organization_id_id_fk" FOREIGN KEY ("organization_id","post_id") REFERENCES "events"."event_posts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_comments" ADD CONSTRAINT "event_comments_organization_id_parent_id_event_comments_organization_id_id_fk" FOREIGN KEY ("organization_id","parent_id") REFERENCES "events"."event_comments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_comments" ADD CONSTRAINT "event_comments_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_comments" ADD CONSTRAINT "event_comments_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_posts" ADD CONSTRAINT "event_posts_author_id_user_profiles_user_id_fk" FOREIGN KEY ("author_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_posts" ADD CONSTRAINT "event_posts_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_posts" ADD CONSTRAINT "event_posts_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."mentions" ADD CONSTRAINT "mentions_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."mentions" ADD CONSTRAINT "mentions_organization_id_post_id_event_posts_organization_id_id_fk" FOREIGN KEY ("organization_id","post_id") REFERENCES "events"."event_posts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."mentions" ADD CONSTRAINT "mentions_organization_id_comment_id_event_comments_organization_id_id_fk" FOREIGN KEY ("organization_id","comment_id") REFERENCES "events"."event_comments"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."mentions" ADD CONSTRAINT "mentions_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."mentions" ADD CONSTRAINT "mentions_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."moderation_decisions" ADD CONSTRAINT "moderation_decisions_decided_by_user_profiles_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."moderation_decisions" ADD CONSTRAINT "moderation_decisions_organization_id_comment_id_event_comments_organization_id_id_fk" FOREIGN KEY ("organization_id","comment_id") REFERENCES "events"."event_comments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."moderation_decisions" ADD CONSTRAINT "moderation_decisions_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."moderation_decisions" ADD CONSTRAINT "moderation_decisions_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."post_hashtags" ADD CONSTRAINT "post_hashtags_organization_id_post_id_event_posts_organization_id_id_fk" FOREIGN KEY ("organization_id","post_id") REFERENCES "events"."event_posts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."post_hashtags" ADD CONSTRAINT "post_hashtags_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."post_hashtags" ADD CONSTRAINT "post_hashtags_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."post_media" ADD CONSTRAINT "post_media_organization_id_post_id_event_posts_organization_id_id_fk" FOREIGN KEY ("organization_id","post_id") REFERENCES "events"."event_posts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."post_media" ADD CONSTRAINT "post_media_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."post_media" ADD CONSTRAINT "post_media_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."reactions" ADD CONSTRAINT "reactions_user_id_user_profiles_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."reactions" ADD CONSTRAINT "reactions_organization_id_post_id_event_posts_organization_id_id_fk" FOREIGN KEY ("organization_id","post_id") REFERENCES "events"."event_posts"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."reactions" ADD CONSTRAINT "reactions_organization_id_comment_id_event_comments_organization_id_id_fk" FOREIGN KEY ("organization_id","comment_id") REFERENCES "events"."event_comments"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."reactions" ADD CONSTRAINT "reactions_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."reactions" ADD CONSTRAINT "reactions_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comment_reports_reporter_id_index" ON "events"."comment_reports" USING btree ("reporter_id");--> statement-breakpoint
CREATE INDEX "comment_reports_organization_id_comment_id_index" ON "events"."comment_reports" USING btree ("organization_id","comment_id");--> statement-breakpoint
CREATE INDEX "comment_reports_organization_id_event_id_index" ON "events"."comment_reports" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "comment_reports_organization_id_station_id_index" ON "events"."comment_reports" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "event_comments_author_id_index" ON "events"."event_comments" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "event_comments_organization_id_state_index" ON "events"."event_comments" USING btree ("organization_id","state") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "event_comments_organization_id_post_id_index" ON "events"."event_comments" USING btree ("organization_id","post_id");--> statement-breakpoint
CREATE INDEX "event_comments_organization_id_parent_id_index" ON "events"."event_comments" USING btree ("organization_id","parent_id");--> statement-breakpoint
CREATE INDEX "event_comments_organization_id_event_id_index" ON "events"."event_comments" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "event_comments_organization_id_station_id_index" ON "events"."event_comments" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "event_posts_author_id_index" ON "events"."event_posts" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "event_posts_organization_id_event_id_published_at_index" ON "events"."event_posts" USING btree ("organization_id","event_id","published_at");--> statement-breakpoint
CREATE INDEX "event_posts_organization_id_event_id_index" ON "events"."event_posts" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "event_posts_organization_id_station_id_index" ON "events"."event_posts" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "mentions_user_id_index" ON "events"."mentions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "mentions_organization_id_post_id_index" ON "events"."mentions" USING btree ("organization_id","post_id");--> statement-breakpoint
CREATE INDEX "mentions_organization_id_comment_id_index" ON "events"."mentions" USING btree ("organization_id","comment_id");--> statement-breakpoint
CREATE INDEX "mentions_organization_id_event_id_index" ON "events"."mentions" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "mentions_organization_id_station_id_index" ON "events"."mentions" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "moderation_decisions_decided_by_index" ON "events"."moderation_decisions" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "moderation_decisions_organization_id_comment_id_index" ON "events"."moderation_decisions" USING btree ("organization_id","comment_id");--> statement-breakpoint
CREATE INDEX "moderation_decisions_organization_id_event_id_index" ON "events"."moderation_decisions" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "moderation_decisions_organization_id_station_id_index" ON "events"."moderation_decisions" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "post_hashtags_organization_id_tag_index" ON "events"."post_hashtags" USING btree ("organization_id","tag");--> statement-breakpoint
CREATE INDEX "post_hashtags_organization_id_post_id_index" ON "events"."post_hashtags" USING btree ("organization_id","post_id");--> statement-breakpoint
CREATE INDEX "post_hashtags_organization_id_event_id_index" ON "events"."post_hashtags" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "post_hashtags_organization_id_station_id_index" ON "events"."post_hashtags" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "post_media_organization_id_post_id_index" ON "events"."post_media" USING btree ("organization_id","post_id");--> statement-breakpoint
CREATE INDEX "post_media_organization_id_event_id_index" ON "events"."post_media" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "post_media_organization_id_station_id_index" ON "events"."post_media" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "reactions_user_id_index" ON "events"."reactions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "reactions_organization_id_post_id_index" ON "events"."reactions" USING btree ("organization_id","post_id");--> statement-breakpoint
CREATE INDEX "reactions_organization_id_comment_id_index" ON "events"."reactions" USING btree ("organization_id","comment_id");--> statement-breakpoint
CREATE INDEX "reactions_organization_id_event_id_index" ON "events"."reactions" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "reactions_organization_id_station_id_index" ON "events"."reactions" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE POLICY "read" ON "events"."comment_reports" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_comments" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_posts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "insert" ON "events"."event_posts" AS PERMISSIVE FOR INSERT TO "authenticated" WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "update" ON "events"."event_posts" AS PERMISSIVE FOR UPDATE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[]))) WITH CHECK (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "delete" ON "events"."event_posts" AS PERMISSIVE FOR DELETE TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:write')) or station_id = any ((select system.station_ids('events:write'))::uuid[]) or event_id = any ((select system.event_ids('events:write'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."mentions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."moderation_decisions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."post_hashtags" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."post_media" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."reactions" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));