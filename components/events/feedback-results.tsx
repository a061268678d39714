import type { Route } from "next";
import Link from "next/link";
import { Figure, Figures } from "#components/data/figure";
import { NothingYet } from "#components/events/plan-list";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { NativeSelect } from "#components/ui/native-select";
import type {
  feedbackComments,
  feedbackCounts,
  feedbackFormOf,
  feedbackQuestionsOf,
  feedbackRate,
} from "#lib/events/queries/feedback";
import { answersOf, choicesFor } from "#lib/events/rules/feedback-choices";

type Choice = { value: string; label: string };
export type ResultsProps = {
  slug: string;
  event: { id: string; name: string; zone: string };
  form: NonNullable<Awaited<ReturnType<typeof feedbackFormOf>>>;
  questions: Awaited<ReturnType<typeof feedbackQuestionsOf>>;
  rate: Awaited<ReturnType<typeof feedbackRate>>;
  counts: Awaited<ReturnType<typeof feedbackCounts>>;
  comments: Awaited<ReturnType<typeof feedbackComments>>;
  tiers: Choice[];
  sessions: Choice[];
  shown: { tier?: Choice; session?: Choice };
};

/** What those who came said, question by question; every figure leads to its answers. */
export function FeedbackResults({
  slug,
  event,
  questions,
  rate,
  counts,
  comments,
  tiers,
  sessions,
  shown,
}: ResultsProps) {
  const list = (filters: Record<string, string>) =>
    `/${slug}/events/feedback?${new URLSearchParams({ ...filters, ...(shown.tier ? { "f.tier": shown.tier.label } : {}) })}`;
  const seen = questions.filter((one) => !shown.session || one.sessionId === shown.session.value);
  const scales = new Set(seen.filter((one) => one.kind === "scale").map((one) => one.id));
  const average = averageOf(counts.filter((one) => scales.has(one.questionId)));
  const said = (id: string) => counts.filter((one) => one.questionId === id);
  return (
    <section aria-label="Results" className="grid gap-4">
      <Narrow {...{ slug, event, tiers, sessions, shown }} />
      <Figures>
        <Figure
          label="Asked"
          value={rate.asked.toLocaleString("en")}
          href={`/${slug}/ticketing/attendees?f.event=${encodeURIComponent(event.name)}`}
        />
        <Figure
          label="Answered"
          value={`${rate.answered.toLocaleString("en")} (${percent(rate.answered, rate.asked)})`}
          href={list({ "f.event": event.name })}
        />
        {average === null ? null : (
          <Figure
            label="Average of all scales"
            value={`${average.toFixed(1)} of 5`}
            href={list({ "f.event": event.name, "f.kind": "scale" })}
          />
        )}
      </Figures>
      {rate.answered === 0 ? (
        <NothingYet title="Nobody has answered yet">Answers show here as they come in.</NothingYet>
      ) : (
        <ul aria-label="Questions and what was answered" className="grid gap-4 lg:grid-cols-2">
          {seen.map((question) => (
            <li key={question.id} className="grid content-start gap-3 rounded-lg border bg-card p-4">
              <Head question={question} said={said(question.id)} href={list({ "f.ref": answersOf(question.id) })} />
              {question.kind === "text" ? (
                <Comments comments={comments.filter((one) => one.questionId === question.id)} />
              ) : (
                <Distribution
                  said={said(question.id)}
                  choices={choicesFor(question)}
                  href={(answer) => list({ "f.ref": answersOf(question.id, answer) })}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Narrow({
  slug,
  event,
  tiers,
  sessions,
  shown,
}: Pick<ResultsProps, "slug" | "event" | "tiers" | "sessions" | "shown">) {
  if (tiers.length < 2 && sessions.length === 0) return null;
  return (
    <form action={`/${slug}/events/${event.id}/feedback`} data-print="hide" className="flex flex-wrap items-end gap-2">
      <Select name="tier" label="Ticket" every="Every ticket" choices={tiers} chosen={shown.tier?.value} />
      {sessions.length > 0 ? (
        <Select
          name="session"
          label="Session"
          every="Whole event and sessions"
          choices={sessions}
          chosen={shown.session?.value}
        />
      ) : null}
      <Button type="submit" variant="outline">
        Show
      </Button>
    </form>
  );
}

function Select({
  name,
  label,
  every,
  choices,
  chosen,
}: {
  name: string;
  label: string;
  every: string;
  choices: Choice[];
  chosen?: string;
}) {
  return (
    <div className="grid gap-1 text-[0.8125rem]">
      <label htmlFor={`show-${name}`}>{label}</label>
      <NativeSelect id={`show-${name}`} name={name} defaultValue={chosen ?? ""}>
        <option value="">{every}</option>
        {choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </NativeSelect>
    </div>
  );
}

type Said = ResultsProps["counts"];
type Question = ResultsProps["questions"][number];

function Head({ question, said, href }: { question: Question; said: Said; href: string }) {
  const times = said.reduce((sum, one) => sum + one.times, 0);
  const average = question.kind === "scale" ? averageOf(said) : null;
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
      <div className="min-w-0">
        <h3 className="break-words font-medium">{question.label}</h3>
        <p className="flex flex-wrap gap-2 text-[0.8125rem] text-muted-foreground">
          <Link href={href as Route} className="text-primary-text underline underline-offset-4">
            {times === 1 ? "1 answer" : `${times.toLocaleString("en")} answers`}
          </Link>
          {question.session ? <span>About “{question.session}”</span> : null}
          {question.archived ? <Badge>Asked no more</Badge> : null}
        </p>
      </div>
      {average === null ? null : (
        <p className="figures shrink-0 font-semibold text-lg">
          {average.toFixed(1)} <span className="font-normal text-muted-foreground text-sm">of 5</span>
        </p>
      )}
    </div>
  );
}

function Distribution({ said, choices, href }: { said: Said; choices: Choice[]; href: (answer: string) => string }) {
  const all = said.reduce((sum, one) => sum + one.times, 0);
  return (
    <ul className="grid gap-1.5">
      {choices.map(({ value, label }) => {
        const times = said.find((one) => one.answer === value)?.times ?? 0;
        return (
          <li
            key={value}
            className="grid grid-cols-[minmax(2rem,8rem)_minmax(0,1fr)_5.5rem] items-center gap-2 text-[0.8125rem]"
          >
            <span className="break-words">{label}</span>
            <span aria-hidden className="h-3 overflow-hidden rounded-full bg-muted">
              <span
                className="block h-full rounded-full bg-primary"
                style={{ width: all ? `${(times / all) * 100}%` : 0 }}
              />
            </span>
            <span className="figures text-right">
              {times === 0 ? (
                <span className="text-muted-foreground">0</span>
              ) : (
                <Link
                  href={href(value) as Route}
                  aria-label={`${label}: ${times} of ${all} answers`}
                  className="inline-block min-h-6 text-primary-text underline underline-offset-4"
                >
                  {times.toLocaleString("en")} ({percent(times, all)})
                </Link>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Comments({ comments }: { comments: ResultsProps["comments"] }) {
  return (
    <ul className="grid gap-2.5">
      {comments.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was said is shown once and does not move
        <li key={index} className="border-l-2 pl-3">
          <p className="whitespace-pre-line break-words">{one.answer}</p>
          <p className="text-[0.8125rem] text-muted-foreground">
            {[one.name ?? "Without a name", one.tier].filter(Boolean).join(", ")}
          </p>
        </li>
      ))}
    </ul>
  );
}

const percent = (part: number, whole: number) => (whole === 0 ? "0 %" : `${Math.round((part / whole) * 100)} %`);

/** Of scales; null when nobody answered one. */
function averageOf(said: Said): number | null {
  const times = said.reduce((sum, one) => sum + one.times, 0);
  return times === 0 ? null : said.reduce((sum, one) => sum + Number(one.answer) * one.times, 0) / times;
}
