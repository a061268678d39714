"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { FeedAddress } from "#components/events/feeds/feed-address";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import type { Answer } from "#lib/action";
import type { Problem } from "#lib/errors";

type Props = {
  open: (form: FormData) => Promise<Answer<{ path: string }>>;
  /** The fields that say what it shows. */
  children: (problem: Problem | null) => ReactNode;
};

/** Make a feed; its address is shown once. */
export function NewFeed({ open, children }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answer = await open(new FormData(event.currentTarget));
    setProblem(answer.ok ? null : answer.problem);
    setPath(answer.ok ? answer.value.path : null);
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>New feed</CardTitle>
      </CardHeader>
      <CardContent>
        <form onSubmit={submit} className="grid gap-4" noValidate>
          {problem ? (
            <Alert variant="destructive" role="alert">
              <AlertTitle>{problem.message}</AlertTitle>
            </Alert>
          ) : null}
          {children(problem)}
          <Field label="Name" required hint="Such as the program that reads it." error={problem?.fields?.name}>
            <Input name="name" maxLength={80} autoComplete="off" />
          </Field>
          <Button type="submit" className="justify-self-start">
            Make the feed
          </Button>
          {path ? <FeedAddress path={path} /> : null}
        </form>
      </CardContent>
    </Card>
  );
}
