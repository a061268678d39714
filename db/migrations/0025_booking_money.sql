ALTER TABLE "bookings"."bookings" DROP CONSTRAINT "earned_within_total";--> statement-breakpoint
ALTER TABLE "payments"."allocations" DROP CONSTRAINT "one_target";--> statement-breakpoint
ALTER TABLE "payments"."card_payments" ALTER COLUMN "invoice_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "bookings"."bookings" ADD COLUMN "earned_tax_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "bookings"."refunds" ADD COLUMN "earned_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD COLUMN "booking_id" uuid;--> statement-breakpoint
ALTER TABLE "payments"."manual_payments" ADD COLUMN "booking_id" uuid;--> statement-breakpoint
ALTER TABLE "payments"."allocations" ADD COLUMN "booking_id" uuid;--> statement-breakpoint
ALTER TABLE "payments"."card_payments" ADD COLUMN "booking_id" uuid;--> statement-breakpoint
ALTER TABLE "payments"."transactions" ADD CONSTRAINT "transactions_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."manual_payments" ADD CONSTRAINT "manual_payments_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."allocations" ADD CONSTRAINT "allocations_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."card_payments" ADD CONSTRAINT "card_payments_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transactions_by_booking" ON "payments"."transactions" USING btree ("organization_id","booking_id") WHERE booking_id is not null;--> statement-breakpoint
CREATE INDEX "manual_payments_organization_id_booking_id_index" ON "payments"."manual_payments" USING btree ("organization_id","booking_id");--> statement-breakpoint
CREATE INDEX "allocations_organization_id_booking_id_index" ON "payments"."allocations" USING btree ("organization_id","booking_id");--> statement-breakpoint
CREATE INDEX "card_payments_organization_id_booking_id_index" ON "payments"."card_payments" USING btree ("organization_id","booking_id");--> statement-breakpoint
ALTER TABLE "bookings"."bookings" ADD CONSTRAINT "earned_within_total" CHECK ("bookings"."bookings"."earned_minor" >= 0 and "bookings"."bookings"."earned_tax_minor" between 0 and "bookings"."bookings"."earned_minor");--> statement-breakpoint
ALTER TABLE "payments"."allocations" ADD CONSTRAINT "one_target" CHECK (num_nonnulls("payments"."allocations"."invoice_id", "payments"."allocations"."order_id", "payments"."allocations"."booking_id") = 1);--> statement-breakpoint
ALTER TABLE "payments"."card_payments" ADD CONSTRAINT "one_card_target" CHECK (num_nonnulls("payments"."card_payments"."invoice_id", "payments"."card_payments"."booking_id") = 1);