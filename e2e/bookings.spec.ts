import { at, booked, stationOf } from "#lib/bookings/bookings.given";
import { till } from "#lib/bookings/money.given";
import { card, payWith } from "./buying.ts";
import { admin, expect, expectAccessible, open, signIn, test } from "./house.ts";
import { look } from "./look.ts";

test.describe.configure({ timeout: 120_000 });

test("a visitor books a chef and pays the deposit; the manager records Zelle, finance verifies and matches it, and the evening is completed", async ({
  page,
  context,
  baseURL,
}) => {
  const house = await till({ revenue_recognised: "after_event" });
  await admin.query(
    "insert into bookings.terms (organization_id, station_id, version, body) values ($1, $2, 1, 'Have water and power ready.')",
    [house.org.id, house.station],
  );
  await admin.query(
    "update bookings.station_settings set terms_version = 1, paying_by_hand = 'Zelle: pay@harbour.example' where station_id = $1",
    [house.station],
  );

  await page.goto(`/book/${house.org.slug}/${house.slug}`);
  await expect(page.getByRole("heading", { name: "Book Harbour Kitchen" })).toBeVisible();
  await look(page, "book-what");
  await page.getByLabel("Adults").fill("200");
  await page.getByRole("button", { name: "See free times" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("is for 1 to 60 guests");
  await page.getByLabel("Adults").fill("10");
  await page.getByRole("button", { name: "Change" }).click();
  await expect(page.getByText("$600.00").first()).toBeVisible();
  await page.getByRole("navigation", { name: "Days" }).getByRole("link").nth(3).click();
  await page.getByRole("link", { name: "6:00 PM" }).click();
  await expect(page.getByRole("heading", { name: "For whom?" })).toBeVisible();
  await look(page, "book-who");
  await expectAccessible(page);
  await page.getByLabel("Your name").fill("Ana Prado");
  await page.getByLabel("E-mail").fill("ana@prado.example");
  await page.getByLabel("Where is it?").fill("Elm Street 1, Dresden");
  await page.getByRole("button", { name: "Pay the deposit of $120.00" }).click();
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText("Agree to the terms first.");
  await expect(page.getByLabel("Your name")).toHaveValue("Ana Prado");
  await page.getByLabel("I have read the terms").check();
  await page.getByRole("button", { name: "Pay the deposit of $120.00" }).click();
  await payWith(page, card.good);
  await expect(page.getByText("Confirmed.")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Zelle: pay@harbour.example")).toBeVisible();
  await look(page, "book-confirmed");
  await expectAccessible(page);
  const calendar = await page.request.get(`${page.url()}/calendar.ics`);
  expect(await calendar.text()).toContain("STATUS:CONFIRMED");

  const { rows } = await admin.query("select id, number from bookings.bookings where organization_id = $1", [
    house.org.id,
  ]);
  const [{ id, number }] = rows;
  const path = `/${house.org.slug}/bookings/${id}`;
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  await open(page, path);
  await expect(page.getByRole("heading", { name: number })).toBeVisible();
  await look(page, "booking-page");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Record payment" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Record payment" }).click();
  await expect(page.getByText("To be verified")).toBeVisible();

  await signIn(context, baseURL ?? "", house.finance.snapshot.email);
  await open(page, path);
  await page.getByRole("link", { name: /Zelle from Ana Prado/ }).click();
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText(`The reference names ${number}`)).toBeVisible({ timeout: 15_000 });
  await page.getByRole("button", { name: "Match" }).click();
  await expect(page.getByRole("button", { name: "Take back" })).toBeVisible();

  await admin.query(
    "update bookings.bookings set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = $1",
    [id],
  );
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  await open(page, path);
  await page.getByRole("button", { name: "Start" }).click();
  await expect(page.getByText("In progress", { exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Complete" }).click();
  await expect(page.getByRole("button", { name: "Complete" })).toBeHidden();
  await look(page, "booking-completed");
  const state = await admin.query("select state, paid_minor, earned_minor from bookings.bookings where id = $1", [id]);
  expect(state.rows).toEqual([{ state: "completed", paid_minor: "60000", earned_minor: "60000" }]);
  const faults = await admin.query("select fault from payments.document_faults($1)", [house.org.id]);
  expect(faults.rows).toEqual([]);
});

test("a manager books on the telephone, quotes a price that the customer accepts by link, and cancels by the rule", async ({
  page,
  context,
  baseURL,
}) => {
  const house = await till();
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  const day = at(house.org, 10, "12:00").slice(0, 10);
  await open(
    page,
    `/${house.org.slug}/bookings/new?day=${day}&adults=8&name=Pavel%20Nkemelu&email=pavel@nkemelu.example`,
  );
  await page.getByRole("link", { name: "7:00 PM" }).first().click();
  await expect(page.getByLabel("Name")).toHaveValue("Pavel Nkemelu");
  await look(page, "new-booking");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Book it" }).click();
  await expect(page.getByRole("heading", { name: /^BK-/ })).toBeVisible();
  await page.getByRole("button", { name: "Write a quote" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add an extra or a discount" }).click();
  await dialog.getByLabel("Description").fill("Sake");
  await dialog.getByLabel("Each").fill("20.00");
  await look(page, "quote-dialog");
  await dialog.getByRole("button", { name: "Offer it" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("link", { name: "Version 1" }).click();
  await expect(page.getByRole("heading", { name: "Our quote for Pavel Nkemelu" })).toBeVisible();
  await look(page, "quote");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Accept the quote" }).click();
  await expect(page.getByText("Held for you: $100.00 confirm it")).toBeVisible();
  await page.getByText("Cancel this booking").click();
  await expect(page.getByText("You have paid nothing yet")).toBeVisible();
  await page.getByRole("button", { name: "Cancel it for good" }).click();
  await expect(page.getByText("This booking was cancelled.")).toBeVisible();
});

test("a manager of another station finds nothing of it on any page, list or export; a viewer may look and not act", async ({
  page,
  context,
  baseURL,
}) => {
  const house = await till();
  const other = await stationOf(house.org, "Hill Kitchen");
  const { bookingId, number } = await booked(house);
  const root = `/${house.org.slug}/bookings`;
  await signIn(context, baseURL ?? "", other.manager.snapshot.email);
  expect((await page.goto(`${root}/${bookingId}`))?.status()).toBe(404);
  expect((await page.goto(`${root}/resources/${house.chefs[0]}`))?.status()).toBe(404);
  expect((await page.goto(`${root}/stations/${house.station}`))?.status()).toBe(404);
  await open(page, root);
  await expect(page.getByText("No bookings yet")).toBeVisible();
  const theirs = await page.request.get(`/api/${house.org.slug}/export/bookings.bookings`);
  expect(await theirs.text()).not.toContain(number);
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  await open(page, root);
  await expect(page.getByText(number)).toBeVisible();
  await look(page, "bookings-list");
  const ours = await page.request.get(`/api/${house.org.slug}/export/bookings.bookings`);
  expect(await ours.text()).toContain(number);
});
