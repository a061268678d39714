import "server-only";
import { firstSteps, salesByDay, upcomingEvents } from "#lib/analytics/queries";
import { boardOf } from "#lib/analytics/queries/board";
import { tasksOf } from "#lib/analytics/queries/tasks";
import { type Period, periodOf } from "#lib/analytics/rules";
import { type Board, BoardFilter } from "#lib/analytics/rules/board";
import { comparedWith } from "#lib/analytics/rules/compare";
import { wallet } from "#lib/payments/queries/reports";
import { can, type Permission } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { waitingFor } from "#lib/system/waiting";

/**
 * The first page of an organization, for what this person may see and has to do, and nothing else. Whoever sees the
 * books gets ticket income from the ledger, net of tax and refunds, in the organization's currency; whoever sees
 * dashboards without the books gets sales from the rollups; a sponsor gets what lies on their side.
 */
export async function overview(search: Record<string, string | string[] | undefined>) {
  const actor = await requireActor("organizations:read");
  const organization = await openOrganization();
  const now = new Date();
  const { span, compare } = BoardFilter.parse(search);
  const filter = BoardFilter.parse({ span, compare });
  const { zone, currency, slug } = organization;
  const { current: period } = periodOf(span, now, zone);
  const previous = comparedWith(period, compare);
  const may = (...needs: Permission[]) => needs.every((one) => can(actor, one));
  const books = may("analytics:read", "ticketing:read", "payments:read");
  const facts = await read("organizations:read", async (tx) => {
    const sales = (days: Period) => salesByDay(tx, { ...days, currency, zone });
    return {
      income: books ? { days: await sales(period), before: await sales(previous) } : null,
      board:
        !books && may("analytics:read")
          ? ({ ...(await boardOf(tx, { filter, period, previous, currency })), zone, currency, period } satisfies Board)
          : null,
      wallet: may("payments:read") ? await wallet(tx) : null,
      events: may("events:read") ? await upcomingEvents(tx) : null,
      steps: may("events:write") ? await firstSteps(tx) : null,
      tasks: await tasksOf(tx, (need) => may(need)),
    };
  });
  return {
    organization: { slug, name: organization.name, zone, currency },
    ...{ filter, asOf: now, period },
    ...facts,
    waiting: await waitingFor(actor),
    sponsor: may("sponsorship:sponsor") && !may("events:read"),
  };
}
