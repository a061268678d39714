import "server-only";
import { notFound } from "next/navigation";
import { periodOf } from "#lib/analytics/rules";
import { can, type Permission } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { BoardAsked, dayPlus, figureKinds, RowsAsked, sponsorKinds } from "#lib/sponsorship/figures";
import { sponsorshipBoard } from "#lib/sponsorship/queries/board";
import { mySponsorships } from "#lib/sponsorship/queries/mine";
import { figureRows, rowsOnAPage } from "#lib/sponsorship/queries/rows";
import type { Side } from "#lib/sponsorship/words";
import { isId } from "#lib/system/ids";
import { dayIn } from "#lib/time";

type Search = Record<string, string | string[] | undefined>;

/** The organizer's dashboard: everything that its sponsors bring and wait for, in one currency, as of this moment. */
export async function organizerBoard(search: Search) {
  const actor = await requireActor("sponsorship:read");
  const { slug, zone, currency: own } = await openOrganization();
  const { span, currency = own, event } = BoardAsked.parse(search);
  const asOf = new Date();
  const today = dayIn(asOf, zone);
  const { current: period, previous } = periodOf(span, asOf, zone);
  const board = await read("sponsorship:read", (tx) =>
    sponsorshipBoard(tx, { currency, event, zone, today, period, previous }),
  );
  return {
    slug,
    zone,
    span,
    currency,
    event,
    asOf,
    today,
    period,
    previous,
    board,
    mayWrite: can(actor, "sponsorship:write"),
  };
}

/** The sponsor's dashboard: what was spent, where it is, what came of it, and what waits for them. */
export async function sponsorBoard(search: Search) {
  await requireActor("sponsorship:sponsor");
  const { slug, zone } = await openOrganization();
  const sponsor = typeof search.sponsor === "string" && isId(search.sponsor) ? search.sponsor : undefined;
  const asOf = new Date();
  const today = dayIn(asOf, zone);
  const from = `${dayPlus(`${today.slice(0, 7)}-15`, -335).slice(0, 7)}-01`;
  const mine = await read("sponsorship:sponsor", (tx) => mySponsorships(tx, { sponsor, zone, today, from }));
  return { slug, zone, sponsor, asOf, today, from, mine };
}

/** The rows behind one figure. Of the organizer's side for those who may read it; of the sponsor's for those who are one. */
export async function rowsBehindFigure(search: Search) {
  const actor = await requireActor();
  const { slug, zone, currency: own } = await openOrganization();
  const needs: Permission = can(actor, "sponsorship:read") ? "sponsorship:read" : "sponsorship:sponsor";
  const asked = RowsAsked.parse(search);
  const side: Side = asked.side === "organizer" && needs === "sponsorship:read" ? "organizer" : "sponsor";
  if (side === "sponsor" && !sponsorKinds.some((one) => one === asked.kind)) notFound();
  const currency = asked.currency ?? own;
  const found = await read(needs, (tx) => figureRows(tx, { ...asked, side }, currency, zone));
  return {
    slug,
    zone,
    currency,
    label: figureKinds[asked.kind].label,
    pageSize: rowsOnAPage,
    asked: { ...asked, side },
    ...found,
  };
}
