import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { memberOf, type Place } from "#db/seed/load-houses";
import { actAs, call } from "#db/seed/load-payouts";
import { onDay } from "#db/seed/on-day";

/** Days before today, counted backwards: -30 is thirty days ago. */
type Act = { day: number; run: () => Promise<unknown> };
type Deal = { thread: string; order: string; price: number };
const parts = [0.4, 0.6];

/**
 * Sponsorships of the last months, by two sponsors that one person acts for: delivered and released, given back in part
 * and whole, held with a late deliverable, held with a proof that waits; and proposals that came to nothing. In the order
 * of their days, so that numbers and books grow as they would have.
 */
export async function loadPastSponsors(client: Client, { id: organization, house, members }: Place) {
  const [organizer, finance, admin, sponsor] = (["organizer", "finance", "admin", "sponsor"] as const).map((role) =>
    memberOf(members, role),
  );
  if (!organizer || !finance || !admin || !sponsor) return;
  const as = (member: typeof sponsor) => actAs(client, member, organization);
  const { currency } = house;
  const { rows: events } = await client.query<{ id: string; name: string; ago: number; today: string }>(
    `select e.id, e.name, (payments.today($1) - (e.starts_at at time zone e.zone)::date) as ago, payments.today($1)::text as today
     from events.events e where e.organization_id = $1 and e.state in ('completed', 'archived', 'live') and e.starts_at > now() - interval '240 days' order by e.starts_at desc, e.capacity desc`,
    [organization],
  );
  const near = (ago: number) =>
    [...events].sort((one, other) => Math.abs(one.ago - ago) - Math.abs(other.ago - ago))[0] ?? events[0];
  const [latest] = events;
  if (!latest) return;
  const dayOf = (days: number) => new Date(Date.parse(latest.today) + days * 86_400_000).toISOString().slice(0, 10);

  await as(organizer);
  const make = async (name: string, industry: string, profile: string) => {
    const email = `hello@${name.toLowerCase().replaceAll(" ", "-")}.example`;
    const made = await call<string>(client, "to_jsonb(sponsorship.save_sponsor($1))", {
      name,
      industry,
      email,
      profile,
    });
    await client.query("select sponsorship.add_member($1, $2)", [made, sponsor.userId]);
    return made;
  };
  const northlight = await make(
    "Northlight Brewery",
    "Drinks",
    "Brews by the canal and sponsors whatever happens on it.",
  );
  const velvet = await make("Velvet Audio", "Sound", "Loudspeakers for rooms that matter.");

  const acts: Act[] = [];
  const at = (day: number, run: Act["run"]) => acts.push({ day, run });
  /** A proposal of so many days ago, and what both parties do with it afterwards. */
  const talk = (title: string, by: string, ago: number, price: number, eventAgo: number, holdDays = 180) => {
    const event = near(eventAgo);
    const deal: Deal = { thread: "", order: "", price };
    at(-ago, async () => {
      await as(organizer);
      deal.thread = await call<string>(client, "to_jsonb(sponsorship.save_proposal($1))", {
        ...{
          sponsorId: by,
          eventId: event?.id,
          title,
          currency,
          priceMinor: String(price),
          note: "As we talked about.",
        },
        expiresAt: `${dayOf(21)}T22:00:00Z`,
        terms: {
          ...{ taxPpm: 0, taxCode: "sales", holdDays, autoApproveDays: 10 },
          milestones: [
            { title: "Announcement", amountMinor: String(price * 0.4), dueOn: dayOf(20 - ago) },
            { title: "At the event", amountMinor: String(price * 0.6), dueOn: dayOf(35 - ago) },
          ],
          deliverables: [
            {
              title: "Name on every poster",
              description: "",
              dueOn: dayOf(18 - ago),
              slaDays: 3,
              milestone: 0,
              wanted: 50,
            },
            { title: "Banner at the stage", description: "", dueOn: dayOf(32 - ago), slaDays: 2, milestone: 1 },
          ],
        },
      });
      await client.query("select sponsorship.send_proposal($1)", [deal.thread]);
    });
    return deal;
  };
  const view = (deal: Deal, ago: number) =>
    at(-ago, async () => {
      await as(sponsor);
      await client.query("select sponsorship.view_proposal($1)", [deal.thread]);
    });
  const end = (deal: Deal, ago: number, state: "rejected" | "expired") =>
    at(-ago, async () => {
      await as(sponsor);
      if (state === "rejected")
        await client.query("select sponsorship.reject_proposal($1, 'Our year is planned already.')", [deal.thread]);
      else await client.query("update sponsorship.proposal_threads set state = 'expired' where id = $1", [deal.thread]);
    });
  const agree = (deal: Deal, ago: number, paidAgo: number) => {
    view(deal, ago + 2);
    at(-ago, async () => {
      await as(sponsor);
      const { rows } = await client.query("select sponsorship.accept_proposal($1, 1) as id", [deal.thread]);
      deal.order = rows[0].id;
    });
    at(-paidAgo, async () => {
      await as(finance);
      const payment = await call<string>(client, "to_jsonb(payments.record_manual_payment($1))", {
        ...{ key: randomUUID(), method: "bank_transfer", amountMinor: String(deal.price), currency },
        ...{ payer: "Sponsor", reference: "Sponsorship", receivedOn: dayOf(-paidAgo) },
      });
      await client.query("select payments.verify_manual_payment($1)", [payment]);
      await client.query("select sponsorship.fund_from_payment($1, $2)", [deal.order, payment]);
      await as(organizer);
      await client.query("select sponsorship.lock_funds($1)", [deal.order]);
    });
  };
  const show = (deal: Deal, place: number, ago: number, figure: number, decided?: number) => {
    const one = "(select id from sponsorship.deliverables where order_id = $1 and position = $2)";
    at(-ago, async () => {
      await as(organizer);
      const proof = { link: "https://photos.example/proof", words: "Photographs of the day.", figure: String(figure) };
      await client.query(`select sponsorship.submit_proof(${one}, $3::jsonb)`, [
        deal.order,
        place,
        JSON.stringify(proof),
      ]);
    });
    if (decided !== undefined)
      at(-decided, async () => {
        await as(sponsor);
        await client.query(`select sponsorship.decide_proof(${one}, true, '')`, [deal.order, place]);
      });
  };
  const leave = (deal: Deal, ago: number, kind: "release" | "refund", place: number, reason: string) =>
    at(-ago, async () => {
      const { rows } = await client.query(
        "select id from sponsorship.milestones where order_id = $1 and position = $2",
        [deal.order, place],
      );
      await as(finance);
      const asked = await call<string>(client, "to_jsonb(sponsorship.ask_release($1))", {
        ...{ kind, orderId: deal.order, reason, key: randomUUID() },
        ...(kind === "release"
          ? { milestoneId: rows[0].id }
          : { amountMinor: String(Math.round(deal.price * (parts[place] ?? 1))) }),
      });
      await as(admin);
      await client.query("select organizations.approve_request($1)", [asked]);
      if (kind === "release") return;
      await as(finance);
      await client.query(
        "select sponsorship.refund_sent_by_hand(id) from sponsorship.sponsor_refunds where order_id = $1 and state = 'sending'",
        [deal.order],
      );
    });

  const garden = talk("Beer garden", northlight, 232, 800_000, 170);
  agree(garden, 224, 215);
  show(garden, 0, 212, 60, 209);
  leave(garden, 206, "release", 0, "The posters hang, and they agree.");
  show(garden, 1, 190, 1, 186);
  leave(garden, 178, "release", 1, "The banner hung all evening.");
  const sound = talk("Sound partner", velvet, 150, 600_000, 100);
  agree(sound, 141, 133);
  show(sound, 0, 128, 40, 126);
  leave(sound, 120, "release", 0, "Announced as agreed.");
  leave(sound, 92, "refund", 1, "The stage was moved, and the banner never hung.");
  const lamp = talk("Lamp post flags", velvet, 118, 240_000, 60);
  agree(lamp, 110, 104);
  leave(lamp, 84, "refund", 9, "The city forbade flags this year.");
  const light = talk("Light partner", northlight, 78, 900_000, 40);
  agree(light, 70, 63);
  show(light, 0, 57, 80, 55);
  leave(light, 48, "release", 0, "The posters hang, and they agree.");
  const walk = talk("Headphones for the walk", velvet, 47, 420_000, 1, 45);
  agree(walk, 42, 39);
  show(walk, 0, 31, 24, 28);
  leave(walk, 22, "release", 0, "Announced as agreed.");
  show(walk, 1, 4, 300);
  end(talk("Glass deposit cups", northlight, 101, 150_000, 60), 82, "rejected");
  end(talk("Cloakroom", velvet, 66, 90_000, 20), 44, "expired");
  end(talk("After-party", northlight, 38, 280_000, 5), 26, "rejected");

  for (const { day, run } of acts.sort((one, other) => one.day - other.day))
    await onDay(client, organization, dayOf(day), async () => void (await run()));
  // Their last days were those of their own time.
  await client.query(
    "update sponsorship.proposal_threads set expires_at = created_at + interval '21 days' where organization_id = $1 and state in ('accepted', 'rejected', 'expired')",
    [organization],
  );
}
