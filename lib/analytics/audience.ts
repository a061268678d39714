import "server-only";
import { notFound } from "next/navigation";
import { audienceOf } from "#lib/analytics/queries/audience";
import { choicesOf } from "#lib/analytics/queries/board";
import { AudienceFilter, audiencePeriod } from "#lib/analytics/rules/audience";
import { openOrganization, read, requireActor } from "#lib/session";
import { formatMoment, zoneName } from "#lib/time";

/** Who comes, as the database lets it be seen. */
export async function audienceScreen(search: Record<string, string | string[] | undefined>) {
  const actor = await requireActor("analytics:read");
  const { slug, zone } = await openOrganization();
  const filter = AudienceFilter.parse(search);
  const { choices, audience } = await read("analytics:read", async (tx) => {
    const choices = await choicesOf(tx);
    if (filter.event && !choices.events.some(({ id }) => id === filter.event)) notFound();
    return {
      choices,
      audience: await audienceOf(tx, filter.event ? { event: filter.event } : { months: Number(filter.months) }),
    };
  });
  const period = audiencePeriod(audience, zone);
  const now = new Date();
  const address = new URLSearchParams(filter.event ? { event: filter.event } : { months: filter.months }).toString();
  const mayExport = actor.permissions.has("analytics:export");
  const asOf = `${formatMoment(now, zone)} ${zoneName(now, zone)}`;
  return {
    ...{ slug, zone, filter, audience, period, address, events: choices.events },
    files: mayExport ? { slug, dashboard: "audience" as const, address, zone, period, asOf } : null,
    mayShare: mayExport,
    mayRaise: actor.permissions.has("organizations:write"),
  };
}
