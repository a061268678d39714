import { Time } from "#components/data/time";
import { FeedActs } from "#components/events/feeds/feed-acts";
import { Empty } from "#components/shell/empty";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";

type Feed = { id: string; name: string; shows: string; mine: boolean; createdAt: Date; readAt: Date | null };

/** Feeds that can be read, when they were read last, and a new address or none at all for each. */
export function FeedList({ zone, feeds }: { zone: string; feeds: readonly Feed[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Feeds</CardTitle>
      </CardHeader>
      <CardContent>
        {feeds.length === 0 ? (
          <Empty title="No feed yet">Make one, and let your calendar program subscribe to its address.</Empty>
        ) : (
          <ul className="grid gap-4">
            {feeds.map(({ id, name, shows, mine, createdAt, readAt }) => (
              <li key={id} className="grid gap-2 border-b pb-4 last:border-b-0 last:pb-0">
                <div>
                  <p className="break-words font-medium">{name}</p>
                  <p className="text-[0.8125rem] text-muted-foreground">
                    {shows} · made <Time at={createdAt} zone={zone} show="day" /> ·{" "}
                    {readAt ? (
                      <>
                        read <Time at={readAt} zone={zone} />
                      </>
                    ) : (
                      "not read yet"
                    )}
                  </p>
                </div>
                {mine ? <FeedActs id={id} name={name} /> : null}
              </li>
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}
