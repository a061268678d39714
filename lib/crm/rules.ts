import { z } from "zod";
import { day, email, name, oneOf, optional, ticked, wallClock, whole, words } from "#lib/events/rules/inputs";

/** Inputs and words of customers' business. Wall clocks are of the organization's zone, amounts major units as text. */
export const leadSources = {
  website: "Website",
  phone: "Phone",
  referral: "Referral",
  instagram: "Instagram",
  facebook: "Facebook",
  google_business: "Google Business",
  import: "Import",
  other: "Other",
} as const;
export type LeadSource = keyof typeof leadSources;

export const lostReasons = {
  price: "Too expensive for them",
  date: "Date was not free",
  area: "Too far away",
  competitor: "Chose somebody else",
  no_answer: "No answer from them",
  cancelled: "Called it off",
  spam: "Not a real inquiry",
  other: "Another reason",
} as const;

export const activityNames = { call: "Call", email: "E-mail", meeting: "Meeting", message: "Message" } as const;
export const interactionNames = { ...activityNames, visit: "Visit", other: "Other" } as const;
export const marketingNames = { unknown: "Never asked", granted: "Yes", withdrawn: "No" } as const;
export const stateNames = { open: "Open", converted: "Converted", lost: "Lost" } as const;
export const pipelineNames = { leads: "Leads", opportunities: "Opportunities" } as const;

/** Which words people agreed to; a change of the words is a new version. */
export const consentVersion = "2026-11";
export const consentWords = (organization: string) => ({
  contact: `${organization} may use what I wrote here to answer me.`,
  marketing: `${organization} may write to me about offers now and then. I can say no at any time, with one click.`,
});

const phone = words(40).refine(
  (text) => text === "" || /^[+()\d][\d\s()./-]{4,}$/.test(text),
  "Not a telephone number.",
);
const guests = optional(whole(1, 10_000, "A whole number of guests, at least 1."));
const id = z.uuid();
const someone = optional(z.uuid("Choose from the list."));

const contact = {
  name: name(120, "What is their name?"),
  email: email.default(""),
  phone: phone.default(""),
};
const asked = {
  message: words(4000).default(""),
  wishedOn: optional(day),
  guests,
  service: words(120).default(""),
};
const reachable = <T extends { email: string; phone: string }>(value: T, context: z.RefinementCtx) => {
  if (value.email === "" && value.phone === "")
    context.addIssue({
      code: "custom",
      path: ["email"],
      message: "An e-mail address or a telephone number is needed.",
    });
};

const lead = {
  ...contact,
  ...asked,
  source: oneOf(leadSources, "How did they come?").default("phone"),
  referredBy: words(120).default(""),
  stationId: someone,
  ownerId: someone,
  followUpAt: optional(wallClock),
};
export const LeadInput = z.strictObject(lead).superRefine(reachable);
export const LeadChange = z.strictObject({ ...lead, id }).superRefine(reachable);
export const RecordId = z.strictObject({ id });
export const LeadNote = z.strictObject({ id, body: name(4000, "Write something.") });
export const LeadActivity = z.strictObject({
  id,
  kind: oneOf(activityNames, "What was it?"),
  summary: name(4000, "What came of it?"),
  happenedAt: optional(wallClock),
});
export const tag = words(40)
  .min(1, "A word.")
  .transform((text) => text.toLowerCase().replace(/\s+/g, " "));
export const LeadTag = z.strictObject({ id, tag });
export const LeadOwner = z.strictObject({ id, ownerId: someone });
export const StageMove = z.strictObject({
  id,
  stageId: z.uuid("Choose a stage."),
  reason: words(120).default(""),
  note: words(1000).default(""),
});
export const Conversion = z.strictObject({
  id,
  title: words(160).default(""),
  amount: words(30).default(""),
  currency: optional(z.string().length(3)),
  expectedOn: optional(day),
});

export const OpportunityInput = z.strictObject({
  title: name(160, "What is it about?"),
  amount: name(30, "How much is it worth?"),
  currency: z.string().length(3, "Choose a currency."),
  expectedOn: optional(day),
  customerId: someone,
  leadId: someone,
  stationId: someone,
  ownerId: someone,
  notes: words(4000).default(""),
});
export const OpportunityChange = OpportunityInput.omit({ leadId: true }).extend({ id }).strict();

const stage = {
  name: name(40, "What is it called?"),
  position: whole(1, 99, "A whole number from 1 to 99."),
  staleDays: optional(whole(1, 365, "Whole days, 1 to 365.")),
};
export const StageInput = z.strictObject({ ...stage, pipeline: oneOf(pipelineNames) });
export const StageChange = z.strictObject({ ...stage, id });

const customer = {
  ...contact,
  address: words(400).default(""),
  notes: words(4000).default(""),
  tags: words(600)
    .default("")
    .transform((text) => tagsOf(text))
    .pipe(z.array(z.string().max(40, "A tag has at most 40 characters.")).max(30, "At most thirty tags.")),
};
export const CustomerInput = z.strictObject({ ...customer, stationId: someone });
export const CustomerChange = z.strictObject({ ...customer, id });
export const CustomerNote = z.strictObject({ customerId: id, body: name(4000, "Write something.") });
export const Interaction = z.strictObject({
  customerId: id,
  kind: oneOf(interactionNames, "What was it?"),
  direction: z.enum(["in", "out"]).default("out"),
  summary: name(2000, "What came of it?"),
  happenedAt: optional(wallClock),
});
export const Measurement = z.strictObject({
  customerId: id,
  name: name(80, "What was measured?"),
  value: z
    .string()
    .trim()
    .transform((text) => text.replace(",", "."))
    .pipe(z.string().regex(/^-?\d{1,9}(\.\d{1,4})?$/, "A number, such as 92 or 92.5.")),
  unit: words(20).default(""),
  measuredOn: day,
  note: words(500).default(""),
});
export const Consent = z.strictObject({
  customerId: id,
  choice: z.enum(["granted", "withdrawn"], "Yes or no?"),
  source: name(80, "Where did they say so?"),
});

export const mergeFields = ["name", "email", "phone", "address", "notes"] as const;
export type MergeField = (typeof mergeFields)[number];
const side = z.enum(["survivor", "merged"]).default("survivor");
export const Merge = z.strictObject({
  survivorId: id,
  mergedId: id,
  take: z
    .strictObject({
      name: side,
      email: side,
      phone: side,
      address: side,
      notes: z.enum(["survivor", "merged", "both"]).default("survivor"),
    })
    .prefault({}),
});
export const Apart = z.strictObject({ oneId: id, otherId: id });

/** The public form. `website` is a trap: people do not see it, so whoever fills it in is a program. */
export const Inquiry = z
  .strictObject({
    org: z.string().max(80),
    station: words(80).default(""),
    ...contact,
    ...asked,
    agreed: ticked.refine(Boolean, "Please agree, so that we may answer you."),
    marketing: ticked.default(false),
    website: z.string().max(2000).default(""),
  })
  .superRefine(reachable);
export const OptOut = z.strictObject({ token: z.uuid(), choice: z.enum(["withdrawn", "granted"]) });

/** `vip, garden party` as people type it: trimmed, in small letters, each once. */
export const tagsOf = (text: string) => [
  ...new Set(
    text
      .split(/[,\n]/)
      .map((part) => part.trim().toLowerCase().replace(/\s+/g, " "))
      .filter(Boolean),
  ),
];

/** What a lead's score is made of, in the order of `crm.keep_lead`; the points add up to the score. */
export function scoreParts(
  lead: {
    source: string;
    email: string | null;
    phone: string;
    message: string;
    wishedOn: string | null;
    guests: number | null;
    service: string;
  },
  today: string,
) {
  const party = lead.guests ?? 0;
  const parts: [string, number][] = [
    ["an e-mail address", lead.email ? 10 : 0],
    ["a telephone number", lead.phone.replace(/\D/g, "").length >= 7 ? 15 : 0],
    ["a date to come", lead.wishedOn && lead.wishedOn >= today ? 20 : 0],
    [`${party} guests`, party >= 10 ? 20 : party >= 4 ? 12 : party >= 1 ? 5 : 0],
    ["a service named", lead.service ? 10 : 0],
    ["words of their own", lead.message.length >= 80 ? 10 : lead.message ? 4 : 0],
    [
      `came by ${leadSources[lead.source as LeadSource]?.toLowerCase() ?? lead.source}`,
      lead.source === "referral" ? 15 : ["phone", "website"].includes(lead.source) ? 8 : 3,
    ],
  ];
  return parts.filter(([, points]) => points > 0).map(([words, points]) => ({ words, points }));
}

/** `3 days`, `2 hours`: how long something stood in a stage. */
export function spanWords(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000);
  if (hours < 1) return "under an hour";
  if (hours < 48) return hours === 1 ? "1 hour" : `${hours} hours`;
  return `${Math.floor(hours / 24)} days`;
}
