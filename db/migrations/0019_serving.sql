CREATE TYPE "ticketing"."refund_request_state" AS ENUM('asked', 'approved', 'rejected', 'withdrawn');--> statement-breakpoint
CREATE TYPE "ticketing"."refund_run_item_state" AS ENUM('waiting', 'placed', 'second', 'failed');--> statement-breakpoint
CREATE TYPE "ticketing"."refund_run_state" AS ENUM('running', 'finished');--> statement-breakpoint
CREATE TABLE "ticketing"."refund_requests" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"order_id" uuid NOT NULL,
	"station_id" uuid,
	"event_id" uuid,
	"state" "ticketing"."refund_request_state" DEFAULT 'asked' NOT NULL,
	"reason" text NOT NULL,
	"answer" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refund_requests_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "request_reason" CHECK (length("ticketing"."refund_requests"."reason") between 3 and 500)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."refund_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."refund_run_items" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"run_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"station_id" uuid,
	"event_id" uuid,
	"state" "ticketing"."refund_run_item_state" DEFAULT 'waiting' NOT NULL,
	"refund_id" uuid,
	"problem" text,
	"tried_at" timestamp with time zone,
	CONSTRAINT "refund_run_items_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_order_a_run" UNIQUE("organization_id","run_id","order_id")
);
--> statement-breakpoint
ALTER TABLE "ticketing"."refund_run_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."refund_runs" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"event_id" uuid NOT NULL,
	"station_id" uuid,
	"state" "ticketing"."refund_run_state" DEFAULT 'running' NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid,
	"round" integer DEFAULT 1 NOT NULL,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refund_runs_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_run_an_event" UNIQUE("organization_id","event_id"),
	CONSTRAINT "run_reason" CHECK (length("ticketing"."refund_runs"."reason") between 3 and 500)
);
--> statement-breakpoint
ALTER TABLE "ticketing"."refund_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."refund_tickets" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"refund_key" text NOT NULL,
	"ticket_id" uuid NOT NULL,
	CONSTRAINT "refund_tickets_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "one_ticket_a_refund" UNIQUE("organization_id","refund_key","ticket_id")
);
--> statement-breakpoint
ALTER TABLE "ticketing"."refund_tickets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticketing"."ticket_transfers" (
	"organization_id" uuid NOT NULL,
	"id" uuid DEFAULT system.uuid7() NOT NULL,
	"order_id" uuid NOT NULL,
	"station_id" uuid,
	"event_id" uuid,
	"from_ticket_id" uuid NOT NULL,
	"to_ticket_id" uuid NOT NULL,
	"done_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ticket_transfers_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "passed_on_once" UNIQUE("organization_id","from_ticket_id")
);
--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_transfers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ticketing"."refund_requests" ADD CONSTRAINT "refund_requests_decided_by_user_profiles_user_id_fk" FOREIGN KEY ("decided_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refund_requests" ADD CONSTRAINT "refund_requests_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refund_requests" ADD CONSTRAINT "refund_requests_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refund_requests" ADD CONSTRAINT "refund_requests_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refund_run_items" ADD CONSTRAINT "refund_run_items_organization_id_run_id_refund_runs_organization_id_id_fk" FOREIGN KEY ("organization_id","run_id") REFERENCES "ticketing"."refund_runs"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refund_run_items" ADD CONSTRAINT "refund_run_items_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refund_run_items" ADD CONSTRAINT "refund_run_items_organization_id_refund_id_refunds_organization_id_id_fk" FOREIGN KEY ("organization_id","refund_id") REFERENCES "ticketing"."refunds"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refund_run_items" ADD CONSTRAINT "refund_run_items_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refund_run_items" ADD CONSTRAINT "refund_run_items_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refund_runs" ADD CONSTRAINT "refund_runs_requested_by_user_profiles_user_id_fk" FOREIGN KEY ("requested_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refund_runs" ADD CONSTRAINT "refund_runs_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refund_runs" ADD CONSTRAINT "refund_runs_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."refund_tickets" ADD CONSTRAINT "refund_tickets_organization_id_ticket_id_tickets_organization_id_id_fk" FOREIGN KEY ("organization_id","ticket_id") REFERENCES "ticketing"."tickets"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_transfers" ADD CONSTRAINT "ticket_transfers_done_by_user_profiles_user_id_fk" FOREIGN KEY ("done_by") REFERENCES "users"."user_profiles"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_transfers" ADD CONSTRAINT "ticket_transfers_organization_id_order_id_orders_organization_id_id_fk" FOREIGN KEY ("organization_id","order_id") REFERENCES "ticketing"."orders"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_transfers" ADD CONSTRAINT "ticket_transfers_organization_id_from_ticket_id_tickets_organization_id_id_fk" FOREIGN KEY ("organization_id","from_ticket_id") REFERENCES "ticketing"."tickets"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_transfers" ADD CONSTRAINT "ticket_transfers_organization_id_to_ticket_id_tickets_organization_id_id_fk" FOREIGN KEY ("organization_id","to_ticket_id") REFERENCES "ticketing"."tickets"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_transfers" ADD CONSTRAINT "ticket_transfers_organization_id_event_id_events_organization_id_id_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "events"."events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticketing"."ticket_transfers" ADD CONSTRAINT "ticket_transfers_organization_id_station_id_stations_organization_id_id_fk" FOREIGN KEY ("organization_id","station_id") REFERENCES "identity"."stations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_request" ON "ticketing"."refund_requests" USING btree ("organization_id","order_id") WHERE state = 'asked';--> statement-breakpoint
CREATE INDEX "refund_requests_decided_by_index" ON "ticketing"."refund_requests" USING btree ("decided_by");--> statement-breakpoint
CREATE INDEX "refund_requests_organization_id_order_id_index" ON "ticketing"."refund_requests" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "refund_requests_organization_id_event_id_index" ON "ticketing"."refund_requests" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "refund_requests_organization_id_station_id_index" ON "ticketing"."refund_requests" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "refund_run_items_waiting" ON "ticketing"."refund_run_items" USING btree ("organization_id","run_id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "refund_run_items_organization_id_run_id_index" ON "ticketing"."refund_run_items" USING btree ("organization_id","run_id");--> statement-breakpoint
CREATE INDEX "refund_run_items_organization_id_order_id_index" ON "ticketing"."refund_run_items" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "refund_run_items_organization_id_refund_id_index" ON "ticketing"."refund_run_items" USING btree ("organization_id","refund_id");--> statement-breakpoint
CREATE INDEX "refund_run_items_organization_id_event_id_index" ON "ticketing"."refund_run_items" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "refund_run_items_organization_id_station_id_index" ON "ticketing"."refund_run_items" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "refund_runs_requested_by_index" ON "ticketing"."refund_runs" USING btree ("requested_by");--> statement-breakpoint
CREATE INDEX "refund_runs_organization_id_event_id_index" ON "ticketing"."refund_runs" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "refund_runs_organization_id_station_id_index" ON "ticketing"."refund_runs" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE INDEX "refund_tickets_organization_id_ticket_id_index" ON "ticketing"."refund_tickets" USING btree ("organization_id","ticket_id");--> statement-breakpoint
CREATE INDEX "ticket_transfers_done_by_index" ON "ticketing"."ticket_transfers" USING btree ("done_by");--> statement-breakpoint
CREATE INDEX "ticket_transfers_organization_id_order_id_index" ON "ticketing"."ticket_transfers" USING btree ("organization_id","order_id");--> statement-breakpoint
CREATE INDEX "ticket_transfers_organization_id_from_ticket_id_index" ON "ticketing"."ticket_transfers" USING btree ("organization_id","from_ticket_id");--> statement-breakpoint
CREATE INDEX "ticket_transfers_organization_id_to_ticket_id_index" ON "ticketing"."ticket_transfers" USING btree ("organization_id","to_ticket_id");--> statement-breakpoint
CREATE INDEX "ticket_transfers_organization_id_event_id_index" ON "ticketing"."ticket_transfers" USING btree ("organization_id","event_id");--> statement-breakpoint
CREATE INDEX "ticket_transfers_organization_id_station_id_index" ON "ticketing"."ticket_transfers" USING btree ("organization_id","station_id");--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."refund_requests" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or station_id = any ((select system.station_ids('ticketing:read'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."refund_run_items" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or station_id = any ((select system.station_ids('ticketing:read'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."refund_runs" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or station_id = any ((select system.station_ids('ticketing:read'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."refund_tickets" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and (select system.can('ticketing:read')));--> statement-breakpoint
CREATE POLICY "read" ON "ticketing"."ticket_transfers" AS PERMISSIVE FOR SELECT TO "authenticated" USING (organization_id = (select system.org_id()) and ((select system.can('ticketing:read')) or station_id = any ((select system.station_ids('ticketing:read'))::uuid[]) or event_id = any ((select system.event_ids('ticketing:read'))::uuid[])));