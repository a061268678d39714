import "server-only";
import type { Route } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { cache } from "react";
import { asPublic } from "#db/tenant";
import { visitorAddress } from "#lib/action";
import { publicEvent, publicEvents } from "#lib/events/queries";
import { publicAddresses } from "#lib/events/queries/addresses";
import { askedPage } from "#lib/events/queries/feedback";
import { publicGuide } from "#lib/events/queries/guide";
import { publicVideo } from "#lib/events/queries/videos";
import { disputeAtGateway, paymentPage } from "#lib/gateway/queries";
import { slugNow } from "#lib/identity/queries";
import { limitVisitor } from "#lib/ticketing/limits";
import { checkout, orderPage } from "#lib/ticketing/queries";
import { ticketPage } from "#lib/ticketing/queries/serving";
import { seatMapOf, shopOf, waitlistPlace } from "#lib/ticketing/queries/shop";

/**
 * What anybody may see without an account, read once per request. Each answers null for what is not there, for what is
 * not public, and for an address that could not be one.
 */
export const visitedProgramme = cache(async (org: string) =>
  isSlug(org) ? asPublic((tx) => publicEvents(tx, org)) : null,
);

export const visitedEvent = cache(async (org: string, event: string) =>
  isSlug(org) && isSlug(event) ? asPublic((tx) => publicEvent(tx, org, event)) : null,
);

export const visitedGuide = cache(async (org: string, event: string) =>
  isSlug(org) && isSlug(event) ? asPublic((tx) => publicGuide(tx, org, event)) : [],
);

export const visitedVideo = cache(async (org: string, event: string) =>
  isSlug(org) && isSlug(event) ? asPublic((tx) => publicVideo(tx, org, event)) : null,
);

/** Nothing at this address; where the organization moved to another one, the same page there (308). */
export async function movedOrNotFound(org: string, rest = ""): Promise<never> {
  const now = isSlug(org) ? await slugNow(org) : null;
  if (now) permanentRedirect(`/e/${now}${rest}` as Route);
  notFound();
}

export const visitedCheckout = cache(async (token: string) =>
  isToken(token) ? asPublic((tx) => checkout(tx, token)) : null,
);

export const visitedOrder = cache(async (token: string) =>
  isToken(token) ? asPublic((tx) => orderPage(tx, token)) : null,
);

/** What may be chosen at an event that is there, and its seats when it has any. Codes are guessed no faster than pages are read. */
export async function visitedShop(org: string, event: string, code: string | null) {
  if (code) await limitVisitor("code", await visitorAddress());
  return asPublic(async (tx) => {
    const shop = await shopOf(tx, org, event, code);
    if (!shop) notFound();
    return { shop, seats: shop.tiers.some((tier) => tier.seated) ? await seatMapOf(tx, org, event) : [] };
  });
}

export const visitedPlace = cache(async (token: string) =>
  isToken(token) ? asPublic((tx) => waitlistPlace(tx, token)) : null,
);

/** The questions to whoever was asked how an event was; `ticket` counts the letter's tickets. */
export const visitedFeedback = cache(async (token: string, place: number) =>
  /^[0-9A-HJKMNP-TV-Z]{26}$/.test(token) ? asPublic((tx) => askedPage(tx, token, place)) : null,
);

/** A ticket by its code, which is the only key to it. */
export const visitedTicket = cache(async (code: string) =>
  /^[0-9A-HJKMNP-TV-Z]{26}$/.test(code) ? asPublic((tx) => ticketPage(tx, code)) : null,
);

export const visitedPayment = cache(async (id: string) => asPublic((tx) => paymentPage(tx, id)));

export const visitedDispute = cache(async (id: string) => asPublic((tx) => disputeAtGateway(tx, id)));

/** Every public event that is still to come, for search engines. */
export const publicPages = () => asPublic(publicAddresses);

const isSlug = (text: string) => text.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
const isToken = (text: string) => /^[A-Za-z0-9_-]{32,128}$/.test(text);
