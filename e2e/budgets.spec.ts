import type { Page, TestInfo } from "@playwright/test";
import type { Organization } from "#db/given";
import { admin, expect, given, test } from "./house.ts";

/**
 * What a page may cost: the JavaScript that travels to a browser that has nothing yet until the page is quiet, in
 * kilobytes of 1024 bytes as the server compresses them. Raising one of these is a decision, not a repair.
 */
const kilobytes = { signIn: 182, overview: 350, list: 270, event: 184 };

for (const [name, budget, open] of [
  ["sign-in page", kilobytes.signIn, async () => "/sign-in"],
  ["overview", kilobytes.overview, ({ org }) => `/${org.slug}`],
  ["list of orders", kilobytes.list, ({ org }) => `/${org.slug}/ticketing/orders`],
  ["public event page", kilobytes.event, async ({ path }) => path],
] as const satisfies readonly (readonly [string, number, (house: House) => string | Promise<string>])[]) {
  test(`the ${name} ships at most ${budget} kB of JavaScript, stands still and says nothing to the console`, async ({
    page,
    as,
  }, info) => {
    const house = await furnished();
    if (name === "overview" || name === "list of orders") await as("organizer", house.org);
    const said = saidBy(page);
    await watch(page);
    await page.goto(await open(house), { waitUntil: "networkidle" });
    await expect(page.getByRole("main")).toBeVisible();
    // Nothing may jump while the page is looked at either.
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(500);
    const { shift, paint } = await page.evaluate(() => (window as unknown as Watched).seen);
    const total = await scriptsOf(page);
    note(info, "JavaScript", `${(total / 1024).toFixed(1)} kB compressed`);
    note(info, "LCP", `${Math.round(paint)} ms`);
    note(info, "CLS", shift.toFixed(4));
    expect(total, "scripts were counted at all").toBeGreaterThan(20_000);
    expect(paint, "something was painted").toBeGreaterThan(0);
    expect(total / 1024).toBeLessThanOrEqual(budget);
    expect(shift).toBeLessThan(0.05);
    expect(said).toEqual([]);
  });
}

type House = { org: Organization; path: string };
type Watched = { seen: { shift: number; paint: number } };

/** An organization with something to show: an event on sale, and enough orders for a list that scrolls. */
async function furnished(): Promise<House> {
  const org = await given.organization({ name: "Lantern Nights" });
  const event = await given.event(org, { tiers: [{ name: "Regular" }, { name: "Early", priceMinor: 1900n }] });
  await admin.query(
    `insert into ticketing.orders (organization_id, number, event_id, buyer_name, buyer_email, quantity, total_minor, currency, token_hash)
     select $1, 'BUDGET' || lpad(n::text, 2, '0'), $2::uuid, 'Ada Byron', 'ada@example.test', 1, 2500, 'USD', encode(sha256(convert_to($2::uuid::text || n, 'UTF8')), 'hex')
     from generate_series(1, 60) n`,
    [org.id, event.id],
  );
  return { org, path: event.path };
}

/** Bytes of all scripts that came, as the network carried them, without their headers. */
function scriptsOf(page: Page): Promise<number> {
  return page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter(({ name }) => /\.js(\?|$)/.test(name))
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  );
}

/** Errors and warnings of the page, and addresses that failed. */
function saidBy(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(String(error)));
  return said;
}

/** Layout shifts that nobody caused, and when the largest thing was painted. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { shift: 0, paint: 0 };
    (window as unknown as { seen: typeof seen }).seen = seen;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) seen.shift += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.paint = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
}

const note = (info: TestInfo, type: string, description: string) => info.annotations.push({ type, description });
