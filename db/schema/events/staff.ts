import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment } from "#db/columns";
import { eventsSchema } from "#db/schema/events";
import { span } from "#db/schema/events/places";
import { byFunctions, byMember, ofEvent, plan } from "#db/schema/events/planned";
import { labels } from "#db/states";

export const shiftState = eventsSchema.enum("shift_state", labels("shift"));

/** A shift: how many people are needed as what, where and when. Who they are is in `shift_assignments`. */
export const eventStaff = eventsSchema.table(
  "event_staff",
  {
    ...ofEvent(),
    role: text("role").notNull(),
    place: text("place").notNull().default(""),
    needed: integer("needed").notNull().default(1),
    startsAt: moment("starts_at").notNull(),
    endsAt: moment("ends_at").notNull(),
    notes: text("notes").notNull().default(""),
    state: shiftState("state").notNull().default("planned"),
  },
  (t) => [
    check("role_length", sql`length(${t.role}) between 1 and 80`),
    check("ends_after_start", sql`${t.endsAt} > ${t.startsAt}`),
    check("not_for_days", sql`${t.endsAt} <= ${t.startsAt} + interval '24 hours'`),
    check("somebody_needed", sql`${t.needed} between 1 and 1000`),
    index().on(t.organizationId, t.eventId, t.startsAt),
    ...plan(t),
  ],
);

export const assignmentState = eventsSchema.enum("assignment_state", labels("assignment"));

/**
 * Who works a shift. `during` is the shift's time while they are meant to come, and empty when they declined or it was
 * cancelled; an exclusion constraint refuses a second shift at the same time. Written by functions alone.
 */
export const shiftAssignments = eventsSchema.table(
  "shift_assignments",
  {
    ...ofEvent(),
    shiftId: uuid("shift_id").notNull(),
    userId: uuid("user_id").notNull(),
    state: assignmentState("state").notNull().default("assigned"),
    during: span("during").notNull(),
    answeredAt: moment("answered_at"),
  },
  (t) => [
    unique("once_a_shift").on(t.organizationId, t.shiftId, t.userId),
    foreignKey({
      columns: [t.organizationId, t.shiftId],
      foreignColumns: [eventStaff.organizationId, eventStaff.id],
    }).onDelete("cascade"),
    ...byMember(t, t.userId),
    ...byFunctions(t),
  ],
);
