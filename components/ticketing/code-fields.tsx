import type { PlanField, PlanValues } from "#components/events/plan-fields";
import { choicesOf } from "#lib/events/rules/inputs";
import { majorUnits } from "#lib/money";
import type { codesOf, questionsOf } from "#lib/ticketing/queries/selling";
import { codeKinds, questionAsks, questionKinds } from "#lib/ticketing/rules/selling";
import { toLocal } from "#lib/time";

/** The forms of codes and questions, as data. */
export type Code = Awaited<ReturnType<typeof codesOf>>[number];
export type AskedQuestion = Awaited<ReturnType<typeof questionsOf>>[number];
type Choice = { value: string; label: string };

export const codeFields = (currency: string, zone: string, tiers: readonly Choice[]): PlanField[] => [
  { name: "code", label: "Code", kind: "text", required: true, half: true, hint: "As people type it: EARLY20." },
  { name: "kind", label: "What it does", kind: "choice", options: choicesOf(codeKinds), required: true, half: true },
  { name: "percent", label: "Percent off", kind: "text", half: true, hint: "Such as 12.5." },
  {
    name: "amounts",
    label: "Amount off an order",
    kind: "long",
    rows: 2,
    half: true,
    hint: `Such as 10 ${currency}; one currency a line.`,
  },
  { name: "unlocks", label: "Shows hidden tickets that it is for", kind: "tick" },
  { name: "mostUses", label: "Uses in all", kind: "number", half: true, hint: "Any number when empty." },
  { name: "mostPerBuyer", label: "Uses for each buyer", kind: "number", half: true },
  { name: "startsAt", label: "Works from", kind: "moment", zone, half: true },
  { name: "endsAt", label: "Works until", kind: "moment", zone, half: true },
  {
    name: "tiers",
    label: "Only for",
    kind: "many",
    options: tiers,
    none: "There are no tickets yet.",
    hint: "Without any it is for every ticket, and for no extras.",
  },
];

export const codeValues = (code: Code, zone: string): PlanValues => ({
  code: code.code,
  kind: code.kind,
  percent: code.basisPoints === null ? "" : String(code.basisPoints / 100),
  amounts: code.amounts.map((one) => `${majorUnits(BigInt(one.amountMinor), one.currency)} ${one.currency}`).join("\n"),
  unlocks: code.unlocks,
  mostUses: code.mostUses,
  mostPerBuyer: code.mostPerBuyer,
  startsAt: code.startsAt ? toLocal(code.startsAt, zone) : "",
  endsAt: code.endsAt ? toLocal(code.endsAt, zone) : "",
  tiers: code.tiers,
});

export const questionFields = (tiers: readonly Choice[], fresh: boolean): PlanField[] => [
  ...(fresh
    ? [
        {
          name: "kind",
          label: "Kind of answer",
          kind: "choice",
          options: choicesOf(questionKinds),
          required: true,
          half: true,
        } satisfies PlanField,
      ]
    : []),
  { name: "asks", label: "Who is asked", kind: "choice", options: choicesOf(questionAsks), required: true, half: true },
  { name: "label", label: "Question", kind: "text", required: true },
  { name: "hint", label: "Hint", kind: "text" },
  { name: "options", label: "Answers to choose from", kind: "long", hint: "Of a choice: one a line." },
  { name: "tierId", label: "Only for", kind: "choice", options: tiers, none: "Every ticket", half: true },
  { name: "position", label: "Place in the form", kind: "number", half: true },
  { name: "required", label: "Has to be answered", kind: "tick" },
];

export const questionValues = (question: AskedQuestion): PlanValues => ({
  asks: question.asks,
  label: question.label,
  hint: question.hint,
  options: question.options.join("\n"),
  tierId: question.tierId ?? "",
  position: question.position,
  required: question.required,
});

/** What a code does, in words. */
export function codeWords(code: Code): string {
  if (code.kind === "percent") return `${(code.basisPoints ?? 0) / 100}% off`;
  if (code.kind === "unlock") return "Shows hidden tickets";
  const amounts = code.amounts.map((one) => `${majorUnits(BigInt(one.amountMinor), one.currency)} ${one.currency}`);
  return `${amounts.join(", ")} off`;
}
