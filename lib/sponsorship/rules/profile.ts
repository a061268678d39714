import { z } from "zod";
import { optional, words } from "#lib/identity/rules/fields";
import { isCurrency } from "#lib/ref/rules";

/** What a sponsor says of itself, and how a house calls held money. */
export const publicParts = {
  about: "About you",
  audience: "Whom you want to reach",
  regions: "Regions",
  budget: "Budget",
  looksFor: "What you look for",
  website: "Website",
  sponsorships: "Which events you sponsored",
} as const;
export type PublicPart = keyof typeof publicParts;
const parts = Object.keys(publicParts) as [PublicPart, ...PublicPart[]];

/** Which wording of the consent to a public page was agreed to. */
export const publicConsent = "2026-11";

const web = words(500).refine((text) => text === "" || /^https:\/\/[^\s]+$/.test(text), "Begin with https://.");

export const ProfileInput = z.strictObject({
  sponsorId: optional(z.uuid()),
  name: words(120).min(1, "Write the name."),
  sector: words(80).default(""),
  about: words(4000).default(""),
  audience: words(1000).default(""),
  /** As people type them: one a line, or with commas between. */
  regions: words(500)
    .default("")
    .transform((text) => [
      ...new Set(
        text
          .split(/[,\n]/)
          .map((one) => one.trim().replace(/\s+/g, " "))
          .filter(Boolean),
      ),
    ])
    .refine((list) => list.length <= 20 && list.every((one) => one.length <= 60), "At most twenty, each a few words."),
  budgetLeast: optional(words(30)),
  budgetMost: optional(words(30)),
  currency: z.string().refine(isCurrency, "Choose a currency."),
  website: web.default(""),
  looksFor: words(2000).default(""),
  taxId: words(40)
    .regex(/^[\p{L}\p{N} ./-]*$/u, "Letters, digits, and . / - only.")
    .default(""),
});

export const PublishProfile = z.strictObject({
  sponsorId: optional(z.uuid()),
  shows: z.array(z.enum(parts)).max(parts.length).default([]),
  agreed: z
    .preprocess((value) => value === "on" || value === true, z.boolean().default(false))
    .refine(Boolean, {
      message: "Agree first: anybody can read it then.",
    }),
});
export const HideProfile = z.strictObject({ sponsorId: optional(z.uuid()) });
export const ProfileLogo = z.strictObject({
  sponsorId: optional(z.uuid()),
  bytes: z.instanceof(Uint8Array).optional(),
});

export const HeldNameInput = z.strictObject({
  heldName: words(60).min(1, "Write a name."),
  escrowAgent: words(120).default(""),
  confirmed: z.preprocess((value) => value === "on" || value === true, z.boolean()).default(false),
});
