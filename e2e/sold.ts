import type { Page } from "@playwright/test";
import { card, chooseTickets, payWith, sayWho } from "./buying.ts";
import { admin, expect, given, type Organization } from "./house.ts";

/** Somebody bought tickets of a new event; who they are for, and what their codes are. */
export async function sold(page: Page, org: Organization, count = 1) {
  const event = await given.event(org);
  await chooseTickets(page, event.path, "Regular", count);
  await sayWho(page);
  await payWith(page, card.good);
  await expect(page.getByRole("heading", { name: count === 1 ? "Your ticket" : "Your tickets" })).toBeVisible({
    timeout: 30_000,
  });
  const { rows } = await admin.query<{ id: string; code: string; order: string }>(
    "select id, code, order_id as order from ticketing.tickets where event_id = $1 order by id",
    [event.id],
  );
  return { event, tickets: rows };
}

export const stateOf = async (id: string) =>
  (await admin.query("select state from ticketing.tickets where id = $1", [id])).rows[0].state;
