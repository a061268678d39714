import { EventHeader, tabsOf } from "#components/events/event-header";
import { EventTabs } from "#components/events/event-tabs";
import { openEvent } from "#lib/events/open";
import { nextEventStates } from "#lib/events/rules";
import { can } from "#lib/permissions";

/** The head that every part of an event shares. */
export default async function EventLayout({ params, children }: LayoutProps<"/[org]/events/[event]">) {
  const { org, event: id } = await params;
  const { actor, event } = await openEvent(id);
  const restorable = event.state === "archived" && can(actor, "events:publish");
  const next = restorable ? ["restored"] : nextEventStates(event.state, actor.permissions);
  const changeable = !["completed", "cancelled", "archived"].includes(event.state);
  return (
    <>
      <EventHeader
        slug={org}
        event={event}
        next={next}
        may={{ write: changeable && can(actor, "events:write"), analytics: can(actor, "analytics:read") }}
      />
      <EventTabs base={`/${org}/events/${id}`} tabs={tabsOf(actor.permissions)} />
      {children}
    </>
  );
}
