import type { PublicEvent } from "#lib/events/queries";
import type { Shop } from "#lib/ticketing/queries/shop";
import { formatMoment, zoneName } from "#lib/time";

type Tier = Shop["tiers"][number];
/** How a ticket stands, as its row says it. `most` is 0 for what cannot be bought now. */
export type TierOffer = {
  id: string;
  name: string;
  description: string;
  priceMinor: bigint;
  least: number;
  most: number;
  note: string;
  tone: "plain" | "urgent" | "over";
  kind: "admission" | "add_on";
  /** The visitor says how much; the price is the least. */
  openPrice: boolean;
  suggestedMinor: bigint | null;
  /** Sold by the seat. */
  seated: boolean;
  /** Gone, and there is a line to stand in. */
  waits: boolean;
};

/** `mine` are tickets of this tier that the visitor holds already: they can be chosen again. */
export function offerOf(tier: Tier, event: PublicEvent, mine = 0, waitlist = false): TierOffer {
  const { id, name, description, priceMinor, kind, openPrice, suggestedMinor, seated } = tier;
  const left = tier.left + mine;
  const least = tier.minPerOrder;
  const most = event.salesOpen && left >= least && (tier.sale === "on_sale" || (tier.sale === "sold_out" && mine > 0));
  const bought = { least, most: most ? Math.min(tier.maxPerOrder, left) : 0 };
  const waits = waitlist && event.salesOpen && kind === "admission" && tier.sale !== "ended" && left < least;
  const offer = { id, name, description, priceMinor, kind, openPrice, suggestedMinor, seated, waits, ...bought };
  return { ...offer, ...wordsOf(tier, event, left) };
}

function wordsOf(tier: Tier, event: PublicEvent, left: number): Pick<TierOffer, "note" | "tone"> {
  const at = (moment: Date) => `${formatMoment(moment, event.zone)} ${zoneName(moment, event.zone)}`;
  if (tier.sale === "not_yet") return { note: `Sales start ${at(tier.saleStartsAt)}`, tone: "plain" };
  if (tier.sale === "ended" || !event.salesOpen) return { note: "Sales have ended", tone: "over" };
  if (left <= 0 && tier.mayComeBack) return { note: "The last ones are in baskets. Some may come back.", tone: "over" };
  if (left <= 0) return { note: "Sold out", tone: "over" };
  if (left < tier.minPerOrder) return { note: `Only ${left} left, sold from ${tier.minPerOrder}`, tone: "over" };
  if (left <= 10) return { note: `Only ${left} left`, tone: "urgent" };
  if (tier.minPerOrder > 1) return { note: `From ${tier.minPerOrder} tickets`, tone: "plain" };
  return { note: "", tone: "plain" };
}

/** What the prices contain: "incl. 19% tax", "plus 8.875% tax", or nothing when no tax is charged. */
export function taxWords({ inclusive, taxes }: Shop["taxes"]): string {
  if (taxes.length === 0) return "";
  const named = taxes.map(({ name, ratePpm }) => `${percent(ratePpm)} ${name === "Tax" ? "tax" : name}`);
  return `${inclusive ? "incl." : "plus"} ${named.join(" and ")}`;
}

/** `190000` reads "19%", `88750` reads "8.875%". */
export const percent = (partsPerMillion: number) =>
  new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 4 }).format(partsPerMillion / 1_000_000);

/** Why nothing is sold, when nothing is; null while at least one ticket can be bought or will be. */
export function closedWords(event: PublicEvent): { title: string; text: string } | null {
  if (event.state === "cancelled") {
    const text = `${event.organization.name} has called it off. Whoever bought tickets hears about the money by e-mail.`;
    return { title: "This event is cancelled", text };
  }
  if (event.state === "postponed") {
    const text =
      "It will be another day. Tickets that were bought stay good; new ones are sold again once the date is known.";
    return { title: "This event is postponed", text };
  }
  if (event.state === "completed" || event.endsAt.getTime() <= Date.now()) {
    return { title: "This event is over", text: `See what else is coming at ${event.organization.name}.` };
  }
  return null;
}
