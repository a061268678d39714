import { ChartColumn, ExternalLink, Pencil, Repeat } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { StateBadge } from "#components/data/state-badge";
import { EventMoves } from "#components/events/event-moves";
import type { EventTab } from "#components/events/event-tabs";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import type { Permission } from "#lib/permissions";

/** The parts of an event in the order of their tabs, and who sees each. A new part is a line here and a folder in the app. */
const tabs: readonly (EventTab & { needs: Permission })[] = [
  { path: "", label: "Overview", needs: "events:read" },
  { path: "/selling", label: "Selling", needs: "ticketing:read" },
  { path: "/seats", label: "Seats", needs: "ticketing:read" },
  { path: "/sell", label: "Sell by hand", needs: "ticketing:sell" },
  { path: "/schedule", label: "Schedule", needs: "events:read" },
  { path: "/staff", label: "Staff", needs: "events:read" },
  { path: "/tasks", label: "Tasks", needs: "events:read" },
  { path: "/risks", label: "Risks", needs: "events:read" },
  { path: "/talent", label: "Talent", needs: "events:read" },
  { path: "/contracts", label: "Contracts", needs: "events:write" },
  { path: "/documents", label: "Documents", needs: "events:read" },
  { path: "/logistics", label: "Logistics", needs: "events:read" },
  { path: "/production", label: "Production", needs: "events:read" },
  { path: "/guide", label: "Guide", needs: "events:read" },
  { path: "/live", label: "Live", needs: "ticketing:read" },
  { path: "/refunds", label: "Refunds", needs: "ticketing:refund" },
  { path: "/updates", label: "Updates", needs: "events:read" },
  { path: "/posts", label: "Posts", needs: "events:read" },
  { path: "/feedback", label: "Feedback", needs: "events:read" },
  { path: "/money", label: "Money", needs: "payments:read" },
];

export const tabsOf = (permissions: ReadonlySet<Permission>): EventTab[] =>
  tabs.filter((one) => permissions.has(one.needs)).map(({ path, label }) => ({ path, label }));

type Props = {
  slug: string;
  event: {
    id: string;
    slug: string;
    name: string;
    summary: string;
    state: string;
    visibility: string;
    seriesId: string | null;
  };
  next: string[];
  may: { write: boolean; analytics: boolean };
};
const visible = ["published", "live", "postponed", "completed", "cancelled"];

/** The head of an event: what it is called, how it stands, and what may be done with it. */
export function EventHeader({ slug, event, next, may }: Props) {
  const open = visible.includes(event.state) && event.visibility !== "private";
  return (
    <PageHeader
      title={event.name}
      badge={<StateBadge state={event.state} />}
      description={event.summary || undefined}
      crumbs={[{ label: event.name }]}
      actions={
        <>
          {open ? (
            <Button variant="outline" asChild>
              <Link href={`/e/${slug}/${event.slug}` as Route} target="_blank">
                <ExternalLink aria-hidden /> Public page
              </Link>
            </Button>
          ) : null}
          {may.write && !event.seriesId ? (
            <Button variant="outline" asChild>
              <Link href={`/${slug}/events/${event.id}/repeat` as Route}>
                <Repeat aria-hidden /> Repeat
              </Link>
            </Button>
          ) : null}
          {may.write ? (
            <Button variant="outline" asChild>
              <Link href={`/${slug}/events/${event.id}/edit` as Route}>
                <Pencil aria-hidden /> Edit
              </Link>
            </Button>
          ) : null}
          {may.analytics ? (
            <Button variant="outline" asChild>
              <Link href={`/${slug}/analytics/events/${event.id}` as Route}>
                <ChartColumn aria-hidden /> Analytics
              </Link>
            </Button>
          ) : null}
          <EventMoves id={event.id} name={event.name} next={next} />
        </>
      }
    />
  );
}
