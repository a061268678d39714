/** What Maison Vire does in which month, and what it offers at each kind of event. Prices are pence. */
type Kind = "runway" | "showroom" | "party" | "salon" | "free";
export type Entry = {
  month: number;
  title: string;
  kind: Kind;
  venue: string;
  weekday: number;
  nth: number;
  starts: string;
  hours: number;
  demand: number;
};
/** Month, title, kind, venue, weekday (0 is Sunday), which one of the month, start, hours, orders wanted. */
type Row = [number, string, Kind, string, number, number, string, number, number];
const rows: readonly Row[] = [
  [1, "Couture in Preview", "showroom", "Salon du Dé d'Or", 3, 4, "11:00", 7, 52],
  [2, "Autumn/Winter Runway London", "runway", "The Glasshouse at Tanner's Row", 5, 3, "19:00", 2, 205],
  [2, "After Dark Winter London", "party", "Velvet Basement", 5, 3, "22:30", 5, 125],
  [2, "Autumn/Winter Runway Milan", "runway", "Galleria Ferro", 3, 4, "18:00", 2, 165],
  [3, "Autumn/Winter Runway Paris", "runway", "Salon du Dé d'Or", 2, 1, "20:00", 2, 178],
  [3, "Autumn/Winter Showroom Paris", "showroom", "Salon du Dé d'Or", 4, 1, "10:00", 8, 60],
  [5, "Atelier Open Day", "free", "Thimble Yard", 6, 3, "11:00", 6, 85],
  [6, "Resort Runway London", "runway", "The Glasshouse at Tanner's Row", 4, 2, "19:30", 2, 150],
  [7, "Couture Evening Paris", "runway", "Salon du Dé d'Or", 1, 1, "20:30", 2, 140],
  [9, "Spring/Summer Runway London", "runway", "The Glasshouse at Tanner's Row", 5, 3, "19:00", 2, 215],
  [9, "After Dark Summer London", "party", "Velvet Basement", 5, 3, "22:30", 5, 132],
  [9, "Spring/Summer Runway Milan", "runway", "Galleria Ferro", 3, 4, "18:00", 2, 170],
  [9, "After Dark Summer Milan", "party", "Galleria Ferro", 4, 4, "22:00", 5, 96],
  [10, "Spring/Summer Runway Paris", "runway", "Salon du Dé d'Or", 2, 1, "20:00", 2, 185],
  [10, "Spring/Summer Showroom Paris", "showroom", "Salon du Dé d'Or", 4, 1, "10:00", 8, 64],
  [11, "Archive Salon", "salon", "Thimble Yard", 4, 3, "18:30", 3, 70],
  [12, "Winter Gala", "party", "Velvet Basement", 6, 2, "20:00", 6, 140],
];
export const calendar: readonly Entry[] = rows.map(
  ([month, title, kind, venue, weekday, nth, starts, hours, demand]) => ({
    month,
    title,
    kind,
    venue,
    weekday,
    nth,
    starts,
    hours,
    demand,
  }),
);

type Offer = { name: string; description: string; price: number; part: number; share: number; untilDay?: number };
export const offers: Record<Kind, { category: string; summary: string; about: string; tiers: readonly Offer[] }> = {
  runway: {
    category: "fashion",
    summary: "Forty looks, nine minutes, and the hour around them.",
    about:
      "The house shows its new collection on a raised runway with live strings. Doors open an hour before; the show begins once and does not wait. Step-free access at the yard entrance.",
    tiers: [
      { name: "Early bird", description: "Standing, booked early.", price: 5500, part: 0.16, share: 9, untilDay: 16 },
      { name: "Regular", description: "Standing behind the rows.", price: 7500, part: 0.46, share: 10 },
      { name: "Seated", description: "Second to fourth row.", price: 14000, part: 0.3, share: 5 },
      { name: "Front row", description: "First row, and the collection book.", price: 29500, part: 0.08, share: 1 },
    ],
  },
  showroom: {
    category: "trade_show",
    summary: "The collection on the rail, by appointment.",
    about:
      "For buyers and press: touch the cloth, see the price list, write the order. Appointments last forty minutes; say on arrival whom you buy for.",
    tiers: [
      {
        name: "Trade appointment",
        description: "Forty minutes with the sales team.",
        price: 2500,
        part: 0.3,
        share: 6,
      },
      { name: "Press appointment", description: "With loan list and stills.", price: 0, part: 0.1, share: 2 },
    ],
  },
  party: {
    category: "nightlife",
    summary: "What the show wears when it goes out.",
    about:
      "Two rooms, one of them quiet. Dress as you would like to be photographed; nobody will insist. Coats are free.",
    tiers: [
      { name: "Early bird", description: "Entry before midnight.", price: 2800, part: 0.25, share: 9, untilDay: 14 },
      { name: "Regular", description: "Entry at any hour.", price: 3800, part: 0.6, share: 10 },
      { name: "VIP", description: "The quiet room and its bar.", price: 8500, part: 0.15, share: 1.8 },
    ],
  },
  salon: {
    category: "exhibition",
    summary: "Pieces from the archive, and the people who sewed them.",
    about:
      "An evening among thirty garments that do not usually leave their boxes. The pattern cutters are there and like to be asked.",
    tiers: [{ name: "Regular", description: "Entry and a drink.", price: 3200, part: 0.9, share: 1 }],
  },
  free: {
    category: "exhibition",
    summary: "The workroom with the doors open.",
    about: "See where it is cut, pinned and pressed. Free, with a timed entry so that the tables stay visible.",
    tiers: [{ name: "Timed entry", description: "One per person.", price: 0, part: 1, share: 1 }],
  },
};
