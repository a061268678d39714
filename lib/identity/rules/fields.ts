import { z } from "zod";

/** Fields that forms about people, roles and places share. Messages stand next to their field. */
export const words = (most: number) => z.string().trim().max(most, `At most ${most} characters.`);
export const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());

/** A built-in role, or the id of one of the organization's own; the database knows which of them exist. */
export const role = z.string("Choose a role.").trim().min(1, "Choose a role.").max(60, "Choose a role.");
export const reason = words(500).min(3, "Say why. The person is told.");
/** A calendar day in the organization's zone. `endsOn` is the last day on which it counts. */
export const day = z.iso.date("Choose a day.");

/** Where a role counts: everywhere, at one station, or for one event. */
export const place = {
  stationId: optional(z.uuid("Choose a station.")),
  eventId: optional(z.uuid("Choose an event.")),
};
/** For the platform alone: an organization that is not the open one. */
export const organizationId = optional(z.uuid());
