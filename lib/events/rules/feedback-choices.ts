/** Apart from the inputs, because the visitor's form needs nothing else. */
export type FeedbackKind = "scale" | "choice" | "yes_no" | "text";

/** The answers that a question offers, in the order in which they are drawn. */
export function choicesFor({ kind, options }: { kind: FeedbackKind; options: readonly string[] }) {
  if (kind === "scale") return ["1", "2", "3", "4", "5"].map((value) => ({ value, label: value }));
  if (kind === "yes_no")
    return [
      { value: "yes", label: "Yes" },
      { value: "no", label: "No" },
    ];
  return kind === "choice" ? options.map((value) => ({ value, label: value })) : [];
}

/** The filter of the list of answers for a question, or for one answer to it. */
export const answersOf = (questionId: string, answer?: string) =>
  answer === undefined ? `${questionId}:` : `${questionId}:${answer}|`;
