"use client";

import { type FormEvent, useState } from "react";
import { FeedAddress } from "#components/events/feeds/feed-address";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import type { Problem } from "#lib/errors";
import { openOwnFeed } from "#lib/events/actions/own-feeds";

/** Make a calendar of one's own shifts; its address is shown once. */
export function OwnFeedOpen({ organizations }: { organizations: readonly { slug: string; name: string }[] }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const open = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    const answer = await openOwnFeed(String(typed.get("organization")), String(typed.get("feed") ?? ""));
    setProblem(answer.ok ? null : answer.problem);
    setPath(answer.ok ? answer.value.path : null);
    if (answer.ok) form.reset();
  };
  return (
    <form onSubmit={open} className="grid gap-4" noValidate aria-label="New calendar feed">
      {problem && !problem.fields?.name ? (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{problem.message}</AlertTitle>
        </Alert>
      ) : null}
      {organizations.length > 1 ? (
        <Field label="My shifts at" required>
          <NativeSelect name="organization">
            {organizations.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      ) : (
        <input type="hidden" name="organization" value={organizations[0]?.slug} />
      )}
      <Field
        label="Read by"
        required
        hint="Such as the program or telephone that reads it."
        error={problem?.fields?.name}
      >
        <Input name="feed" maxLength={80} autoComplete="off" />
      </Field>
      <Button type="submit" variant="outline" className="justify-self-start">
        Make a feed
      </Button>
      {path ? <FeedAddress path={path} /> : null}
    </form>
  );
}
