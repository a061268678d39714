import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { type Member, memberOf, type Place } from "#db/seed/load-houses";
import { actAs, call } from "#db/seed/load-payouts";

/**
 * Sponsors of a house: packages of its next event, talks in every state, and orders whose money is held, released in part,
 * disputed, and about to be due. By transfer, because the demo's processor knows of no card payments but those of tickets.
 */
export async function loadSponsors(client: Client, { id: organization, house, members }: Place, guest?: Place) {
  const [organizer, finance, admin, sponsor] = (["organizer", "finance", "admin", "sponsor"] as const).map((role) =>
    memberOf(members, role),
  );
  if (!organizer || !finance || !admin || !sponsor) return;
  const as = (member: Member, at = organization) => actAs(client, member, at);
  const { currency } = house;
  const { rows } = await client.query<{ id: string; name: string; today: string }>(
    `select e.id, e.name, payments.today($1)::text as today from events.events e where e.organization_id = $1 and e.state = 'published' and e.starts_at > now() + interval '20 days'
     order by e.starts_at limit 1`,
    [organization],
  );
  const [event] = rows;
  if (!event) return;
  const day = (days: number) => new Date(Date.parse(event.today) + days * 86_400_000).toISOString().slice(0, 10);

  await as(organizer);
  // Known since the last months.
  const { rows: known } = await client.query<{ id: string }>(
    "select id from sponsorship.sponsors where organization_id = $1 and name = 'Northlight Brewery'",
    [organization],
  );
  const northlight = known[0]?.id;
  if (!northlight) return;
  if (guest) {
    const { rows: found } = await client.query("select slug from organizations.organizations where id = $1", [
      guest.id,
    ]);
    const own = { name: guest.house.name, industry: "Events", slug: found[0]?.slug };
    await call<string>(client, "to_jsonb(sponsorship.save_sponsor($1))", own);
  }
  const rules = { taxPpm: 0, taxCode: "sales", holdDays: 180, autoApproveDays: 10 };
  const offer = (name: string, priceMinor: number, quantity: number, description: string) =>
    call<string>(client, "to_jsonb(sponsorship.save_package($1))", {
      ...{ eventId: event.id, name, description, priceMinor: String(priceMinor), currency, quantity },
      variants:
        name === "Main stage" ? [{ name: "with a tasting tent", priceMinor: String(priceMinor + 350_000) }] : [],
      terms: {
        ...rules,
        milestones: [
          { title: "Announcement", percent: 40, anchor: "signed", days: 14 },
          { title: "At the event", percent: 60, anchor: "event_end", days: 7 },
        ],
        deliverables: [
          { title: "Name on every poster", description: "", anchor: "signed", days: 10, slaDays: 3, milestone: 0 },
          { title: "Banner at the stage", description: "", anchor: "event_start", days: 0, slaDays: 0, milestone: 1 },
          {
            title: "Impressions of the posts",
            description: "",
            anchor: "event_end",
            days: 5,
            slaDays: 2,
            wanted: 20_000,
            milestone: 1,
          },
        ],
      },
    });
  const main = await offer("Main stage", 1_200_000, 2, "The stage bears your name, on site and in print.");
  const bar = await offer("Bar partner", 450_000, 4, "Your drinks at every bar.");
  for (const one of [main, bar])
    await client.query("select system.move('sponsorship_package', $1, 'published')", [one]);
  await client.query("select sponsorship.save_template($1, 'Main stage')", [main]);

  const terms = (price: number, holdDays: number) => ({
    ...{ ...rules, holdDays },
    milestones: [
      { title: "Announcement", amountMinor: String(price * 0.4), dueOn: day(14) },
      { title: "At the event", amountMinor: String(price * 0.6), dueOn: day(60) },
    ],
    deliverables: [
      { title: "Name on every poster", description: "", dueOn: day(10), slaDays: 3, milestone: 0 },
      { title: "Banner at the stage", description: "", dueOn: day(50), slaDays: 0, milestone: 1 },
    ],
  });
  const propose = async (
    title: string,
    price: number,
    more: { packageId?: string; holdDays?: number; send?: boolean } = {},
  ) => {
    await as(organizer);
    const thread = await call<string>(client, "to_jsonb(sponsorship.save_proposal($1))", {
      ...{ sponsorId: northlight, eventId: event.id, packageId: more.packageId, title, currency },
      ...{ priceMinor: String(price), terms: terms(price, more.holdDays ?? 180), expiresAt: `${day(21)}T22:00:00Z` },
      note: "As we talked about on the phone.",
    });
    if (more.send !== false) await client.query("select sponsorship.send_proposal($1)", [thread]);
    return thread;
  };
  const agree = async (title: string, price: number, more: Parameters<typeof propose>[2] = {}) => {
    const thread = await propose(title, price, more);
    await as(sponsor);
    return (
      (await client.query<{ id: string }>("select sponsorship.accept_proposal($1, 1) as id", [thread])).rows[0]?.id ??
      ""
    );
  };
  const pay = async (order: string, price: number) => {
    await as(finance);
    const payment = await call<string>(client, "to_jsonb(payments.record_manual_payment($1))", {
      ...{
        key: randomUUID(),
        method: "bank_transfer",
        amountMinor: String(price),
        currency,
        payer: "Northlight Brewery",
      },
      ...{ reference: "Sponsorship", receivedOn: event.today },
    });
    await client.query("select payments.verify_manual_payment($1)", [payment]);
    await client.query("select sponsorship.fund_from_payment($1, $2)", [order, payment]);
    await as(organizer);
    await client.query("select sponsorship.lock_funds($1)", [order]);
  };
  const show = async (order: string, place: number, approve: boolean) => {
    const { rows: found } = await client.query<{ id: string; milestone: string }>(
      "select id, milestone_id as milestone from sponsorship.deliverables where order_id = $1 and position = $2",
      [order, place],
    );
    const [one] = found;
    if (!one) return "";
    await as(organizer);
    const proof = { link: "https://photos.example/posters", words: "On forty walls since Monday.", figure: "40" };
    await client.query("select sponsorship.submit_proof($1, $2::jsonb)", [one.id, JSON.stringify(proof)]);
    await as(sponsor);
    if (approve) await client.query("select sponsorship.decide_proof($1, true, '')", [one.id]);
    return one.milestone;
  };
  const ask = async (p: Record<string, unknown>) => {
    await as(finance);
    return call<string>(client, "to_jsonb(sponsorship.ask_release($1))", { ...p, key: randomUUID() });
  };

  await propose("Tasting tent", 300_000, { send: false });
  await propose("Winter light walk", 650_000);
  const talked = await propose("Bar partner of the season", 450_000, { packageId: bar });
  await as(sponsor);
  await client.query("select sponsorship.view_proposal($1)", [talked]);
  const counter = {
    version: 1,
    priceMinor: "400000",
    terms: terms(400_000, 180),
    note: "Without the print, we would say yes.",
  };
  await client.query("select sponsorship.counter_proposal($1, $2::jsonb)", [talked, JSON.stringify(counter)]);
  await client.query("select sponsorship.write_message($1, 'Could you send us the floor plan?')", [talked]);
  await agree("Programme booklet", 180_000);

  const stage = await agree("Main stage partner", 1_200_000, { packageId: main });
  await pay(stage, 1_200_000);
  const announced = await show(stage, 0, true);
  const asked = await ask({
    kind: "release",
    orderId: stage,
    milestoneId: announced,
    reason: "The posters hang, and they agree.",
  });
  await as(admin);
  await client.query("select organizations.approve_request($1)", [asked]);

  const boat = await agree("Boat parade", 500_000, { holdDays: 6 });
  await pay(boat, 500_000);
  const due = await show(boat, 0, true);
  await ask({ kind: "release", orderId: boat, milestoneId: due, reason: "Announced as agreed." });

  const night = await agree("Night market", 320_000);
  await pay(night, 320_000);
  await show(night, 0, false);
  await as(sponsor);
  await client.query("select sponsorship.open_dispute($1, 60000, 'Half of the posters bear the old logo.')", [night]);
}
