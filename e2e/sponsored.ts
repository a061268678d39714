import { admin, type Organization } from "./house.ts";

/** A sponsor of a house with talks, and an order whose money is held, shown for and disputed; the records that its pages open. */
export async function sponsoredOf(org: Organization): Promise<Record<string, string>> {
  const terms = {
    ...{ taxPpm: 0, taxCode: "sales", holdDays: 90, autoApproveDays: 7 },
    milestones: [
      { title: "All of it", amountMinor: "90000", dueOn: "2037-06-01", percent: 100, anchor: "event_end", days: 7 },
    ],
    deliverables: [
      {
        title: "Logo on the poster",
        description: "",
        dueOn: "2037-05-01",
        anchor: "signed",
        days: 7,
        slaDays: 2,
        milestone: 0,
      },
    ],
  };
  const { rows } = await admin.query(
    `with e as (select id, name from events.events where organization_id = $1 limit 1),
       s as (insert into sponsorship.sponsors (organization_id, name, industry) values ($1, 'Harbour Brewery', 'Drinks') returning id),
       p as (insert into sponsorship.sponsorship_packages (organization_id, event_id, name, price_minor, currency, quantity, terms)
         select $1, e.id, 'Gold', 90000, $2, 3, $3::jsonb from e returning id),
       m as (insert into sponsorship.package_templates (organization_id, name, price_minor, currency, quantity, terms) values ($1, 'Gold', 90000, $2, 3, $3::jsonb)),
       t as (insert into sponsorship.proposal_threads (organization_id, number, sponsor_id, event_id, package_id, title, organizer_name, sponsor_name, event_name, expires_at)
         select $1, 'PR-0001', s.id, e.id, p.id, 'Gold partner', $4, 'Harbour Brewery', e.name, now() + interval '20 days' from e, s, p returning *),
       v as (insert into sponsorship.proposal_versions (organization_id, thread_id, sponsor_id, n, side, price_minor, currency, terms, note)
         select $1, t.id, t.sponsor_id, 1, 'organizer', 90000, $2, $3::jsonb, 'As we said.' from t),
       o as (insert into sponsorship.sponsorship_orders (organization_id, number, thread_id, version, sponsor_id, event_id, package_id, title, organizer_name, sponsor_name, event_name,
           currency, total_minor, hold_days, auto_approve_days)
         select $1, 'SP-0001', t.id, 1, t.sponsor_id, t.event_id, t.package_id, t.title, t.organizer_name, t.sponsor_name, t.event_name, $2, 90000, 90, 7 from t returning *),
       i as (insert into sponsorship.milestones (organization_id, order_id, sponsor_id, position, title, amount_minor, currency, due_on)
         select $1, o.id, o.sponsor_id, 0, 'All of it', 90000, $2, '2037-06-01' from o returning *),
       d as (insert into sponsorship.deliverables (organization_id, order_id, milestone_id, sponsor_id, position, title, due_on, sla_days)
         select $1, i.order_id, i.id, i.sponsor_id, 0, 'Logo on the poster', '2037-05-01', 2 from i),
       f as (insert into sponsorship.files (organization_id, sponsor_id, name, content_type, size, content) select $1, s.id, 'poster.pdf', 'application/pdf', 8, '%PDF-1.7'::bytea from s returning id),
       k as (insert into sponsorship.decks (organization_id, event_id, headline) select $1, e.id, 'Beer by the water' from e returning id),
       h as (insert into sponsorship.decks (organization_id, headline) values ($1, 'All our nights')),
       q as (insert into sponsorship.enquiries (organization_id, event_id, package_id, name, company, email, message, consent_version)
         select $1, e.id, p.id, 'Ada Brandt', 'Quay Bank', 'ada@quay-bank.example', 'What would a stand cost?', '2026-11' from e, p returning id),
       w as (insert into sponsorship.proposal_messages (organization_id, thread_id, sponsor_id, side, author, body, file_id)
         select $1, t.id, t.sponsor_id, 'organizer', 'Noor', 'Here is the plan.', f.id from t, f)
     select s.id as sponsor, p.id as package, t.id as proposal, o.id as deal, f.id as enclosure, k.id as deck, q.id as enquiry from s, p, t, o, f, k, q`,
    [org.id, org.currency, JSON.stringify(terms), org.name],
  );
  const [made] = rows;
  await admin.query("update sponsorship.proposal_versions set sent_at = now() where thread_id = $1", [made.proposal]);
  await admin.query("update sponsorship.proposal_threads set state = 'sent' where id = $1", [made.proposal]);
  await admin.query(
    `insert into sponsorship.fundings (organization_id, order_id, sponsor_id, method, state, amount_minor, currency, gateway, payment_ref)
     values ($1, $2, $3, 'card', 'succeeded', 90000, $4, 'test', gen_random_uuid()::text)`,
    [org.id, made.deal, made.sponsor, org.currency],
  );
  await admin.query(
    `select sponsorship.fund(o, f, payments.collector(o.organization_id), 'assets:processor:test') from sponsorship.sponsorship_orders o
     join sponsorship.fundings f on f.order_id = o.id where o.id = $1`,
    [made.deal],
  );
  await admin.query(
    `select sponsorship.move(o, '{"kind": "locked", "key": "locked"}', '[]') from sponsorship.sponsorship_orders o where o.id = $1`,
    [made.deal],
  );
  await admin.query(
    `with d as (insert into sponsorship.sponsor_disputes (organization_id, order_id, sponsor_id, side, amount_minor, currency, reason)
       values ($1, $2, $3, 'sponsor', 20000, $4, 'The old logo.') returning id)
     insert into sponsorship.dispute_evidence (organization_id, dispute_id, sponsor_id, side, author, body) select $1, d.id, $3, 'sponsor', 'Ada', 'See the photos.' from d`,
    [org.id, made.deal, made.sponsor, org.currency],
  );
  await admin.query(
    `select sponsorship.move(o, jsonb_build_object('kind', 'disputed', 'key', 'd', 'amount', 20000, 'frozen', 20000), '[]') from sponsorship.sponsorship_orders o where o.id = $1`,
    [made.deal],
  );
  return { ...made, ...(await matchedOf(org, made)) };
}

/** What matching makes of them, what somebody said of it, and a version of the model that is not in use. */
async function matchedOf(
  org: Organization,
  made: { package: string; sponsor: string },
): Promise<Record<string, string>> {
  const { rows } = await admin.query(
    `with m as (insert into sponsorship.sponsorship_matches (organization_id, package_id, sponsor_id, score, known_ppm) values ($1, $2, $3, 0.5, 200000)
         on conflict on constraint one_match_a_pair do update set computed_at = now() returning id),
       f as (insert into sponsorship.match_feedback (organization_id, package_id, sponsor_id, kind, features, base_n)
         values ($1, $2, $3, 'good', '{1,NULL,NULL,NULL,NULL,NULL,NULL}', 0) returning id),
       v as (insert into ml.model_versions (organization_id, kind, n, texts, idf, full_at) values ($1, 'hashed-words-1024', 1, 1, '{}', 0.25) returning id)
     select m.id as match, f.id as opinion, v.id as model from m, f, v`,
    [org.id, made.package, made.sponsor],
  );
  return rows[0];
}
