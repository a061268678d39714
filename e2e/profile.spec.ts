import { readFile } from "node:fs/promises";
import { deflateSync } from "node:zlib";
import { admin, expect, expectAccessible, given, open, password, test } from "./house.ts";

const profileOf = async (userId: string) =>
  (await admin.query("select name, avatar_url, zone from users.user_profiles where user_id = $1", [userId])).rows[0];

/** A PNG of one colour, 64 pixels a side, made here (ISO/IEC 15948). */
function png(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 64, 0, 0, 0, 64, 8, 2, 0, 0, 0]);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(64 * 3, 0x7f)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: 64 }, () => line)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
}
function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

test("a person renames themselves from the menu, and a name that is too long says so by its field", async ({
  page,
  as,
}) => {
  const { org, person } = await as("viewer");
  await open(page, `/${org.slug}`);
  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible();
  await expectAccessible(page);
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("x".repeat(10_000));
  await page.getByRole("button", { name: "Save the profile" }).click();
  await expect(name).toHaveAccessibleDescription(/at most 120 characters/);
  await name.fill("Juno Vale");
  await page.getByLabel("Time zone").selectOption("Asia/Kolkata");
  await page.getByRole("button", { name: "Save the profile" }).click();
  await expect(page.getByRole("button", { name: /^Account:/ })).toContainText("Juno Vale");
  expect(await profileOf(person.userId)).toMatchObject({ name: "Juno Vale", zone: "Asia/Kolkata" });
});

test("a picture with a script in it is refused by its field; a PNG is shown, kept as another file, and removed", async ({
  page,
  as,
}) => {
  const { person } = await as("staff");
  await open(page, "/account");
  const field = page.getByLabel("Picture");
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  await field.setInputFiles({ name: "me.svg", mimeType: "image/svg+xml", buffer: svg });
  await page.getByRole("button", { name: "Use this picture" }).click();
  await expect(field).toHaveAccessibleDescription(/SVG is not taken/);
  await field.setInputFiles({ name: "me.png", mimeType: "image/png", buffer: Buffer.alloc(3_000_000) });
  await page.getByRole("button", { name: "Use this picture" }).click();
  await expect(field).toHaveAccessibleDescription(/larger than 2 MB/);
  expect((await profileOf(person.userId)).avatar_url).toBeNull();

  await field.setInputFiles({ name: "me.png", mimeType: "image/png", buffer: png() });
  await page.getByRole("button", { name: "Use this picture" }).click();
  await expect(page.getByRole("button", { name: "Remove the picture" })).toBeVisible();
  const { avatar_url: url } = await profileOf(person.userId);
  const served = await page.request.get(url);
  expect(served.headers()).toMatchObject({ "content-type": "image/webp", "x-content-type-options": "nosniff" });
  expect(served.headers()["content-security-policy"]).toContain("sandbox");
  expect((await served.body()).subarray(8, 12).toString()).toBe("WEBP");
  await page.getByRole("button", { name: "Remove the picture" }).click();
  await expect(page.getByRole("button", { name: "Remove the picture" })).toHaveCount(0);
  expect((await page.request.get(url)).status()).toBe(404);
});

test("a new password needs the present one, and then the former opens nothing", async ({ page, as }) => {
  const { person } = await as("staff");
  const secret = async () =>
    (await admin.query("select encrypted_password as secret from auth.users where id = $1", [person.userId])).rows[0]
      .secret;
  const before = await secret();
  await page.goto("/account");
  const form = page.locator("form").filter({ has: page.getByRole("button", { name: "Change the password" }) });
  const fill = async (current: string) => {
    await form.getByLabel("Present password", { exact: true }).fill(current);
    await form.getByLabel("New password", { exact: true }).fill("seven quiet harbours");
    await form.getByRole("button", { name: "Change the password" }).click();
  };
  await fill("wrong horse battery");
  await expect(form.getByLabel("Present password", { exact: true })).toHaveAccessibleDescription(
    /not your present password/,
  );
  expect(await secret()).toBe(before);
  await fill(password);
  await expect(page.getByText("Your password is changed")).toBeVisible();
  expect(await secret()).not.toBe(before);
});

test("signing out elsewhere ends the other browser's session and keeps this one", async ({ page, as, elsewhere }) => {
  const { org, person } = await as("organizer");
  const other = await elsewhere(person);
  expect((await other.goto(`/${org.slug}/events`))?.status()).toBe(200);
  await open(page, "/account");
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(page.getByText("You are signed in nowhere else.")).toBeVisible();
  await other.goto(`/${org.slug}/events`);
  await expect(other).toHaveURL(/\/sign-in/);
  expect((await page.goto(`/${org.slug}/events`))?.status()).toBe(200);
  await expect(page).toHaveURL(`/${org.slug}/events`);
});

test("the download of one's data holds one's own e-mail and nobody else's", async ({
  page,
  as,
  playwright,
  baseURL,
}) => {
  const { org, person } = await as("admin");
  const colleague = await given.person("viewer", org);
  await open(page, "/account");
  const arrives = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download your data" }).click();
  const download = await arrives;
  expect(download.suggestedFilename()).toMatch(/^my-data-\d{4}-\d\d-\d\d\.json$/);
  const text = await readFile(await download.path(), "utf8");
  expect(JSON.parse(text).profile.email).toBe(person.snapshot.email);
  expect(text).not.toContain(colleague.snapshot.email);
  const visitor = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { Origin: baseURL ?? "" } });
  const answer = await visitor.post("/api/account/export", { maxRedirects: 0 });
  expect(answer.status()).toBeGreaterThanOrEqual(300);
  expect(await answer.text()).not.toContain(person.snapshot.email);
  await visitor.dispose();
});

test("what a person does not want to be told is kept, and what concerns their account is always told", async ({
  page,
  as,
}) => {
  const { person } = await as("organizer");
  await page.goto("/account");
  await expect(page.getByRole("checkbox", { name: "Sign-ins and changes of my account: E-mail" })).toBeDisabled();
  const orders = page.getByRole("checkbox", { name: "New orders: E-mail" });
  await expect(orders).not.toBeChecked();
  await orders.click();
  await expect
    .poll(
      async () =>
        (
          await admin.query(
            "select topic, channel, wanted from messaging.notification_preferences where user_id = $1",
            [person.userId],
          )
        ).rows,
    )
    .toEqual([{ topic: "sales", channel: "email", wanted: true }]);
  await page.reload();
  await expect(orders).toBeChecked();
});

test("an account is deleted in a fortnight after its e-mail was typed, and can be kept; the last administrator stays", async ({
  page,
  as,
  elsewhere,
}) => {
  const { org, person } = await as("staff");
  await open(page, "/account");
  await page.getByRole("button", { name: "Delete my account" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Delete in a fortnight" })).toBeDisabled();
  await expectAccessible(page);
  await dialog.getByRole("textbox").fill(person.snapshot.email);
  await dialog.getByRole("button", { name: "Delete in a fortnight" }).click();
  await expect(page.getByText(/Your account is deleted on/)).toBeVisible();
  await page.getByRole("button", { name: "Keep my account" }).click();
  await expect(page.getByRole("button", { name: "Delete my account" })).toBeVisible();

  const owner = await given.person("admin", org);
  const theirs = await elsewhere(owner);
  await open(theirs, "/account");
  await theirs.getByRole("button", { name: "Delete my account" }).click();
  await theirs.getByRole("alertdialog").getByRole("textbox").fill(owner.snapshot.email);
  await theirs.getByRole("button", { name: "Delete in a fortnight" }).click();
  await expect(theirs.getByRole("main").getByText(/You are the last administrator of/)).toBeVisible();
});

test("another address counts when its link was followed; until then the present one does", async ({ page, as }) => {
  const { person } = await as("staff");
  await page.goto("/account");
  const form = page.locator("form").filter({ has: page.getByRole("button", { name: "Send the link" }) });
  const wanted = `new-${person.snapshot.email}`;
  await form.getByLabel("New e-mail").fill("not an address");
  await form.getByLabel("Present password", { exact: true }).fill(password);
  await form.getByRole("button", { name: "Send the link" }).click();
  await expect(form.getByLabel("New e-mail")).toHaveAccessibleDescription(/does not look like an e-mail address/);
  await form.getByLabel("New e-mail").fill(wanted);
  await form.getByLabel("Present password", { exact: true }).fill(password);
  await form.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText(`A link is on its way to ${wanted}`)).toBeVisible();
  const { rows } = await admin.query("select email from users.user_profiles where user_id = $1", [person.userId]);
  expect(rows[0].email).toBe(person.snapshot.email);
});
