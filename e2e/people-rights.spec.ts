import type { Page } from "@playwright/test";
import { rolePermissions } from "#lib/permissions";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";

const dialog = (page: Page) => page.getByRole("dialog");

test("nobody gives a role above their own, and the same person may give one below it", async ({ page, as }) => {
  test.setTimeout(120_000);
  const org = await given.organization({ name: "Lantern Nights" });
  const friend = await given.person("viewer", org, { name: "Fred Friend" });
  const { person } = await as("viewer", org);
  const { rows } = await admin.query(
    "insert into identity.roles (organization_id, name) values ($1, 'Doorkeeper') returning id",
    [org.id],
  );
  await admin.query(
    `insert into identity.role_permissions (organization_id, role_id, permission) select $1, $2, p
     from unnest($3::text[]) p`,
    [org.id, rows[0].id, ["identity:read", "identity:grant", ...rolePermissions.staff]],
  );
  await admin.query("insert into identity.user_roles (organization_id, user_id, role_id) values ($1, $2, $3)", [
    org.id,
    person.userId,
    rows[0].id,
  ]);
  await open(page, `/${org.slug}/identity/people/${friend.userId}`);
  await page.getByRole("button", { name: "Give a role" }).click();
  const role = dialog(page).getByLabel("Role", { exact: true });
  await role.selectOption({ label: "Administrator" });
  await expect(dialog(page).getByText("you cannot give it")).toBeVisible();
  await dialog(page).getByRole("button", { name: "Give the role" }).click();
  await expect(dialog(page).getByRole("alert")).toContainText("You cannot give this");
  await role.selectOption({ label: "Staff" });
  await dialog(page).getByRole("button", { name: "Give the role" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "End Staff everywhere" })).toBeVisible();
  await open(page, `/${org.slug}/identity/people/${person.userId}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Give a role" }), "to oneself").toHaveCount(0);
});

test("the last administrator stays, and may go as soon as there is another one", async ({ page, as }) => {
  test.setTimeout(120_000);
  const org = await given.organization({ name: "Lantern Nights" });
  const last = await given.person("admin", org, { name: "Ada Last" });
  const made = await admin.query(
    "insert into identity.roles (organization_id, name) values ($1, 'Deputy') returning id",
    [org.id],
  );
  await admin.query(
    `insert into identity.role_permissions (organization_id, role_id, permission)
     select $1, $2, permission from identity.builtin_role_permissions where role = 'admin'`,
    [org.id, made.rows[0].id],
  );
  const { person } = await as("viewer", org);
  await admin.query("insert into identity.user_roles (organization_id, user_id, role_id) values ($1, $2, $3)", [
    org.id,
    person.userId,
    made.rows[0].id,
  ]);
  const remove = async () => {
    await open(page, `/${org.slug}/identity/people/${last.userId}`);
    await page.getByRole("button", { name: "Remove" }).click();
    await dialog(page).getByLabel("Reason").fill("Moves to another house.");
    await dialog(page).getByRole("button", { name: "Remove" }).click();
  };
  await remove();
  await expect(dialog(page).getByRole("alert")).toContainText("This is the last administrator of the organization");
  await expect(dialog(page).getByLabel("Reason")).toHaveValue("Moves to another house.");
  await given.person("admin", org, { name: "Ben Next" });
  await remove();
  await expect(page.getByText("Removed", { exact: true }).first()).toBeVisible();
});

test("the explainer says yes with the role that gives it, and no with the reason, and who else may", async ({
  page,
  as,
}) => {
  test.setTimeout(120_000);
  const org = await given.organization({ name: "Lantern Nights" });
  const [harbour, pier] = [await given.station(org, "Harbour Kitchen"), await given.station(org, "North Pier")];
  const manager = await given.person("manager", org, { stationId: harbour, name: "Mia Manager" });
  await as("admin", org);
  const ask = (place: string) =>
    open(page, `/${org.slug}/identity/access?person=${manager.userId}&may=events:write&at=${place}`);
  const answer = page.getByRole("region", { name: "Answer" });
  await ask(harbour);
  await expect(answer).toContainText("Yes: Station manager at Harbour Kitchen.");
  await expect(page.getByRole("link", { name: "Mia Manager" })).toBeVisible();
  await expectAccessible(page);
  await ask(pier);
  await expect(answer).toContainText("Not here: only Harbour Kitchen.");
  await expect(page.getByRole("link", { name: "Mia Manager" })).toHaveCount(0);
  await page.getByLabel("May").selectOption({ label: "See the wallet, accounts and reports" });
  await page.getByRole("button", { name: "Explain" }).click();
  await expect(answer).toContainText("No: none of Mia Manager's roles includes this.");
  await page.goto(`/${org.slug}/identity/roles`);
  await expect(page.getByRole("columnheader", { name: /Station manager/ })).toBeVisible();
});

test("what needs a second person is asked for by one administrator and decided by another", async ({
  page,
  as,
  elsewhere,
}) => {
  test.setTimeout(180_000);
  const { org } = await as("admin");
  const other = await elsewhere(await given.person("admin", org, { name: "Olga Other" }));
  const friend = await given.person("viewer", org, { name: "Fred Friend" });
  await open(page, `/${org.slug}/settings/rules`);
  await page.getByRole("button", { name: "Change the rule: Giving a role" }).click();
  await dialog(page).getByRole("switch", { name: "A second person approves" }).click();
  await dialog(page).getByRole("button", { name: "Save the rule" }).click();
  await expect(page.getByText("Two people", { exact: true })).toBeVisible();
  await open(page, `/${org.slug}/identity/people/${friend.userId}`);
  await page.getByRole("button", { name: "Give a role" }).click();
  await dialog(page).getByLabel("Role", { exact: true }).selectOption({ label: "Staff" });
  await dialog(page).getByLabel("Reason").fill("Works at the door on Friday.");
  await dialog(page).getByRole("button", { name: "Give the role" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText("Staff everywhere")).toHaveCount(0);

  const deed = "Give Fred Friend the role Staff everywhere in the organization.";
  await open(page, `/${org.slug}/organizations/requests`);
  await page.getByRole("link", { name: "Giving a role" }).click();
  await expect(page.getByText(deed)).toBeVisible();
  await expect(page.getByText("You asked for this, so somebody else decides.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await open(other, new URL(page.url()).pathname);
  await expect(other.getByText("Works at the door on Friday.")).toBeVisible();
  await other.getByRole("button", { name: "Approve" }).click();
  await dialog(other).getByRole("button", { name: "Approve" }).click();
  await expect(other.getByText("Approved", { exact: true }).first()).toBeVisible();
  await open(page, `/${org.slug}/identity/people/${friend.userId}`);
  await expect(page.getByRole("button", { name: "End Staff everywhere" })).toBeVisible();
});
