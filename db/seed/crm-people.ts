/** What was asked of Ember & Rice, and what was said about it. Everybody here is invented. */
export type Inquiry = (typeof inquiries)[number];
const inquiry = (
  [name, source, station, stage, daysAgo]: [
    string,
    string,
    string,
    "New" | "Contacted" | "Qualified" | "Converted" | "Lost",
    number,
  ],
  more: {
    guests?: number;
    service?: string;
    inDays?: number;
    message?: string;
    phone?: string;
    note?: string;
    lost?: string;
    title?: string;
    worth?: number;
    referredBy?: string;
  },
) => ({
  ...{ name, source, station, stage, daysAgo, phone: "", ...more },
  email: `${name.toLowerCase().replace(/[^a-z]+/g, ".")}@guests.example`,
});

export const inquiries = [
  inquiry(["Valentina Okoro", "website", "los-angeles", "New", 0], {
    guests: 24,
    service: "Hibachi at home",
    inDays: 41,
    message: "My mother turns seventy. She grew up in Osaka and misses the grill; we have a large garden and shade.",
    phone: "+1 213 555 0141",
  }),
  inquiry(["Grant Petrov", "instagram", "las-vegas", "New", 3], {
    guests: 8,
    message: "Saw the reel. Do you come to Henderson?",
  }),
  inquiry(["Marisol Vance", "phone", "san-diego", "New", 1], {
    guests: 14,
    service: "Supper club",
    inDays: 18,
    phone: "+1 619 555 0172",
  }),
  inquiry(["Hector Liang", "google_business", "los-angeles", "Contacted", 9], {
    guests: 30,
    service: "Company evening",
    inDays: 60,
    message: "Thirty people, half of them vegetarian. Could two chefs come?",
    note: "Called back: budget about 4,000. Send the menu with tofu and mushrooms.",
    phone: "+1 323 555 0110",
  }),
  inquiry(["Beatrix Coleman", "referral", "san-diego", "Contacted", 4], {
    guests: 12,
    service: "Hibachi at home",
    inDays: 25,
    referredBy: "Ana Whitfield",
    phone: "+1 858 555 0129",
  }),
  inquiry(["Dario Nwosu", "facebook", "las-vegas", "Qualified", 12], {
    guests: 45,
    service: "Wedding",
    inDays: 120,
    message: "Outdoor wedding near Red Rock. We want fire and rice, and no speeches longer than the noodles.",
    note: "Site visit done. Wind is a question; needs the screens.",
    phone: "+1 702 555 0166",
  }),
  inquiry(["Ingrid Sato", "website", "los-angeles", "Qualified", 20], {
    guests: 16,
    service: "Cooking class",
    inDays: 33,
    phone: "+1 310 555 0187",
  }),
  inquiry(["Ana Whitfield", "website", "san-diego", "Converted", 64], {
    guests: 18,
    service: "Hibachi at home",
    title: "Garden evening, again in spring",
    worth: 246_000,
    phone: "+1 619 555 0133",
    message: "Eighteen friends, one lawn.",
  }),
  inquiry(["Rosalind Teague", "referral", "los-angeles", "Converted", 51], {
    guests: 40,
    service: "Wedding",
    phone: "+1 213 555 0155",
  }),
  inquiry(["Milo Abernathy", "phone", "los-angeles", "Converted", 47], { guests: 10, phone: "+1 424 555 0102" }),
  inquiry(["Camille Duarte", "instagram", "las-vegas", "Converted", 39], {
    guests: 22,
    service: "Birthday",
    title: "Birthday by the pool",
    worth: 380_000,
    phone: "+1 702 555 0119",
  }),
  inquiry(["Soren Blackwood", "google_business", "san-diego", "Converted", 33], {
    guests: 12,
    phone: "+1 760 555 0148",
  }),
  inquiry(["Priya Castellanos", "website", "las-vegas", "Converted", 22], {
    guests: 28,
    service: "Company evening",
    phone: "+1 725 555 0190",
  }),
  inquiry(["Milo Abernathey", "import", "los-angeles", "Converted", 90], { phone: "+1 (424) 555-0102" }),
  inquiry(["Felix Arrington", "website", "los-angeles", "Lost", 30], { guests: 6, lost: "Too expensive for them" }),
  inquiry(["Noor Talbot", "facebook", "san-diego", "Lost", 26], {
    guests: 60,
    service: "Wedding",
    lost: "Date was not free",
  }),
  inquiry(["Wendell Ibarra", "other", "las-vegas", "Lost", 14], {
    guests: 15,
    lost: "No answer from them",
    phone: "+1 702 555 0177",
  }),
];

type Opinion = {
  reviewer: string;
  rating: number;
  words: string;
  station: string;
  state: "pending" | "approved" | "rejected";
  asked?: true;
  mayPublish: boolean;
  show?: string;
  reply?: string;
  story?: { slug: string; title: string; body: string };
};
export const opinions: Opinion[] = [
  {
    reviewer: "Ana Whitfield",
    rating: 5,
    words:
      "Eighteen of us on the lawn, one chef, no smoke in the house and not a grain of rice left. The children still talk about the onion.",
    station: "san-diego",
    state: "approved",
    asked: true,
    mayPublish: true,
    show: "Ana W.",
    reply: "The onion sends its regards. See you in spring!",
    story: {
      slug: "eighteen-on-one-lawn",
      title: "Eighteen on one lawn",
      body: "Ana had a lawn and eighteen friends.\n\nWe came at four with one grill, set up under the lemon tree and cooked until the lamps went on. “Not a grain of rice left,” she wrote the next day.",
    },
  },
  {
    reviewer: "Rosalind Teague",
    rating: 5,
    words: "They fed forty people at our wedding and somehow talked with every one of them.",
    station: "los-angeles",
    state: "approved",
    asked: true,
    mayPublish: true,
    show: "Rosalind T.",
  },
  {
    reviewer: "Milo Abernathy",
    rating: 3,
    words: "Wonderful food, but they came forty minutes late and we were hungry.",
    station: "los-angeles",
    state: "approved",
    asked: true,
    mayPublish: false,
    reply: "You are right, and we are sorry. The next appetizers are on us.",
  },
  {
    reviewer: "Camille D.",
    rating: 5,
    words: "Best birthday by any pool, anywhere.",
    station: "las-vegas",
    state: "pending",
    mayPublish: true,
  },
  {
    reviewer: "S. Blackwood",
    rating: 4,
    words: "Great knives, great stories. A little loud for the neighbours.",
    station: "san-diego",
    state: "pending",
    mayPublish: false,
  },
  {
    reviewer: "Anonymous",
    rating: 1,
    words: "The sushi was warm and the parking is terrible.",
    station: "las-vegas",
    state: "rejected",
    mayPublish: false,
  },
];
