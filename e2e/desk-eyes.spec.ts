import type { Page } from "@playwright/test";
import { platform } from "#db/given";
import { unique } from "#lib/identity/people.given";
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
async function look(page: Page, organizationId: string) {
  await page.goto(`/admin/organizations/${organizationId}`);
  await page.getByLabel("Reason").fill("short");
  await page.getByRole("button", { name: "Look through their eyes" }).click();
  await expect(page.getByText(/Say why, in ten characters/)).toBeVisible();
  await page.getByLabel("Reason").fill("They cannot find their events.");
  await page.getByRole("button", { name: "Look through their eyes" }).click();
}

test("a look through other eyes stands under a banner, cannot change anything, is on record, and ends", async ({
  page,
  as,
}) => {
  const org = await given.organization({ name: `Lantern Fields ${unique()}` });
  await given.event(org, { name: "Night of Lanterns" });
  const { person } = await as("super_admin", await platform());
  expect((await page.goto(`/${org.slug}/events`))?.status(), "without a look").toBe(404);

  await look(page, org.id);
  const banner = page.getByRole("region", { name: "Looking through other eyes" });
  await expect(banner).toContainText(`You are viewing ${org.name} as an administrator and can only look, until`);
  await page.goto(`/${org.slug}/events`);
  await expect(page.getByText("Night of Lanterns")).toBeVisible();
  await expect(banner).toBeVisible();
  await expectAccessible(page);
  for (const height of [400, 640]) {
    await page.setViewportSize({ width: height === 400 ? 1280 : 360, height });
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await expect(banner, "it stays while the page scrolls").toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("banner"), "and what is below it begins there").toBeInViewport({ ratio: 1 });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(page.getByRole("link", { name: "Create event" })).toHaveCount(0);

  await open(page, `/${org.slug}/system/audit`);
  await page.getByRole("button", { name: "Verify the chain" }).click();
  await expect(page.getByRole("main").getByText(/only look: nothing can be changed/)).toBeVisible();
  expect(await ofCommand(org.id, "system.verify_audit", person.userId)).toBe(0);

  for (const place of [org.id, (await platform()).id]) {
    expect(await ofCommand(place, "system.start_impersonation", person.userId)).toBe(1);
    expect(await ofCommand(place, "system.view_page", person.userId)).toBeGreaterThan(1);
  }
  await banner.getByRole("button", { name: "End" }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/organizations/${org.id}$`));
  expect((await page.goto(`/${org.slug}/events`))?.status(), "when it is over").toBe(404);
  await page.goto("/admin/looks");
  await expect(page.getByRole("row", { name: new RegExp(org.name) })).toContainText("Over");
});
