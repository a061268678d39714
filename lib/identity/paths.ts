/**
 * The first segments of addresses that are not an organization's slug. An organization cannot be called so; a name
 * that is missing here and is no organization's answers 404 all the same.
 */
export const reservedSegments: ReadonlySet<string> = new Set([
  ..."sign-in sign-up sign-out check-email forgot reset waiting invitation mailbox account".split(" "),
  ..."auth api health webhooks admin pay e events t tickets o orders invoices checkout c r s q book bookings meet reviews review ask opt-out feedback calendar feeds sponsoring".split(
    " ",
  ),
  ..."about help docs legal privacy terms pricing status assets public static images fonts".split(" "),
  ..."media _next favicon.ico icon icon.svg apple-icon robots.txt sitemap.xml manifest.webmanifest .well-known www".split(
    " ",
  ),
]);

/** The organization that an address names: `/<slug>/…`, and `/api/<slug>/…` for the data of live panels. */
export function slugOf(pathname: string): string | null {
  const [first = "", second = ""] = pathname.split("/").slice(1);
  const slug = first === "api" ? second : first;
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && !reservedSegments.has(slug) ? slug : null;
}

/** Where to go afterwards, when somebody asks for it in a link: a path of ours, or `/`. Never another site. */
export function safeNext(wanted: unknown): string {
  if (typeof wanted !== "string" || wanted.length > 2000 || !wanted.startsWith("/") || unsafe.test(wanted)) return "/";
  const base = "http://here.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : null;
  return url?.origin === base && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : "/";
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop tabs and line breaks, and read \ as /.
const unsafe = /^\/[/\\]|[\\\u0000-\u001f\u007f]/;

/** The first value of a search parameter that may come several times. */
export const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;
