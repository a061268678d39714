/** Who cooks where at Ember & Rice, what for, and for whom; read by `load-bookings.ts`. */
export const kitchens = [
  {
    station: "los-angeles",
    zone: "America/Los_Angeles",
    chefs: ["Hana Mori", "Rafael Quintero", "Ada Whitcombe", "Tomo Ishida"],
  },
  { station: "san-diego", zone: "America/Los_Angeles", chefs: ["Lucía Barragán", "Ken Sakamoto", "Marisol Vega"] },
  { station: "las-vegas", zone: "America/Los_Angeles", chefs: ["Dmitri Vance", "Yuki Tanabe", "Coral Espinoza"] },
] as const;

export const menus = [
  {
    name: "Hibachi at home",
    words: "A chef, a grill and a show on your terrace: two proteins, fried rice, vegetables.",
    ...{ minutes: 120, pricing: "per_guest", price: 6500n, child: 3500n, least: 65_000n, few: 6, most: 60 },
    ...{ deposit: "percent", percent: 25, fixed: 0n },
    rule: [
      { hoursBefore: 168, percent: 100 },
      { hoursBefore: 48, percent: 50 },
    ],
  },
  {
    name: "Omakase for the house",
    words: "Twelve courses, cooked and told at your table.",
    ...{ minutes: 180, pricing: "per_guest", price: 14_500n, child: null, least: 116_000n, few: 6, most: 30 },
    ...{ deposit: "fixed", percent: 0, fixed: 30_000n },
    rule: [{ hoursBefore: 72, percent: 100 }],
  },
  {
    name: "Knife and dumpling class",
    words: "An afternoon at your kitchen counter, everything to eat included.",
    ...{ minutes: 150, pricing: "flat", price: 89_000n, child: null, least: 0n, few: 4, most: 30 },
    ...{ deposit: "percent", percent: 30, fixed: 0n },
    rule: [{ hoursBefore: 48, percent: 100 }],
  },
] as const;

export const bookedHours = ["12:00", "17:30", "18:00", "18:30", "19:00"] as const;

export const diners = [
  ["Marguerite Osei", "Persimmon Court 4, Pasadena", "One guest eats no shellfish."],
  ["Felix Arrington", "Juniper Road 118, La Jolla", ""],
  ["Sunniva Castile", "Copper Lane 9, Henderson", "Two vegetarians."],
  ["Bao Nguyen-Reyes", "Harbour View 31, Long Beach", "Sesame allergy."],
  ["Ottilie Brandt", "Sycamore Street 77, Burbank", ""],
  ["Desmond Achebe", "Alta Vista 12, Chula Vista", "No pork."],
  ["Ines Calloway", "Mesa Drive 205, Summerlin", ""],
  ["Harlan Yoon", "Olive Terrace 3, Glendale", "One of the children eats no nuts."],
  ["Petra Lindgren", "Seabreeze Way 56, Oceanside", "Gluten free for one."],
  ["Solomon Greer", "Desert Rose 88, Paradise", ""],
  ["Amara Velasquez", "Laurel Canyon 402, Los Angeles", "A birthday: twelve candles."],
].map(([name = "", address = "", diet = ""]) => ({
  ...{ name, address, diet },
  email: `${name.toLowerCase().replace(/[^a-z]+/g, ".")}@guests.example`,
}));

export const terms = `We come an hour before the first guest and need a level place outside, or a kitchen with a window.

Please tell us about allergies when you book; we bring everything else.

Who cancels late pays a part, as the rule of the booking says. Wind and rain move the grill under a roof, not to another day.`;
