import { z } from "zod";
import { name, oneOf, optional, ticked, wallClock, whole, words } from "#lib/events/rules/inputs";

/** What is asked of those who came, and how it is answered. */
export const feedbackKinds = {
  scale: "A scale from 1 to 5",
  choice: "One of several",
  yes_no: "Yes or no",
  text: "In their own words",
} as const;
export const feedbackNames = {
  chosen: "Each decides whether their name is shown",
  shown: "Names are shown",
  hidden: "Nobody's name is kept",
} as const;
export const feedbackWhom = {
  arrived: "Whoever was checked in",
  holders: "Everybody with a valid ticket",
} as const;

export const FormInput = z.strictObject({
  eventId: z.uuid(),
  intro: words(1000).default(""),
  names: oneOf(feedbackNames).default("chosen"),
  whom: oneOf(feedbackWhom).default("arrived"),
  askAfterHours: whole(0, 336, "From 0 hours to 336, two weeks.").default(2),
  closesAt: optional(wallClock),
});

const question = {
  sessionId: optional(z.uuid()),
  label: name(200, "What do you ask?"),
  hint: words(300).default(""),
  /** One a line. */
  options: words(1500).default(""),
  required: ticked.default(false),
  position: whole(0, 10_000, "A whole number.").default(0),
};
export const QuestionInput = z.strictObject({ ...question, kind: oneOf(feedbackKinds, "How is it answered?") });
export const QuestionChange = z.strictObject({ ...question, id: z.uuid() });

/** What the visitor's form sends: the letter's secret, which of its tickets, and the answers by question. */
export const Said = z.object({
  token: z.string().max(128),
  place: z.coerce.number().int().min(1).max(1000),
  said: z.record(z.uuid(), z.string().max(4000)).default({}),
  anonymous: ticked.default(false),
});

/** Each line once, as it was written. */
export const optionsOf = (text: string) => [
  ...new Map(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean)
      .map((line) => [line.toLowerCase(), line]),
  ).values(),
];
