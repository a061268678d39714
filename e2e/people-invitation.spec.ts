import type { Page } from "@playwright/test";
import { fresh, openLetter } from "./door.ts";
import { admin, expect, open, test } from "./house.ts";
import { bulk, dialog, looks, menu, patient, signUp } from "./people-steps.ts";
import { picture } from "./picture.ts";

/** The whole way of an invitation, at a desk and on a phone. */
test.describe.configure({ timeout: 300_000 });
test.use({ contextOptions: { reducedMotion: "reduce" }, colorScheme: "light" });

for (const { kind, size } of looks) {
  const shot = (page: Page, name: string) => picture(page, `people-${name}-${kind}`, size);

  test(`an invitation is sent, sent again, taken back, runs out and is accepted, on a ${kind}`, async ({
    page,
    as,
    browser,
    baseURL,
  }) => {
    const { org } = await as("admin");
    await page.setViewportSize(size);
    const guest = await (await browser.newContext({ baseURL })).newPage();
    await guest.setViewportSize(size);
    const [wanted, unwanted] = [fresh(), fresh()];
    const linkTo = async (email: string) => {
      const letter = await openLetter(guest, email, `invites you to ${org.name}`);
      return (await letter.getByRole("link", { name: "Look at the invitation" }).getAttribute("href")) ?? "";
    };
    const age = (set: string) =>
      admin.query(`update organizations.org_invitations set ${set} where organization_id = $1`, [org.id]);

    await test.step("two people are invited by e-mail, with a role", async () => {
      await open(page, `/${org.slug}/identity/invitations`);
      for (const email of [wanted, unwanted]) {
        await page.getByRole("button", { name: "Invite somebody" }).first().click();
        await dialog(page).getByLabel("E-mail").fill(email);
        await dialog(page).getByLabel("Role", { exact: true }).selectOption({ label: "Finance" });
        if (email === wanted) await shot(page, "invite");
        await dialog(page).getByRole("button", { name: "Send the invitation" }).click();
        await expect(page.getByRole("row").filter({ hasText: email })).toContainText("Invited", patient);
      }
    });

    const former = await linkTo(wanted);
    /** The link of the newest letter, once that has come. */
    const newLink = async (...known: string[]) => {
      let found = former;
      await expect(async () => {
        found = await linkTo(wanted);
        expect(known).not.toContain(found);
      }).toPass(patient);
      return found;
    };
    await test.step("one is sent again, and only the newer link is good; the other is taken back", async () => {
      await age("sent_at = now() - interval '2 minutes'");
      await page.getByRole("checkbox", { name: `Select ${wanted}` }).check();
      await bulk(page, "Send again").click();
      await expect(page.getByText("1 sent again.")).toBeVisible(patient);
      await page.getByRole("checkbox", { name: `Select ${unwanted}` }).check();
      await bulk(page, "Revoke").click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
      await expect(page.getByRole("row").filter({ hasText: unwanted })).toContainText("Revoked", patient);
      await open(page, `/${org.slug}/identity/invitations`);
      await shot(page, "invitations");
      await guest.goto(await linkTo(unwanted));
      await expect(guest.getByRole("heading", { name: "This invitation was taken back" })).toBeVisible();
      await guest.goto(former);
      await expect(guest.getByRole("link", { name: "Create an account" })).toHaveCount(0);
    });

    const link = await newLink(former);
    await test.step("one that ran out says so, and works after it is sent again", async () => {
      await age("expires_at = now() - interval '1 minute', sent_at = now() - interval '3 days'");
      await guest.goto(link);
      await expect(guest.getByRole("heading", { name: "This invitation has run out" })).toBeVisible();
      await open(page, `/${org.slug}/identity/invitations?q=${encodeURIComponent(wanted)}`);
      await expect(page.getByRole("row").filter({ hasText: wanted })).toContainText("Run out");
      await page.getByRole("checkbox", { name: `Select ${wanted}` }).check();
      await bulk(page, "Send again").click();
      await expect(page.getByText("1 sent again.")).toBeVisible(patient);
    });

    await test.step("the guest makes an account, accepts and is in without waiting", async () => {
      const newest = await newLink(former, link);
      await open(guest, newest);
      await shot(guest, "invitation");
      await guest.getByRole("link", { name: "Create an account" }).click();
      await signUp(guest, wanted, "Fin Guest");
      await guest.getByRole("button", { name: `Join ${org.name}` }).click(patient);
      await expect(guest).toHaveURL(new RegExp(`/${org.slug}$`), patient);
      await expect((await menu(guest, "Money")).getByRole("link", { name: "Wallet" })).toBeVisible();
      await guest.goto(newest);
      await expect(guest.getByRole("heading", { name: "This invitation was used already" })).toBeVisible();
    });
    await guest.context().close();
  });
}
