import type { House, Venue } from "#db/seed/plan";

/** The three businesses of the demo and where they work. All of them, and every address, are invented. */
const venue = (
  name: string,
  address: string,
  city: string,
  country: string,
  zone: string,
  capacity: number,
  station?: string,
): Venue => ({
  name,
  address,
  city,
  country,
  zone,
  capacity,
  ...(station ? { station } : {}),
});

export const platform = {
  slug: "greenroom",
  name: "Greenroom",
  tagline: "The back office behind the box office",
  country: "NL",
  default_currency: "EUR",
  zone: "Europe/Amsterdam",
  is_platform: true,
  accent: "#0f766e",
  support_email: "support@greenroom.example",
};

export const lanternFields: House = {
  slug: "lantern-fields",
  name: "Lantern Fields",
  tagline: "Festivals, club nights and small hours since the first lantern",
  country: "NL",
  currency: "EUR",
  zone: "Europe/Amsterdam",
  accent: "#b45309",
  supportEmail: "hello@lantern-fields.example",
  feeBearer: "organization",
  taxRatePpm: 90_000,
  taxInclusive: true,
  taxCode: "nl-vat",
  stations: [
    { slug: "amsterdam", name: "Amsterdam office", address: "Zaagmolenkade 14, Amsterdam", zone: "Europe/Amsterdam" },
    { slug: "brussels", name: "Brussels office", address: "Rue du Réverbère 9, Bruxelles", zone: "Europe/Brussels" },
  ],
  venues: [
    venue("Polderpark Oost", "Dijkweg 200", "Amsterdam", "NL", "Europe/Amsterdam", 9000, "amsterdam"),
    venue("De Stoomketel", "Noordkade 31", "Amsterdam", "NL", "Europe/Amsterdam", 650, "amsterdam"),
    venue("Zaal Kometa", "Sterrenstraat 8", "Amsterdam", "NL", "Europe/Amsterdam", 260, "amsterdam"),
    venue("Kabelfabriek", "Trossenweg 3", "Rotterdam", "NL", "Europe/Amsterdam", 700, "amsterdam"),
    venue("Le Phare Bleu", "Quai aux Lanternes 22", "Brussels", "BE", "Europe/Brussels", 320, "brussels"),
    venue("Vuurtorenplein", "Vuurtorenplein 1", "Ghent", "BE", "Europe/Brussels", 2500, "brussels"),
    venue("Halle Sieben", "Gleisbogen 7", "Berlin", "DE", "Europe/Berlin", 2600),
    venue("Doca da Lanterna", "Cais da Lanterna 5", "Lisbon", "PT", "Europe/Lisbon", 3000),
  ],
};

export const emberAndRice: House = {
  slug: "ember-and-rice",
  name: "Ember & Rice",
  tagline: "Supper clubs, hibachi nights and cooking classes",
  country: "US",
  currency: "USD",
  zone: "America/Los_Angeles",
  accent: "#be123c",
  supportEmail: "table@ember-and-rice.example",
  feeBearer: "organization",
  taxRatePpm: 95_000,
  taxInclusive: false,
  taxCode: "us-sales-tax",
  stations: [
    {
      slug: "los-angeles",
      name: "Los Angeles kitchen",
      address: "418 Persimmon Alley, Los Angeles, CA",
      zone: "America/Los_Angeles",
    },
    {
      slug: "san-diego",
      name: "San Diego kitchen",
      address: "77 Pelican Wharf, San Diego, CA",
      zone: "America/Los_Angeles",
    },
    {
      slug: "las-vegas",
      name: "Las Vegas kitchen",
      address: "2190 Copper Mirage Way, Las Vegas, NV",
      zone: "America/Los_Angeles",
    },
  ],
  venues: [
    venue("The Ember Room", "418 Persimmon Alley", "Los Angeles", "US", "America/Los_Angeles", 40, "los-angeles"),
    venue("Rooftop at Juniper", "1200 Juniper Terrace", "Los Angeles", "US", "America/Los_Angeles", 36, "los-angeles"),
    venue("Pelican Wharf Kitchen", "77 Pelican Wharf", "San Diego", "US", "America/Los_Angeles", 32, "san-diego"),
    venue("Tidehouse Garden", "5 Sandglass Court", "San Diego", "US", "America/Los_Angeles", 40, "san-diego"),
    venue("Copper Mirage Counter", "2190 Copper Mirage Way", "Las Vegas", "US", "America/Los_Angeles", 28, "las-vegas"),
  ],
};

export const maisonVire: House = {
  slug: "maison-vire",
  name: "Maison Vire",
  tagline: "Runway shows, showrooms and what comes after",
  country: "GB",
  currency: "GBP",
  zone: "Europe/London",
  accent: "#7c3aed",
  supportEmail: "front.row@maison-vire.example",
  feeBearer: "platform",
  taxRatePpm: 200_000,
  taxInclusive: true,
  taxCode: "gb-vat",
  stations: [
    { slug: "london", name: "London studio", address: "12 Thimble Yard, London", zone: "Europe/London" },
    { slug: "paris", name: "Atelier Paris", address: "3 passage du Dé d'Or, Paris", zone: "Europe/Paris" },
  ],
  venues: [
    venue("Thimble Yard", "12 Thimble Yard", "London", "GB", "Europe/London", 180, "london"),
    venue("The Glasshouse at Tanner's Row", "41 Tanner's Row", "London", "GB", "Europe/London", 420, "london"),
    venue("Velvet Basement", "9 Saffron Steps", "London", "GB", "Europe/London", 300, "london"),
    venue("Salon du Dé d'Or", "3 passage du Dé d'Or", "Paris", "FR", "Europe/Paris", 380, "paris"),
    venue("Galleria Ferro", "Via del Filo 18", "Milan", "IT", "Europe/Rome", 400),
    venue("Kiri Hall", "4-2 Itomachi", "Tokyo", "JP", "Asia/Tokyo", 350),
  ],
};

export const houses = [lanternFields, emberAndRice, maisonVire] as const;

/** A venue of a house by its name. */
export function venueOf(house: House, name: string): Venue {
  const found = house.venues.find((one) => one.name === name);
  if (!found) throw new Error(`${house.name} has no venue called ${name}.`);
  return found;
}
