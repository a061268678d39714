import { z } from "zod";
import { isZone } from "#lib/time";

const words = (most: number) => z.string().trim().max(most, `At most ${most} characters.`);
const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());

/** What an administrator may change of their organization. Its fee terms are the platform's, its slug is in every link. */
export const OrganizationChange = z.strictObject({
  name: words(120).min(1, "What is the organization called?"),
  tagline: words(160).default(""),
  zone: z.string().refine(isZone, "Choose a time zone."),
  supportEmail: optional(z.email("This is not an e-mail address.").max(254)),
  accent: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, "A colour such as #0f766e."),
});
