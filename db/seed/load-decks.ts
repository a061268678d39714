import type { Client } from "pg";
import { memberOf, type Place } from "#db/seed/load-houses";
import { actAs, call } from "#db/seed/load-payouts";

/** What visitors see of sponsoring: a house's deck and its event's, who sponsored before, and what somebody asked there. After the sponsors. */
export async function loadDecks(client: Client, { id: organization, house, members }: Place) {
  const [organizer, sponsor] = [memberOf(members, "organizer"), memberOf(members, "sponsor")];
  if (!organizer || !sponsor) return;
  const { rows } = await client.query<{ id: string; event: string; slug: string; house: string; sponsor: string }>(
    `select k.id, k.event_id as event, e.slug, o.slug as house, m.sponsor_id as sponsor from sponsorship.sponsorship_packages k
     join events.events e on e.organization_id = k.organization_id and e.id = k.event_id join organizations.organizations o on o.id = k.organization_id
     join sponsorship.sponsor_members m on m.organization_id = o.id and m.user_id = $2
     where k.organization_id = $1 and k.state = 'published' order by k.price_minor desc limit 1`,
    [organization, sponsor.userId],
  );
  const [offered] = rows;
  if (!offered) return;
  const publish = async (eventId: string | undefined, fields: Record<string, string>) => {
    const id = await call<string>(client, "to_jsonb(sponsorship.save_deck($1))", { eventId });
    await call(client, "to_jsonb(sponsorship.save_deck($1))", { id, ...fields, showsReach: true, showsPartners: true });
    await client.query("select sponsorship.publish_deck($1, true)", [id]);
  };
  await actAs(client, organizer, organization);
  await publish(offered.event, {
    headline: "Be where the evening begins: at the stage, at the bar, on every poster.",
    intro:
      "For one long evening the whole quarter is out. Your name is on the stage that everybody walks up to, and your people are among the guests.\n\nWe promise little and show all of it: for everything that we promise there is a day and a proof, and your money stays where it is until you have said yes.",
    audience: "People from the city, most of them between 25 and 45, who come with friends and stay for hours.",
  });
  await publish(undefined, {
    headline: "Evenings that people talk about, and partners that they remember.",
    intro: "We make a handful of events a year and sell few packages for each, so that every partner is seen.",
    audience: "Curious people with friends, families in the early evening, and the neighbours always.",
  });
  await actAs(client, sponsor, organization);
  const about = { sponsorId: offered.sponsor };
  await call(client, "to_jsonb(sponsorship.save_profile($1))", {
    ...about,
    ...{ name: "Northlight Brewery", sector: "Drinks", website: "https://northlight-brewery.example" },
    about: "A brewery by the canal, forty people, six beers. We sponsor whatever happens on the water.",
    audience: "People who go out on foot and like to know who brewed it.",
    regions: ["Amsterdam", "Haarlem", "Utrecht"],
    ...{ budgetLeastMinor: "150000", budgetMostMinor: "1500000", currency: house.currency },
    ...{ looksFor: "A stage or a bar of our own, and seats for our guests.", taxId: "NL 0000.00.000.B01" },
  });
  await call(client, "to_jsonb(sponsorship.publish_profile($1))", {
    ...about,
    ...{ shows: ["about", "audience", "regions", "looksFor", "website", "sponsorships"], consentVersion: "2026-11" },
  });
  const ask = (p: Record<string, string>) =>
    client.query("select sponsorship.enquire($1, $2::jsonb)", [
      offered.house,
      JSON.stringify({ ...p, event: offered.slug, consentVersion: "2026-11", address: "203.0.113.9" }),
    ]);
  await ask({
    ...{ name: "Ada Brandt", company: "Quay Bank", email: "ada.brandt@quay-bank.example", phone: "+31 20 555 0142" },
    packageId: offered.id,
    message: "We open a branch around the corner in spring. Could our name be on the stage, and could we invite fifty?",
  });
  await ask({
    ...{ name: "Tom de Wit", company: "Paddle & Pine", email: "tom@paddle-pine.example" },
    message: "We rent out canoes. Is there something smaller than the bar?",
  });
}
