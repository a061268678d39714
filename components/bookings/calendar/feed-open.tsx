"use client";

import { NewFeed } from "#components/events/feeds/new-feed";
import { Field } from "#components/ui/field";
import { NativeSelect } from "#components/ui/native-select";
import { openBookingFeed } from "#lib/bookings/actions/calendar";
import type { Bookable } from "#lib/bookings/queries/calendar";

type Props = { stations: readonly { id: string; name: string }[]; resources: readonly Bookable[] };

/** Make a feed of a station or of one of its people. */
export function BookingFeedOpen({ stations, resources }: Props) {
  const open = (form: FormData) => {
    const [kind, id] = String(form.get("whose")).split(" ");
    const whose = kind === "station" ? { stationId: id } : kind === "resource" ? { resourceId: id } : {};
    return openBookingFeed({ ...whose, name: form.get("name") });
  };
  return (
    <NewFeed open={open}>
      {(problem) => (
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
      )}
    </NewFeed>
  );
}
