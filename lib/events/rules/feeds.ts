import { z } from "zod";

/** Inputs and words of calendar feeds. Pure: the browser imports it too. */
export const feedScopes = {
  organization: "Every announced event of the organization",
  station: "Events of one station",
  person: "My own shifts",
} as const;
export type FeedScope = keyof typeof feedScopes;

const empty = (value: unknown) => (value === "" || value === null ? undefined : value);
export const FeedInput = z.strictObject({
  scope: z.enum(["organization", "station", "person"], "Choose what it shows."),
  name: z
    .string()
    .trim()
    .min(1, "Give it a name, such as the program that reads it.")
    .max(80, "At most 80 characters."),
  stationId: z.preprocess(empty, z.uuid("Choose a station.").optional()),
});
export const FeedId = z.strictObject({ id: z.uuid() });
