import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Facts } from "#components/data/facts";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { type Weekday, weekdays } from "#lib/identity/rules/stations";
import type { AccessChoices } from "./access-fields.tsx";
import { EndGrantButton } from "./end-grant.tsx";
import { StationActs, StationStaffButton } from "./station-acts.tsx";
import type { StationValues } from "./station-form.tsx";

type Colleague = {
  grantId: string;
  userId: string;
  name: string;
  email: string;
  role: string;
  roleName: string;
  since: Date;
  endsAt: Date | null;
};
type Props = {
  org: string;
  zone: string;
  station: StationValues & { archivedAt: Date | null };
  /** Null for those who may not see people. */
  colleagues: readonly Colleague[] | null;
  staffing: { people: readonly { id: string; name: string; email: string }[]; choices: AccessChoices } | null;
  may: { change: boolean; grant: boolean };
  children?: ReactNode;
};

/** Where it is, when it is open, and who works there. */
export function StationPage({ org, zone, station, colleagues, staffing, may, children }: Props) {
  const open = station.archivedAt === null;
  return (
    <>
      <PageHeader
        title={station.name}
        badge={<StateBadge state={open ? "open" : "closed"} tone={open ? "success" : "neutral"} />}
        crumbs={[{ label: station.name }]}
        actions={
          <>
            {may.change ? <StationActs id={station.id} name={station.name} open={open} /> : null}
            {colleagues ? (
              <Button variant="outline" asChild>
                <Link href={`/${org}/identity/stations/${station.id}/activity` as Route}>Activity</Link>
              </Button>
            ) : null}
            {may.change && open ? (
              <Button variant="outline" asChild>
                <Link href={`/${org}/identity/stations/${station.id}/edit` as Route}>Edit</Link>
              </Button>
            ) : null}
          </>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-4">
          {colleagues ? (
            <Card>
              <CardHeader>
                <CardTitle>Managers and staff</CardTitle>
                {staffing && open ? (
                  <StationStaffButton
                    station={station}
                    zone={zone}
                    people={staffing.people}
                    choices={staffing.choices}
                  />
                ) : null}
              </CardHeader>
              <CardContent>
                {colleagues.length === 0 ? (
                  <p className="text-muted-foreground">Nobody has a role for this station yet.</p>
                ) : null}
                <ul className="grid divide-y">
                  {colleagues.map((one) => (
                    <li
                      key={one.grantId}
                      className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0 last:pb-0"
                    >
                      <div className="grid min-w-0 gap-0.5">
                        <Link
                          href={`/${org}/identity/people/${one.userId}` as Route}
                          className="w-fit py-0.5 font-medium underline-offset-4 hover:underline"
                        >
                          {one.name || one.email}
                        </Link>
                        <p className="text-[0.8125rem] text-muted-foreground">
                          {one.roleName}, since <Time at={one.since} zone={zone} show="day" />
                          {one.endsAt ? (
                            <>
                              {" "}
                              until <Time at={one.endsAt} zone={zone} named />
                            </>
                          ) : null}
                        </p>
                      </div>
                      {may.grant ? (
                        <EndGrantButton id={one.grantId} name={`${one.roleName} of ${one.name || one.email}`} />
                      ) : null}
                    </li>
                  ))}
                </ul>
              </CardContent>
            </Card>
          ) : null}
          {children}
        </div>
        <Card>
          <CardHeader>
            <CardTitle>Place and hours</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts
              facts={[
                { label: "Address", value: addressOf(station) },
                { label: "Time zone", value: station.zone.replaceAll("_", " ") },
                { label: "Open", value: <Hours hours={station.openingHours} /> },
              ]}
            />
          </CardContent>
        </Card>
      </div>
    </>
  );
}

function Hours({ hours }: { hours: StationValues["openingHours"] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5">
      {(Object.keys(weekdays) as Weekday[]).map((day) => (
        <div key={day} className="contents">
          <dt>{weekdays[day]}</dt>
          <dd className="figures text-right">
            {hours[day]?.map(([from, to]) => `${from}–${to}`).join(", ") ?? (
              <span className="text-muted-foreground">closed</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function addressOf(station: StationValues): string | null {
  const town = [station.postalCode, station.city].filter(Boolean).join(" ");
  return [station.address, town, station.region, station.country].filter(Boolean).join(", ") || null;
}
