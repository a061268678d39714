import { admin, type Organization } from "./house.ts";

/** A campaign with a link that was followed. */
export async function campaignOf(org: Organization): Promise<Record<string, string>> {
  const { rows } = await admin.query(
    `with c as (insert into campaigns.campaigns (organization_id, name, word, channel, starts_on) values ($1, 'Autumn posters', 'autumn-posters', 'print', current_date - 20) returning id),
       l as (insert into campaigns.links (organization_id, campaign_id, code, name, medium, source)
         select $1, c.id, upper(substr(md5($1::text), 1, 8)), 'At the station', 'qr', 'poster' from c returning id),
       d as (insert into campaigns.link_days (organization_id, link_id, day, clicks) select $1, l.id, current_date - 3, 12 from l)
     select c.id as campaign, l.id as link from c, l`,
    [org.id],
  );
  return rows[0];
}
