ALTER TABLE "feedback"."customer_reviews" ADD COLUMN "booking_id" uuid;--> statement-breakpoint
ALTER TABLE "feedback"."review_requests" ADD COLUMN "booking_id" uuid;--> statement-breakpoint
ALTER TABLE "crm"."leads" ADD COLUMN "booking_id" uuid;--> statement-breakpoint
ALTER TABLE "feedback"."customer_reviews" ADD CONSTRAINT "customer_reviews_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feedback"."review_requests" ADD CONSTRAINT "review_requests_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm"."leads" ADD CONSTRAINT "leads_organization_id_booking_id_bookings_organization_id_id_fk" FOREIGN KEY ("organization_id","booking_id") REFERENCES "bookings"."bookings"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_reviews_organization_id_booking_id_index" ON "feedback"."customer_reviews" USING btree ("organization_id","booking_id");--> statement-breakpoint
CREATE INDEX "review_requests_organization_id_booking_id_index" ON "feedback"."review_requests" USING btree ("organization_id","booking_id");--> statement-breakpoint
CREATE INDEX "leads_organization_id_booking_id_index" ON "crm"."leads" USING btree ("organization_id","booking_id");--> statement-breakpoint
ALTER TABLE "feedback"."review_requests" ADD CONSTRAINT "one_request_a_booking" UNIQUE("organization_id","booking_id");