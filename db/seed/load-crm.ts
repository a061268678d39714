import type { Client } from "pg";
import { type Inquiry, inquiries, opinions } from "#db/seed/crm-people";
import { memberOf, type Place } from "#db/seed/load-houses";
import { actAs, call } from "#db/seed/load-payouts";
import { digestOf, reviewSecret } from "#lib/feedback/link";

/**
 * Ember & Rice's customers: leads in every stage, opportunities, reviews of every kind. Through the same functions as
 * people use; then moved back in time, as if the weeks had passed.
 */
export async function loadCrm(client: Client, { house, id: org, members, stations }: Place): Promise<void> {
  if (house.slug !== "ember-and-rice") return;
  await actAs(client, memberOf(members, "admin"), org);
  const stages = await stagesOf(client, org);
  const customers: string[] = [];
  for (const [index, asked] of inquiries.entries()) {
    const stationId = stations.get(asked.station) ?? null;
    const lead = await call<string>(client, "crm.add_lead($1)", {
      ...asked,
      stationId,
      ownerId: index % 3 === 0 ? null : memberOf(members, index % 3 === 1 ? "manager" : "staff").userId,
      wishedOn: asked.inDays ? dayIn(asked.inDays) : null,
    });
    if (asked.note)
      await client.query(
        "insert into crm.lead_notes (organization_id, lead_id, body, created_by) values ($1, $2, $3, system.uid())",
        [org, lead, asked.note],
      );
    const customer = await move(client, stages, lead, asked);
    if (customer) customers.push(customer);
    await shift(client, org, lead, asked.daysAgo);
  }
  await deals(client, org, stages, customers, stations);
  await reviews(client, org, customers, stations);
  await client.query("select set_config('app.ctx', '', true), set_config('app.sig', '', true)");
}

type Stages = (pipeline: string, name: string) => string | undefined;

async function stagesOf(client: Client, org: string): Promise<Stages> {
  const { rows } = await client.query<{ id: string; pipeline: string; name: string }>(
    "select id, pipeline, name from crm.pipeline_stages where organization_id = $1",
    [org],
  );
  return (pipeline, name) => rows.find((row) => row.pipeline === pipeline && row.name === name)?.id;
}

/** To where it got; answers the customer whom a converted one became. */
async function move(client: Client, stages: Stages, lead: string, { stage, lost, title, worth }: Inquiry) {
  const to = (name: string, reason?: string) =>
    client.query("select crm.move_lead($1, $2, $3)", [lead, stages("leads", name), reason ?? null]);
  if (stage !== "New") await to("Contacted");
  if (stage === "Qualified" || stage === "Converted") await to("Qualified");
  if (stage === "Lost") await to("Lost", lost);
  if (stage !== "Converted") return null;
  const deal = title ? { title, amountMinor: worth ?? 0, currency: "USD", expectedOn: dayIn(21) } : {};
  const { customerId } = await call<{ customerId: string }>(client, "crm.convert_lead($1)", { leadId: lead, ...deal });
  return customerId;
}

/** As if it had come so many days ago: its thread moves with it. */
async function shift(client: Client, org: string, lead: string, days: number) {
  const back = [org, lead, days];
  const at = "- make_interval(days => $3::int)";
  await client.query(
    `with h as (select h.id, row_number() over (order by h.entered_at) as n, count(*) over () as all from crm.stage_history h where h.organization_id = $1 and h.lead_id = $2)
     update crm.stage_history s set entered_at = now() ${at} * ((h.all - h.n + 1)::float / h.all), left_at = case when h.n < h.all then now() ${at} * ((h.all - h.n)::float / h.all) end
     from h where s.organization_id = $1 and s.id = h.id`,
    back,
  );
  await client.query(
    `update crm.leads l set created_at = l.created_at ${at}, stage_at = coalesce((select h.entered_at from crm.stage_history h where h.organization_id = $1 and h.lead_id = $2 and h.left_at is null), l.stage_at)
     where l.organization_id = $1 and l.id = $2`,
    back,
  );
  await client.query(
    `update crm.lead_activities set happened_at = happened_at ${at} where organization_id = $1 and lead_id = $2 and kind = 'form'`,
    back,
  );
  await client.query(
    `update crm.lead_notes set created_at = created_at ${at} * 0.8 where organization_id = $1 and lead_id = $2`,
    back,
  );
}

async function deals(client: Client, org: string, stages: Stages, customers: string[], stations: Place["stations"]) {
  const station = (slug: string) => stations.get(slug) ?? null;
  const made = [
    ["Holiday dinner for the agency", 1_480_000, "Quote sent", "los-angeles", 12],
    ["Twelve Sundays on the terrace", 2_640_000, "Negotiation", "san-diego", 30],
    ["Rehearsal dinner, 40 guests", 520_000, "Won", "los-angeles", -4],
    ["Company day at the pool", 890_000, "Lost", "las-vegas", -10],
    ["Anniversary, two grills", 310_000, "Prospecting", "las-vegas", 45],
  ] as const;
  for (const [index, [title, amountMinor, stage, slug, inDays]] of made.entries()) {
    const id = await call<string>(client, "crm.save_opportunity($1)", {
      ...{ title, amountMinor, currency: "USD", expectedOn: dayIn(inDays) },
      ...{ customerId: customers[index] ?? null, stationId: station(slug) },
    });
    const to = stages("opportunities", stage);
    if (stage !== "Prospecting")
      await client.query("select crm.move_opportunity($1, $2, $3)", [
        id,
        to,
        stage === "Lost" ? "Chose somebody else" : null,
      ]);
  }
  await client.query(
    `update crm.opportunities o set stage_at = o.stage_at - make_interval(days => 2 + (abs(hashtext(o.title)) % 12)) where o.organization_id = $1`,
    [org],
  );
}

async function reviews(client: Client, org: string, customers: string[], stations: Place["stations"]) {
  for (const [index, { words, station, state, ...said }] of opinions.entries()) {
    const stationId = stations.get(station) ?? null;
    const id = said.asked
      ? await answered(client, org, customers[index], stationId, { ...said, body: words })
      : await call<string>(client, "feedback.add_review($1)", {
          ...{ source: "google_business", ...said, body: words, stationId, mayPublish: said.mayPublish },
        });
    await client.query(
      "update feedback.customer_reviews set created_at = now() - make_interval(days => $2::int) where id = $1",
      [id, 3 + index * 6],
    );
    if (state !== "pending")
      await client.query("select feedback.decide($1, $2, $3)", [
        id,
        state,
        state === "rejected" ? "It is about another restaurant." : null,
      ]);
    if (said.reply) await client.query("select feedback.answer($1, $2)", [id, said.reply]);
    if (said.show)
      await call(client, "feedback.publish_testimonial($1)", { reviewId: id, quote: words, author: said.show });
    if (said.story) {
      const post = await call<string>(client, "feedback.save_post($1)", { reviewId: id, ...said.story });
      for (const decision of ["approved", "published"])
        await client.query("select feedback.decide_post($1, $2, '')", [post, decision]);
    }
  }
}

/** Asked by us, and written through the link of the letter. */
async function answered(
  client: Client,
  org: string,
  customerId: string | undefined,
  stationId: string | null,
  said: object,
) {
  const { requestId } = await call<{ requestId: string }>(client, "feedback.ask_for_review($1)", {
    ...{ customerId, stationId, occasion: "the evening at your place" },
  });
  const secret = reviewSecret(requestId);
  await client.query(
    "update feedback.review_requests set state = 'sent', sent_at = now(), expires_at = now() + interval '60 days', token_hash = $3 where organization_id = $1 and id = $2",
    [org, requestId, digestOf(secret)],
  );
  await client.query(
    "delete from system.outbox where organization_id = $1 and topic = 'feedback.send_request' and payload ->> 'requestId' = $2",
    [org, requestId],
  );
  const { rows } = await client.query<{ id: string }>("select feedback.write_review($1, $2::jsonb, '[]') as id", [
    secret,
    JSON.stringify(said),
  ]);
  return rows[0]?.id ?? "";
}

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
