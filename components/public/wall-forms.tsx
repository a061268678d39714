"use client";

import { useActionState, useEffect, useRef } from "react";
import { SignIcon } from "#components/public/sign-icons";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Input } from "#components/ui/input";
import { Textarea } from "#components/ui/textarea";
import { react, reportComment, takeCommentBack, writeComment } from "#lib/events/actions/wall";
import { type Sign, signs } from "#lib/events/rules/signs";

export type WallPlace = { org: string; event: string; post: string };

const Where = ({ place }: { place: WallPlace }) =>
  Object.entries(place).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);

const small =
  "inline-flex min-h-8 cursor-pointer items-center rounded-md px-2 text-muted-foreground text-sm hover:bg-secondary hover:text-foreground max-md:min-h-11";

/** Words below a post, or in answer to a comment. What was typed comes back after a refusal. */
export function CommentForm({
  place,
  parent,
  label,
  folded,
}: {
  place: WallPlace;
  parent: string;
  label: string;
  folded?: boolean;
}) {
  const [state, submit, pending] = useActionState(writeComment, { done: false });
  const form = useRef<HTMLFormElement>(null);
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (state.problem) form.current?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert]")?.focus();
    if (state.done && fold.current) fold.current.open = false;
  }, [state]);
  const wrong = state.problem?.fields?.body?.[0] ?? state.problem?.message;
  const name = `words-${parent || "new"}`;
  const fields = (
    <form ref={form} action={submit} noValidate className="grid gap-2">
      <Where place={place} />
      <input type="hidden" name="parent" value={parent} />
      <label htmlFor={name} className={folded ? "sr-only" : "font-medium"}>
        {label}
      </label>
      <Textarea
        id={name}
        name="body"
        rows={3}
        maxLength={2000}
        key={state.done ? state.result?.state : "typed"}
        defaultValue={state.problem ? String(state.values?.body ?? "") : ""}
        aria-invalid={Boolean(wrong)}
        aria-describedby={wrong ? `${name}-wrong` : undefined}
        className="md:text-base"
      />
      {wrong ? (
        <p id={`${name}-wrong`} role="alert" tabIndex={-1} className="text-destructive-text text-sm">
          {wrong}
        </p>
      ) : null}
      {state.done ? (
        <p role="status" className="text-sm">
          {state.result?.state === "pending"
            ? "Thank you. Somebody looks at it before others see it."
            : "It stands here now."}
        </p>
      ) : null}
      <Button type="submit" className="h-11 justify-self-start px-5" aria-disabled={pending} aria-busy={pending}>
        {pending ? "One moment…" : "Send"}
      </Button>
    </form>
  );
  if (!folded) return fields;
  return (
    <details ref={fold} className="open:w-full">
      <summary aria-label={label} className={small}>
        Answer
      </summary>
      <div className="mt-2">{fields}</div>
    </details>
  );
}

type SignsProps = {
  place: WallPlace;
  comment: string;
  counts: Record<string, number>;
  mine: string | null;
  known: boolean;
  about: string;
};

/** The few signs, with how many left each; one's own is pressed, and pressed again it is gone. */
export function Signs({ place, comment, counts, mine, known, about }: SignsProps) {
  const [state, submit, pending] = useActionState(react, { done: false });
  return (
    <form action={submit} className="flex flex-wrap items-center gap-1">
      <Where place={place} />
      <input type="hidden" name="comment" value={comment} />
      {(Object.keys(signs) as Sign[])
        .filter((sign) => known || (counts[sign] ?? 0) > 0)
        .map((sign) => {
          const face = (
            <>
              <SignIcon sign={sign} />
              {counts[sign] ? <span className="figures ml-1">{counts[sign]}</span> : null}
            </>
          );
          return known ? (
            <button
              key={sign}
              type="submit"
              name="kind"
              value={mine === sign ? "" : sign}
              aria-pressed={mine === sign}
              aria-disabled={pending}
              aria-label={`${signs[sign]} for ${about}${counts[sign] ? `, ${counts[sign]} so far` : ""}`}
              className={cn(small, "aria-pressed:bg-primary-soft aria-pressed:text-foreground")}
            >
              {face}
            </button>
          ) : (
            <span key={sign} className="px-1 text-muted-foreground text-sm">
              {face}
              <span className="sr-only"> {signs[sign]}</span>
            </span>
          );
        })}
      {state.problem ? (
        <span role="alert" className="text-destructive-text text-sm">
          {state.problem.message}
        </span>
      ) : null}
    </form>
  );
}

/** One's own words, away and back. */
export function TakeBack({ comment, again }: { comment: string; again?: boolean }) {
  const [state, submit, pending] = useActionState(takeCommentBack, { done: false });
  return (
    <form action={submit}>
      <input type="hidden" name="comment" value={comment} />
      {again ? <input type="hidden" name="again" value="on" /> : null}
      <button type="submit" className={small} aria-disabled={pending}>
        {again ? "Undo" : "Remove"}
      </button>
      {state.problem ? (
        <span role="alert" className="text-destructive-text text-sm">
          {state.problem.message}
        </span>
      ) : null}
    </form>
  );
}

/** Say that a comment should not stand here. */
export function ReportForm({ place, comment, author }: { place: WallPlace; comment: string; author: string }) {
  const [state, submit, pending] = useActionState(reportComment, { done: false });
  if (state.done)
    return (
      <p role="status" className="self-center text-muted-foreground text-sm">
        Reported. Thank you.
      </p>
    );
  return (
    <details className="open:w-full">
      <summary aria-label={`Report the comment of ${author}`} className={small}>
        Report
      </summary>
      <form action={submit} className="mt-2 grid gap-2">
        <Where place={place} />
        <input type="hidden" name="comment" value={comment} />
        <label htmlFor={`why-${comment}`}>What is wrong with it?</label>
        <Input id={`why-${comment}`} name="reason" maxLength={500} className="h-11 max-md:h-11" />
        {state.problem ? (
          <p role="alert" className="text-destructive-text text-sm">
            {state.problem.message}
          </p>
        ) : null}
        <Button type="submit" variant="outline" className="h-11 justify-self-start" aria-disabled={pending}>
          Report
        </Button>
      </form>
    </details>
  );
}
