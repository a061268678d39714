import type { Page } from "@playwright/test";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";
import { planOf } from "./planned.ts";

/** Pictures of the screens for whoever wants to look: `SHOTS=<folder>`. */
async function shoot(page: Page, name: string) {
  const folder = process.env.SHOTS;
  if (!folder) return;
  for (const [width, height, device] of [
    [1280, 900, "desktop"],
    [390, 844, "phone"],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${device}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
}

test("an organizer fills the timetable, is refused a room that is taken, and sees who is missing at the door", async ({
  page,
  as,
}) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 1280, height: 900 });
  const { org } = await as("organizer");
  const event = await given.event(org, { name: "Night of Lanterns" });
  await planOf(org);
  const { rows } = await admin.query(
    "select to_char(starts_at at time zone zone, 'YYYY-MM-DD') as day from events.events where id = $1",
    [event.id],
  );
  const day: string = rows[0].day;
  const base = `/${org.slug}/events/${event.id}`;

  await open(page, `${base}/schedule`);
  await expect(page.getByRole("button", { name: /^Opening\s+20:00 – 21:00\s+Great hall/ })).toBeVisible();
  await page.getByRole("button", { name: "Add a session" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title").fill("Closing");
  await dialog.getByLabel("Room").selectOption({ label: "Great hall (80)" });
  await dialog.getByLabel("From").fill(`${day}T20:30`);
  await dialog.getByLabel("To", { exact: true }).fill(`${day}T22:00`);
  await dialog.getByLabel("The Paper Boats").check();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByRole("alert").first()).toContainText("Great hall is taken by “Opening”");
  await expect(dialog.getByLabel("Title")).toHaveValue("Closing");
  await expect(dialog.getByLabel("The Paper Boats")).toBeChecked();
  await shoot(page, "conflict");
  await dialog.getByLabel("From").fill(`${day}T21:30`);
  await dialog.getByLabel("To", { exact: true }).fill(`${day}T23:00`);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const closing = page.getByRole("button", { name: /^Closing\s+21:30 – 23:00\s+Great hall/ });
  await expect(closing).toBeVisible();

  await closing.press("Alt+ArrowUp");
  await expect(page.getByRole("button", { name: /^Closing\s+21:15 – 22:45/ })).toBeVisible();
  await page
    .getByRole("button", { name: /^Closing/ })
    .first()
    .press("Alt+ArrowUp");
  await expect(page.getByRole("button", { name: /^Closing\s+21:00 – 22:30/ })).toBeVisible();
  await page
    .getByRole("button", { name: /^Closing/ })
    .first()
    .press("Alt+ArrowUp");
  await expect(page.getByRole("alert").filter({ hasText: "is taken by “Opening”" })).toBeVisible();
  await expectAccessible(page, ["light", "dark"]);
  await shoot(page, "schedule");

  await open(page, base);
  const readiness = page.getByRole("link", { name: "1 shift not staffed" });
  await expect(readiness).toBeVisible();
  await shoot(page, "overview");
  await readiness.click();
  await expect(page).toHaveURL(/\/staff\?show=gaps$/);
  await expect(page.getByText("0 of 3, 3 missing")).toBeVisible();
  await page.getByRole("button", { name: "Assign" }).click();
  await page.getByRole("dialog").getByLabel("Person").selectOption({ label: "Noor Vermeer" });
  await page.getByRole("dialog").getByRole("button", { name: "Assign" }).click();
  await expect(page.getByText("1 of 3, 2 missing")).toBeVisible();
  await shoot(page, "staff");
  for (const tab of [
    "tasks",
    "risks",
    "talent",
    "contracts",
    "documents",
    "logistics",
    "production",
    "guide",
    "updates",
    "money",
  ]) {
    await open(page, `${base}/${tab}`);
    await shoot(page, tab);
  }
});

test("somebody on the staff sees the plan and their own shift, answers it, and changes nothing else", async ({
  page,
  as,
}) => {
  test.setTimeout(180_000);
  const { org, person } = await as("staff");
  const event = await given.event(org);
  await planOf(org);
  await admin.query(
    `insert into events.shift_assignments (organization_id, event_id, shift_id, user_id, during)
     select organization_id, event_id, id, $2, 'empty' from events.event_staff where organization_id = $1`,
    [org.id, person.userId],
  );
  await open(page, `/${org.slug}/events/shifts`);
  await page.getByRole("button", { name: "I come: Door" }).click();
  await expect(page.getByText("Confirmed")).toBeVisible();
  await shoot(page, "my-shifts");
  await open(page, `/${org.slug}/events/${event.id}/tasks`);
  await expect(page.getByText("Order the tents")).toBeVisible();
  await expect(page.getByRole("button", { name: "Add a task" })).toHaveCount(0);
  for (const hidden of ["contracts", "money"]) {
    expect((await page.goto(`/${org.slug}/events/${event.id}/${hidden}`))?.status()).toBe(403);
  }
});

test("an organizer makes a series, moves what follows by an hour, and reads first what will change", async ({
  page,
  as,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1280, height: 900 });
  const { org } = await as("organizer");
  const event = await given.event(org, { name: "Friday Club", state: "draft" });
  await open(page, `/${org.slug}/events/${event.id}/repeat`);
  await page.getByLabel("How many together").fill("4");
  await page.getByRole("button", { name: "Make the series" }).click();
  await expect(page.getByRole("list", { name: "Events of the series" }).getByRole("listitem")).toHaveCount(4);
  await shoot(page, "series");
  await page.getByRole("link", { name: "Friday Club" }).nth(1).click();
  await page.getByRole("link", { name: "Edit" }).click();
  const starts = page.getByLabel("Starts", { exact: false }).first();
  await starts.fill((await starts.inputValue()).replace("T20:00", "T21:00"));
  await page.getByLabel("This change is for").selectOption("following");
  await page.getByRole("button", { name: "Save changes" }).click();
  const review = page.getByRole("region", { name: "What will change" });
  await expect(review.getByRole("list", { name: "Events" }).getByRole("listitem")).toHaveCount(3);
  await expect(review.getByRole("list", { name: "Tickets" }).getByRole("insertion")).toContainText("9:00 PM");
  await expect(review.getByLabel("When tickets are sold")).toHaveValue("move");
  await shoot(page, "review");
  await review.getByRole("button", { name: "Save these 3 events" }).click();
  await expect(page).toHaveURL(/\/events\/[0-9a-f-]{36}$/);
  const { rows } = await admin.query(
    "select array_agg(to_char(starts_at at time zone zone, 'HH24:MI') order by starts_at) as hours from events.events where organization_id = $1",
    [org.id],
  );
  expect(rows[0].hours).toEqual(["20:00", "21:00", "21:00", "21:00"]);
  const sales = await admin.query(
    `select array_agg(to_char(t.sale_ends_at at time zone e.zone, 'HH24:MI') order by e.starts_at) as ends from ticketing.ticket_tiers t
     join events.events e on e.id = t.event_id where e.organization_id = $1`,
    [org.id],
  );
  expect(sales.rows[0].ends).toEqual(["20:00", "21:00", "21:00", "21:00"]);
});
