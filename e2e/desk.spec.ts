import { platform } from "#db/given";
import { newcomer, unique } from "#lib/identity/people.given";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";

const ofCommand = async (organizationId: string, command: string, userId: string) =>
  Number(
    (
      await admin.query(
        "select count(*) from system.audit_logs where organization_id = $1 and command = $2 and actor_id = $3",
        [organizationId, command, userId],
      )
    ).rows[0].count,
  );
const deadJob = async (organizationId: string, topic: string) =>
  (
    await admin.query(
      `insert into system.outbox (organization_id, topic, payload, attempts, dead_at, last_error)
       values ($1, $2, '{}', 10, now(), 'The lighthouse did not answer.') returning id`,
      [organizationId, topic],
    )
  ).rows[0].id as string;

test("at the desk a person who waits is taken in, for the organization and role that were chosen", async ({
  page,
  as,
}) => {
  const org = await given.organization({ name: "Quay Rooms" });
  const { id, email } = await newcomer({ organization: org });
  const { person } = await as("super_admin", await platform());
  await page.goto("/admin");
  await expect(page.getByRole("heading", { level: 1, name: "People" })).toBeVisible();
  await page.getByRole("searchbox").fill(email);
  await expect(page).toHaveURL(/[?&]q=/);
  await page
    .getByRole("row", { name: new RegExp(email) })
    .getByRole("link")
    .click();
  await page.waitForURL(/\/admin\/people\/[0-9a-f-]{36}/);
  await expect(page.getByText("Asked to join")).toBeVisible();
  await expect(page.getByLabel("Organization")).toHaveValue(org.id);
  await expectAccessible(page);
  await page.getByLabel("Role").selectOption("staff");
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("Account everywhere")).toBeVisible();
  const { rows } = await admin.query(
    "select p.state, r.role from users.user_profiles p join identity.user_roles r on r.user_id = p.user_id and r.organization_id = $2 where p.user_id = $1",
    [id, org.id],
  );
  expect(rows).toEqual([{ state: "active", role: "staff" }]);
  expect(await ofCommand((await platform()).id, "identity.approve_person", person.userId)).toBe(1);
  expect(await ofCommand(org.id, "identity.approve_person", person.userId)).toBe(1);
});

test("at the desk several who wait are taken in together, each where they asked, with a role and a look at what it opens", async ({
  page,
  as,
}) => {
  const [quay, mill] = [
    await given.organization({ name: "Quay Rooms" }),
    await given.organization({ name: "Old Mill" }),
  ];
  const mark = unique();
  const people = [
    await newcomer({ organization: quay, email: `one-${mark}@example.test` }),
    await newcomer({ organization: mill, email: `two-${mark}@example.test` }),
  ];
  const station = await given.station(quay, "North Pier");
  const third = await newcomer({ organization: quay, email: `three-${mark}@example.test` });
  await as("super_admin", await platform());
  await page.goto(`/admin/people?q=${mark}`);
  const bulk = (deed: string) =>
    page.getByRole("region", { name: "Selected rows" }).getByRole("button", { name: deed });
  const dialog = page.getByRole("dialog");
  for (const { email } of people) await page.getByRole("checkbox", { name: new RegExp(`Select .*${email}`) }).check();
  await bulk("Approve").click();
  await dialog.getByLabel("Role", { exact: true }).selectOption("staff");
  await expect(dialog.getByRole("region", { name: "What this person will see" })).toContainText("their organization");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("2 approved.")).toBeVisible();
  const rolesOf = async (id: string) =>
    (
      await admin.query(
        "select organization_id as org, role, station_id as station from identity.user_roles where user_id = $1",
        [id],
      )
    ).rows;
  expect(await rolesOf(people[0]?.id ?? "")).toEqual([{ org: quay.id, role: "staff", station: null }]);
  expect(await rolesOf(people[1]?.id ?? "")).toEqual([{ org: mill.id, role: "staff", station: null }]);

  await page.goto(`/admin/people?q=${mark}`);
  await page.getByRole("checkbox", { name: new RegExp(`Select .*${third.email}`) }).check();
  await bulk("Approve").click();
  await dialog.getByLabel("Organization").selectOption(quay.id);
  await dialog.getByLabel("Role", { exact: true }).selectOption("manager");
  await dialog.getByLabel("Where it counts").selectOption({ label: "North Pier" });
  await expect(dialog.getByRole("region", { name: "What this person will see" })).toContainText("North Pier");
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("1 approved.")).toBeVisible();
  expect(await rolesOf(third.id)).toEqual([{ org: quay.id, role: "manager", station }]);
});

test("an organization's page at the desk says how large and how healthy it is, and gives it another tier", async ({
  page,
  as,
}) => {
  const org = await given.organization({ name: `Harbour Halls ${unique()}` });
  await given.person("staff", org);
  await given.event(org);
  const { person } = await as("super_admin", await platform());
  await open(page, `/admin/organizations?q=${org.slug}`);
  await page
    .getByRole("row", { name: new RegExp(org.name) })
    .getByRole("link")
    .click();
  await expect(page.getByRole("heading", { level: 1, name: org.name })).toBeVisible();
  await expect(page.getByText("Not looked at yet")).toBeVisible();
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("Books, stock and audit log prove true")).toBeVisible();
  expect(await ofCommand(org.id, "system.view_organization", person.userId)).toBeGreaterThan(0);

  await page.getByLabel("Tier").selectOption("growth");
  await page.getByRole("button", { name: "Change the tier" }).click();
  await expect(page.getByRole("definition").filter({ hasText: /^Growth$/ })).toBeVisible();
  await expectAccessible(page);

  await admin.query("update ticketing.ticket_tiers set sold = 1 where organization_id = $1", [org.id]);
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText(/stock: 1 tiers differ/)).toBeVisible();
  await page.goto("/admin/operations");
  const row = page.getByRole("region", { name: "Integrity" }).getByRole("row", { name: new RegExp(org.name) });
  await expect(row.filter({ hasText: "1 of" })).toHaveCount(1);
});

test("a job that was given up is tried again from the desk, and both logs say who asked", async ({ page, as }) => {
  const org = await given.organization({ name: "Lost Letters" });
  const topic = `nobody.${org.slug.replaceAll("-", "_")}`;
  const id = await deadJob(org.id, topic);
  const { person } = await as("super_admin", await platform());
  await open(page, "/admin/operations");
  const row = page.getByRole("region", { name: "Dead letters" }).getByRole("row", { name: new RegExp(topic) });
  await expect(row).toContainText("The lighthouse did not answer.");
  await expectAccessible(page);
  await row.getByRole("button", { name: "Replay" }).click();
  await expect(row.getByText("Given up")).toHaveCount(0);
  const { rows } = await admin.query("select dead_at, attempts from system.outbox where id = $1", [id]);
  expect(rows[0].dead_at).toBeNull();
  for (const place of [org.id, (await platform()).id])
    expect(await ofCommand(place, "system.replay_job", person.userId)).toBe(1);
});

test("an error is found by the id that a person was shown, and resolved", async ({ page, as }) => {
  const shown = Math.random().toString(16).slice(2, 10).padEnd(8, "a");
  await admin.query(
    "select system.record_error($1, 'web', $2, 'at lanterns (app/lanterns.ts:1)', null, 'req-7', '/x')",
    [shown, `TypeError: lantern ${shown} is out`],
  );
  await as("super_admin", await platform());
  await open(page, `/admin/errors?q=${shown}`);
  await page
    .getByRole("row", { name: /is out/ })
    .getByRole("link")
    .click();
  await expect(page.getByRole("cell", { name: shown })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Resolve" }).click();
  await expect(page.getByRole("button", { name: "Open again" })).toBeVisible();
  expect((await page.goto(`/admin/errors/${shown}`))?.status()).toBe(200);
  await expect(page.getByText("Resolved", { exact: true })).toBeVisible();
});

test("nobody but the platform has a desk: an administrator and a visitor find nothing, and the menu does not name it", async ({
  page,
  as,
  elsewhere,
}) => {
  const { org } = await as("admin");
  for (const path of [
    "/admin",
    "/admin/people",
    `/admin/organizations/${org.id}`,
    "/admin/operations",
    "/admin/errors",
  ])
    expect((await page.goto(path))?.status(), path).toBe(404);
  await open(page, `/${org.slug}`);
  await page.getByRole("button", { name: /^Account:/ }).click();
  await expect(page.getByRole("menuitem", { name: "Your account" })).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Platform desk" })).toHaveCount(0);

  const boss = await elsewhere(await given.person("super_admin", await platform()));
  await open(boss, "/");
  await boss.getByRole("button", { name: /^Account:/ }).click();
  await boss.getByRole("menuitem", { name: "Platform desk" }).click();
  await expect(boss.getByRole("heading", { level: 1, name: "People" })).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/admin/operations");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});
