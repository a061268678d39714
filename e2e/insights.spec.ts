import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { visitId } from "#lib/analytics/rules/visits";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";
import { look } from "./look.ts";

/** Visitors of an event over the last days, rolled up: one of `people` each hour. */
async function looked(org: { id: string }, event: { id: string }, hours = 240, people = 60) {
  await admin.query(
    `insert into analytics.event_impressions (organization_id, id, happened_at, kind, page, event_id, channel, source, visitor)
     select $1, v.id, analytics.moment_of(v.id), 'view', 'event', $2, v.channel, '', v.visitor from jsonb_to_recordset($3::jsonb) as v (id uuid, channel text, visitor bigint)`,
    [
      org.id,
      event.id,
      JSON.stringify(
        Array.from({ length: hours }, (_, n) => ({
          id: visitId(Date.now() - (n + 1) * 3_600_000),
          channel: ["direct", "search", "social"][n % 3],
          visitor: n % people,
        })),
      ),
    ],
  );
  await admin.query("select analytics.refresh()");
}

const textOf = async (download: Download) => readFile(await download.path());
async function taken(page: Page, panel: string, item: string): Promise<Download> {
  await page.getByRole("button", { name: `Save ${panel} as a file` }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: item }).click(),
  ]);
  return download;
}

test("an organizer compares with the year before and takes each panel along: figures that add up, a picture, paper", async ({
  page,
  as,
}) => {
  const { org } = await as("organizer");
  const event = await given.event(org);
  await looked(org, event);
  await open(page, `/${org.slug}/analytics`);
  const main = page.getByRole("main");
  await main.getByLabel("Compared with").selectOption({ label: "The year before" });
  await main.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/compare=year/);
  await expect(main.getByText("nothing in the same days a year before").first()).toBeVisible();
  const views = main.getByRole("group", { name: "Page views by day" });
  await expect(views.locator("[data-slot=chart-legend]")).toContainText("A year before");
  // By keyboard: the same figures as a table, each line leading to its rows.
  await views.getByRole("button", { name: "Table" }).focus();
  await page.keyboard.press("Enter");
  await expect(views.getByRole("columnheader", { name: "A year before" })).toBeVisible();
  await expectAccessible(page);

  const csv = parse(await textOf(await taken(page, "Page views by day", "Figures (CSV)")), {
    bom: true,
    relax_column_count: true,
  });
  const rows: string[][] = csv.slice(1, 31);
  expect(rows[0]?.[0]).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(240);
  expect(csv.at(-1)).toEqual(["# rows", "30"]);
  expect(csv.map(([name]: string[]) => name)).toContain("# zone");
  const picture = await textOf(await taken(page, "Page views by day", "Picture (PNG)"));
  expect(picture.subarray(1, 4).toString()).toBe("PNG");
  expect(picture.length).toBeGreaterThan(5_000);
  if (process.env.SHOTS) {
    const { writeFile } = await import("node:fs/promises");
    await writeFile(`${process.env.SHOTS}/panel.png`, picture);
  }
  const paper = await taken(page, "From looking to coming", "Paper (PDF)");
  expect((await textOf(paper)).subarray(0, 5).toString()).toBe("%PDF-");
  const whole = await page.request.get(`/api/${org.slug}/analytics/report?dashboard=organization&span=7d`);
  expect(whole.headers()["content-type"]).toBe("application/pdf");
  expect((await page.request.get(`/api/${org.slug}/analytics/report?dashboard=organization&panel=none`)).status()).toBe(
    404,
  );
  const lines = await admin.query(
    "select count(*)::int as n from system.audit_logs where organization_id = $1 and command = 'analytics.export_report'",
    [org.id],
  );
  expect(lines.rows[0].n).toBe(2);
  await as("viewer", org);
  await open(page, `/${org.slug}/analytics`);
  await expect(page.getByRole("button", { name: "Save Page views by day as a file" })).toHaveCount(0);
  expect((await page.request.get(`/api/${org.slug}/analytics/report?dashboard=organization`)).status()).toBe(403);
});

test("a report is saved, shared, removed and brought back, sent by e-mail, and ended by the link of a letter", async ({
  page,
  as,
}) => {
  const { org, person } = await as("organizer");
  await open(page, `/${org.slug}/analytics?span=7d&compare=none`);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("The last week");
  await dialog.getByLabel("Who sees it").selectOption("organization");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await open(page, `/${org.slug}/analytics/reports`);
  const main = page.getByRole("main");
  await expect(main.getByRole("link", { name: "The last week" })).toHaveAttribute("href", /span=7d&compare=none/);
  await main.getByRole("button", { name: "Send “The last week” by e-mail" }).click();
  await dialog.getByLabel("How often").selectOption("monthly");
  await dialog.getByLabel("On day").selectOption("31");
  await dialog.getByRole("button", { name: "Send it" }).click();
  await expect(main.getByText("To you: every month, on its last day, at 08:00")).toBeVisible();
  await expectAccessible(page);
  await look(page, "insights-reports");
  await main.getByRole("button", { name: "Remove “The last week”" }).click();
  await expect(main.getByText("No reports yet")).toBeVisible();
  await main.getByRole("button", { name: "Bring back" }).click();
  await expect(main.getByText("To you: every month")).toBeVisible();

  const { rows } = await admin.query("select stop_token from analytics.report_schedules where person_id = $1", [
    person.userId,
  ]);
  await open(page, `/opt-out/report/${rows[0].stop_token}`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send me no more of these" }).click();
  await expect(page.getByRole("heading", { name: "You get no more letters of it" })).toBeVisible();
  await open(page, `/${org.slug}/analytics/reports`);
  await expect(main.getByText("Stopped by the link of a letter.")).toBeVisible();
});

test("the audience shows groups of ten and more and says what is hidden; kept data shows what a change would do first", async ({
  page,
  as,
}) => {
  const { org } = await as("admin");
  const event = await given.event(org);
  await looked(org, event, 240, 47);
  await open(page, `/${org.slug}/analytics/audience?event=${event.id}`);
  const main = page.getByRole("main");
  await expect(main.getByText("A group has at least 10 people")).toBeVisible();
  const visitors = main.locator("[data-slot=figure]", { hasText: "Visitors who agreed" });
  await expect(visitors).toContainText("40");
  await expect(main.locator("[data-slot=figure]", { hasText: "Buyers" })).toContainText("too few people");
  await expect(main.getByRole("group", { name: "How visitors found you" })).toBeVisible();
  await expectAccessible(page);
  await look(page, "insights-audience");
  await main.getByRole("button", { name: "Ask for larger groups" }).click();
  await page.getByRole("dialog").getByLabel("People a group has at least").fill("50");
  await page.getByRole("button", { name: "Raise it for good" }).click();
  await expect(visitors).toContainText("Hidden");

  await open(page, `/${org.slug}/analytics/retention`);
  await main.getByLabel("Months", { exact: true }).fill("2");
  await main.getByRole("button", { name: "See what it does" }).click();
  await expect(main.getByText("Nothing goes at the next clean-up.")).toBeVisible();
  await main.getByRole("button", { name: "Keep them for 2 months" }).click();
  await expect(main.getByText("Say that you know what goes for good.").first()).toBeVisible();
  await main.getByRole("checkbox").check();
  await main.getByRole("button", { name: "Keep them for 2 months" }).click();
  await expect(main.locator("[data-slot=figure]", { hasText: "Kept for" })).toContainText("2 months");
  await expectAccessible(page);
  await look(page, "insights-retention");
});

test("each role finds its own figures and tasks on the overview, and nothing of others", async ({ page, as }) => {
  const { org } = await as("finance");
  await given.event(org);
  const main = page.getByRole("main");
  const figure = (label: string) => main.locator("[data-slot=figure]", { hasText: label });
  await open(page, `/${org.slug}?compare=year`);
  await expect(figure("Ticket income")).toBeVisible();
  await expect(figure("Wallet, available")).toBeVisible();
  await expect(main.getByRole("group", { name: "Next for you" })).toBeVisible();
  await look(page, "insights-overview-finance");
  for (const role of ["manager", "viewer"] as const) {
    await as(role, org);
    await open(page, `/${org.slug}`);
    await expect(figure("Sales")).toBeVisible();
    await expect(figure("Ticket income")).toHaveCount(0);
    await expect(figure("Wallet, available")).toHaveCount(0);
  }
  await expectAccessible(page);
  await look(page, "insights-overview-viewer");
  await as("sponsor", org);
  await open(page, `/${org.slug}`);
  await expect(main.getByRole("link", { name: "Your sponsorships" })).toBeVisible();
  await expect(main.locator("[data-slot=figure]")).toHaveCount(0);
  await expect(main.getByText("Coming up")).toHaveCount(0);
});

test("a live dashboard asks again without flicker, rests while nobody looks, and asks at once when somebody does", async ({
  page,
  as,
}) => {
  const { org } = await as("organizer");
  const event = await given.event(org);
  await looked(org, event, 24);
  let asked = 0;
  page.on("request", (request) => {
    if (request.url().includes("/analytics/board?")) asked += 1;
  });
  await page.clock.install();
  await open(page, `/${org.slug}/analytics`);
  const chart = page.getByRole("group", { name: "Page views by day" }).locator("svg.recharts-surface").first();
  await expect(chart).toBeVisible();
  await chart.evaluate((svg) => svg.setAttribute("data-same", "yes"));
  const before = asked;
  const answered = page.waitForResponse((answer) => answer.url().includes("/analytics/board?"));
  await page.clock.runFor(31_000);
  await (await answered).finished();
  await expect.poll(() => asked).toBeGreaterThan(before);
  await expect(page.locator("svg[data-same=yes]"), "the chart was not drawn anew").toHaveCount(1);
  const turn = (state: "hidden" | "visible") =>
    page.evaluate((now) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => now });
      document.dispatchEvent(new Event("visibilitychange"));
      window.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await turn("hidden");
  const resting = asked;
  await page.clock.runFor(120_000);
  expect(asked).toBe(resting);
  await turn("visible");
  await expect.poll(() => asked).toBeGreaterThan(resting);
});
