import type { Page } from "@playwright/test";
import { given } from "#db/given";
import { booked, kitchen, of } from "#lib/bookings/bookings.given";
import { stepBooking } from "#lib/bookings/commands/bookings";
import { expect, open, signIn, test } from "./house.ts";

test.describe.configure({ timeout: 120_000 });

/** What somebody can press or follow in a page, by its name; and how many things can be dragged. */
async function offered(page: Page, path: string): Promise<string[]> {
  await open(page, path);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
  const names = await main
    .locator("button, a, [draggable=true], form:not([method=get]) textarea")
    .evaluateAll((all) =>
      all.map((one) => (one.getAttribute("aria-label") ?? one.textContent ?? one.getAttribute("name") ?? "").trim()),
    );
  return [...new Set(names.filter(Boolean))];
}

test("a viewer sees bookings, board and customers, and is offered nothing that writes; the manager is", async ({
  page,
  context,
  baseURL,
}) => {
  const house = await kitchen();
  const { bookingId } = await booked(house);
  await stepBooking(house.manager, { bookingId, to: "confirmed" });
  const customer = await of<string>(bookingId, "customer_id");
  const at = (path: string) => `/${house.org.slug}/${path}`;
  const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  /** What the manager of the station is offered at each place, and nobody who only looks. */
  const places: [path: string, writes: RegExp[]][] = [
    ["bookings", [/^New booking$/]],
    [`bookings/board?station=${house.station}&day=${day}`, [/^New booking$/]],
    [`bookings/${bookingId}`, [/^Cancel$/, /^Move$|^Price$/, /^Correct$/]],
    ["crm/customers", [/^Add customer$/]],
    [`crm/customers/${customer}`, [/^Edit /]],
  ];
  await signIn(context, baseURL ?? "", house.manager.snapshot.email);
  const shown = new Map<string, string[]>();
  for (const [path, writes] of places) {
    const names = await offered(page, at(path));
    for (const write of writes)
      expect(
        names.some((name) => write.test(name)),
        `${path}: ${write} in ${names.join(", ")}`,
      ).toBe(true);
    shown.set(path, names);
  }
  await context.clearCookies();
  const viewer = await given.person("viewer", house.org);
  await signIn(context, baseURL ?? "", viewer.snapshot.email);
  const verbs =
    /^(new|add|edit|change|delete|remove|confirm|cancel|start|begin|complete|nobody came|record|price|correct|write|offer|ask|merge|move|repeat|no reminders|refund|import)\b/i;
  for (const [path, writes] of places) {
    const names = await offered(page, at(path));
    expect(names.length, `${path} shows the viewer something`).toBeGreaterThan(0);
    for (const write of writes)
      expect(
        names.filter((name) => write.test(name)),
        `${path} offers the viewer what writes`,
      ).toEqual([]);
    const only = names.filter((name) => verbs.test(name) && name !== "Add filter" && shown.get(path)?.includes(name));
    expect(only, `${path} offers the viewer what writes`).toEqual([]);
  }
});
