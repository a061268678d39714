import { enter, fresh, noMatch, openLetter, problem, signUp } from "./door.ts";
import { admin, expect, expectAccessible, given, open, password, test } from "./house.ts";

// Many steps and several looks at every element: minutes on a busy machine.
test.describe.configure({ timeout: 180_000 });

test("a newcomer is told what is wrong, confirms the letter, and waits until somebody approves", async ({ page }) => {
  const email = fresh();
  await test.step("each mistake stands beside its field, and nothing typed is lost but the password", async () => {
    await signUp(page, "nell@", "short");
    await expect(page.getByText("That does not look like an e-mail address")).toBeVisible();
    await expect(page.getByText("Use at least 10 characters.")).toBeVisible();
    await expect(page.getByLabel("E-mail")).toBeFocused();
    await expect(page.getByLabel("Your name")).toHaveValue("Nell Newcomer");
    await expect(page.getByLabel("E-mail")).toHaveValue("nell@");
    await expectAccessible(page);
    await signUp(page, email, email);
    await expect(page.getByText("Do not use your e-mail address as the password.")).toBeVisible();
  });

  await test.step("the letter has one link, and one more click confirms", async () => {
    await signUp(page, email);
    await expect(page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible();
    await expect(page.getByText(`We sent a link to ${email}.`)).toBeVisible();
    await expectAccessible(page);
    await open(page, "/sign-in");
    await enter(page, email);
    await expect(problem(page)).toHaveText(noMatch);
    const letter = await openLetter(page, email, "Confirm your e-mail address");
    await letter.getByRole("link", { name: "Confirm my e-mail address" }).click();
    await expect(page.getByRole("heading", { name: "Confirm your e-mail address" })).toBeVisible();
    await expectAccessible(page);
  });

  const link = page.url();
  await test.step("they are signed in, and wait", async () => {
    await page.getByRole("button", { name: "Confirm my e-mail address" }).click();
    await expect(page.getByRole("heading", { name: "Your account waits for approval" })).toBeVisible();
    await expect(page.getByText(`Signed in as ${email}`)).toBeVisible();
    await expectAccessible(page);
    await open(page, "/sign-in");
    await expect(page).toHaveURL(/\/waiting$/);
    await open(page, link);
    await page.getByRole("button", { name: "Confirm my e-mail address" }).click();
    await expect(problem(page)).toHaveText("This link was used already, or it is older than an hour.");
  });

  await test.step("approved, they are told what is missing; as a member, they are in", async () => {
    const org = await given.organization({ name: "Lantern Nights" });
    const { rows } = await admin.query(
      "update users.user_profiles set state = 'active' where email = $1 returning user_id",
      [email],
    );
    await open(page, "/waiting");
    await expect(page.getByRole("heading", { name: "You are not in an organization yet" })).toBeVisible();
    await admin.query("select organizations.add_member($1, $2, 'viewer')", [org.id, rows[0].user_id]);
    await page.getByRole("link", { name: "Look again" }).click();
    await expect(page).toHaveURL(new RegExp(`/${org.slug}$`));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});

test("signing up with an address that has an account says the same to the screen and the truth to its owner", async ({
  page,
}) => {
  const [known, unknown] = [(await given.person()).snapshot.email, fresh()];
  const said: string[] = [];
  for (const email of [unknown, known]) {
    await signUp(page, email);
    await expect(page.getByRole("heading", { name: "Check your e-mail" })).toBeVisible();
    said.push((await page.getByRole("main").innerText()).replaceAll(email, "…"));
  }
  expect(said[1]).toBe(said[0]);
  await openLetter(page, unknown, "Confirm your e-mail address");
  const letter = await openLetter(page, known, "You already have an account");
  await letter.getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});

test("a wrong password and an unknown address are answered alike, and the right password still opens", async ({
  page,
}) => {
  const org = await given.organization();
  const { snapshot } = await given.person("viewer", org);
  await open(page, "/sign-in");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("Enter your e-mail address.")).toBeVisible();
  await expect(page.getByText("Enter your password.")).toBeVisible();
  for (const [email, secret] of [
    [snapshot.email, "not the password"],
    [snapshot.email, "not that one either"],
    [fresh(), password],
  ] as const) {
    await enter(page, email, secret);
    await expect(problem(page)).toHaveText(noMatch);
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  }
  await expectAccessible(page);
  await enter(page, snapshot.email);
  await expect(page).toHaveURL(new RegExp(`/${org.slug}$`));
});

test("somebody who forgot the password chooses a new one, and only that one opens, here and nowhere else", async ({
  page,
  elsewhere,
}) => {
  const org = await given.organization();
  const person = await given.person("viewer", org);
  const { email } = person.snapshot;
  const laptop = await elsewhere(person);
  expect((await laptop.goto(`/${org.slug}`))?.status()).toBe(200);

  await open(page, "/sign-in");
  await page.getByRole("link", { name: "Forgot the password?" }).click();
  const said: string[] = [];
  for (const address of [fresh(), email]) {
    await open(page, "/forgot");
    await page.getByLabel("E-mail").fill(address);
    await page.getByRole("button", { name: "Send me a link" }).click();
    const status = page.getByRole("main").getByRole("status").filter({ hasText: "has an account" });
    said.push((await status.innerText()).replace(address, "…"));
  }
  expect(said[1]).toBe(said[0]);
  await expectAccessible(page);

  const letter = await openLetter(page, email, "Choose a new password");
  await letter.getByRole("link", { name: "Choose a new password" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /password/i })).toBeVisible();
  await page.getByLabel("New password").fill("tooshort");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await expect(page.getByText("Use at least 10 characters.")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("New password").fill("another horse battery");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await expect(page).toHaveURL(new RegExp(`/${org.slug}$`));
  const sessions = await admin.query("select count(*)::int as n from auth.sessions where user_id = $1", [
    person.userId,
  ]);
  expect(sessions.rows[0].n, "every other session has ended").toBe(1);

  await laptop.goto(`/${org.slug}`);
  await expect(laptop, "out at the next page, with a token that has not run out").toHaveURL(/\/sign-in/);
  expect((await laptop.request.get(`/api/${org.slug}/search?q=la`)).status()).toBe(401);
  await laptop.context().clearCookies();
  await open(laptop, "/sign-in");
  await enter(laptop, email, password);
  await expect(problem(laptop)).toHaveText(noMatch);
  await enter(laptop, email, "another horse battery");
  await expect(laptop).toHaveURL(new RegExp(`/${org.slug}$`));
});

test("the door opens in a browser that runs no scripts: in, out, and with the link of a letter", async ({
  browser,
  baseURL,
  page,
}) => {
  const org = await given.organization();
  const { snapshot } = await given.person("viewer", org);
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto("/sign-in");
  await enter(plain, snapshot.email, "not the password");
  await expect(problem(plain)).toHaveText(noMatch);
  await expect(plain.getByLabel("E-mail")).toHaveValue(snapshot.email);
  await enter(plain, snapshot.email);
  await expect(plain).toHaveURL(new RegExp(`/${org.slug}$`));
  await context.clearCookies();

  await plain.goto("/forgot");
  await plain.getByLabel("E-mail").fill(snapshot.email);
  await plain.getByRole("button", { name: "Send me a link" }).click();
  await expect(plain.getByText("has an account, a link to choose a new password is on its way")).toBeVisible();
  const letter = await openLetter(page, snapshot.email, "Choose a new password");
  const link = await letter.getByRole("link", { name: "Choose a new password" }).getAttribute("href");
  await plain.goto(link ?? "");
  await plain.getByRole("button", { name: "Continue" }).click();
  await plain.getByLabel("New password").fill("another horse battery");
  await plain.getByRole("button", { name: "Save the new password" }).click();
  await expect(plain).toHaveURL(new RegExp(`/${org.slug}$`));
  await context.close();
});
