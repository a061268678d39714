"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionForm, CheckboxField, type FormAnswer, LongTextField, TextField } from "#components/data/fields";
import { bigButton } from "#components/public/frame";
import { Button } from "#components/ui/button";
import { pictureRules } from "#lib/feedback/rules";

type Props = { secret: string; name: string; permission: string; wrong: string | null };
const words = ["", "Bad", "Not so good", "All right", "Good", "Wonderful"];

/** Stars, words, pictures, and whether they may be shown. Works without scripts as well: then the page comes back whole. */
export function ReviewForm({ secret, name, permission, wrong }: Props) {
  const router = useRouter();
  const [rating, rate] = useState(0);
  const [pending, setPending] = useState(false);
  const [state, setState] = useState<FormAnswer>(
    wrong ? { done: false, problem: { code: "invalid", message: wrong } } : { done: false },
  );
  const action = `/api/public/reviews/${secret}`;
  const send = async (form: FormData) => {
    setPending(true);
    const typed = Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
    try {
      const answer = await fetch(action, { method: "POST", body: form, headers: { Accept: "application/json" } });
      const { problem } = (await answer.json()) as { problem?: FormAnswer["problem"] };
      if (problem) setState({ done: false, problem, values: typed });
      else router.refresh();
    } catch {
      setState({
        done: false,
        values: typed,
        problem: { code: "failed", message: "It did not get through. Look whether you are online, and try again." },
      });
    }
    setPending(false);
  };
  const unstarred = state.problem?.fields?.rating?.[0];
  const pictures = state.problem?.fields?.pictures?.[0];
  return (
    <ActionForm
      state={state}
      action={action}
      method="post"
      encType="multipart/form-data"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) send(new FormData(event.currentTarget));
      }}
      className="grid gap-5 rounded-xl border bg-card p-4 sm:p-6"
    >
      <fieldset className="grid gap-1.5" aria-describedby={unstarred ? "rating-problem" : undefined}>
        <legend className="mb-1.5 font-medium">How was it?</legend>
        <div className="flex flex-wrap items-center gap-1">
          {[1, 2, 3, 4, 5].map((n) => (
            <label
              key={n}
              className="relative grid size-11 cursor-pointer place-content-center rounded-md text-3xl leading-none has-focus-visible:outline-2 has-focus-visible:outline-ring"
            >
              <input
                type="radio"
                name="rating"
                value={n}
                checked={rating === n}
                onChange={() => rate(n)}
                className="absolute inset-0 opacity-0"
                aria-label={`${n} of 5 stars: ${words[n]}`}
              />
              <span aria-hidden className={n <= rating ? "text-warning-text" : "text-muted-foreground"}>
                {n <= rating ? "★" : "☆"}
              </span>
            </label>
          ))}
          <output className="ml-2 text-muted-foreground">{words[rating]}</output>
        </div>
        {unstarred ? (
          <p id="rating-problem" className="text-destructive-text text-sm">
            {unstarred}
          </p>
        ) : null}
      </fieldset>
      <TextField name="title" label="In one line" maxLength={120} />
      <LongTextField name="body" label="In your words" rows={5} maxLength={4000} />
      <TextField name="reviewer" label="Your name" required defaultValue={name} maxLength={120} autoComplete="name" />
      <div className="grid gap-1.5">
        <label className="font-medium" htmlFor="pictures">
          Pictures
        </label>
        <input
          id="pictures"
          name="pictures"
          type="file"
          multiple
          accept="image/png,image/jpeg,image/webp"
          aria-describedby="pictures-hint"
          className="min-h-11 w-full text-sm file:mr-3 file:h-9 file:rounded-md file:border file:bg-card file:px-3 file:font-medium"
        />
        <p id="pictures-hint" className={pictures ? "text-destructive-text text-sm" : "text-muted-foreground text-sm"}>
          {pictures ??
            `Up to ${pictureRules.most}, at most 8 MB each. Where and with what they were taken is not kept.`}
        </p>
      </div>
      <CheckboxField name="mayPublish" label={permission} />
      <div>
        <Button type="submit" className={bigButton} aria-disabled={pending} aria-busy={pending}>
          {pending ? "Sending…" : "Send review"}
        </Button>
      </div>
    </ActionForm>
  );
}
