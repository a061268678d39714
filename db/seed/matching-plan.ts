/**
 * Packages and sponsors of the demo's matching, invented like everything in it. `fits` is what a person would say who knows
 * both: the measurement in `lib/sponsorship/matching/quality.test.ts` compares with it, and nothing else reads it.
 */
export type PlannedPackage = { name: string; description: string; deliverable: string; price: number };
export type PlannedSponsor = {
  name: string;
  industry: string;
  profile: string;
  /** In major units of the house's currency; a sponsor of whom nothing is known has none. */
  budget?: readonly [least: number, most: number];
  audience?: number;
  categories?: readonly string[];
  /** Months after the next event's; its own is 0. */
  months?: readonly number[];
  /** Wants to be seen where the house is. */
  near?: boolean;
  fits: readonly string[];
};

export const plannedPackages: readonly PlannedPackage[] = [
  {
    name: "Tasting garden",
    description:
      "Long tables between the trees where guests taste food and drinks of the region, served by your cooks.",
    deliverable: "Cooking show in the garden",
    price: 5000,
  },
  {
    name: "Green route",
    description: "Bicycle parking, shuttles and signs that bring guests here without a car, in your colours.",
    deliverable: "Signs along the bicycle route",
    price: 3500,
  },
  {
    name: "Children's corner",
    description: "A playground with crafts and games for children, and a place where families rest.",
    deliverable: "Toys and games for the families",
    price: 2500,
  },
  {
    name: "Photo wall",
    description: "The wall in front of which everybody takes their pictures; your cameras and lenses to try.",
    deliverable: "Prints of the best pictures",
    price: 3000,
  },
  {
    name: "Quiet room",
    description: "A calm room with massages, tea and soft light for those who need a breath of rest.",
    deliverable: "Massages through the evening",
    price: 2000,
  },
  {
    name: "Charging point",
    description: "Lockers that charge telephones from the sun, and clean energy for the stage.",
    deliverable: "Solar charging of telephones",
    price: 4000,
  },
];

export const plannedSponsors: readonly PlannedSponsor[] = [
  {
    name: "Pedal & Post",
    industry: "Bicycles",
    profile: "Builds and rents electric bicycles and guards them at events. Wants fewer cars in the city.",
    budget: [2000, 5000],
    near: true,
    fits: ["Green route"],
  },
  {
    name: "Little Otter Toys",
    industry: "Toys",
    profile: "Wooden toys, crafts and games for families with small children.",
    budget: [1000, 3000],
    months: [0, 1],
    fits: ["Children's corner"],
  },
  {
    name: "Aurora Optics",
    industry: "Photography",
    profile: "Cameras, lenses and prints for everybody who takes pictures at concerts.",
    budget: [2500, 6000],
    audience: 200,
    fits: ["Photo wall"],
  },
  {
    name: "Still Water Baths",
    industry: "Wellness",
    profile: "Baths, massages and tea. Rest for people who work too much.",
    budget: [500, 2500],
    near: true,
    fits: ["Quiet room"],
  },
  {
    name: "Brightside Energy",
    industry: "Energy",
    profile: "Solar power and charging for stages, telephones and electric shuttles.",
    budget: [3000, 9000],
    audience: 100,
    fits: ["Charging point", "Green route"],
  },
  {
    name: "Copper Ladle",
    industry: "Food",
    profile: "Cookware and a school for cooks; likes long tables, tasting and food of the region.",
    budget: [4000, 8000],
    near: true,
    months: [-1, 0, 1],
    fits: ["Tasting garden"],
  },
  {
    name: "Orchard Row Cider",
    industry: "Drinks",
    profile: "Presses cider from apples of the region and serves it in gardens in summer.",
    budget: [3000, 7000],
    fits: ["Tasting garden"],
  },
  {
    name: "Halyard Insurance",
    industry: "Insurance",
    profile: "Liability cover for shipping companies and their lawyers.",
    budget: [20000, 60000],
    categories: ["trade_show", "conference"],
    months: [5, 6],
    fits: [],
  },
  { name: "Ledger Lane", industry: "", profile: "", fits: [] },
];
