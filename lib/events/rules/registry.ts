import { z } from "zod";
import { email, name, oneOf, optional, ticked, wallClock, whole, words } from "#lib/events/rules/inputs";

/** Rooms, vendors, talent and custom fields: what an organization has, whatever the event. */
export const vendorCategories = {
  catering: "Catering",
  sound_and_light: "Sound and light",
  staging: "Staging",
  security: "Security",
  transport: "Transport",
  decoration: "Decoration",
  medical: "Medical",
  print: "Print",
  cleaning: "Cleaning",
  other: "Other",
} as const;
export const talentKinds = {
  designer: "Designer",
  model: "Model",
  influencer: "Influencer",
  media_partner: "Media partner",
  speaker: "Speaker",
  artist: "Artist",
  host: "Host",
  other: "Other",
} as const;
export const fieldKinds = {
  text: "Text",
  number: "Number",
  date: "Date",
  yes_no: "Yes or no",
  choice: "Choice",
  link: "Link",
} as const;
export type FieldKind = keyof typeof fieldKinds;

export const RoomInput = z.strictObject({
  name: name(80, "What is the room called?"),
  capacity: optional(whole(1, 1_000_000, "A whole number of people, at least 1.")),
  position: whole(0, 1000, "A whole number.").default(0),
});
export const NewRoom = RoomInput.extend({ venueId: z.uuid() });
export const RoomChange = RoomInput.extend({ id: z.uuid() });
export const RoomReservation = z.strictObject({ id: z.uuid(), rooms: z.array(z.uuid()).max(100).default([]) });

export const VendorInput = z.strictObject({
  name: name(120, "What is the vendor called?"),
  category: oneOf(vendorCategories).default("other"),
  contactName: words(120).default(""),
  email: email.default(""),
  phone: words(40).default(""),
  website: z
    .union([z.literal(""), z.url({ protocol: /^https?$/, error: "An address that begins with https://." })])
    .default(""),
  notes: words(2000).default(""),
});
export const VendorChange = VendorInput.extend({ id: z.uuid() });

export const TalentInput = z.strictObject({
  kind: oneOf(talentKinds, "What are they?"),
  name: name(120, "What is their name?"),
  agency: words(120).default(""),
  email: email.default(""),
  phone: words(40).default(""),
  bio: words(3000).default(""),
  notes: words(3000).default(""),
});
export const TalentChange = TalentInput.extend({ id: z.uuid() });
/** Wall clocks of the organization's zone. */
export const AbsenceInput = z.strictObject({
  talentId: z.uuid(),
  startsAt: wallClock,
  endsAt: wallClock,
  reason: words(200).default(""),
});

export const FieldInput = z.strictObject({
  label: name(80, "What is the field called?"),
  hint: words(200).default(""),
  /** One a line. */
  options: words(2000).default(""),
  required: ticked.default(false),
  position: whole(0, 1000, "A whole number.").default(0),
});
export const NewField = FieldInput.extend({ kind: oneOf(fieldKinds, "What does it take?") });
export const FieldChange = FieldInput.extend({ id: z.uuid(), archived: ticked.default(false) });
export const ItemId = z.strictObject({ id: z.uuid() });

export const optionsOf = (text: string) => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

type Field = { key: string; label: string; kind: FieldKind; options: string[]; required: boolean };

/** What is wrong with a value for this field, in words; null when it fits. Empty fits unless it is required. */
export function fieldProblem({ kind, options, required }: Field, value: string): string | null {
  if (value === "") return required ? "This is needed." : null;
  switch (kind) {
    case "number":
      return /^-?\d{1,15}(\.\d{1,6})?$/.test(value) ? null : "A number, such as 12 or 12.5.";
    case "date":
      return z.iso.date().safeParse(value).success ? null : "A day, such as 2027-06-12.";
    case "yes_no":
      return value === "yes" || value === "no" ? null : "Yes or no.";
    case "choice":
      return options.includes(value) ? null : "Choose one of the options.";
    case "link":
      return /^https:\/\/\S+$/.test(value) ? null : "An address that begins with https://.";
    default:
      return null;
  }
}
