import { z } from "zod";

const slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** What the script of a public page sends, at most fifty visits at once. */
export const Beacon = z.strictObject({
  org: slug,
  page: z.enum(["event", "programme", "booking"]),
  event: slug.optional(),
  station: slug.optional(),
  visitor: z.string().regex(/^[0-9a-f]{32}$/),
  consent: z.enum(["granted", "withdrawn"]),
  words: z.string().max(20),
  referrer: z.string().max(2000).default(""),
  /** The page's own query, from which campaigns are read. */
  query: z.string().max(2000).default(""),
  visits: z
    .array(
      z.strictObject({
        id: z.uuid(),
        kind: z.enum(["view", "click", "dwell", "video", "share", "scan"]),
        value: z.int().min(0).max(86_400_000).optional(),
      }),
    )
    .max(50),
});
export type BeaconBody = z.output<typeof Beacon>;

export const channels = {
  direct: "Direct",
  search: "Search",
  social: "Social",
  email: "E-mail",
  referral: "Other sites",
  campaign: "Campaigns",
  qr: "QR codes",
} as const;
export type Channel = keyof typeof channels;

const searchEngines = /(^|\.)(google|bing|duckduckgo|ecosia|qwant|startpage|yahoo|baidu|yandex)\.[a-z.]+$/;
const socialSites =
  /(^|\.)(instagram|facebook|tiktok|linkedin|pinterest|reddit|youtube|threads|mastodon|bsky|whatsapp|telegram|x|twitter)\.[a-z.]+$|^t\.(co|me)$/;

/**
 * Where a visit came from: what its address says of a campaign, or else the site it came from; nothing and our own
 * pages are direct. `source` is a host, or `source/campaign` in the
 * campaign's own words, never a whole address: those may name a person.
 */
export function cameFrom(referrer: string, query: string, ownHost: string): { channel: Channel; source: string } {
  const said = new URLSearchParams(query);
  const medium = (said.get("utm_medium") ?? "").toLowerCase();
  const campaign = word(said.get("utm_campaign") ?? "").slice(0, 39);
  const named = `${word(said.get("utm_source") ?? "")}${campaign ? `/${campaign}` : ""}`;
  if (medium === "qr") return { channel: "qr", source: named };
  if (medium === "email" || medium === "newsletter") return { channel: "email", source: named };
  if (medium === "social") return { channel: "social", source: named };
  if (medium || named) return { channel: "campaign", source: named };
  if (!URL.canParse(referrer)) return { channel: "direct", source: "" };
  const host = new URL(referrer).hostname.replace(/^www\./, "").toLowerCase();
  if (!host || host === ownHost.replace(/:\d+$/, "").replace(/^www\./, "")) return { channel: "direct", source: "" };
  if (searchEngines.test(host)) return { channel: "search", source: word(host) };
  if (socialSites.test(host)) return { channel: "social", source: word(host) };
  return { channel: "referral", source: word(host) };
}

/** Letters, digits, dots and dashes, forty at most: no room for an address or a name with an @. */
const word = (text: string) => (/^[a-z0-9._-]{1,40}$/i.test(text) ? text.toLowerCase() : "");

/** What says of itself that nobody looks: robots of search engines and previews. */
export const isRobot = (agent: string) =>
  /bot\b|crawl|spider|slurp|preview|monitor|curl\/|wget\/|python|^$/i.test(agent);
