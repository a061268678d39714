import type { Route } from "next";
import Link from "next/link";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { Empty } from "#components/shell/empty";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Progress } from "#components/ui/progress";

type Event = {
  id: string;
  name: string;
  state: string;
  startsAt: Date;
  zone: string;
  venue: string | null;
  capacity: number;
  sold: number;
};

export type UpcomingEventsProps = { slug: string; events: Event[] };

/** What is coming next, and how full it is. */
export function UpcomingEvents({ slug, events }: UpcomingEventsProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Coming up</CardTitle>
      </CardHeader>
      <CardContent>
        {events.length === 0 ? <Empty title="Nothing is planned">Events with a date ahead appear here.</Empty> : null}
        <ul className="divide-y">
          {events.map((event) => (
            <li
              key={event.id}
              className="relative grid gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0 sm:grid-cols-[1fr_12rem]"
            >
              <div className="min-w-0">
                <p className="flex flex-wrap items-center gap-2">
                  <Link
                    className="font-medium after:absolute after:inset-0"
                    href={`/${slug}/events/${event.id}` as Route}
                  >
                    {event.name}
                  </Link>
                  <StateBadge state={event.state} />
                </p>
                <p className="text-[0.8125rem] text-muted-foreground">
                  <Time at={event.startsAt} zone={event.zone} named />
                  {event.venue ? ` · ${event.venue}` : null}
                </p>
              </div>
              <div className="grid content-center gap-1">
                <p className="figures text-right text-[0.8125rem] max-sm:text-left">
                  {event.sold.toLocaleString("en")} of {event.capacity.toLocaleString("en")}
                </p>
                <Progress
                  label={`${event.name}, sold`}
                  value={Math.min(100, Math.round((event.sold / event.capacity) * 100))}
                />
              </div>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
