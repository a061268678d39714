import type { Client } from "pg";
import { memberOf, type Place } from "#db/seed/load-houses";

/**
 * What is said about the events of a house: how the last one was, by those who came, and its news with what people wrote
 * below. Answers go through the function that the link's page calls.
 */
export async function loadContent(client: Client, place: Place) {
  const { rows } = await client.query<{ id: string; ahead: boolean }>(
    `(select e.id, false as ahead from events.events e where e.organization_id = $1 and e.state = 'completed'
        and (select count(*) from ticketing.tickets k where k.organization_id = $1 and k.event_id = e.id and k.state in ('issued', 'redeemed')) >= 20 order by e.ends_at desc limit 1)
     union all (select e.id, true from events.events e where e.organization_id = $1 and e.state in ('published', 'live') and e.visibility = 'public' order by e.starts_at limit 1)`,
    [place.id],
  );
  for (const { id, ahead } of rows) {
    await loadPosts(client, place, id, ahead);
    if (!ahead) await loadFeedback(client, place, id);
  }
}

async function loadFeedback(client: Client, { id }: Place, event: string) {
  await client.query(
    `insert into events.feedback_forms (organization_id, event_id, whom, names, intro) values ($1, $2, 'holders', 'chosen', 'Thank you for coming. Four questions, one minute: they decide what we do next time.')`,
    [id, event],
  );
  const questions = await client.query<{ id: string; kind: string }>(
    `insert into events.feedback_questions (organization_id, event_id, position, kind, label, options, required)
     values ($1, $2, 0, 'scale', 'How much did you like the evening?', '{}', true), ($1, $2, 1, 'choice', 'What was best?', '{The music,The food,The place,The people}', false),
       ($1, $2, 2, 'yes_no', 'Would you come again?', '{}', false), ($1, $2, 3, 'text', 'What should we do differently?', '{}', false) returning id, kind`,
    [id, event],
  );
  await client.query("update events.feedback_forms set state = 'open' where organization_id = $1 and event_id = $2", [
    id,
    event,
  ]);
  await client.query("update events.feedback_forms set asked_at = now() where organization_id = $1 and event_id = $2", [
    id,
    event,
  ]);
  const asked = await client.query<{ token: string }>(
    `insert into events.feedback_requests (organization_id, event_id, ticket_id, tier_id, email, name, token_hash, place)
     select $1, $2, k.id, k.tier_id, lower(k.attendee_email), k.attendee_name, ticketing.digest('demo-' || k.id), 1
     from ticketing.tickets k join ticketing.ticket_tiers t on t.organization_id = k.organization_id and t.id = k.tier_id and t.kind = 'admission'
     where k.organization_id = $1 and k.event_id = $2 and k.state in ('issued', 'redeemed') order by k.id limit 48 returning 'demo-' || ticket_id as token`,
    [id, event],
  );
  const of = (kind: string) => questions.rows.find((one) => one.kind === kind)?.id ?? "";
  for (const [n, { token }] of asked.rows.entries()) {
    if (n % 3 === 2) continue;
    const said = {
      [of("scale")]: String([5, 4, 5, 3, 4, 5, 2][n % 7]),
      [of("choice")]: ["The music", "The place", "The food", "The people"][(n * 5) % 4],
      [of("yes_no")]: n % 8 === 6 ? "no" : "yes",
      ...(n % 4 === 0 ? { [of("text")]: wishes[(n / 4) % wishes.length] } : {}),
    };
    await client.query("select events.give_feedback($1, 1, $2::jsonb, $3)", [token, JSON.stringify(said), n % 5 === 1]);
  }
}

const wishes = [
  "More places to sit, please.",
  "The queue at the bar was long after the second act.",
  "Nothing. It was the best night of the year.",
  "A vegetarian dish that is not a salad.",
  "Start half an hour earlier, so that we catch the last tram.",
];

async function loadPosts(client: Client, { id, members }: Place, event: string, ahead: boolean) {
  const organizer = memberOf(members, "organizer");
  const colleague = members.find((one) => one.userId !== organizer.userId) ?? organizer;
  const body = ahead
    ? `The programme is final, and there are still tickets. Come by bicycle: there is no car park. #comebybike\n\nQuestions? @${colleague.name} answers below.`
    : `What a night. Thank you to everybody who came, and to @${colleague.name} for the light. #thankyou\n\nSee you at the next one.`;
  const made = await client.query<{ id: string }>(
    "insert into events.event_posts (organization_id, event_id, body, author_id) values ($1, $2, $3, $4) returning id",
    [id, event, body, organizer.userId],
  );
  const post = made.rows[0]?.id;
  await client.query("update events.event_posts set state = 'published' where organization_id = $1 and id = $2", [
    id,
    post,
  ]);
  await client.query(
    `insert into events.event_posts (organization_id, event_id, body, author_id) values ($1, $2, 'Lost and found: a red scarf and one glove. Write to us until Friday.', $3)`,
    [id, event, organizer.userId],
  );
  const guests = await client.query<{ id: string }>(
    `select p.user_id as id from users.user_profiles p where p.state = 'active' and not exists (select from organizations.org_memberships m where m.organization_id = $1 and m.user_id = p.user_id) order by p.email limit 2`,
    [id],
  );
  const [first, second] = guests.rows;
  const said = await client.query<{ id: string }>(
    `insert into events.event_comments (organization_id, event_id, post_id, author_id, body)
     values ($1, $2, $3, $4, $5) returning id`,
    [
      id,
      event,
      post,
      first?.id ?? colleague.userId,
      ahead ? "Is the terrace open when it rains?" : "Best set in years. Will there be pictures?",
    ],
  );
  await client.query(
    `insert into events.event_comments (organization_id, event_id, post_id, parent_id, depth, author_id, body) values ($1, $2, $3, $4, 1, $5, $6)`,
    [id, event, post, said.rows[0]?.id, colleague.userId, ahead ? "It is, half of it has a roof." : "On Monday, here."],
  );
  if (ahead)
    await client.query(
      `insert into events.event_comments (organization_id, event_id, post_id, author_id, body, state, held_for)
       values ($1, $2, $3, $4, 'I sell two tickets cheap, write me: www.tickets-for-less.example', 'pending', 'link')`,
      [id, event, post, second?.id ?? colleague.userId],
    );
  await client.query(
    `insert into events.reactions (organization_id, event_id, post_id, user_id, kind)
     select $1, $2, $3, p.user_id, (array['like', 'love', 'clap'])[1 + (row_number() over (order by p.email))::int % 3] from users.user_profiles p where p.state = 'active' order by p.email limit 7`,
    [id, event, post],
  );
}
