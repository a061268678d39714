import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { sql } from "drizzle-orm";
import { answer, jsonOf } from "#db/answer";
import { admin } from "#db/given";
import { terms, wishesOf } from "#db/seed/load-matching";
import { plannedPackages, plannedSponsors } from "#db/seed/matching-plan";
import { asTenant, closeDatabase } from "#db/tenant";
import { type Fair, fair, matchesOf, settled } from "#lib/sponsorship/matching/matching.given";

after(async () => {
  await admin.end();
  await closeDatabase();
});

/**
 * A measurement on the demo's invented packages and sponsors, against what a person would say who reads both. It shows that
 * the ranking follows what the rows say; how good it is with real sponsors it cannot show. `auc` is the chance that a pair
 * that fits stands above one that does not (0.5 by lot); `first` how often the first sponsor of a package fits.
 */
async function measured(wishes: boolean, otherWords = false) {
  const at = await fair();
  const month = (
    await admin.query(
      "select extract(month from starts_at at time zone zone)::int as m from events.events where id = $1",
      [at.eventId],
    )
  ).rows[0].m;
  const next = { city: "Hamburg", month };
  const minor = (major: number) => String(major * 100);
  const make = (call: "save_package" | "save_sponsor" | "save_wishes", p: object) => made(at, call, p);
  const packages = new Map<string, string>();
  for (const { name, description, deliverable, price } of plannedPackages) {
    const one = {
      eventId: at.eventId,
      name,
      description,
      priceMinor: minor(price),
      currency: "USD",
      quantity: 2,
      variants: [],
      terms: terms(deliverable),
    };
    packages.set(await make("save_package", one), name);
  }
  const sponsors = new Map<string, (typeof plannedSponsors)[number]>();
  for (const one of plannedSponsors) {
    const said = otherWords
      ? { profile: paraphrased[one.name] ?? one.profile }
      : { industry: one.industry, profile: one.profile };
    const id = await make("save_sponsor", { name: one.name, ...said });
    sponsors.set(id, one);
    if (wishes && one.budget) await make("save_wishes", { sponsorId: id, ...wishesOf(one, next, minor, "USD") });
  }
  await settled(at.org);
  const pairs = (await matchesOf(at.org)).map(({ package: offered, who, score, known }) => ({
    name: packages.get(offered) ?? "",
    score: Number(score ?? -1),
    known,
    fits: sponsors.get(who)?.fits.includes(packages.get(offered) ?? "") ?? false,
  }));
  assert.equal(pairs.length, plannedPackages.length * plannedSponsors.length);
  let [won, tried, first] = [0, 0, 0];
  for (const { name } of plannedPackages) {
    const of = pairs.filter((pair) => pair.name === name).sort((a, b) => b.score - a.score || b.known - a.known);
    if (of[0]?.fits) first += 1;
    for (const good of of.filter(({ fits }) => fits))
      for (const other of of.filter(({ fits }) => !fits)) {
        tried += 1;
        won += good.score > other.score ? 1 : good.score === other.score ? 0.5 : 0;
      }
  }
  const lot = pairs.filter(({ fits }) => fits).length / pairs.length;
  return { auc: won / tried, first: first / plannedPackages.length, lot };
}

const made = (at: Fair, call: "save_package" | "save_sponsor" | "save_wishes", p: object) =>
  asTenant(at.organizer, async (tx) => {
    const document = jsonOf(p);
    const calls = {
      save_package: sql`sponsorship.save_package(${document})`,
      save_sponsor: sql`sponsorship.save_sponsor(${document})`,
      save_wishes: sql`sponsorship.save_wishes(${document})`,
    };
    return String(await answer(tx, calls[call]));
  });

/** The same said with none of the packages' words: what a model without any meaning cannot see. */
const paraphrased: Record<string, string> = {
  "Pedal & Post": "Two-wheelers with a motor, for rent. Less traffic downtown.",
  "Little Otter Toys": "Things to play with, made of wood, for kids.",
  "Aurora Optics": "Gear for those who shoot portraits.",
  "Still Water Baths": "A spa where tired employees relax.",
  "Brightside Energy": "Photovoltaics and batteries.",
  "Copper Ladle": "Pots, pans and a culinary academy.",
  "Orchard Row Cider": "Fermented apple juice.",
};

describe("the ranking of the demo's sponsors", () => {
  it("by words alone puts pairs that fit above others far more often than a lot would", async (t) => {
    const { auc, first, lot } = await measured(false);
    t.diagnostic(
      `words alone: auc ${auc.toFixed(3)} (by lot 0.500), first fits ${first.toFixed(2)} (by lot ${lot.toFixed(2)})`,
    );
    assert.ok(auc > 0.8, `auc ${auc}`);
    assert.ok(first >= 0.5, `first ${first}`);
  });

  it("with what is known of them is no worse than a lot by a wide margin", async (t) => {
    const { auc, first, lot } = await measured(true);
    t.diagnostic(
      `words and wishes: auc ${auc.toFixed(3)} (by lot 0.500), first fits ${first.toFixed(2)} (by lot ${lot.toFixed(2)})`,
    );
    assert.ok(auc > 0.75, `auc ${auc}`);
    assert.ok(first >= 0.4, `first ${first}`);
  });

  it("by words alone is hardly better than a lot where nobody uses the same words, and is not claimed to be", async (t) => {
    const { auc, first, lot } = await measured(false, true);
    t.diagnostic(
      `other words: auc ${auc.toFixed(3)} (by lot 0.500), first fits ${first.toFixed(2)} (by lot ${lot.toFixed(2)})`,
    );
    assert.ok(auc < 0.9, `the model sees meaning? auc ${auc}`);
  });
});
