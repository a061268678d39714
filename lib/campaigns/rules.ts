import { z } from "zod";

export const campaignChannels = {
  social: "Social media",
  email: "E-mail",
  print: "Print",
  partner: "Partners",
  ads: "Advertising",
  other: "Other",
} as const;

/** How a link is carried, as `utm_medium` says it. */
export const media = {
  qr: "QR code",
  social: "Social media",
  email: "E-mail",
  referral: "Another site",
  paid: "Paid",
} as const;

const keysOf = <T extends string>(words: Record<T, string>) => Object.keys(words) as [T, ...T[]];
const optional = z.preprocess((value) => (value === "" ? undefined : value), z.uuid().optional());
const day = z.iso.date("Say on which day.");

/** A campaign as its form sends it: `place` is `event:<id>`, `station:<id>` or nothing. */
export const CampaignInput = z
  .strictObject({
    id: optional,
    name: z.string().trim().min(1, "Write a name.").max(120, "At most 120 characters."),
    channel: z.enum(keysOf(campaignChannels)),
    place: z
      .string()
      .regex(/^((event|station):[0-9a-f-]{36})?$/)
      .default(""),
    promoCodeId: optional,
    startsOn: day,
    endsOn: z.preprocess((value) => (value === "" ? undefined : value), day.optional()),
    notes: z.string().trim().max(2000).default(""),
  })
  .refine(({ startsOn, endsOn }) => !endsOn || endsOn >= startsOn, {
    path: ["endsOn"],
    message: "It ends after it begins.",
  });

export const LinkInput = z.strictObject({
  campaignId: z.uuid(),
  name: z.string().trim().min(1, "Write where it will be.").max(120),
  medium: z.enum(keysOf(media)),
  source: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9._-]{1,40}$/, "One word of letters and digits: newsletter, poster, city-guide."),
});

export const SpendInput = z.strictObject({
  campaignId: z.uuid(),
  key: z.string().min(8).max(200),
  spentOn: day,
  amount: z.string().trim().min(1, "Write what it cost."),
  currency: z.string().regex(/^[A-Z]{3}$/),
  paidFrom: z.string().min(1, "Choose the account that paid."),
  memo: z.string().trim().max(300).default(""),
});

export const About = z.strictObject({ id: z.uuid() });

/** The campaign's word in addresses: `Summer Nights!` becomes `summer-nights`. */
export const wordOf = (name: string) =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 30)
    .replaceAll(/^-+|-+$/g, "") || "campaign";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** Eight letters that nobody mistakes for others. */
export const linkCode = () => [...crypto.getRandomValues(new Uint8Array(8))].map((n) => alphabet[n % 32]).join("");

export type CampaignFigures = {
  views: number;
  clicks: number;
  begun: number;
  sales: number;
  grossMinor: string;
  refundedMinor: string;
  spentMinor: string;
};

/** What one sale cost, to the minor unit; null where nothing was spent or sold. */
export const costPerSale = ({ spentMinor, sales }: Pick<CampaignFigures, "spentMinor" | "sales">) =>
  sales > 0 && BigInt(spentMinor) > 0n ? BigInt(spentMinor) / BigInt(sales) : null;
