import { admin, given, type Organization } from "./house.ts";

/** A lead, a customer, an opportunity, a review with a picture and a post of it. */
export async function crmOf(org: Organization): Promise<Record<string, string>> {
  const { userId } = await given.person("manager", org);
  const { rows } = await admin.query(
    `with stage as (select id from crm.pipeline_stages where organization_id = $1 and pipeline = 'leads' and name = 'New'),
       deals as (select id from crm.pipeline_stages where organization_id = $1 and pipeline = 'opportunities' and name = 'Prospecting'),
       c as (insert into crm.customers (organization_id, name, email, phone) values ($1, 'Ana Reyes', 'crawl-ana@example.test', '+1 555 010 2030') returning id),
       l as (insert into crm.leads (organization_id, source, name, email, message, stage_id) select $1, 'website', 'Bo Lindgren', 'crawl-bo@example.test', 'A dinner for ten.', id from stage returning id),
       o as (insert into crm.opportunities (organization_id, title, amount_minor, currency, stage_id, customer_id) select $1, 'Garden party', 120000, 'USD', deals.id, c.id from deals, c returning id),
       r as (insert into feedback.customer_reviews (organization_id, source, rating, body, reviewer, customer_id, may_publish) select $1, 'website', 5, 'Wonderful.', 'Ana Reyes', id, true from c returning id),
       i as (insert into feedback.review_images (organization_id, review_id, position, width, height, content) select $1, id, 1, 1, 1, '\\x89504e47'::bytea from r returning id),
       p as (insert into feedback.review_blog_posts (organization_id, review_id, slug, title, body, created_by) select $1, id, 'an-evening', 'An evening', 'It began with rain.', $2 from r returning id)
     select l.id as lead, c.id as customer, o.id as opportunity, r.id as review, p.id as post, i.id as picture from l, c, o, r, p, i`,
    [org.id, userId],
  );
  return rows[0];
}
