import { z } from "zod";
import { costOf, day, name, oneOf, optional, ticked, wallClock, whole, words } from "#lib/events/rules/inputs";
import { isCurrency } from "#lib/ref/rules";

/** What the forms of an event's plan send, and what their kinds are called. */
export const sessionKinds = {
  talk: "Talk",
  performance: "Performance",
  workshop: "Workshop",
  show: "Show",
  panel: "Panel",
  break: "Break",
  other: "Other",
} as const;
export const logisticsKinds = {
  equipment: "Equipment",
  transport: "Transport",
  accommodation: "Accommodation",
  catering: "Catering",
  permit: "Permit",
  power: "Power",
  other: "Other",
} as const;
export const runKinds = {
  build: "Build",
  soundcheck: "Sound check",
  rehearsal: "Rehearsal",
  doors: "Doors",
  show: "Show",
  strike: "Strike",
  other: "Other",
} as const;
export const taskKinds = { task: "Task", milestone: "Milestone" } as const;
export const documentKinds = {
  permit: "Permit",
  insurance: "Insurance",
  contract: "Contract",
  floor_plan: "Floor plan",
  safety_plan: "Safety plan",
  rider: "Rider",
  invoice: "Invoice",
  other: "Other",
} as const;
export const guideTopics = {
  welcome: "Welcome",
  language: "Language",
  dress: "Dress",
  food: "Food and drink",
  customs: "Customs",
  prayer_and_holidays: "Prayer and holidays",
  accessibility: "Accessibility",
  getting_there: "Getting there",
  emergency: "Emergency",
  other: "Other",
} as const;

const person = optional(z.uuid("Choose a person."));
const span = { startsAt: wallClock, endsAt: wallClock };

export const SessionInput = z.strictObject({
  title: name(160, "What is it called?"),
  kind: oneOf(sessionKinds).default("other"),
  abstract: words(5000).default(""),
  track: words(80).default(""),
  roomId: optional(z.uuid("Choose a room.")),
  ...span,
  expected: optional(whole(1, 1_000_000, "A whole number of people, at least 1.")),
  talent: z.array(z.uuid()).max(50).default([]),
});
export const SessionMove = z.strictObject({ id: z.uuid(), roomId: optional(z.uuid()), startsAt: wallClock });

export const ShiftInput = z.strictObject({
  role: name(80, "What do they do?"),
  place: words(80).default(""),
  needed: whole(1, 1000, "A whole number of people, at least 1."),
  ...span,
  notes: words(1000).default(""),
});
export const ShiftPerson = z.strictObject({ id: z.uuid(), userId: z.uuid("Choose a person.") });
export const ShiftAnswer = z.strictObject({ id: z.uuid(), answer: z.enum(["confirmed", "declined"]) });

export const TaskInput = z.strictObject({
  kind: oneOf(taskKinds).default("task"),
  title: name(200, "What has to be done?"),
  details: words(5000).default(""),
  ownerId: person,
  dueAt: optional(wallClock),
});

const level = whole(1, 5, "From 1 to 5.");
export const RiskInput = z.strictObject({
  title: name(200, "What may go wrong?"),
  details: words(5000).default(""),
  likelihood: level,
  impact: level,
  mitigation: words(5000).default(""),
  ownerId: person,
});
/** What a likelihood or an impact of 1 to 5 means, so that two people mean the same. */
export const likelihoods = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"] as const;
export const impacts = ["Negligible", "Minor", "Moderate", "Major", "Severe"] as const;
/** Low below 6, high from 15: the bands of the matrix. */
export const riskBand = (score: number) => (score >= 15 ? "high" : score >= 6 ? "medium" : "low");

export const DocumentInput = z.strictObject({
  kind: oneOf(documentKinds).default("other"),
  name: name(160, "What is it called?"),
  required: ticked.default(false),
  dueOn: optional(day),
  expiresOn: optional(day),
  notes: words(1000).default(""),
});

export const LogisticsInput = z.strictObject({
  name: name(160, "What is needed?"),
  kind: oneOf(logisticsKinds).default("equipment"),
  quantity: whole(1, 1_000_000, "A whole number, at least 1."),
  vendorId: optional(z.uuid()),
  ownerId: person,
  neededAt: optional(wallClock),
  place: words(120).default(""),
  notes: words(1000).default(""),
});

export const RunInput = z.strictObject({
  title: name(160, "What is it called?"),
  kind: oneOf(runKinds).default("other"),
  ...span,
  ownerId: person,
  cues: words(5000).default(""),
});

export const CastingInput = z.strictObject({
  talentId: z.uuid("Choose somebody."),
  part: name(80, "As what?"),
  notes: words(1000).default(""),
});

export const ContractInput = z.strictObject({
  /** `vendor:<id>` or `talent:<id>`. */
  party: z.string().regex(/^(vendor|talent):[0-9a-f-]{36}$/, "Choose with whom."),
  subject: name(160, "What is it about?"),
  cost: words(20).default(""),
  currency: z.string().refine(isCurrency, "Choose a currency."),
  signedOn: optional(day),
  expiresOn: optional(day),
  usageUntil: optional(day),
  usageRights: words(1000).default(""),
  notes: words(1000).default(""),
});
export const contractCost = (input: { cost: string; currency: string }) => costOf(input.cost, input.currency);

export const UpdateInput = z.strictObject({
  subject: name(150, "What is it about?"),
  body: name(5000, "What do you want to tell them?"),
});
export const UpdateSending = z.strictObject({ id: z.uuid(), expected: z.coerce.number().int().min(1) });

export const GuideInput = z.strictObject({
  topic: oneOf(guideTopics).default("other"),
  title: name(120, "What is it about?"),
  body: name(5000, "What should they know?"),
  shown: ticked.default(false),
  position: whole(0, 1000, "A whole number.").default(0),
});
