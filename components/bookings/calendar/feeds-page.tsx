import { Time } from "#components/data/time";
import { ActButton } from "#components/events/plan-item";
import { NothingYet, PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { PageHeader } from "#components/shell/page-header";
import { forgetBusy } from "#lib/bookings/actions/calendar";
import type { Bookable, BookingFeed, BusyCalendar } from "#lib/bookings/queries/calendar";
import { BusyImport } from "./busy-import.tsx";
import { BookingFeedActs } from "./feed-acts.tsx";
import { BookingFeedOpen } from "./feed-open.tsx";

type Props = {
  zone: string;
  feeds: BookingFeed[];
  busy: BusyCalendar[];
  stations: { id: string; name: string }[];
  resources: Bookable[];
  mayWrite: boolean;
};

/** Calendars that go out, and those that come in. */
export function BookingFeedsPage({ zone, feeds, busy, stations, resources, mayWrite }: Props) {
  return (
    <>
      <PageHeader
        title="Booking feeds"
        description="Addresses that a calendar program reads by itself, and calendars that say when somebody is busy elsewhere."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[24rem_minmax(0,1fr)]">
        <div className="grid gap-4">
          <BookingFeedOpen stations={stations} resources={resources} />
          {mayWrite ? <BusyImport resources={resources} /> : null}
        </div>
        <div className="grid gap-6">
          <section>
            <PlanHead title="Feeds" text="Whoever has an address sees the bookings that it shows." />
            {feeds.length === 0 ? (
              <NothingYet title="No feed yet">
                Make one, and let a calendar program subscribe to its address.
              </NothingYet>
            ) : (
              <PlanList label="Feeds">
                {feeds.map((feed) => (
                  <PlanRow
                    key={feed.id}
                    title={feed.name}
                    meta={[
                      feed.resource ? `${feed.resource}, ${feed.station}` : `Everybody at ${feed.station}`,
                      <>
                        made <Time at={feed.createdAt} zone={zone} show="day" />
                      </>,
                      feed.readAt ? (
                        <>
                          read <Time at={feed.readAt} zone={zone} />
                        </>
                      ) : (
                        "not read yet"
                      ),
                    ]}
                    actions={<BookingFeedActs id={feed.id} name={feed.name} />}
                  />
                ))}
              </PlanList>
            )}
          </section>
          <section>
            <PlanHead
              title="Busy elsewhere"
              text="Nobody is booked in these times, unless somebody says so on purpose."
            />
            {busy.length === 0 ? (
              <NothingYet title="No calendar yet">Bring the file of a chef's own calendar.</NothingYet>
            ) : (
              <PlanList label="Calendars">
                {busy.map((one) => (
                  <PlanRow
                    key={`${one.resourceId} ${one.source}`}
                    title={one.source}
                    meta={[
                      `${one.resource}, ${one.station}`,
                      one.times === 1 ? "one time" : `${one.times} times`,
                      one.next ? (
                        <>
                          next <Time at={one.next} zone={zone} />
                        </>
                      ) : (
                        "all of it is over"
                      ),
                    ]}
                    actions={
                      mayWrite ? (
                        <ActButton
                          act={forgetBusy}
                          input={{ resourceId: one.resourceId, source: one.source }}
                          label="Remove"
                          aria-label={`Remove ${one.source} of ${one.resource}`}
                          done={`${one.resource} can be booked in these times again.`}
                          ask={{
                            title: `Remove ${one.source}?`,
                            text: `${one.resource} can be booked again in these times.`,
                          }}
                        />
                      ) : null
                    }
                  />
                ))}
              </PlanList>
            )}
          </section>
        </div>
      </div>
    </>
  );
}
