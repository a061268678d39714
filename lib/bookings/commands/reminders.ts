import "server-only";
import { sql } from "drizzle-orm";
import { insertInto } from "#db/insert";
import { reminderRules } from "#db/schema/bookings/reminders";
import { SaveReminderRule, StopReminders } from "#lib/bookings/rules/reminders";
import { command } from "#lib/command";

/** Which reminders a station sends, and on which side of its quiet hours. */
export const saveReminderRule = command({
  name: "bookings.save_reminder_rule",
  needs: "bookings:settings",
  input: SaveReminderRule,
  async run({ tx, actor, input }) {
    const row = insertInto(reminderRules, { organizationId: actor.organizationId, ...input });
    await tx.execute(
      sql`${row} on conflict on constraint one_reminder_rule_a_station do update set customer_kinds = excluded.customer_kinds, chef_kinds = excluded.chef_kinds, quiet = excluded.quiet`,
    );
    return { stationId: input.stationId };
  },
  trace: ({ stationId }) => ({ subject: "identity.stations", subjectId: stationId, stationId }),
});

/** The customer of a booking wants no reminders of this station, or does again. */
export const stopReminders = command({
  name: "bookings.stop_reminders",
  needs: "bookings:write",
  input: StopReminders,
  async run({ tx, input: { bookingId, stop } }) {
    await tx.execute(sql`select bookings.stop_reminders(${bookingId}::uuid, ${stop})`);
    return { bookingId };
  },
  trace: ({ bookingId }) => ({ subject: "bookings.bookings", subjectId: bookingId }),
});
