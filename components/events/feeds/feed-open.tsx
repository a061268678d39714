"use client";

import { useState } from "react";
import { NewFeed } from "#components/events/feeds/new-feed";
import { Field } from "#components/ui/field";
import { NativeSelect } from "#components/ui/native-select";
import { openFeed } from "#lib/events/actions/feeds";
import { type FeedScope, feedScopes } from "#lib/events/rules/feeds";

type Props = { scopes: readonly FeedScope[]; stations: readonly { value: string; label: string }[] };

/** Make a feed of an organization, a station or a person. */
export function FeedOpen({ scopes, stations }: Props) {
  const [scope, setScope] = useState<FeedScope>(scopes[0] ?? "person");
  return (
    <NewFeed open={(form) => openFeed(Object.fromEntries(form))}>
      {(problem) => (
        <>
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
        </>
      )}
    </NewFeed>
  );
}
