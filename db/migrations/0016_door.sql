CREATE TABLE "ticketing"."gate_tiers" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"gate_id" uuid NOT NULL,
	"tier_id" uuid NOT NULL,
	CONSTRAINT "gate_tiers_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_tier_a_gate" UNIQUE("organization_id","gate_id","tier_id")
);
--> statement-breakpoint
ALTER TABLE "ticketing"."gate_tiers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."gates" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gates_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "gate_name_length" CHECK (length("ticketing"."gates"."name") between 1 and 60)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."gates" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."scan_logs" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"gate_id" uuid,
	"ticket_id" uuid,
	"outcome" text NOT NULL,
	"words" text NOT NULL,
	"earlier_id" uuid,
	"key" text NOT NULL,
	"device" text,
	"scanned_by" uuid,
	"scanned_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scan_logs_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_scan_a_key" UNIQUE("organization_id","key"),
	CONSTRAINT "outcome_known" CHECK ("ticketing"."scan_logs"."outcome" in ('verified', 'repeated', 'refused', 'undone'))
);
--> statement-breakpoint
ALTER TABLE "ticketing"."scan_logs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ticketing"."gate_tiers" ADD CONSTRAINT "gate_tiers_organization_id_gate_id_gates_organization_id_id_fk" FOREIGN KEY ("organization_id","gate_id") REFERENCES "ticketing"."gates"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."gate_tiers" ADD CONSTRAINT "gate_tiers_organization_id_tier_id_ticket_tiers_organization_id_id_fk" FOREIGN KEY ("organization_id","tier_id") REFERENCES "ticketing"."ticket_tiers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."gates" ADD CONSTRAINT "gates_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."gates" ADD CONSTRAINT "gates_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."scan_logs" ADD CONSTRAINT "scan_logs_scanned_by_user_profiles_user_id_fk" FOREIGN KEY ("scanned_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."scan_logs" ADD CONSTRAINT "scan_logs_organization_id_gate_id_gates_organization_id_id_fk" FOREIGN KEY ("organization_id","gate_id") REFERENCES "ticketing"."gates"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."scan_logs" ADD CONSTRAINT "scan_logs_organization_id_ticket_id_tickets_organization_id_id_fk" FOREIGN KEY ("organization_id","ticket_id") REFERENCES "ticketing"."tickets"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."scan_logs" ADD CONSTRAINT "scan_logs_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."scan_logs" ADD CONSTRAINT "scan_logs_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."scan_logs" ADD CONSTRAINT "scan_logs_organization_id_earlier_id_scan_logs_organization_id_id_fk" FOREIGN KEY ("organization_id","earlier_id") REFERENCES "ticketing"."scan_logs"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gate_tiers_organization_id_gate_id_index" ON "ticketing"."gate_tiers" USING btree ("organization_id","gate_id");--> statement-breakpoint
CREATE INDEX "gate_tiers_organization_id_tier_id_index" ON "ticketing"."gate_tiers" USING btree ("organization_id","tier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_gate_name" ON "ticketing"."gates" USING btree ("organization_id","event_id",lower("name")) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "gates_organization_id_event_id_index" ON "ticketing"."gates" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "gates_organization_id_station_id_index" ON "ticketing"."gates" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "scan_logs_organization_id_event_id_created_at_index" ON "ticketing"."scan_logs" USING btree ("organization_id","event_id","created_at");--> statement-breakpoint
CREATE INDEX "scan_logs_scanned_by_index" ON "ticketing"."scan_logs" USING btree ("scanned_by");--> statement-breakpoint
CREATE INDEX "scan_logs_organization_id_gate_id_index" ON "ticketing"."scan_logs" USING btree ("organization_id","gate_id");--> statement-breakpoint
CREATE INDEX "scan_logs_organization_id_ticket_id_index" ON "ticketing"."scan_logs" USING btree ("organization_id","ticket_id");--> statement-breakpoint
CREATE INDEX "scan_logs_organization_id_event_id_index" ON "ticketing"."scan_logs" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "scan_logs_organization_id_station_id_index" ON "ticketing"."scan_logs" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "scan_logs_organization_id_earlier_id_index" ON "ticketing"."scan_logs" USING btree ("organization_id","earlier_id");--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."gate_tiers" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('ticketing:read')));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."gates" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or station_id = any ((select system.station_ids('ticketing:read'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."scan_logs" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or station_id = any ((select system.station_ids('ticketing:read'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));