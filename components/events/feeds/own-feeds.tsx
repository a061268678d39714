import { Time } from "#components/data/time";
import { FeedActs } from "#components/events/feeds/feed-acts";
import { OwnFeedOpen } from "#components/events/feeds/own-feed-open";
import { renewOwnFeed, revokeOwnFeed } from "#lib/events/actions/own-feeds";
import type { OwnFeed } from "#lib/events/queries/feeds";

type Props = { feeds: readonly OwnFeed[]; organizations: readonly { slug: string; name: string }[]; zone: string };

/** A person's own shifts as calendars, in every organization that they belong to. */
export function OwnFeeds({ feeds, organizations, zone }: Props) {
  return (
    <div className="grid gap-4">
      {feeds.length === 0 ? (
        <p className="text-muted-foreground">
          None yet. Make one, and your calendar program shows the shifts that you work.
        </p>
      ) : (
        <ul aria-label="Your calendar feeds" className="grid gap-4">
          {feeds.map((feed) => (
            <li key={feed.id} className="grid gap-2 border-b pb-4">
              <div>
                <p className="break-words font-medium">{feed.name}</p>
                <p className="text-[0.8125rem] text-muted-foreground">
                  {feed.organization} · made <Time at={new Date(feed.createdAt)} zone={zone} show="day" /> ·{" "}
                  {feed.readAt ? (
                    <>
                      read <Time at={new Date(feed.readAt)} zone={zone} />
                    </>
                  ) : (
                    "not read yet"
                  )}
                </p>
              </div>
              <FeedActs
                id={feed.id}
                name={feed.name}
                onRenew={renewOwnFeed.bind(null, feed.slug)}
                onRevoke={revokeOwnFeed.bind(null, feed.slug)}
              />
            </li>
          ))}
        </ul>
      )}
      {organizations.length > 0 ? <OwnFeedOpen organizations={organizations} /> : null}
    </div>
  );
}
