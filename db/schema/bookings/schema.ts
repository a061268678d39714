import { pgSchema, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId } from "#db/columns";
import { organizations } from "#db/schema/organizations";
import { labels } from "#db/states";

/** The schema itself, in a file of its own, because its tables point at one another. */
export const bookingsSchema = pgSchema("bookings");

export const bookingState = bookingsSchema.enum("booking_state", labels("booking"));
export const bookingQuoteState = bookingsSchema.enum("quote_state", labels("booking_quote"));
export const bookingRefundState = bookingsSchema.enum("refund_state", labels("booking_refund"));
export const bookingSeriesState = bookingsSchema.enum("series_state", labels("booking_series"));
export const resourceKind = bookingsSchema.enum("resource_kind", ["chef", "room", "equipment"]);

/** What every row about one station has. */
export const ofStation = () => ({
  organizationId: organizationId().references(() => organizations.id),
  id: id(),
  stationId: uuid("station_id").notNull(),
  createdAt: createdAt(),
});
