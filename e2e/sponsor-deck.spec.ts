import { admin, expect, expectAccessible, given, open, test } from "./house.ts";
import { look } from "./look.ts";

test("a visitor reads a deck, asks for a package, and the organizer answers with a proposal", async ({
  page: organizer,
  as,
  browser,
}) => {
  test.setTimeout(120_000);
  const { org } = await as("organizer");
  const event = await given.event(org);
  const terms = {
    ...{ taxPpm: 0, taxCode: "sales", holdDays: 90, autoApproveDays: 7 },
    milestones: [{ title: "All of it", percent: 100, anchor: "event_end", days: 7 }],
    deliverables: [
      { title: "Logo on the poster", description: "", anchor: "signed", days: 7, slaDays: 2, milestone: 0 },
      {
        title: "Banner at the stage",
        description: "Six metres",
        anchor: "event_start",
        days: 0,
        slaDays: 0,
        milestone: 0,
      },
    ],
  };
  await admin.query(
    `insert into sponsorship.sponsorship_packages (organization_id, event_id, name, description, price_minor, currency, quantity, terms, state)
     values ($1, $2, 'Gold', 'Your name on the stage.', 90000, $3, 3, $4::jsonb, 'draft')`,
    [org.id, event.id, org.currency, JSON.stringify(terms)],
  );
  await admin.query("update sponsorship.sponsorship_packages set state = 'published' where organization_id = $1", [
    org.id,
  ]);
  const at = (path: string) => `/${org.slug}/sponsorship/${path}`;

  await open(organizer, at("decks"));
  await expectAccessible(organizer);
  await organizer.getByLabel("Of what").selectOption({ index: 1 });
  await organizer.getByRole("button", { name: "Make the deck" }).click();
  await expect(organizer.getByRole("heading", { level: 1, name: /^Deck of/ })).toBeVisible();
  await organizer.getByLabel("Headline").fill("Where the evening begins.");
  await organizer.getByLabel("Why sponsor it").fill("Everybody walks past the stage.\n\nAnd stays.");
  await organizer.getByLabel("Who comes").fill("The whole quarter.");
  await organizer.getByRole("button", { name: "Save" }).click();
  await expect(organizer.getByText("Saved.")).toBeVisible();
  await look(organizer, "deck-editor");
  await expectAccessible(organizer);
  await organizer.getByRole("button", { name: /^Publish the deck of/ }).click();
  await organizer.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await expect(organizer.getByRole("link", { name: /\/sponsoring\// })).toBeVisible();

  const visitor = await (await browser.newContext()).newPage();
  await open(visitor, event.path);
  await visitor.getByRole("link", { name: "Sponsor it" }).click();
  await expect(visitor.getByRole("heading", { level: 1, name: /^Sponsor / })).toBeVisible();
  await expect(visitor.getByText("Banner at the stage")).toBeVisible();
  await expect(visitor.getByText("Only 3 left")).toBeVisible();
  await expectAccessible(visitor);
  await visitor.setViewportSize({ width: 360, height: 740 });
  expect(await visitor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await look(visitor, "deck-public");
  await visitor.getByLabel("Who would sponsor").fill("Quay Bank");
  await visitor.getByLabel("Your name").fill("Ada Brandt");
  await visitor.getByLabel("E-mail").fill("ada@quay-bank.example");
  await visitor.locator('[name="wish"]').selectOption({ index: 1 });
  await visitor.getByLabel("What matters to you?").fill("Could we invite fifty?");
  await visitor.getByLabel(/may use what I wrote here/).check();
  await visitor.getByRole("button", { name: "Ask for a proposal" }).click();
  await expect(visitor.getByRole("heading", { name: "Thank you. We have it." })).toBeVisible();

  await open(organizer, at("enquiries"));
  await look(organizer, "enquiries");
  await organizer.getByRole("link", { name: "Quay Bank" }).click();
  await expect(organizer.getByRole("heading", { level: 1, name: "Quay Bank" })).toBeVisible();
  await expect(organizer.getByText("Could we invite fifty?")).toBeVisible();
  await look(organizer, "enquiry");
  await expectAccessible(organizer);
  await organizer.getByRole("button", { name: "Prepare a proposal" }).click();
  await expect(organizer.getByRole("heading", { level: 1, name: "New proposal" })).toBeVisible();
  await expect(organizer.getByLabel(/^Price, tax included/)).toHaveValue("900.00");
  await organizer.getByRole("button", { name: "Save draft" }).click();
  await expect(organizer.getByRole("heading", { level: 1, name: /PR-0001/ })).toBeVisible();
  await expect(organizer.getByText(/and Quay Bank, for/)).toBeVisible();
  const { rows } = await admin.query(
    "select q.state, t.number from sponsorship.enquiries q join sponsorship.proposal_threads t on t.id = q.thread_id where q.organization_id = $1",
    [org.id],
  );
  expect(rows).toEqual([{ state: "answered", number: "PR-0001" }]);
});

test("a sponsor writes its profile and says what everybody may read; the organizer reads all of it", async ({
  page: organizer,
  as,
  elsewhere,
}) => {
  test.setTimeout(90_000);
  const { org } = await as("organizer");
  const person = await given.person("sponsor", org, { name: "Femke Dijkhuis" });
  const { rows } = await admin.query(
    `with s as (insert into sponsorship.sponsors (organization_id, name) values ($1, 'Harbour Brewery') returning id)
     insert into sponsorship.sponsor_members (organization_id, sponsor_id, user_id) select $1, s.id, $2 from s returning sponsor_id as id`,
    [org.id, person.userId],
  );
  const sponsor = await elsewhere(person);
  await open(sponsor, `/${org.slug}/sponsorship/profile`);
  await sponsor.getByLabel("Sector").fill("Drinks");
  await sponsor.getByLabel("About you").fill("Brews by the harbour.");
  await sponsor.getByLabel("Tax number").fill("NL 001.234");
  await sponsor.getByLabel("Regions").fill("Amsterdam, Utrecht");
  await sponsor.getByRole("button", { name: "Save profile" }).click();
  await expect(sponsor.getByRole("heading", { name: "Public page" })).toBeVisible();
  await sponsor.getByLabel("I may agree to this").check();
  await sponsor.getByRole("button", { name: "Publish" }).click();
  await expect(sponsor.getByRole("link", { name: "Open the page" })).toBeVisible();
  await look(sponsor, "sponsor-profile");
  await expectAccessible(sponsor);
  await sponsor.getByRole("link", { name: "Open the page" }).click();
  await expect(sponsor.getByRole("heading", { level: 1, name: "Harbour Brewery" })).toBeVisible();
  await expect(sponsor.getByText("Brews by the harbour.")).toBeVisible();
  await expect(sponsor.getByText("001.234")).toHaveCount(0);
  await expect(sponsor.getByText("Utrecht")).toHaveCount(0);
  await look(sponsor, "sponsor-public");
  await expectAccessible(sponsor);
  await open(organizer, `/${org.slug}/sponsorship/sponsors/${rows[0].id}`);
  await expect(organizer.getByText("NL 001.234")).toBeVisible();
  await expectAccessible(organizer);
});

test("a house calls held money as it likes, and escrow only with a licensed agent named", async ({ page, as }) => {
  const { org } = await as("admin");
  await open(page, `/${org.slug}/settings/sponsorship`);
  await look(page, "held-name");
  await expectAccessible(page);
  await page.getByLabel("Name", { exact: false }).first().fill("Escrow");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText("only a licensed agent may say so");
  await page.getByLabel("Licensed agent").fill("Quay Notaries B.V.");
  await page.getByLabel(/I confirm that this agent/).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/Confirmed by/)).toBeVisible();
  await open(page, `/${org.slug}/sponsorship/desk`);
  await expect(page.getByText("Nothing leaves the escrow but on two people's word.")).toBeVisible();
});
