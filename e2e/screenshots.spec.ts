import type { Page } from "@playwright/test";
import { password as demoPassword } from "#db/seed/people";
import { card, payWith, sayWho } from "./buying.ts";
import { type Demo, openDemo } from "./demo.ts";
import { expect, signIn, test } from "./house.ts";
import { desk, phone, picture } from "./picture.ts";

/** What the README shows; `e2e/picture.ts` says how to take it anew. */
test.describe.configure({ mode: "default" });
test.use({ contextOptions: { reducedMotion: "reduce" }, colorScheme: "light" });

let demo: Demo;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  demo = await openDemo();
});
test.afterAll(async () => demo?.close());

/** Sign in as one of the demo's people. */
async function enter(page: Page, email: string) {
  await signIn(page.context(), demo.origin, email, demoPassword);
}

async function ask<T>(text: string, values: unknown[] = []): Promise<T> {
  return (await demo.database.query(text, values)).rows[0];
}

const slug = "lantern-fields";
const grouped = (count: number) => count.toLocaleString("en");

test("the demo's overview, events and orders look like a business", async ({ page }) => {
  test.setTimeout(180_000);
  await enter(page, `bram@${slug}.example`);
  const counted = await ask<{ id: string; events: number; orders: number }>(
    `select o.id, (select count(*)::int from events.events e where e.organization_id = o.id and e.state <> 'archived') as events,
       (select count(*)::int from ticketing.orders t where t.organization_id = o.id) as orders
     from organizations.organizations o where o.slug = $1`,
    [slug],
  );
  await page.goto(`${demo.origin}/${slug}?span=12m`);
  const sold = page.locator("[data-slot=figure]", { hasText: "Tickets sold" });
  const [, from, before] = (await sold.getByRole("link").getAttribute("href"))?.match(/=([\d-]+)\.\.([\d-]+)$/) ?? [];
  const { tickets } = await ask<{ tickets: number }>(
    `select sum(quantity)::int as tickets from ticketing.orders o join organizations.organizations h on h.id = o.organization_id
     where h.id = $1 and (o.paid_at at time zone h.zone)::date >= $2::date and (o.paid_at at time zone h.zone)::date < $3::date`,
    [counted.id, from, before],
  );
  expect(tickets).toBeGreaterThan(1000);
  await expect(sold).toContainText(grouped(tickets));
  await picture(page, "overview");
  await picture(page, "phone-overview", phone);

  await page.setViewportSize(desk);
  await page.goto(`${demo.origin}/${slug}/events`);
  await expect(page.getByText(new RegExp(`of ${grouped(counted.events)}$`))).toBeVisible();
  await picture(page, "events");
  await page.goto(`${demo.origin}/${slug}/ticketing/orders`);
  await expect(page.getByText(/^50 of (more than )?[\d,]+$/)).toBeVisible();
  expect(counted.orders).toBeGreaterThan(1000);
  await picture(page, "orders");
});

test("the demo's trial balance agrees with its books", async ({ page }) => {
  test.setTimeout(120_000);
  await enter(page, `hanneke@${slug}.example`);
  await page.goto(`${demo.origin}/${slug}/payments/trial-balance`);
  await expect(page.getByText("Debits = Credits").first()).toBeVisible();
  const { wallet } = await ask<{ wallet: string }>(
    `select to_char(sum(b.debits_minor - b.credits_minor) / 100.0, 'FM999,999,990.00') as wallet
     from payments.accounts a join payments.balances b on (b.organization_id, b.account_id) = (a.organization_id, a.id)
     join organizations.organizations o on o.id = a.organization_id
     where o.slug = $1 and a.code = 'assets:wallet' and a.currency = o.default_currency`,
    [slug],
  );
  await expect(page.getByRole("row", { name: /assets:wallet/ })).toContainText(wallet);
  await picture(page, "trial-balance");
});

test("the demo's release desk holds what its orders say, and its sponsorship has figures", async ({ page }) => {
  test.setTimeout(120_000);
  await enter(page, `hanneke@${slug}.example`);
  const { held } = await ask<{ held: string }>(
    `select to_char(sum(s.funded_minor - s.released_minor - s.refunded_minor) / 100.0, 'FM999,999,990.00') as held
     from sponsorship.sponsorship_orders s join organizations.organizations o on o.id = s.organization_id
     where o.slug = $1 and s.currency = o.default_currency`,
    [slug],
  );
  await page.setViewportSize(desk);
  await page.goto(`${demo.origin}/${slug}/sponsorship/desk`);
  await expect(page.locator("[data-slot=figure]", { hasText: /^Held in/ })).toContainText(held);
  await picture(page, "release-desk");
  await picture(page, "phone-release-desk", phone);
  await page.setViewportSize(desk);
  await page.goto(`${demo.origin}/${slug}/sponsorship/overview`);
  await expect(page.getByRole("region", { name: "Promises at risk" })).toContainText("late");
  await picture(page, "sponsorship-overview");
});

test("the demo's timetable, live board and door show an event on its way", async ({ page }) => {
  test.setTimeout(180_000);
  await enter(page, `bram@${slug}.example`);
  const both = async (path: string, name: string, ready: () => Promise<unknown>) => {
    await page.setViewportSize(desk);
    await page.goto(`${demo.origin}/${slug}/events/${path}`);
    await ready();
    await picture(page, `${name}-desk`);
    await picture(page, `${name}-phone`, phone);
  };
  const planned = await ask<{ id: string; title: string }>(
    `select e.id, min(s.title) as title from events.event_schedules s join events.events e on e.id = s.event_id
     join organizations.organizations o on o.id = e.organization_id where o.slug = $1 group by e.id order by count(*) desc, e.id limit 1`,
    [slug],
  );
  await both(`${planned.id}/schedule`, "timetable", () =>
    expect(page.getByText(planned.title, { exact: false }).first()).toBeVisible(),
  );
  const running = await ask<{ id: string; arrived: number; code: string; attendee: string }>(
    `select e.id, (select count(*)::int from ticketing.tickets k where k.event_id = e.id and k.state = 'redeemed') as arrived, t.code, t.attendee_name as attendee
     from events.events e join organizations.organizations o on o.id = e.organization_id
     join lateral (select k.code, k.attendee_name from ticketing.tickets k where k.event_id = e.id and k.state = 'issued' order by k.id limit 1) t on true
     where o.slug = $1 and e.state = 'live' limit 1`,
    [slug],
  );
  expect(running.arrived).toBeGreaterThan(100);
  await both(`${running.id}/live`, "live-board", () =>
    expect(page.getByText(new RegExp(`^${grouped(running.arrived)} of `)).first()).toBeVisible(),
  );
  await both(`${running.id}/door`, "check-in", async () => {
    await page.waitForLoadState("networkidle");
    await page.getByLabel("Code, name or order").fill(running.code);
    await page.getByRole("button", { name: "Look up" }).click();
    await expect(page.locator("[data-outcome]")).toHaveAttribute("data-outcome", "verified", { timeout: 20_000 });
    await expect(page.locator("[data-outcome]")).toContainText(running.attendee);
  });
});

test("a visitor of the demo sees an event, chooses, pays and has tickets", async ({ page }) => {
  test.setTimeout(180_000);
  const event = await ask<{ slug: string; name: string }>(
    `select e.slug, e.name from events.events e join organizations.organizations o on o.id = e.organization_id
     where o.slug = $1 and e.state = 'published' and e.visibility = 'public' and e.starts_at > now()
     order by (select count(*) from ticketing.ticket_tiers t where t.event_id = e.id and t.sale_starts_at < now() and t.sold + t.held < t.quota - 10) desc,
       e.starts_at limit 1`,
    [slug],
  );
  await page.setViewportSize(desk);
  await page.goto(`${demo.origin}/e/${slug}/${event.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: event.name })).toBeVisible();
  await picture(page, "event-page");
  await picture(page, "phone-event", phone);
  await page.setViewportSize(desk);
  await page.getByRole("spinbutton").first().fill("2");
  await page.getByRole("button", { name: "Get tickets" }).click();
  await expect(page.getByRole("heading", { name: "Your details" })).toBeVisible();
  await picture(page, "checkout");
  await sayWho(page);
  await payWith(page, card.good);
  await expect(page.getByRole("heading", { name: "Your tickets" })).toBeVisible({ timeout: 60_000 });
  await picture(page, "order");
});
