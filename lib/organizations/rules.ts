import { z } from "zod";
import { reservedSegments } from "#lib/identity/paths";
import { isCurrency } from "#lib/ref/rules";
import { isZone } from "#lib/time";

const words = (most: number) => z.string().trim().max(most, `At most ${most} characters.`);
const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" || value === null ? undefined : value), schema.optional());

export const residencyRegions = {
  eu: "European Union",
  uk: "United Kingdom",
  us: "United States",
  ca: "Canada",
  apac: "Asia and the Pacific",
} as const;
export const revenuePolicies = {
  on_sale: "When they are sold",
  after_event: "When the event has happened",
} as const;
export const tiers = { starter: "Starter", growth: "Growth", enterprise: "Enterprise" } as const;
type Keys<T> = [keyof T & string, ...(keyof T & string)[]];

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    "A host name such as tickets.example.com, without https:// and without a path.",
  )
  .max(253, "That is longer than a host name can be.");
const flag = z.preprocess(
  (value) => (value === "on" || value === "true" ? true : value === "false" ? false : value),
  z.boolean(),
);
const countries = z.preprocess(
  (value) => (Array.isArray(value) ? value.filter(Boolean) : value),
  z.array(z.string().regex(/^[A-Z]{2}$/, "Choose countries from the list.")).max(60, "At most 60 countries."),
);

/** Small letters, digits and single hyphens; what is the product's own word is refused by the database. */
export const slug = z
  .string("Choose an address.")
  .trim()
  .toLowerCase()
  .min(2, "At least 2 characters.")
  .max(60, "At most 60 characters.")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Small letters, digits and single hyphens, such as harbour-lights.")
  .refine((value) => !reservedSegments.has(value), "This is an address of the product itself. Choose another one.");
export const SlugChange = z.strictObject({ slug });

/** A new organization, by the platform. `administrator` is the e-mail address of the person who is invited to run it. */
export const NewOrganization = z.strictObject({
  name: words(120).min(1, "What is the organization called?"),
  slug,
  country: z.string("Choose a country.").regex(/^[A-Z]{2}$/, "Choose a country."),
  currency: z.string("Choose a currency.").refine(isCurrency, "Choose a currency."),
  zone: z.string("Choose a time zone.").refine(isZone, "Choose a time zone."),
  tier: z.enum(Object.keys(tiers) as Keys<typeof tiers>).default("starter"),
  administrator: optional(z.email("This is not an e-mail address.").max(254)),
});
/** `id` for the platform; an organization archives itself without it. */
export const OrganizationArchive = z.strictObject({ id: optional(z.uuid()) });
export const OrganizationId = z.strictObject({ id: z.uuid() });
export const TierChange = z.strictObject({ id: z.uuid(), tier: z.enum(Object.keys(tiers) as Keys<typeof tiers>) });

/**
 * What an administrator may change of their organization; what is missing stays as it is. Its fee terms and tier are the
 * platform's, and its slug, which is in every link, has a command of its own.
 */
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
  defaultCurrency: z.string().refine(isCurrency, "Choose a currency.").optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "Choose a country.")
    .optional(),
  /** Empty takes it away. */
  domain: z.union([z.literal("").transform(() => null), domain]).optional(),
  operatingRegions: countries.optional(),
  crossBorderEnabled: flag.optional(),
  /** For sales from now on: what was posted stays as it is. */
  revenueRecognised: z
    .enum(Object.keys(revenuePolicies) as Keys<typeof revenuePolicies>, "Choose when sales count as income.")
    .optional(),
  dataResidencyRegion: z
    .union([
      z.literal("").transform(() => null),
      z.enum(Object.keys(residencyRegions) as Keys<typeof residencyRegions>),
    ])
    .optional(),
});
