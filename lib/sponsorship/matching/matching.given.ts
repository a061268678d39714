import { admin, given, type Organization } from "#db/given";
import { type Actor, asWorker } from "#db/tenant";
import { house } from "#lib/payments/books.given";
import { savePackage, saveSponsor } from "#lib/sponsorship/commands/catalogue";
import { saveWishes } from "#lib/sponsorship/matching/commands";
import { catchUp } from "#lib/sponsorship/matching/run";

/** What tests of matching start from: a house with an offer. A test file that uses `settled` acts as the worker. */
export type Fair = { org: Organization; organizer: Actor; boss: Actor; eventId: string };

export async function fair(): Promise<Fair> {
  const org = await house({ bearer: "platform" });
  const [organizer, boss] = [await given.person("organizer", org), await given.person("admin", org)];
  const { id: eventId } = await given.event(org);
  return { org, organizer, boss, eventId };
}

export const offerOf = async (at: Fair, fields: Record<string, unknown> = {}): Promise<string> =>
  (
    await savePackage(at.organizer, {
      eventId: at.eventId,
      name: "Gold",
      description: "Your beer at every bar of the harbour concert.",
      price: "8000.00",
      currency: at.org.currency,
      quantity: "2",
      milestones: [{ title: "All", percent: "100", anchor: "event_end", days: "7" }],
      deliverables: [{ title: "Logo on the poster", anchor: "signed", days: "10", milestone: "0" }],
      ...fields,
    })
  ).id;

export const sponsorOf = async (
  at: Fair,
  name: string,
  wishes?: Record<string, unknown>,
  fields = {},
): Promise<string> => {
  const { id } = await saveSponsor(at.organizer, { name, ...fields });
  if (wishes) await saveWishes(at.organizer, { sponsorId: id, matchable: "on", ...wishes });
  return id;
};

/** Another organization that lets itself be found. */
export async function guest(wishes: Record<string, unknown> = {}): Promise<{ org: Organization; boss: Actor }> {
  const org = await given.organization();
  const boss = await given.person("admin", org);
  await saveWishes(boss, { matchable: "on", about: "Sparkling water for people who dance.", ...wishes });
  return { org, boss };
}

/** What the worker does, until nothing waits. */
export const settled = (org: Organization) => catchUp((work) => asWorker(org.id, work), { rounds: 100 });

export type Match = {
  id: string;
  package: string;
  who: string;
  score: string | null;
  known: number;
  weights: number;
  values: Record<string, string | null>;
  facts: Record<string, Record<string, unknown>>;
};
/** Every match of an organization as it is in the tables, best first. */
export const matchesOf = async (org: Organization): Promise<Match[]> =>
  (
    await admin.query(
      `select m.id, m.package_id as package, coalesce(m.sponsor_id, m.guest_id) as who, m.score::text, m.known_ppm as known, m.weights_n as weights,
         (select jsonb_object_agg(f.feature, f.value::text) from sponsorship.match_features f where f.match_id = m.id) as values,
         (select jsonb_object_agg(f.feature, f.facts) from sponsorship.match_features f where f.match_id = m.id) as facts
       from sponsorship.sponsorship_matches m where m.organization_id = $1 order by m.score desc nulls last, m.known_ppm desc, m.id`,
      [org.id],
    )
  ).rows;
export const waiting = async (org: Organization): Promise<number> =>
  (
    await admin.query("select count(*)::int as n from sponsorship.fit_recalc_queue where organization_id = $1", [
      org.id,
    ])
  ).rows[0].n;
export const weightsOf = async (org: Organization): Promise<{ n: number; weights: number[]; cause: string }[]> =>
  (
    await admin.query("select n, weights, cause from sponsorship.match_weights where organization_id = $1 order by n", [
      org.id,
    ])
  ).rows;
