"use client";

import { type FormEvent, useState } from "react";
import { FeedAddress } from "#components/events/feeds/feed-address";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { openBookingFeed } from "#lib/bookings/actions/calendar";
import type { Bookable } from "#lib/bookings/queries/calendar";
import type { Problem } from "#lib/errors";

type Props = { stations: readonly { id: string; name: string }[]; resources: readonly Bookable[] };

/** Make a feed of a station or of one of its people; its address is shown once. */
export function BookingFeedOpen({ stations, resources }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const open = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [kind, id] = String(form.get("whose")).split(" ");
    const whose = kind === "station" ? { stationId: id } : kind === "resource" ? { resourceId: id } : {};
    const answer = await openBookingFeed({ ...whose, name: form.get("name") });
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
          <Field label="Whose bookings" required error={problem?.fields?.stationId}>
            <NativeSelect name="whose" defaultValue="">
              <option value="">Choose…</option>
              {stations.map((station) => (
                <optgroup key={station.id} label={station.name}>
                  <option value={`station ${station.id}`}>Everybody at {station.name}</option>
                  {resources
                    .filter(({ stationId }) => stationId === station.id)
                    .map(({ id, name }) => (
                      <option key={id} value={`resource ${id}`}>
                        {name}
                      </option>
                    ))}
                </optgroup>
              ))}
            </NativeSelect>
          </Field>
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
