import { card, chooseTickets, payWith, sayWho } from "./buying.ts";
import { openLetter } from "./door.ts";
import { admin, expect, expectAccessible, given, open, test } from "./house.ts";
import { look } from "./look.ts";
import { phone } from "./picture.ts";

const patient = { timeout: 60_000 };

test("an organizer asks how it was, whoever came answers on a phone without their name, and the results lead to the answers", async ({
  page,
  as,
  browser,
}) => {
  test.setTimeout(180_000);
  const { org } = await as("organizer");
  const event = await given.event(org);
  const email = `ada-${org.slug}@example.test`;
  const visitor = await browser.newPage({ viewport: phone });
  await chooseTickets(visitor, event.path, "Regular", 1);
  await sayWho(visitor, "Ada Byron", email);
  await payWith(visitor, card.good);
  await expect(visitor.getByRole("heading", { name: /^Your tickets?$/ })).toBeVisible(patient);

  await test.step("the questions", async () => {
    await open(page, `/${org.slug}/events/${event.id}/feedback`);
    await page.getByRole("button", { name: "Set up feedback" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Who is asked").selectOption({ label: "Everybody with a valid ticket" });
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toHaveCount(0);
    const ask = async (kind: string, label: string, more?: string) => {
      await page.getByRole("button", { name: "Add a question" }).click();
      await dialog.getByLabel("How it is answered").selectOption({ label: kind });
      await dialog.getByLabel("Question").fill(label);
      if (more) await dialog.getByLabel("Answers to choose from").fill(more);
      await dialog.getByRole("button", { name: "Add" }).click();
      await expect(dialog).toHaveCount(0);
      await expect(page.getByRole("list", { name: "Questions" })).toContainText(label);
    };
    await ask("A scale from 1 to 5", "How much did you like it?");
    await ask("One of several", "What was best?", "The music\nThe food");
    await ask("In their own words", "What should we change?");
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Open" }).click();
    await expect(page.getByRole("list", { name: "How people are asked" })).toContainText("Open");
    await expectAccessible(page);
  });

  await test.step("the event is over, the letter comes once, and its link needs no account", async () => {
    await admin.query(
      "update events.events set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where id = $1",
      [event.id],
    );
    await admin.query("select events.ask_for_feedback()");
    const letter = await openLetter(visitor, email, `How was ${event.name}?`);
    const link = await letter.getByRole("link", { name: "Tell us how it was" }).getAttribute("href");
    await open(visitor, new URL(link ?? "").pathname);
    await expect(visitor.getByRole("heading", { level: 1, name: `How was ${event.name}?` })).toBeVisible();
    await expectAccessible(visitor);
    await visitor.getByRole("button", { name: "Send my answers" }).click();
    await expect(visitor.getByRole("main").getByRole("alert")).toContainText("Answer at least one question");
    await visitor.getByRole("group", { name: "How much did you like it?" }).getByLabel("4").check();
    await visitor.getByLabel("The food").check();
    await visitor.getByLabel("What should we change?").fill("More lanterns.");
    await visitor.getByLabel("Without my name").check();
    await visitor.getByRole("button", { name: "Send my answers" }).click();
    await expect(visitor.getByText("Thank you. Your answers are with the organizer")).toBeVisible(patient);
    await visitor.getByRole("group", { name: "How much did you like it?" }).getByLabel("5").check();
    await visitor.getByRole("button", { name: "Save my answers" }).click();
    await expect(visitor.getByText("Thank you.")).toBeVisible();
    await expect(visitor.locator("body")).toHaveJSProperty("scrollWidth", phone.width);
    await look(visitor, "feedback-form");
  });

  await test.step("the results, and from a figure to its answers", async () => {
    await open(page, `/${org.slug}/events/${event.id}/feedback`);
    await expect(page.getByText("1 (100 %)").first()).toBeVisible();
    await expect(page.getByText("5.0 of 5").first()).toBeVisible();
    await expect(page.getByText("Without a name")).toBeVisible();
    await expect(page.getByRole("main")).not.toContainText("Ada Byron");
    await expectAccessible(page);
    await look(page, "feedback-results");
    await page.getByRole("link", { name: "The food: 1 of 1 answers" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Answers" })).toBeVisible();
    const rows = page.getByRole("table").getByRole("row");
    await expect(rows).toHaveCount(2);
    await expect(rows.last()).toContainText("The food");
    await expect(rows.last()).not.toContainText("Ada");
  });

  await test.step("the archive asks first and can be undone", async () => {
    await admin.query("update events.events set state = 'live' where id = $1", [event.id]);
    await open(page, `/${org.slug}/events/${event.id}`);
    await page.getByRole("button", { name: "Complete" }).click();
    await page.getByRole("button", { name: "Archive" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Archive" }).click();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("button", { name: "Archive" })).toBeVisible(patient);
    await look(page, "event-overview");
  });
  await visitor.close();
});

test("a post names a colleague, somebody answers on a phone, a link is held, and the organizer turns it down with a reason", async ({
  page,
  as,
  elsewhere,
}) => {
  test.setTimeout(180_000);
  const { org } = await as("organizer");
  const event = await given.event(org);
  const colleague = await given.person("staff", org, { name: "Noor Vermeer" });
  const guest = await given.person(undefined, undefined, { name: "Ana Ruiz" });

  await test.step("written, published, and taken back with one click", async () => {
    await open(page, `/${org.slug}/events/${event.id}/posts`);
    await page.getByRole("button", { name: "Write a post" }).click();
    await page.getByLabel("Text").fill("Four weeks to go! #lanterns\nThanks to @Noor Vermeer for the light.");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await page.getByRole("button", { name: /^Publish/ }).click();
    await expect(page.getByRole("list", { name: "Posts" })).toContainText("Published");
    await page.getByRole("button", { name: /^Remove/ }).click();
    await expect(page.getByRole("list", { name: "Posts", exact: true })).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("list", { name: "Posts", exact: true })).toContainText("Published");
    await expectAccessible(page);
    await look(page, "posts");
  });

  const reader = await elsewhere(guest);
  await test.step("the colleague hears of it, and a guest answers below", async () => {
    const letter = await openLetter(
      reader,
      colleague.snapshot.email,
      `Test organizer mentions you under ${event.name}`,
    );
    await expect(letter.getByRole("paragraph").filter({ hasText: "Four weeks to go!" })).toBeVisible();
    await reader.setViewportSize(phone);
    await open(reader, event.path);
    await expect(reader.getByRole("region", { name: "News" })).toContainText("Four weeks to go!");
    await reader.getByRole("link", { name: "Answer" }).click();
    await expect(reader.getByRole("heading", { level: 1, name: `News of ${event.name}` })).toBeVisible();
    await expect(reader.getByRole("link", { name: "#lanterns" })).toBeVisible();
    await reader.getByRole("button", { name: "Applause for this post" }).click();
    await expect(reader.getByRole("button", { name: "Applause for this post, 1 so far" })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    await reader.getByLabel("Write a comment").fill("<b>Is there food?</b>");
    await reader.getByRole("button", { name: "Send" }).last().click();
    await expect(reader.getByRole("article", { name: "Comment of Ana Ruiz" })).toContainText("<b>Is there food?</b>");
    await reader.getByLabel("Write a comment").fill("Cheap tickets at www.cheap.example");
    await reader.getByRole("button", { name: "Send" }).last().click();
    await expect(reader.getByText("Waits to be looked at; only you see it")).toBeVisible();
    await expect(reader.locator("body")).toHaveJSProperty("scrollWidth", phone.width);
    await expectAccessible(reader);
    await look(reader, "wall");
  });

  await test.step("the organizer answers, and turns the link down", async () => {
    await open(
      page,
      `${event.path}/posts/${(await admin.query("select id from events.event_posts where event_id = $1", [event.id])).rows[0].id}`,
    );
    await expect(page.getByText("www.cheap.example")).toHaveCount(0);
    const theirs = page.getByRole("article", { name: "Comment of Ana Ruiz" });
    await theirs.getByText("Answer", { exact: true }).click();
    await page.getByRole("textbox", { name: "Answer Ana Ruiz" }).fill("Yes, and drinks.");
    await theirs.getByRole("button", { name: "Send" }).click();
    await expect(page.getByText("Yes, and drinks.")).toBeVisible();
    await open(page, `/${org.slug}/events/moderation`);
    await expectAccessible(page);
    await look(page, "moderation");
    await page.getByRole("button", { name: "Reject" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Reject" }).click();
    await expect(page.getByRole("dialog").getByText("Say why. Whoever wrote it is told.")).toBeVisible();
    await page.getByRole("dialog").getByLabel("Reason").fill("We sell tickets only here.");
    await page.getByRole("dialog").getByRole("button", { name: "Reject" }).click();
    await expect(page.getByText("Nothing waits")).toBeVisible(patient);
    const letter = await openLetter(reader, guest.snapshot.email, `Your comment under ${event.name} was not shown`);
    await expect(letter.getByRole("paragraph").filter({ hasText: "We sell tickets only here." })).toBeVisible();
    await openLetter(reader, guest.snapshot.email, `Test organizer answered you under ${event.name}`);
  });
});
