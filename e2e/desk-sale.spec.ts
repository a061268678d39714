import { admin, expect, expectAccessible, given, open, test } from "./house.ts";
import { look } from "./look.ts";

test("the desk chooses seats on the map and writes down the answers, and hears where one is missing", async ({
  page,
  as,
}) => {
  test.setTimeout(60_000);
  const { org } = await as("organizer");
  const event = await given.event(org, { tiers: [{ name: "Stalls" }, { name: "Poster" }] });
  const [stalls] = event.tiers;
  const section = await admin.query(
    "insert into ticketing.seating_sections (organization_id, event_id, tier_id, name) values ($1, $2, $3, 'Stalls') returning id",
    [org.id, event.id, stalls?.id],
  );
  await admin.query(
    `insert into ticketing.seats (organization_id, event_id, section_id, row, number, row_index, seat_index)
     select $1, $2, $3, chr(65 + r), (n + 1)::text, r, n from generate_series(0, 2) r, generate_series(0, 5) n`,
    [org.id, event.id, section.rows[0].id],
  );
  await admin.query("update ticketing.ticket_tiers set quota = 18 where id = $1", [stalls?.id]);
  await admin.query(
    `insert into ticketing.registration_questions (organization_id, event_id, label, kind, options, required, asks, position)
     values ($1, $2, 'Menu', 'choice', array['Fish', 'Greens'], true, 'attendee', 0)`,
    [org.id, event.id],
  );
  await open(page, `/${org.slug}/events/${event.id}/sell`);
  await page.getByLabel("Number of Stalls").fill("2");
  await page.getByText("Choose seats on the map").click();
  await page.getByRole("checkbox", { name: "Row B, seat 3" }).click();
  await page.getByRole("checkbox", { name: "Row B, seat 4" }).click();
  await expect(page.getByText("2 chosen")).toBeVisible();
  await page.getByText("Who comes, and what they answer").click();
  const second = page.getByRole("group", { name: "Stalls, 2 of 2" });
  await page.getByRole("group", { name: "Stalls, 1 of 2" }).getByLabel("Who is coming").fill("Ada Byron");
  await page.getByRole("group", { name: "Stalls, 1 of 2" }).getByLabel("Menu").selectOption("Fish");
  await look(page, "desk-sale");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sell", exact: true }).click();
  await expect(second.getByText("Answer “Menu”.")).toBeVisible();
  await expect(page.getByText("2 chosen")).toBeVisible();
  await second.getByLabel("Menu").selectOption("Greens");
  await page.getByRole("button", { name: "Sell", exact: true }).click();
  await expect(page.getByText(/^Sold: order/)).toBeVisible();
  const { rows } = await admin.query(
    `select k.attendee_name as name, ticketing.seat_of(k.organization_id, k.id) as seat, a.answer from ticketing.tickets k
     join ticketing.registrations g on g.ticket_id = k.id join ticketing.registration_answers a on a.registration_id = g.id
     where k.event_id = $1 order by 2`,
    [event.id],
  );
  expect(rows).toEqual([
    { name: "Ada Byron", seat: "Stalls, row B, seat 3", answer: "Fish" },
    { name: "Guest at the door", seat: "Stalls, row B, seat 4", answer: "Greens" },
  ]);
});
