import { drizzle } from "drizzle-orm/node-postgres";
import type { Client } from "pg";
import { memberOf, type Place } from "#db/seed/load-houses";
import { actAs, call } from "#db/seed/load-payouts";
import { type PlannedSponsor, plannedPackages, plannedSponsors } from "#db/seed/matching-plan";
import type { TenantTx } from "#db/tenant";
import { digitsOf } from "#lib/ref/rules";
import { catchUp } from "#lib/sponsorship/matching/run";

/**
 * Sponsors that look for something, packages that offer it, what the organizer said of some pairs, and one house that lets
 * itself be found. Everything is computed, as the worker would.
 */
export async function loadMatching(client: Client, { id: organization, house, members }: Place, found: boolean) {
  const [organizer] = (["organizer"] as const).map((role) => memberOf(members, role));
  if (!organizer) return;
  await actAs(client, organizer, organization);
  const { rows: events } = await client.query<{ id: string; city: string | null; month: number; category: string }>(
    `select e.id, v.city, e.category, extract(month from e.starts_at at time zone e.zone)::int as month from events.events e
     left join events.venues v on v.organization_id = e.organization_id and v.id = e.venue_id
     where e.organization_id = $1 and e.state = 'published' and e.starts_at > now() + interval '20 days' order by e.starts_at limit 3`,
    [organization],
  );
  const [next] = events;
  if (!next) return;
  const minor = (major: number) => String(major * 10 ** digitsOf(house.currency));
  for (const [place, one] of plannedPackages.entries()) {
    const offered = await call<string>(client, "to_jsonb(sponsorship.save_package($1))", {
      ...{ eventId: (events[place % events.length] ?? next).id, name: one.name, description: one.description },
      ...{
        priceMinor: minor(one.price),
        currency: house.currency,
        quantity: 2,
        variants: [],
        terms: terms(one.deliverable),
      },
    });
    await client.query("select system.move('sponsorship_package', $1, 'published')", [offered]);
  }
  for (const one of plannedSponsors) {
    const { name, industry, profile } = one;
    const id = await call<string>(client, "to_jsonb(sponsorship.save_sponsor($1))", { name, industry, profile });
    if (Object.keys(one).length > 4)
      await call(client, "to_jsonb(sponsorship.save_wishes($1))", {
        sponsorId: id,
        ...wishesOf(one, next, minor, house.currency),
      });
  }
  if (found)
    await call(client, "to_jsonb(sponsorship.save_wishes($1))", {
      ...{ matchable: true, about: "Supper clubs that like to cook at events of others and to be seen there." },
      ...{
        categories: ["food_drink", "festival"],
        budgetLeastMinor: minor(1000),
        budgetMostMinor: minor(6000),
        currency: house.currency,
      },
    });
  const catchUpHere = () => catchUp((work) => work(drizzle({ client }) as unknown as TenantTx));
  await catchUpHere();
  for (const [name, kind, reason] of [
    ["Brightside Energy", "good", "They brought their own batteries last time."],
    ["Halyard Insurance", "bad", "Nobody here buys what they sell."],
  ] as const) {
    const { rows } = await client.query<{ id: string }>(
      `select m.id from sponsorship.sponsorship_matches m join sponsorship.sponsors s on s.organization_id = m.organization_id and s.id = m.sponsor_id and s.name = $2
       where m.organization_id = $1 order by m.score desc nulls last, m.id limit 1`,
      [organization, name],
    );
    if (rows[0])
      await call(client, "to_jsonb(sponsorship.give_match_feedback($1))", { matchId: rows[0].id, kind, reason });
  }
  await catchUpHere();
}

/** The same as `wishes` in the measurement: what is planned, where and when the next event is. */
export function wishesOf(
  one: PlannedSponsor,
  next: { city: string | null; month: number },
  minor: (major: number) => string,
  currency: string,
) {
  return {
    matchable: true,
    categories: one.categories ?? [],
    places: one.near && next.city ? [next.city] : [],
    months: (one.months ?? []).map((after) => ((next.month - 1 + after + 12) % 12) + 1),
    audienceLeast: one.audience,
    budgetLeastMinor: one.budget && minor(one.budget[0]),
    budgetMostMinor: one.budget && minor(one.budget[1]),
    currency,
  };
}

export const terms = (deliverable: string) => ({
  ...{ taxPpm: 0, taxCode: "sales", holdDays: 180, autoApproveDays: 10 },
  milestones: [{ title: "At the event", percent: 100, anchor: "event_end", days: 7 }],
  deliverables: [{ title: deliverable, description: "", anchor: "event_start", days: 0, slaDays: 0, milestone: 0 }],
});
