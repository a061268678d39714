"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useActionState, useEffect, useState } from "react";
import {
  ActionForm,
  DateTimeField,
  LongTextField,
  SelectField,
  SubmitButton,
  TextField,
} from "#components/data/fields";
import { ChangeReview } from "#components/events/change-review";
import { type CustomField, CustomFields } from "#components/events/custom-fields";
import { TierRows } from "#components/events/tier-rows";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import type { FormState } from "#lib/action";
import { createEvent, updateEvent } from "#lib/events/actions";
import { changeScopes, eventFormats, eventVisibilities } from "#lib/events/rules";
import type { Review } from "#lib/events/rules/series";

type Choice = { value: string; label: string };
export type EventFormProps = {
  slug: string;
  venues: { id: string; name: string; city: string; zone: string; capacity: number | null }[];
  stations: Choice[];
  categories: Choice[];
  currencies: Choice[];
  zones: string[];
  fields: CustomField[];
  defaults: { zone: string; currency: string };
  /** The event as its form shows it; without it the form makes a new one. */
  event?: Record<string, string>;
};

const choices = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const first: FormState<{ id: string; review?: Review }> = { done: false };

export function EventForm(props: EventFormProps) {
  const { slug, venues, stations, categories, currencies, zones, fields, defaults, event } = props;
  const router = useRouter();
  const [state, submit] = useActionState(event ? updateEvent : createEvent, first);
  const [venueId, setVenueId] = useState(event?.venueId ?? "");
  const [ownZone, setOwnZone] = useState(event?.zone ?? defaults.zone);
  const [currency, setCurrency] = useState(event?.currency ?? defaults.currency);
  const venue = venues.find((one) => one.id === venueId);
  const zone = venue?.zone ?? ownZone;
  const [typed, setTyped] = useState<FormData | null>(null);
  const [stale, setStale] = useState(false);
  const review = stale ? undefined : state.result?.review;

  useEffect(() => {
    if (state.done && state.result && !state.result.review) router.push(`/${slug}/events/${state.result.id}` as Route);
  }, [state, slug, router]);

  const send = (form: FormData) => {
    setTyped(form);
    setStale(false);
    submit(form);
  };
  // React empties a form after its action; what was typed stays while the change is only looked at.
  const kept = state.result?.review && typed ? { ...state, values: nested(typed) } : state;
  return (
    <ActionForm
      action={send}
      state={kept}
      className="grid max-w-3xl gap-5"
      onChange={(change) => setStale((was) => was || !["tell", "sales"].includes(Reflect.get(change.target, "name")))}
    >
      {event?.id ? <input type="hidden" name="id" value={event.id} /> : null}
      <Section title="What it is" text="Visitors read this first.">
        <TextField name="name" label="Name" required defaultValue={event?.name} autoComplete="off" />
        <TextField
          name="summary"
          label="Summary"
          hint="One sentence, shown in lists and when the page is shared."
          defaultValue={event?.summary}
        />
        <SelectField
          name="category"
          label="Category"
          required
          options={categories}
          defaultValue={event?.category ?? ""}
        >
          <option value="">Choose a category</option>
        </SelectField>
        <LongTextField name="description" label="Description" rows={6} defaultValue={event?.description} />
      </Section>
      <Section title="When and where" text="Times are what clocks show at the venue.">
        <SelectField
          name="venueId"
          label="Venue"
          hint={
            <Link
              className="text-primary-text underline underline-offset-4"
              href={`/${slug}/events/venues/new` as Route}
            >
              Add a venue
            </Link>
          }
          options={venues.map((one) => ({ value: one.id, label: `${one.name}, ${one.city}` }))}
          defaultValue={venueId}
          onChange={(change) => setVenueId(change.target.value)}
        >
          <option value="">No venue yet</option>
        </SelectField>
        {venue ? null : (
          <SelectField
            name="zone"
            label="Time zone"
            required
            options={zones.map((name) => ({ value: name, label: name.replaceAll("_", " ") }))}
            defaultValue={ownZone}
            onChange={(change) => setOwnZone(change.target.value)}
          />
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <DateTimeField name="startsAt" label="Starts" required zone={zone} defaultValue={event?.startsAt} />
          <DateTimeField name="endsAt" label="Ends" required zone={zone} defaultValue={event?.endsAt} />
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            name="format"
            label="Format"
            required
            options={choices(eventFormats)}
            defaultValue={event?.format ?? "in_person"}
          />
          <TextField
            name="capacity"
            label="Capacity"
            required
            inputMode="numeric"
            className="figures"
            hint={
              venue?.capacity
                ? `${venue.name} holds ${venue.capacity.toLocaleString("en")}.`
                : "People, over all tickets together."
            }
            defaultValue={event?.capacity}
          />
        </div>
        {stations.length > 0 ? (
          <SelectField
            name="stationId"
            label="Station"
            options={stations}
            defaultValue={event?.stationId ?? ""}
            hint="Its people see and run this event."
          >
            <option value="">The whole organization</option>
          </SelectField>
        ) : null}
      </Section>
      <Section title="How it is sold" text="Nothing is on sale before you publish.">
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            name="visibility"
            label="Who can find it"
            required
            options={choices(eventVisibilities)}
            defaultValue={event?.visibility ?? "public"}
          />
          <SelectField
            name="currency"
            label="Currency"
            required
            options={currencies}
            defaultValue={currency}
            onChange={(change) => setCurrency(change.target.value)}
          />
        </div>
        <TextField
          name="slug"
          label="Address"
          hint="Made from the name when empty: small letters, digits and hyphens."
          defaultValue={event?.slug}
          autoComplete="off"
        />
        {event ? null : <TierRows currency={currency} zone={zone} problem={state.problem} />}
      </Section>
      {fields.length > 0 ? (
        <Section title="More about it" text="Your organization's own fields.">
          <CustomFields fields={fields} values={event} />
        </Section>
      ) : null}
      {event?.seriesId ? (
        <SelectField
          name="scope"
          label="This change is for"
          hint="It belongs to a series. What you changed here is changed there too; nothing else is."
          options={choices(changeScopes)}
          defaultValue="one"
        />
      ) : null}
      {review ? <ChangeReview review={review} /> : null}
      <div className="flex flex-wrap gap-2">
        {review ? null : <SubmitButton pendingLabel="Saving…">{event ? "Save changes" : "Create event"}</SubmitButton>}
        <Button variant="ghost" asChild>
          <Link href={(event?.id ? `/${slug}/events/${event.id}` : `/${slug}/events`) as Route}>Cancel</Link>
        </Button>
      </div>
    </ActionForm>
  );
}

/** `custom.f_dress` is found where a field of that name looks for it. */
function nested(form: FormData): Record<string, unknown> {
  const custom: Record<string, unknown> = {};
  const values: Record<string, unknown> = { custom };
  for (const [name, value] of form) {
    if (name.startsWith("custom.")) custom[name.slice(7)] = value;
    else values[name] = value;
  }
  return values;
}

function Section({ title, text, children }: { title: string; text: string; children: React.ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle>{title}</CardTitle>
          <CardDescription>{text}</CardDescription>
        </div>
      </CardHeader>
      <CardContent className="grid gap-4">{children}</CardContent>
    </Card>
  );
}
