import { at, booked, kitchen } from "#lib/bookings/bookings.given";
import { saveMeetingType } from "#lib/bookings/commands/calendar";
import { admin, expect, expectAccessible, open, signIn, test } from "./house.ts";
import { look } from "./look.ts";

test("a manager gives out a chef's bookings as a calendar, and ends it", async ({ page, context, baseURL }) => {
  const house = await kitchen({ name: "Ember & Rice" });
  await booked(house);
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  await open(page, `/${house.org.slug}/bookings/feeds`);
  await page.getByLabel("Whose bookings").selectOption({ label: "Aiko" });
  await page.getByLabel("Name").first().fill("Aiko's phone");
  await page.getByRole("button", { name: "Make the feed" }).click();
  const address = await page.getByText(/\/feeds\/[\w-]{43}\.ics/).innerText();
  const path = new URL(address).pathname;
  const feed = await page.request.get(path);
  expect(await feed.text()).toContain("SUMMARY:Grill at home\\, Harbour Kitchen: Mirela Okafor");
  await expectAccessible(page);
  await look(page, "booking-feeds");
  await page.getByRole("listitem").filter({ hasText: "Aiko's phone" }).getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("No feed yet")).toBeVisible();
  expect((await page.request.get(path)).status()).toBe(404);
});

test("a manager brings a chef's own calendar, and what it holds keeps bookings away", async ({
  page,
  context,
  baseURL,
}) => {
  const house = await kitchen();
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  await open(page, `/${house.org.slug}/bookings/feeds`);
  await page.getByLabel("Whose calendar").selectOption({ index: 1 });
  const stamp = (hours: string) => at(house.org, 10, hours).slice(0, 19).replace(/[-:]/g, "");
  const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:${stamp("18:00")}Z\r\nDTEND:${stamp("19:00")}Z\r\nSUMMARY:Lesson\r\nEND:VEVENT\r\nEND:VCALENDAR`;
  const file = (words: string) => ({ name: "own.ics", mimeType: "text/calendar", buffer: Buffer.from(words) });
  await page.getByLabel("File").setInputFiles(file("hello"));
  await page.getByRole("button", { name: "Take over" }).click();
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText("no calendar file");
  await page.getByLabel("File").setInputFiles(file(text));
  await page.getByRole("button", { name: "Take over" }).click();
  await expect(page.getByText("One busy time was taken over.")).toBeVisible();
  await expect(booked(house)).rejects.toThrow();
  await booked(house, { startsAt: at(house.org, 10, "12:00") });
});

test("a manager writes an entry, and sees it with the bookings of the month", async ({ page, context, baseURL }) => {
  const house = await kitchen({ name: "Ember & Rice" });
  await booked(house);
  const month = at(house.org, 10, "12:00").slice(0, 10);
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  await open(page, `/${house.org.slug}/bookings/calendar?month=${month}`);
  await page.getByRole("button", { name: "New entry" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title").fill("Fridge repair");
  await dialog.getByLabel("From").fill(`${month}T09:00`);
  await dialog.getByLabel("Until").fill(`${month}T08:00`);
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByText("It ends after it begins, within two months.").first()).toBeVisible();
  await dialog.getByLabel("Until").fill(`${month}T11:00`);
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("list", { name: "Entries" }).getByText("Fridge repair")).toBeVisible();
  await expect(page.getByRole("link", { name: /Booking: .*Mirela Okafor/ })).toBeVisible();
  await expectAccessible(page);
  await look(page, "calendar");
});

test("a visitor books a consultation; somebody else who chose the same time is told and keeps what they wrote", async ({
  page,
  browser,
}) => {
  const house = await kitchen({ name: "Ember & Rice" });
  await saveMeetingType(house.manager, {
    ...{ stationId: house.station, name: "Menu consultation", slug: "menu", minutes: "30", place: "On the phone" },
    ...{ resourceIds: [house.chefs[0]], active: "on", description: "Half an hour about your evening." },
  });
  const path = `/meet/${house.org.slug}/menu`;
  const other = await (await browser.newContext({ baseURL: process.env.APP_ORIGIN })).newPage();
  for (const [visitor, name] of [
    [page, "Ada Byron"],
    [other, "Mary Somerville"],
  ] as const) {
    await open(visitor, path);
    const day = visitor.locator("details").nth(1);
    await day.locator("summary").click();
    await day.locator("label", { hasText: "11:00" }).click();
    await visitor.getByLabel("Your name").fill(name);
    await visitor.getByLabel("E-mail").fill("visitor@example.test");
  }
  await expectAccessible(page);
  await look(page, "meet");
  await page.getByRole("button", { name: "Book the appointment" }).click();
  await expect(page.getByText("You have an appointment")).toBeVisible();
  await other.getByRole("button", { name: "Book the appointment" }).click();
  await expect(other.getByRole("main").getByRole("alert").first()).toContainText("just taken");
  await expect(other.getByLabel("Your name")).toHaveValue("Mary Somerville");
  await other.context().close();
  const { rows } = await admin.query(
    "select count(*)::int as n from bookings.meeting_bookings where organization_id = $1",
    [house.org.id],
  );
  expect(rows[0].n).toBe(1);
});

test("a manager sees how the station does, and the rows behind a figure", async ({ page, context, baseURL }) => {
  const house = await kitchen({ name: "Ember & Rice" });
  await booked(house);
  const day = at(house.org, 10, "12:00").slice(0, 10);
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  await open(page, `/${house.org.slug}/bookings/overview?period=month&day=${day}`);
  await expect(page.getByLabel("Occupancy of chefs")).toBeVisible();
  await expectAccessible(page);
  await look(page, "overview");
  await page.getByRole("link", { name: "Bookings", exact: true }).last().click();
  await expect(page.getByLabel("Bookings", { exact: true }).getByText("Mirela Okafor")).toBeVisible();
  await look(page, "overview-rows");
});

test("a manager repeats a booking every week, sees what is free first, and moves those that follow", async ({
  page,
  context,
  baseURL,
}) => {
  const house = await kitchen({ name: "Ember & Rice" });
  const { bookingId } = await booked(house);
  await booked(house, { startsAt: at(house.org, 17), contactName: "Tomas Lind" });
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  await open(page, `/${house.org.slug}/bookings/${bookingId}/series`);
  await page.getByRole("button", { name: "Show what that makes" }).click();
  await expect(page.getByText("2 of 3 are free.")).toBeVisible();
  await look(page, "repeat");
  await page.getByRole("button", { name: "Book the 2 that are free" }).click();
  await expect(page.getByRole("list", { name: "Bookings of this series" }).getByRole("listitem")).toHaveCount(3);
  await page.getByLabel("Which").selectOption("all");
  await page.getByLabel("This one begins").fill(`${at(house.org, 10, "12:00").slice(0, 10)}T15:00`);
  await page.getByRole("button", { name: "Show what changes" }).click();
  await expect(page.getByText("3 would move.")).toBeVisible();
  await expectAccessible(page);
  await look(page, "series");
  await page.getByRole("button", { name: "Move them" }).click();
  await expect(page.getByRole("list", { name: "Bookings of this series" }).getByText(/3:00/)).toHaveCount(3);
});
