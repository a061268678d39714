import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { platform } from "#db/given";
import { newcomer } from "#lib/identity/people.given";
import { type Role, rolePermissions } from "#lib/permissions";
import { nav } from "../components/shell/nav.ts";
import { card, chooseTickets, payWith, sayWho } from "./buying.ts";
import { batchOf } from "./crawl-records.ts";
import { addressesIn, expectSound, filled, isRead, told } from "./crawling.ts";
import { admin, expect, expectAccessible, given, type Organization, test } from "./house.ts";
import { recordsOf } from "./records.ts";

const places = nav.flatMap((group) => group.entries);
const inside = addressesIn("(dashboard)", "page.tsx");
const domains = [...new Set(inside.map((address) => address.split("/")[2] ?? ""))];
const refusal = { title: "You may not see this page", missing: "There is nothing here" };

/** A house with one of everything that a page can show: an event, an order with its ticket, and what it did to the books. */
async function fullHouse(page: Page, known?: Organization) {
  const org = known ?? (await given.organization({ name: "Lantern Nights" }));
  const event = await given.event(org);
  await chooseTickets(page, event.path, "Regular", 2);
  await sayWho(page);
  await payWith(page, card.good);
  await expect(page.getByRole("heading", { name: "Your tickets" })).toBeVisible({ timeout: 30_000 });
  return { org, event, ids: { org: org.slug, event: event.id, ...(await recordsOf(org)) } };
}

/** The crawl only looks, so the tests of one process look at one house. */
let shared: ReturnType<typeof fullHouse> | undefined;
const sharedHouse = (page: Page) => {
  shared ??= fullHouse(page);
  return shared;
};

for (const role of ["admin", "organizer", "finance", "staff", "viewer"] satisfies Role[]) {
  test(`a person with the role ${role} is let into what the role includes, and refused the rest in words`, async ({
    page,
    as,
  }) => {
    test.setTimeout(180_000);
    const { org } = await as(role);
    const held: readonly string[] = rolePermissions[role];
    const [first, closed] = [
      places.find(({ needs }) => held.includes(needs)),
      places.find((p) => !held.includes(p.needs)),
    ];
    await page.goto(first?.href(org.slug) ?? "");
    const offered = new Set<string>();
    for (const { label, href, needs } of places) {
      const allowed = held.includes(needs);
      const { status, headings, links } = await told(page, href(org.slug));
      expect(status, `${label} for ${role}`).toBe(allowed ? 200 : 403);
      expect(headings, `${label} for ${role}`).toHaveLength(allowed ? 1 : 0);
      // The group where one is stands open.
      expect(links.includes(href(org.slug)), `the way to ${label}`).toBe(allowed);
      for (const link of links) offered.add(link);
    }
    for (const { label, href, needs } of places)
      if (!held.includes(needs)) expect([...offered], `no way to ${label}`).not.toContain(href(org.slug));
    if (closed) {
      await page.goto(closed.href(org.slug));
      await expect(page.getByRole("heading", { level: 1, name: refusal.title })).toBeVisible();
      await expectAccessible(page);
    }
  });
}

for (const domain of domains) {
  const pages = inside.filter((address) => (address.split("/")[2] ?? "") === domain);
  const name = domain || "the overview";
  test(`every page of ${name} is sound with something in it`, async ({ page, as }) => {
    test.setTimeout(600_000);
    const { ids, org } = await sharedHouse(page);
    await as("admin", org);
    for (const address of pages) await test.step(address, () => expectSound(page, filled(address, ids)));
  });

  test(`every page of ${name} is sound in a house that has nothing yet`, async ({ page, as }) => {
    test.setTimeout(600_000);
    const { org } = await as("admin");
    const empty = pages.filter((address) => !/\[(?!org\])/.test(address));
    for (const address of empty)
      await test.step(address, () => expectSound(page, filled(address, { org: org.slug }), { empty: true }));
  });
}

test("another organization's pages, its records under one's own address, and made-up ones are all the same nothing", async ({
  page,
  as,
}) => {
  test.setTimeout(600_000);
  const theirs = await sharedHouse(page);
  const mine = await fullHouse(page);
  await as("admin", mine.org);
  const nothing = async (path: string) => {
    const { status, headings, words } = await told(page, path);
    expect(status, path).toBe(404);
    expect(headings, path).toEqual([]);
    return words;
  };
  const unknown = `nobody-${theirs.org.slug}`;
  await page.goto(`/${theirs.org.slug}/events/${theirs.event.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(refusal.missing);
  for (const address of inside) {
    await test.step(address, async () => {
      expect((await told(page, filled(address, mine.ids))).status, address).toBe(200);
      const foreign = await nothing(filled(address, theirs.ids));
      expect(await nothing(filled(address, { ...theirs.ids, org: unknown }))).toBe(foreign);
      // The names of reports and figures are everybody's; the other names in brackets are records.
      if (!/\[(?!org\]|report\]|figure\])/.test(address)) return;
      const borrowed = await nothing(filled(address, { ...theirs.ids, org: mine.org.slug }));
      for (const id of [randomUUID(), "not-an-id"]) {
        const made = Object.fromEntries(Object.keys(theirs.ids).map((key) => [key, id]));
        expect(await nothing(filled(address, { ...made, org: mine.org.slug }))).toBe(borrowed);
      }
    });
  }
});

test("the data behind the pages is refused to visitors, to those without the permission, and to other houses", async ({
  page,
  as,
  elsewhere,
  playwright,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const theirs = await sharedHouse(page);
  const { org, ids } = await fullHouse(page);
  await as("admin", org);
  const visitor = await playwright.request.newContext({ baseURL });
  const sponsor = (await elsewhere(await given.person("sponsor", org))).request;
  const lists = ["events.events", "ticketing.orders", "ticketing.attendees", "payments.accounts", "system.audit_logs"];
  const routes = addressesIn("api/[org]", "route.ts").map((address) => `/api/[org]${address === "/" ? "" : address}`);
  expect(routes).toContain("/api/[org]/search");
  // A draft has no paper and a payout that waits no receipt; the specs of both open them once they have.
  const notYet = ["/api/[org]/payments/invoices/[invoice]", "/api/[org]/payments/payouts/[payout]/receipt"];
  const asked: Record<string, (values: Record<string, string>) => string> = {
    "/api/[org]/bookings/board/slots": ({ booking }) => `booking=${booking}&from=2037-06-01T10:00:00Z`,
    "/api/[org]/events/[event]/export": () => "as=calendar",
    "/api/[org]/analytics/report": () => "dashboard=organization",
  };
  for (const route of routes.filter(isRead)) {
    for (const list of route.includes("[list]") ? lists : [""]) {
      const at = (values: Record<string, string>) =>
        `${filled(route, { ...values, list })}?${asked[route]?.(values) ?? "q=ada"}`;
      const status = async (client: typeof visitor, path: string) => (await client.get(path)).status();
      await test.step(at(ids), async () => {
        expect
          .soft(await status(page.request, at(ids)), `${at(ids)} with the right`)
          .toBe(notYet.includes(route) ? 404 : 200);
        expect.soft(await status(visitor, at(ids)), `${at(ids)} signed out`).toBe(401);
        expect.soft(await status(page.request, at(theirs.ids)), `${at(ids)} of another house`).toBe(404);
        expect
          .soft(await status(page.request, at({ ...ids, org: `nobody-${org.slug}` })), `${at(ids)} of no house`)
          .toBe(404);
        if (route.includes("/search")) {
          const body = await (await sponsor.get(at(ids))).json();
          expect(body, "a search finds only what the role may see").toEqual({ results: [] });
        } else {
          // Sponsors may open such files, of their own talks.
          const refused = route.startsWith("/api/[org]/sponsorship/") ? 404 : 403;
          expect.soft(await status(sponsor, at(ids)), `${at(ids)} without the permission`).toBe(refused);
        }
      });
    }
  }
  const found = await (await page.request.get(`/api/${org.slug}/search?q=ada`)).json();
  expect(found.results.length).toBeGreaterThan(0);
  const missing = await page.request.get(`/api/${org.slug}/export/no.list`);
  expect(missing.status()).toBe(404);
  await visitor.dispose();
});

test("what visitors see from the programme to the ticket is sound", async ({ page }) => {
  test.setTimeout(600_000);
  const org = await given.organization({ name: "Lantern Nights" });
  const event = await given.event(org);
  const quiet = await given.organization({ name: "Quiet House" });
  for (const path of [`/e/${quiet.slug}`, `/e/${org.slug}`, event.path]) await expectSound(page, path);
  await page.setViewportSize({ width: 1280, height: 800 });
  await chooseTickets(page, event.path, "Regular", 2);
  await expectSound(page, page.url());
  await sayWho(page);
  await expectSound(page, page.url());
  await payWith(page, card.good);
  await expect(page.getByRole("heading", { name: "Your tickets" })).toBeVisible({ timeout: 30_000 });
  await expectSound(page, page.url());
});

test("every page of the door is sound, for visitors and for those who wait", async ({ page, elsewhere }) => {
  test.setTimeout(600_000);
  const link = "/auth/confirm?token_hash=0123456789abcdef&type=";
  for (const path of ["/sign-in", "/sign-up", "/forgot", "/check-email", "/check-email?email=a@b.test", "/mailbox"])
    await test.step(path, () => expectSound(page, path));
  for (const type of ["signup", "recovery"]) await expectSound(page, `${link}${type}`);
  const waiting = await elsewhere(await given.person());
  for (const path of ["/waiting", "/reset"]) await test.step(path, () => expectSound(waiting, path));
});

test("every page of the platform's desk and of one's own account is sound, and made-up records are nothing", async ({
  page,
  as,
}) => {
  test.setTimeout(600_000);
  const org = await given.organization({ name: "Lantern Nights" });
  const waiting = await newcomer({ organization: org });
  const shown = randomUUID().slice(0, 8);
  await admin.query(
    "select system.record_error($1, 'web', $2, 'at lanterns (app/lanterns.ts:1)', null, 'req-9', '/x')",
    [shown, `TypeError: crawl ${shown}`],
  );
  await as("super_admin", await platform());
  const ids = { organization: org.id, person: waiting.id, error: shown, batch: await batchOf() };
  const desk = addressesIn("(platform)", "page.tsx");
  expect(desk.length).toBeGreaterThan(7);
  for (const address of desk) {
    await test.step(address, () => expectSound(page, filled(address, ids)));
    if (!address.includes("[")) continue;
    for (const id of [randomUUID(), "not-an-id"]) {
      const path = filled(address, { organization: id, person: id, error: id, batch: id });
      expect((await page.goto(path))?.status(), path).toBe(404);
    }
  }
  for (const address of addressesIn("(account)", "page.tsx"))
    await test.step(address, () => expectSound(page, address));
});
