import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { journalOf, quartersBefore } from "#db/seed/journal";
import { type Member, memberOf, type Place } from "#db/seed/load-houses";
import { day, earlier, type Order, type Programme, shift } from "#db/seed/plan";
import { insertRows } from "#db/seed/rows";
import { toInstant } from "#lib/time";

type Trace = {
  at: Date;
  who: Member;
  command: string;
  subject: string | null;
  subjectId: string | null;
  input: unknown;
};

/** What people did, as the audit log tells it, and the views that they share. */
export async function loadTraces(
  client: Client,
  { id, house, members }: Place,
  { events, orders }: Programme,
  now: Date,
) {
  const organizer = memberOf(members, "organizer");
  const finance = memberOf(members, "finance");
  const booked = journalOf(house, now).map(({ effective_on, memo, lines }) => {
    const at = earlier(toInstant(`${effective_on}T15:20`, house.zone), now);
    return {
      at,
      who: finance,
      command: "payments.post_journal_entry",
      subject: null,
      subjectId: null,
      input: { memo, lines },
    };
  });
  const closed = quartersBefore(now).map((through) => {
    const at = earlier(shift(toInstant(`${through}T10:05`, house.zone), 12 * day), now);
    return { at, who: finance, command: "payments.close_period", subject: null, subjectId: null, input: { through } };
  });
  const traces: Trace[] = [
    ...events.flatMap((event): Trace[] => {
      const about = { who: organizer, subject: "events.events", subjectId: event.id };
      const { stopped } = event;
      return [
        {
          ...about,
          at: event.createdAt,
          command: "events.create_event",
          input: { name: event.name, slug: event.slug },
        },
        ...(event.publishedAt
          ? [{ ...about, at: event.publishedAt, command: "events.publish_event", input: { id: event.id } }]
          : []),
        ...(stopped && event.fate === "cancelled"
          ? [
              { ...about, at: stopped.at, command: "events.cancel_event", input: { id: event.id } },
              {
                ...about,
                at: shift(stopped.at, 30 * 60_000),
                command: "ticketing.refund_event",
                input: { eventId: event.id, reason: `Event cancelled: ${stopped.why}` },
              },
            ]
          : []),
        ...(stopped && event.fate === "postponed"
          ? [{ ...about, at: stopped.at, command: "events.postpone_event", input: { id: event.id } }]
          : []),
      ];
    }),
    ...orders
      .filter((order) => order.refund && order.event.fate !== "cancelled")
      .map((order) => refundTrace(order, finance)),
    ...booked,
    ...closed,
  ];
  traces.sort((a, b) => a.at.getTime() - b.at.getTime());
  await insertRows<Trace>(
    client,
    "system.audit_logs",
    {
      organization_id: ["uuid", () => id],
      created_at: ["timestamptz", ({ at }) => at],
      actor_id: ["uuid", ({ who }) => who.userId],
      actor: ["jsonb", ({ who }) => JSON.stringify({ name: who.name, email: who.email, roles: [who.role] })],
      command: ["text", ({ command }) => command],
      subject: ["text", ({ subject }) => subject],
      subject_id: ["uuid", ({ subjectId }) => subjectId],
      input: ["jsonb", ({ input }) => JSON.stringify(input)],
      request_id: ["text", () => randomUUID()],
    },
    traces,
  );
  for (const [list, name, search] of views) {
    await client.query(
      "insert into system.saved_views (organization_id, list, name, search, owner_id, shared) values ($1, $2, $3, $4, $5, true)",
      [id, list, name, search, memberOf(members, "admin").userId],
    );
  }
}

function refundTrace(order: Order, who: Member): Trace {
  const { amountMinor = 0n, at = order.createdAt, reason = "" } = order.refund ?? {};
  return {
    at,
    who,
    command: "ticketing.refund_order",
    subject: "ticketing.orders",
    subjectId: order.id,
    input: { orderId: order.id, amountMinor: String(amountMinor), reason },
  };
}

const views = [
  ["events.events", "This season, soonest first", "sort=startsAt&f.state=published%2Clive"],
  ["events.events", "Cancelled and postponed", "f.state=postponed%2Ccancelled"],
  ["events.events", "Drafts by date", "sort=startsAt&f.state=draft"],
  ["ticketing.orders", "Money back", "f.state=partially_refunded%2Crefunded"],
  ["ticketing.orders", "Not paid", "f.state=failed%2Cexpired"],
] as const;
