import { Questions, type QuestionsProps } from "#components/public/questions";

/** What the organizer asks, folded away: in a queue at the door nobody has to answer, but who does answers in full. */
export function HandSaleAnswers(props: QuestionsProps) {
  const wrong = Object.keys(props.errors ?? {}).some((name) => /^(answers|attendees)\./.test(name));
  return (
    <details className="rounded-lg border bg-card p-4" open={wrong || undefined}>
      <summary className="min-h-8 cursor-pointer font-semibold">Who comes, and what they answer</summary>
      <p className="mt-1 text-muted-foreground text-sm">
        May stay empty. Once something is filled in, what has to be answered has to be.
      </p>
      <div className="mt-4 grid gap-4">
        <Questions {...props} unnamed="The buyer’s name when empty." />
      </div>
    </details>
  );
}
