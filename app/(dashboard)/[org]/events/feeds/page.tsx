import { FeedList } from "#components/events/feeds/feed-list";
import { FeedOpen } from "#components/events/feeds/feed-open";
import { PageHeader } from "#components/shell/page-header";
import { feedStations, openFeeds } from "#lib/events/queries/feeds";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Calendar feeds" };

export default async function FeedsPage() {
  const actor = await requireActor("events:read");
  const { zone } = await openOrganization();
  const { feeds, stations } = await read("events:read", async (tx) => ({
    feeds: await openFeeds(tx, actor),
    stations: await feedStations(tx),
  }));
  const mayShare = can(actor, "events:write");
  return (
    <>
      <PageHeader
        title="Calendar feeds"
        description="Addresses that a calendar program reads by itself, so that it always shows the latest. Whoever has the address sees what it shows."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[24rem_minmax(0,1fr)]">
        <FeedOpen stations={stations} scopes={mayShare ? ["organization", "station", "person"] : ["person"]} />
        <FeedList
          zone={zone}
          feeds={feeds.map(({ scope, station, ...feed }) => ({
            ...feed,
            mine: scope === "person" || mayShare,
            shows:
              scope === "station"
                ? `Events of ${station}`
                : scope === "person"
                  ? "Your shifts"
                  : "Every announced event",
          }))}
        />
      </div>
    </>
  );
}
