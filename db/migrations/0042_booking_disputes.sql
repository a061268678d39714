ALTER TABLE "payments"."disputes" ALTER COLUMN "order_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "bookings"."refunds" ADD COLUMN "dispute_id" uuid;--> statement-breakpoint
ALTER TABLE "payments"."disputes" ADD COLUMN "card_payment_id" uuid;--> statement-breakpoint
ALTER TABLE "bookings"."refunds" ADD CONSTRAINT "refunds_organization_id_dispute_id_disputes_organization_id_id_fk" FOREIGN KEY ("organization_id","dispute_id") REFERENCES "payments"."disputes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments"."disputes" ADD CONSTRAINT "disputes_organization_id_card_payment_id_card_payments_organization_id_id_fk" FOREIGN KEY ("organization_id","card_payment_id") REFERENCES "payments"."card_payments"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refunds_organization_id_dispute_id_index" ON "bookings"."refunds" USING btree ("organization_id","dispute_id");--> statement-breakpoint
CREATE INDEX "disputes_organization_id_card_payment_id_index" ON "payments"."disputes" USING btree ("organization_id","card_payment_id");--> statement-breakpoint
ALTER TABLE "payments"."disputes" ADD CONSTRAINT "one_disputed_payment" CHECK (num_nonnulls("payments"."disputes"."order_id", "payments"."disputes"."card_payment_id") = 1);