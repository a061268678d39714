import type { Locator, Page } from "@playwright/test";
import { admin, expect, given, type Organization } from "./house.ts";

export const formula = "=cmd|' /C calc'!A0";

/** Sixty events: one on sale with a name that a spreadsheet would run, 59 drafts, of which the first thirty have tickets. */
export async function sixtyEvents(): Promise<Organization> {
  const org = await given.organization({ name: "Lantern Nights" });
  const event = await given.event(org, { name: formula, slug: "formula", inDays: 100 });
  await admin.query(
    `with made as (
       insert into events.events (organization_id, slug, name, venue_id, category, capacity, starts_at, ends_at, zone, currency)
       select e.organization_id, 'concert-' || n, 'Concert ' || lpad(n::text, 2, '0'), e.venue_id, 'concert', 100 + n,
         e.starts_at - n * interval '1 day', e.ends_at - n * interval '1 day', e.zone, e.currency
       from events.events e, generate_series(1, 59) n where e.organization_id = $1 and e.id = $2
       returning organization_id, id, name, starts_at)
     insert into ticketing.ticket_tiers (organization_id, event_id, name, price_minor, quota, sale_starts_at, sale_ends_at)
     select organization_id, id, 'Regular', 2500, 50, now() - interval '1 day', starts_at from made where name <= 'Concert 30'`,
    [org.id, event.id],
  );
  return org;
}

export const rows = (page: Page) =>
  page.getByRole("region", { name: "Events" }).getByRole("rowgroup").last().getByRole("row");
export const names = (page: Page) => rows(page).locator("[data-row-link]").allInnerTexts();
export const count = (page: Page) => page.getByText(/^[\d,]+ (in all|of [\d,]+)$/);
export async function display(page: Page, work: (menu: Locator) => Promise<void>) {
  await page.getByRole("button", { name: "Display" }).click();
  await work(page.getByRole("menu"));
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
}
