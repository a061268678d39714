import { closedWords } from "#components/public/event-words";
import type { PublicEvent } from "#lib/events/queries";
import { majorUnits } from "#lib/money";
import { isoIn } from "#lib/time";

/** The event as search engines read it (schema.org/Event). A block of data: no browser runs it, so it needs no nonce. */
export function EventJsonLd({ event, address }: { event: PublicEvent; address: string }) {
  // A "<" could end the element from within.
  const json = JSON.stringify(eventLd(event, address)).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in a script element must not be escaped as HTML is.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}

function eventLd(event: PublicEvent, address: string) {
  const status =
    { cancelled: "EventCancelled", postponed: "EventPostponed" }[event.state as string] ?? "EventScheduled";
  const mode = { in_person: "Offline", online: "Online", hybrid: "Mixed" }[event.format];
  const home = address.slice(0, address.lastIndexOf("/"));
  return {
    "@context": "https://schema.org",
    "@type": "Event",
    name: event.name,
    description: event.summary || event.description.slice(0, 300) || undefined,
    url: address,
    image: [`${address}/picture.png`],
    startDate: isoIn(event.startsAt, event.zone),
    endDate: isoIn(event.endsAt, event.zone),
    eventStatus: `https://schema.org/${status}`,
    eventAttendanceMode: `https://schema.org/${mode}EventAttendanceMode`,
    location: locationOf(event, address),
    organizer: { "@type": "Organization", name: event.organization.name, url: home },
    offers: event.tiers.map((tier) => offerLd(tier, event, address)),
  };
}

function locationOf({ venue, format }: PublicEvent, url: string) {
  const online = format === "in_person" ? [] : [{ "@type": "VirtualLocation", url }];
  const place = venue && {
    "@type": "Place",
    name: venue.name,
    address: {
      "@type": "PostalAddress",
      streetAddress: venue.address || undefined,
      addressLocality: venue.city,
      addressCountry: venue.country,
    },
  };
  const all = [...(place ? [place] : []), ...online];
  return all.length === 1 ? all[0] : all;
}

function offerLd(tier: PublicEvent["tiers"][number], event: PublicEvent, url: string) {
  const price = majorUnits(tier.priceMinor, tier.currency);
  const { taxRatePpm, taxInclusive } = event.organization;
  const sale = closedWords(event) ? "ended" : tier.sale;
  const gone = tier.mayComeBack ? "LimitedAvailability" : "SoldOut";
  return {
    "@type": "Offer",
    name: tier.name,
    url,
    price,
    priceCurrency: tier.currency,
    availability: `https://schema.org/${{ on_sale: "InStock", not_yet: "PreSale", sold_out: gone, ended: "Discontinued" }[sale]}`,
    validFrom: tier.saleStartsAt.toISOString(),
    availabilityEnds: tier.saleEndsAt.toISOString(),
    priceSpecification:
      taxRatePpm > 0
        ? {
            "@type": "UnitPriceSpecification",
            price,
            priceCurrency: tier.currency,
            valueAddedTaxIncluded: taxInclusive,
          }
        : undefined,
  };
}
