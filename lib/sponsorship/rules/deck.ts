import { z } from "zod";
import { optional, words } from "#lib/identity/rules/fields";
import type { Anchor } from "#lib/sponsorship/words";

/** What the forms around the public deck send, and how its promises are put into words. */
const ticked = z.preprocess((value) => value === "on" || value === true || value === "true", z.boolean());

export const DeckFor = z.strictObject({ eventId: optional(z.uuid("Choose an event.")) });
export const DeckInput = z.strictObject({
  id: z.uuid(),
  headline: words(120).default(""),
  intro: words(4000).default(""),
  audience: words(2000).default(""),
  showsReach: ticked.default(false),
  showsPartners: ticked.default(false),
});
export const DeckShown = z.strictObject({ id: z.uuid(), shown: ticked });

/** Which wording of the consent a visitor saw. */
export const enquiryConsent = "2026-11";
export const enquiryConsentWords = (organization: string) =>
  `${organization} may use what I wrote here to answer me and to make an offer.`;

/** A package, or one of its variants as `<package>.<variant>`; empty is "advise us". */
const Wish = z.string().regex(/^([0-9a-f-]{36}(\.[0-9a-f-]{36})?)?$/, "Choose one of the packages on this page.");
export const Enquire = z.strictObject({
  org: z.string().max(80),
  event: words(80).default(""),
  wish: Wish.default(""),
  name: words(120).min(1, "Write your name."),
  company: words(120).min(1, "Write who would sponsor."),
  email: z.email("Write an e-mail address, so that we can answer.").max(254),
  phone: words(40).default(""),
  message: words(4000).default(""),
  agreed: ticked.refine(Boolean, "Please agree, so that we may answer you."),
  /** Nobody sees it; programs fill it in. */
  website: z.string().max(2000).default(""),
});

export const AnswerEnquiry = z.strictObject({ id: z.uuid(), sponsorId: optional(z.uuid("Choose a sponsor.")) });
export const DismissEnquiry = z.strictObject({
  id: z.uuid(),
  reason: words(500).min(3, "Say why, for whoever looks later."),
});

const moments = { signed: "signing", event_start: "the event starts", event_end: "the event ends" } as const;

/** `within 10 days of signing`, `3 days before the event starts`: a package's rule in words. */
export function dueWords({ anchor, days }: { anchor: Anchor; days: number }): string {
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"}`;
  if (anchor === "signed") return days > 0 ? `within ${count} of signing` : "at signing";
  if (days === 0) return `when ${moments[anchor]}`;
  return `${count} ${days < 0 ? "before" : "after"} ${moments[anchor]}`;
}
