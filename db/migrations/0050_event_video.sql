CREATE TABLE "analytics"."daily_watching" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"day" date NOT NULL,
	"event_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"plays" bigint DEFAULT 0 NOT NULL,
	"quarters" bigint DEFAULT 0 NOT NULL,
	"halves" bigint DEFAULT 0 NOT NULL,
	"three_quarters" bigint DEFAULT 0 NOT NULL,
	"completes" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "daily_watching_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_watching_row" UNIQUE("organization_id","event_id","day","channel")
);
--> statement-breakpoint
ALTER TABLE "analytics"."daily_watching" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."event_video_parts" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"video_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "event_video_parts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_part_a_video" UNIQUE("organization_id","video_id","n"),
	CONSTRAINT "part_number" CHECK ("events"."event_video_parts"."n" between 0 and 19),
	CONSTRAINT "part_size" CHECK (octet_length("events"."event_video_parts"."content") between 1 and 1048576)
);
--> statement-breakpoint
ALTER TABLE "events"."event_video_parts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events"."event_videos" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"words" text NOT NULL,
	"content_type" text,
	"byte_size" integer NOT NULL,
	"whole_at" timestamp with time zone,
	CONSTRAINT "event_videos_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "words_length" CHECK (length(btrim("events"."event_videos"."words")) between 1 and 2000),
	CONSTRAINT "video_size" CHECK ("events"."event_videos"."byte_size" between 1 and 20971520),
	CONSTRAINT "whole_is_known" CHECK ("events"."event_videos"."whole_at" is null or "events"."event_videos"."content_type" is not null)
);
--> statement-breakpoint
ALTER TABLE "events"."event_videos" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "events"."event_video_parts" ADD CONSTRAINT "event_video_parts_organization_id_video_id_event_videos_organization_id_id_fk" FOREIGN KEY ("organization_id","video_id") REFERENCES "events"."event_videos"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_video_parts" ADD CONSTRAINT "event_video_parts_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_video_parts" ADD CONSTRAINT "event_video_parts_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_videos" ADD CONSTRAINT "event_videos_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events"."event_videos" ADD CONSTRAINT "event_videos_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_video_parts_organization_id_event_id_index" ON "events"."event_video_parts" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "event_video_parts_organization_id_station_id_index" ON "events"."event_video_parts" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_video_an_event" ON "events"."event_videos" USING btree ("organization_id","event_id") WHERE whole_at is not null;--> statement-breakpoint
CREATE INDEX "event_videos_organization_id_event_id_index" ON "events"."event_videos" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "event_videos_organization_id_station_id_index" ON "events"."event_videos" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE POLICY "read" ON "analytics"."daily_watching" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('analytics:read')) or event_id = any ((select system.event_ids('analytics:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_video_parts" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "events"."event_videos" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('events:read')) or station_id = any ((select system.station_ids('events:read'))::uuid[]) or event_id = any ((select system.event_ids('events:read'))::uuid[])));