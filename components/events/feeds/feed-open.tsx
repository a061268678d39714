"use client";

import { type FormEvent, useState } from "react";
import { FeedAddress } from "#components/events/feeds/feed-address";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import type { Problem } from "#lib/errors";
import { openFeed } from "#lib/events/actions/feeds";
import { type FeedScope, feedScopes } from "#lib/events/rules/feeds";

type Props = { scopes: readonly FeedScope[]; stations: readonly { value: string; label: string }[] };

/** Make a feed; its address is shown once. */
export function FeedOpen({ scopes, stations }: Props) {
  const [scope, setScope] = useState<FeedScope>(scopes[0] ?? "person");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const open = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answer = await openFeed(Object.fromEntries(new FormData(event.currentTarget)));
    setProblem(answer.ok ? null : answer.problem);
    setPath(answer.ok ? answer.value.path : null);
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>New feed</CardTitle>
      </CardHeader>
      <CardContent>
        <form onSubmit={open} className="grid gap-4" noValidate>
          {problem ? (
            <Alert variant="destructive" role="alert">
              <AlertTitle>{problem.message}</AlertTitle>
            </Alert>
          ) : null}
          <Field label="Shows" required>
            <NativeSelect name="scope" value={scope} onChange={(event) => setScope(event.target.value as FeedScope)}>
              {scopes.map((one) => (
                <option key={one} value={one}>
                  {feedScopes[one]}
                </option>
              ))}
            </NativeSelect>
          </Field>
          {scope === "station" ? (
            <Field label="Station" required error={problem?.fields?.stationId}>
              <NativeSelect name="stationId" defaultValue="">
                <option value="">Choose…</option>
                {stations.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          ) : null}
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
