import type { PlanField } from "#components/events/plan-fields";
import { activityNames, interactionNames, leadSources } from "#lib/crm/rules";
import { choicesOf } from "#lib/events/rules/inputs";

type Choice = { value: string; label: string };
export type CrmChoices = { people: Choice[]; stations: Choice[]; everywhere: boolean };

/** Whose it is and where: whoever works for stations alone has to name one. */
const place = ({ people, stations, everywhere }: CrmChoices): PlanField[] => [
  {
    name: "stationId",
    label: "Station",
    kind: "choice",
    options: stations,
    half: true,
    ...(everywhere ? { none: "None yet" } : { required: true, none: "Choose a station" }),
  },
  { name: "ownerId", label: "Owner", kind: "choice", options: people, none: "Nobody yet", half: true },
];

export const leadFields = (choices: CrmChoices, zone: string, fresh: boolean): PlanField[] => [
  { name: "name", label: "Name", kind: "text", required: true },
  { name: "email", label: "E-mail", kind: "email", half: true },
  { name: "phone", label: "Phone", kind: "text", half: true, hint: "One of the two is needed." },
  { name: "message", label: "What they asked", kind: "long" },
  { name: "wishedOn", label: "Wished day", kind: "date", half: true },
  { name: "guests", label: "Guests", kind: "number", half: true },
  { name: "service", label: "Service", kind: "text", half: true },
  ...(fresh
    ? [
        {
          name: "source",
          label: "How they came",
          kind: "choice" as const,
          options: choicesOf(leadSources),
          half: true,
          required: true,
        },
      ]
    : []),
  { name: "referredBy", label: "Sent by", kind: "text", half: true },
  { name: "followUpAt", label: "Next step", kind: "moment", zone, half: true },
  ...place(choices),
];

export const activityFields = (zone: string): PlanField[] => [
  { name: "kind", label: "What", kind: "choice", options: choicesOf(activityNames), half: true, required: true },
  { name: "happenedAt", label: "When", kind: "moment", zone, half: true, hint: "Now, when empty." },
  { name: "summary", label: "What came of it", kind: "long", required: true },
];

export const opportunityFields = (
  choices: CrmChoices,
  currencies: Choice[],
  customers: Choice[] | null,
): PlanField[] => [
  { name: "title", label: "What it is about", kind: "text", required: true },
  { name: "amount", label: "Worth", kind: "text", half: true, required: true },
  { name: "currency", label: "Currency", kind: "choice", options: currencies, half: true, required: true },
  { name: "expectedOn", label: "Expected to close", kind: "date", half: true },
  ...(customers
    ? [
        {
          name: "customerId",
          label: "Customer",
          kind: "choice" as const,
          options: customers,
          none: "Not known yet",
          half: true,
        },
      ]
    : []),
  ...place(choices),
  { name: "notes", label: "Notes", kind: "long" },
];

export const customerFields = (choices: CrmChoices | null): PlanField[] => [
  { name: "name", label: "Name", kind: "text", required: true },
  { name: "email", label: "E-mail", kind: "email", half: true },
  { name: "phone", label: "Phone", kind: "text", half: true },
  { name: "address", label: "Address", kind: "long", rows: 2 },
  { name: "tags", label: "Tags", kind: "text", hint: "Words with commas between them." },
  { name: "notes", label: "Always good to know", kind: "long" },
  ...(choices ? place(choices).slice(0, 1) : []),
];

export const interactionFields = (zone: string): PlanField[] => [
  { name: "kind", label: "What", kind: "choice", options: choicesOf(interactionNames), half: true, required: true },
  {
    name: "direction",
    label: "Who began",
    kind: "choice",
    options: [
      { value: "out", label: "We did" },
      { value: "in", label: "They did" },
    ],
    half: true,
  },
  { name: "summary", label: "What came of it", kind: "long", required: true },
  { name: "happenedAt", label: "When", kind: "moment", zone, hint: "Now, when empty." },
];

export const measurementFields: PlanField[] = [
  { name: "name", label: "What was measured", kind: "text", required: true, hint: "Such as: garden, length" },
  { name: "value", label: "Value", kind: "text", half: true, required: true },
  { name: "unit", label: "Unit", kind: "text", half: true },
  { name: "measuredOn", label: "On", kind: "date", half: true, required: true },
  { name: "note", label: "Note", kind: "text" },
];
