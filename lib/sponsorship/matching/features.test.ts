import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { refused } from "#lib/identity/people.given";
import { saveWishes } from "#lib/sponsorship/matching/commands";
import { fair, matchesOf, offerOf, settled, sponsorOf } from "#lib/sponsorship/matching/matching.given";
import { features } from "#lib/sponsorship/matching/rules";
import { why } from "#lib/sponsorship/matching/why";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const monthOf = async (eventId: string) =>
  (
    await admin.query(
      "select extract(month from starts_at at time zone zone)::int as m from events.events where id = $1",
      [eventId],
    )
  ).rows[0].m as number;

describe("the features of a match", () => {
  it("come from the rows there are, each with a sentence that says why", async () => {
    const at = await fair();
    const month = await monthOf(at.eventId);
    await offerOf(at);
    await sponsorOf(
      at,
      "Harbour Brewery",
      {
        categories: ["concert", "festival"],
        places: "Hamburg\nDenmark",
        months: [String(month)],
        audienceLeast: "1000",
        budgetLeast: "5000",
        budgetMost: "12000",
        currency: at.org.currency,
      },
      { industry: "Drinks", profile: "Beer for every harbour concert." },
    );
    await settled(at.org);
    const [match] = await matchesOf(at.org);
    assert.ok(match);
    assert.deepEqual(Object.keys(match.values).sort(), [...features].sort());
    const { category, geography, budget, season, audience, past, text } = match.values;
    assert.deepEqual([category, geography, budget, season], ["1.000000", "1.000000", "1.000000", "1.000000"]);
    assert.deepEqual([audience, past], [null, null]);
    assert.ok(Number(text) > 0.2, `the words are alike: ${text}`);
    assert.equal(why("budget", match.facts.budget), "Budget $5,000.00 to $12,000.00 covers the package's $8,000.00.");
    assert.equal(why("category", match.facts.category), "They look for Festival or Concert, and this is one: Concert.");
    assert.equal(
      why("geography", match.facts.geography),
      "The event is in Hamburg, Germany; they look for Hamburg or Denmark.",
    );
    assert.match(why("audience", match.facts.audience), /nothing was sold yet/);
    assert.equal(why("past", match.facts.past), "No order with them has ended yet.");
    assert.match(why("text", match.facts.text), /% alike \(hashed-ngrams-1024@1\)/);
    // Weights as they come, in hundredths: what is not known (audience 12, past 13) is not in the mean.
    assert.equal(match.known, 750_000);
    assert.equal(match.score, ((0.63 + 0.12 * Number(text)) / 0.75).toFixed(6));
  });

  it("are less than whole where something is beside it, by a rule that can be followed", async () => {
    const at = await fair();
    const month = await monthOf(at.eventId);
    await offerOf(at);
    await sponsorOf(at, "Small Purse", {
      budgetMost: "4000",
      currency: "USD",
      months: [String((month % 12) + 1)],
      places: "France",
    });
    await sponsorOf(at, "Big Purse", {
      budgetLeast: "16000",
      currency: "USD",
      months: [String(((month + 5) % 12) + 1)],
      places: "de",
    });
    await sponsorOf(at, "Other Purse", { budgetMost: "4000", currency: "EUR" });
    await settled(at.org);
    const all = await matchesOf(at.org);
    const of = async (name: string) => {
      const { rows } = await admin.query(
        "select id from sponsorship.sponsors where organization_id = $1 and name = $2",
        [at.org.id, name],
      );
      const found = all.find(({ who }) => who === rows[0].id);
      assert.ok(found);
      return found;
    };
    const [small, big, other] = [await of("Small Purse"), await of("Big Purse"), await of("Other Purse")];
    assert.deepEqual(
      [small.values.budget, small.values.season, small.values.geography],
      ["0.500000", "0.500000", "0.000000"],
    );
    assert.deepEqual(
      [big.values.budget, big.values.season, big.values.geography],
      ["0.500000", "0.000000", "1.000000"],
    );
    assert.match(why("budget", small.facts.budget), /more than their budget of up to \$4,000\.00/);
    assert.match(why("budget", big.facts.budget), /less than they want to spend: from \$16,000\.00/);
    assert.deepEqual([other.values.budget, other.score, other.known], [null, null, 0]);
    assert.match(why("budget", other.facts.budget), /without a rate they are not compared/);
  });

  it("count people by what was sold, and former events of the kind when that was more", async () => {
    const at = await fair();
    await offerOf(at);
    await sponsorOf(at, "Crowd Lover", { audienceLeast: "1000", audienceMost: "2000" });
    const sell = (event: string, tickets: number) =>
      admin.query(
        `insert into analytics.daily_sales (organization_id, day, event_id, channel, currency, tickets, returned) values ($1, current_date, $2, 'online', 'USD', $3, 10)`,
        [at.org.id, event, tickets],
      );
    await sell(at.eventId, 510);
    await settled(at.org);
    assert.equal((await matchesOf(at.org))[0]?.values.audience, "0.500000");
    const { given } = await import("#db/given");
    const { id: former } = await given.event(at.org);
    await sell(former, 4010);
    await admin.query(
      "update events.events set starts_at = now() - interval '9 days', ends_at = now() - interval '8 days' where id = $1",
      [former],
    );
    await admin.query("update events.events set state = 'live' where id = $1", [former]);
    await admin.query("update events.events set state = 'completed' where id = $1", [former]);
    await admin.query("select sponsorship.mark_stale($1, null, null, null, 'daily')", [at.org.id]);
    await settled(at.org);
    const [match] = await matchesOf(at.org);
    assert.equal(match?.values.audience, "0.500000");
    assert.equal(
      why("audience", match?.facts.audience),
      "Events of its kind sold 4,000 tickets on average (1 of them); they want to reach 1,000 to 2,000 people.",
    );
  });

  it("what a sponsor looks for is refused where it contradicts itself, and taken where it does not", async () => {
    const at = await fair();
    const id = await sponsorOf(at, "Harbour Brewery");
    const wish = (fields: Record<string, unknown>) => saveWishes(at.organizer, { sponsorId: id, ...fields });
    assert.equal((await refused(wish({ budgetLeast: "10", budgetMost: "5", currency: "EUR" }))).field, "budgetMost");
    assert.equal((await refused(wish({ audienceLeast: "10", audienceMost: "5" }))).field, "audienceMost");
    assert.equal((await refused(wish({ categories: ["sorcery"] }))).field, "categories");
    assert.equal((await refused(wish({ budgetLeast: "10" }))).code, "invalid");
    await assert.rejects(wish({ months: ["13"] }), { name: "ZodError" });
    await wish({
      budgetLeast: "5",
      budgetMost: "10",
      currency: "EUR",
      audienceLeast: "5",
      categories: ["concert"],
      months: ["1", "12"],
    });
  });
});
