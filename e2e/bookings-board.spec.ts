import { at, booked, kitchen } from "#lib/bookings/bookings.given";
import { admin, expect, expectAccessible, open, signIn, test } from "./house.ts";
import { look } from "./look.ts";

async function evening() {
  const house = await kitchen({ name: "Ember & Rice" }, { setup_minutes: 30, cleanup_minutes: 30, travel_minutes: 30 });
  const [aiko = "", bruno = ""] = house.chefs;
  const day = at(house.org, 10, "12:00").slice(0, 10);
  const first = await booked(house, {
    resourceIds: [aiko],
    contactName: "Mirela Okafor",
    startsAt: at(house.org, 10, "13:00"),
  });
  const second = await booked(house, {
    resourceIds: [bruno],
    contactName: "Tomas Lind",
    startsAt: at(house.org, 10, "14:00"),
  });
  await admin.query(
    "insert into bookings.time_off (organization_id, station_id, resource_id, starts_at, ends_at, reason) values ($1, $2, $3, $4, $5, 'Dentist')",
    [house.org.id, house.station, aiko, at(house.org, 10, "19:00"), at(house.org, 10, "22:00")],
  );
  const path = `/${house.org.slug}/bookings/board?day=${day}`;
  return { house, aiko, bruno, first, second, path };
}

test("a manager drags a booking to another chef, is told what is in the way, and moves it with the keys instead", async ({
  page,
  context,
  baseURL,
}) => {
  const { house, first, bruno, path } = await evening();
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  await open(page, path);
  const block = page.getByRole("button", { name: new RegExp(`${first.number}, Mirela Okafor`) });
  await expect(block).toBeVisible();
  await look(page, "board-day");
  await expectAccessible(page);
  const row = page.locator(`[data-resource="${bruno}"] [data-track]`);
  const [from, to] = [await block.boundingBox(), await row.boundingBox()];
  if (!from || !to) throw new Error("The board has no block or no row.");
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 22, to.y + 20, { steps: 4 });
  await page.mouse.up();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("With")).toHaveValue(bruno);
  await dialog.getByLabel("Reason").fill("Bruno knows the house");
  await dialog.getByRole("button", { name: "Move it" }).click();
  await expect(dialog.getByRole("alert").first()).toContainText(/Bruno has BK-\w{6} for Tomas Lind then/);
  await look(page, "board-refused");
  await dialog.getByRole("button", { name: "Leave it" }).click();
  await expect(
    page.locator(`[data-resource="${house.chefs[0]}"]`).getByRole("button", { name: /Mirela/ }),
  ).toBeVisible();
  await block.focus();
  for (let n = 0; n < 4; n += 1) await page.keyboard.press("ArrowRight");
  await expect(page.getByText(/Aiko, .*14:00\. Enter to move it there/)).toBeAttached();
  await page.keyboard.press("Enter");
  await dialog.getByLabel("Reason").fill("The guests come later");
  await dialog.getByRole("button", { name: "Move it" }).click();
  await expect(page.getByRole("button", { name: /Mirela Okafor .*14:00–16:00/ })).toBeVisible();
  const { rows } = await admin.query("select starts_at from bookings.bookings where id = $1", [first.bookingId]);
  expect(rows[0].starts_at.toISOString()).toBe(at(house.org, 10, "14:00"));
});

test("a manager sees the week and the month, confirms a booking from the board, and prints the day", async ({
  page,
  context,
  baseURL,
}) => {
  const { house, first, path } = await evening();
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  await open(page, path);
  await page.getByRole("button", { name: new RegExp(`${first.number}, Mirela Okafor`) }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("button", { name: new RegExp(`${first.number}.*Confirmed`) })).toBeVisible();
  await page.getByRole("link", { name: "Week", exact: true }).click();
  await expect(page.getByRole("region", { name: "Week by resource" })).toBeVisible();
  await look(page, "board-week");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Month", exact: true }).click();
  await expect(page.getByRole("link", { name: /^Aiko, .*: 1 bookings/ })).toBeVisible();
  await look(page, "board-month");
  await open(page, path);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("region", { name: "Aiko" }).getByText("Mirela Okafor")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "View" })).toBeHidden();
});

test("a manager with a phone has the same day as a list, and moves a booking to a time that is free", async ({
  page,
  context,
  baseURL,
}) => {
  const { house, first, path } = await evening();
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  await open(page, path);
  await look(page, "board-phone");
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  await page.getByRole("button", { name: new RegExp(`${first.number}, Mirela Okafor`) }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Move" }).click();
  await dialog.getByRole("button", { name: "11:30", exact: true }).click();
  await dialog.getByRole("button", { name: "Move it" }).click();
  await expect(page.getByRole("region", { name: "Aiko" }).getByText("11:30")).toBeVisible();
  const { rows } = await admin.query("select starts_at from bookings.bookings where id = $1", [first.bookingId]);
  expect(rows[0].starts_at.toISOString()).toBe(at(house.org, 10, "11:30"));
});

test("a manager of one station gets no board of another, by its address or by its data", async ({
  page,
  context,
  baseURL,
}) => {
  const { house } = await evening();
  const other = await kitchen();
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  await page.goto(`/${house.org.slug}/bookings/board?station=${house.station}`);
  const ask = (station: string) =>
    page.request.get(`/api/${house.org.slug}/bookings/board?station=${station}`).then((answer) => answer.status());
  expect([await ask(house.station), await ask(other.station)]).toEqual([200, 404]);
});
