"use client";

import { useActionState, useEffect, useRef } from "react";
import { bigButton } from "#components/public/frame";
import { Alert } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Textarea } from "#components/ui/textarea";
import { giveFeedback } from "#lib/events/actions/visitor";
import type { AskedPage } from "#lib/events/queries/feedback";
import { choicesFor } from "#lib/events/rules/feedback-choices";

/** The questions, as radio buttons and fields that work without a script too. */
export function FeedbackForm({ token, page }: { token: string; page: AskedPage }) {
  const [state, submit, pending] = useActionState(giveFeedback, { done: false });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.problem) form.current?.querySelector<HTMLElement>("[role=alert]")?.focus();
    else if (state.done) form.current?.querySelector<HTMLElement>("[role=status]")?.focus();
  }, [state]);
  const errors = state.problem?.fields;
  const typed = state.values?.said as Record<string, string> | undefined;
  return (
    <form ref={form} action={submit} noValidate className="grid gap-5">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="place" value={page.place} />
      {state.done ? (
        <Alert variant="success" role="status" tabIndex={-1} className="text-base">
          <p>Thank you. Your answers are with the organizer; you can change them below.</p>
        </Alert>
      ) : null}
      {state.problem ? (
        <Alert variant="destructive" role="alert" tabIndex={-1} className="text-base">
          <p>{state.problem.message}</p>
        </Alert>
      ) : null}
      {page.questions.map((question) => (
        <Question
          key={question.id}
          question={question}
          said={typed ? typed[question.id] : page.said[question.id]}
          error={errors?.[`said.${question.id}`]?.[0]}
        />
      ))}
      {page.names === "chosen" ? (
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            name="anonymous"
            defaultChecked={typed ? state.values?.anonymous === "on" : page.anonymous}
            className="size-5 accent-primary"
          />
          Without my name
        </label>
      ) : (
        <p className="text-muted-foreground text-sm">
          {page.names === "hidden"
            ? "Your name is not kept with your answers."
            : "The organizer sees your name with your answers."}
        </p>
      )}
      <Button type="submit" className={bigButton} aria-disabled={pending} aria-busy={pending}>
        {pending ? "One moment…" : page.answered || state.done ? "Save my answers" : "Send my answers"}
      </Button>
    </form>
  );
}

type Asked = AskedPage["questions"][number];

function Question({ question, said, error }: { question: Asked; said: string | undefined; error: string | undefined }) {
  const { id, label, hint, kind, required, session } = question;
  const wrong = error ? `${id}-error` : undefined;
  const notes = (
    <>
      {session ? <p className="text-muted-foreground text-sm">About “{session}”</p> : null}
      {hint ? <p className="text-muted-foreground text-sm">{hint}</p> : null}
      {error ? (
        <p id={wrong} className="text-destructive-text text-sm">
          {error}
        </p>
      ) : null}
    </>
  );
  const head = (
    <>
      {label}
      {required ? <span className="text-muted-foreground"> (please answer)</span> : null}
    </>
  );
  if (kind === "text")
    return (
      <div className="grid gap-1.5">
        <label htmlFor={id} className="font-medium">
          {head}
        </label>
        {notes}
        <Textarea
          id={id}
          name={`said.${id}`}
          rows={4}
          maxLength={2000}
          key={said}
          defaultValue={said}
          aria-invalid={Boolean(error)}
          aria-describedby={wrong}
          className="md:text-base"
        />
      </div>
    );
  return (
    <fieldset className="grid gap-1.5" aria-describedby={wrong}>
      <legend className="font-medium">{head}</legend>
      {notes}
      <div className={kind === "scale" ? "grid grid-cols-5 gap-2" : "grid gap-2"}>
        {choicesFor(question).map((choice) => (
          <label
            key={choice.value}
            className="flex min-h-11 cursor-pointer items-center gap-3 rounded-lg border bg-card px-3 has-[:checked]:border-primary has-[:checked]:bg-primary-soft has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-ring"
          >
            <input
              type="radio"
              name={`said.${id}`}
              value={choice.value}
              key={String(said === choice.value)}
              defaultChecked={said === choice.value}
              className="size-4 shrink-0 accent-primary"
            />
            {choice.label}
          </label>
        ))}
      </div>
      {kind === "scale" ? (
        <p aria-hidden className="flex justify-between text-muted-foreground text-sm">
          <span>Not at all</span>
          <span>Very much</span>
        </p>
      ) : null}
    </fieldset>
  );
}
