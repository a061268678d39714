import { majorUnits } from "#lib/money";
import type { PublicDeck } from "#lib/sponsorship/visitor";

/** The packages as search engines read them (schema.org/OfferCatalog). Data only: no browser runs it, so it needs no nonce. */
export function DeckJsonLd({ deck, address }: { deck: PublicDeck; address: string }) {
  if (deck.packages.length === 0) return null;
  const catalog = {
    "@context": "https://schema.org",
    "@type": "OfferCatalog",
    name: `Sponsoring ${deck.event?.name ?? deck.organization.name}`,
    url: address,
    itemListElement: deck.packages.map((one) => ({
      "@type": "Offer",
      name: one.name,
      description: one.description || undefined,
      price: majorUnits(one.priceMinor, one.currency),
      priceCurrency: one.currency,
      availability: `https://schema.org/${one.left > 0 ? "InStock" : "SoldOut"}`,
      url: `${address}#ask`,
      offeredBy: { "@type": "Organization", name: deck.organization.name },
    })),
  };
  // A "<" could end the element from within.
  const json = JSON.stringify(catalog).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in a script element must not be escaped as HTML is.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
