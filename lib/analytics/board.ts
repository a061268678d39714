import "server-only";
import { notFound } from "next/navigation";
import { readAsTenant } from "#db/tenant";
import { boardOf, choicesOf, paceOf } from "#lib/analytics/queries/board";
import { rowsBehind } from "#lib/analytics/queries/rows";
import { type Period, periodOf } from "#lib/analytics/rules";
import { type Board, BoardFilter, forecastOf, type RowKind, rowKinds } from "#lib/analytics/rules/board";
import { comparedWith } from "#lib/analytics/rules/compare";
import { eventById } from "#lib/events/queries";
import { apiActor, openOrganization, read, requireActor } from "#lib/session";

type Search = Record<string, string | string[] | undefined>;

/** Everything the dashboard of the organization, or of one event of it, shows at first. */
export async function dashboard(search: Search, eventId?: string) {
  const actor = await requireActor("analytics:read");
  const organization = await openOrganization();
  const filter = BoardFilter.parse({ ...search, ...(eventId ? { event: eventId } : {}) });
  if (eventId && filter.event !== eventId) notFound();
  const facts = await read("analytics:read", async (tx) => {
    const event = eventId ? await eventById(tx, eventId) : null;
    if (eventId && !event) notFound();
    const currency = event?.currency ?? organization.currency;
    const { current: period } = periodOf(filter.span, new Date(), organization.zone);
    const previous = comparedWith(period, filter.compare);
    const found = await boardOf(tx, { filter, period, previous, currency });
    return {
      event,
      board: { ...found, zone: organization.zone, currency, period } satisfies Board,
      choices: await choicesOf(tx),
      pace: eventId ? await paceOf(tx, eventId) : undefined,
    };
  });
  return {
    slug: organization.slug,
    filter,
    board: facts.board,
    choices: facts.choices,
    event: facts.event ? { id: facts.event.id, name: facts.event.name, state: facts.event.state } : null,
    forecast: facts.pace ? { ...facts.pace, ...forecastOf(facts.pace) } : null,
    mayExport: actor.permissions.has("analytics:export"),
    mayFinance: actor.permissions.has("payments:read"),
  };
}

/** `GET /api/<org>/analytics/board`: the same figures for the island that asks again while somebody looks. */
export async function boardAnswer(request: Request): Promise<Response> {
  const actor = await apiActor("analytics:read");
  if (actor instanceof Response) return actor;
  const organization = await openOrganization();
  const filter = BoardFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { current: period } = periodOf(filter.span, new Date(), organization.zone);
  const previous = comparedWith(period, filter.compare);
  const board = await readAsTenant(actor, async (tx) => {
    const event = filter.event ? await eventById(tx, filter.event) : null;
    const currency = event?.currency ?? organization.currency;
    const found = await boardOf(tx, { filter, period, previous, currency });
    return { ...found, zone: organization.zone, currency, period } satisfies Board;
  });
  return Response.json(board, { headers: { "Cache-Control": "private, no-store" } });
}

const isDay = (text: unknown): text is string => typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text);

/** The rows behind one figure or point, from the address that it led to. */
export async function rowsScreen(search: Search) {
  const organization = await openOrganization();
  const filter = BoardFilter.parse(search);
  const kind = (Object.keys(rowKinds) as RowKind[]).find((one) => one === search.kind) ?? "orders";
  const fallback = periodOf(filter.span, new Date(), organization.zone).current;
  const period: Period =
    isDay(search.from) && isDay(search.before) ? { from: search.from, before: search.before } : fallback;
  const page = Math.max(1, Math.min(10_000, Number(search.page) || 1));
  const found = await read("analytics:read", async (tx) => {
    const event = filter.event ? await eventById(tx, filter.event) : null;
    if (filter.event && !event) notFound();
    const currency = event?.currency ?? organization.currency;
    return {
      event: event ? { id: event.id, name: event.name } : null,
      currency,
      ...(await rowsBehind(tx, { kind, period, filter, currency, page })),
    };
  });
  return { slug: organization.slug, zone: organization.zone, kind, period, filter, page, ...found };
}
