import type { Route } from "next";
import Link from "next/link";
import type { PlanField } from "#components/events/plan-fields";
import { AddItem, EditItem } from "#components/events/plan-item";
import { NothingYet, PlanList, PlanRow } from "#components/events/plan-list";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import { saveMeetingType } from "#lib/bookings/actions/calendar";
import type { Bookable, MeetingType } from "#lib/bookings/queries/calendar";

type Props = {
  slug: string;
  types: MeetingType[];
  stations: { id: string; name: string }[];
  resources: Bookable[];
  editable: boolean;
};

/** Consultations that visitors book by themselves, each at an address of its own. */
export function MeetingsPage({ slug, types, stations, resources, editable }: Props) {
  const fields: PlanField[] = [
    { name: "name", label: "Name", kind: "text", required: true, half: true },
    { name: "slug", label: "Address", kind: "text", required: true, half: true, hint: `/meet/${slug}/…` },
    {
      name: "stationId",
      label: "Station",
      kind: "choice",
      required: true,
      half: true,
      options: stations.map(({ id, name }) => ({ value: id, label: name })),
    },
    { name: "minutes", label: "Minutes", kind: "number", required: true, half: true },
    { name: "place", label: "Where", kind: "text", hint: "On the phone, by video, at the kitchen." },
    { name: "description", label: "What it is about", kind: "long" },
    {
      name: "resourceIds",
      label: "Who takes them",
      kind: "many",
      none: "Add a chef first.",
      options: resources.map(({ id, name, station }) => ({ value: id, label: `${name}, ${station}` })),
    },
    { name: "active", label: "Visitors can book it", kind: "tick" },
  ];
  const shared = { action: saveMeetingType, fields };
  return (
    <>
      <PageHeader
        title="Meetings"
        description="Consultations that visitors book by themselves. They take the time of your people as bookings do."
        actions={
          editable ? (
            <AddItem
              {...shared}
              label="New meeting"
              title="New meeting"
              verb="Add"
              done="Added."
              hidden={{}}
              values={{ minutes: 30, active: true, stationId: stations[0]?.id ?? "" }}
            />
          ) : null
        }
      />
      {types.length === 0 ? (
        <NothingYet title="No meetings yet">
          A consultation before a large evening, a tasting, a call: visitors choose a time that is free.
        </NothingYet>
      ) : (
        <PlanList label="Meetings">
          {types.map((one) => (
            <PlanRow
              key={one.id}
              title={one.name}
              badges={<Badge variant={one.active ? "success" : "neutral"}>{one.active ? "Open" : "Closed"}</Badge>}
              meta={[
                one.station,
                `${one.minutes} minutes`,
                one.place,
                one.ahead === 1 ? "one ahead" : `${one.ahead} ahead`,
                one.active ? (
                  <Link
                    key="address"
                    href={`/meet/${slug}/${one.slug}` as Route}
                    className="underline underline-offset-4"
                  >
                    /meet/{slug}/{one.slug}
                  </Link>
                ) : null,
              ]}
              actions={
                editable ? (
                  <EditItem
                    {...shared}
                    name={one.name}
                    title={`Change ${one.name}`}
                    verb="Save"
                    done="Saved."
                    hidden={{ id: one.id }}
                    values={{
                      name: one.name,
                      slug: one.slug,
                      stationId: one.stationId,
                      minutes: one.minutes,
                      place: one.place,
                      description: one.description,
                      resourceIds: one.resourceIds,
                      active: one.active,
                    }}
                  />
                ) : null
              }
            />
          ))}
        </PlanList>
      )}
    </>
  );
}
