import "server-only";
import { sql } from "drizzle-orm";
import { campaignChannels } from "#lib/campaigns/rules";
import type { ListOption, ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";

const states: readonly ListOption[] = [
  { value: "planned", label: "Planned", tone: "info" },
  { value: "running", label: "Running", tone: "success" },
  { value: "over", label: "Over", tone: "neutral" },
  { value: "archived", label: "Archived", tone: "neutral" },
];
const spec = {
  searches: "names",
  defaultSort: { key: "startsOn", descending: true },
  columns: [
    { key: "name", label: "Campaign", kind: "text", sortable: true, filter: "text" },
    { key: "state", label: "State", kind: "state", filter: "enum", promoted: true, options: states },
    {
      key: "channel",
      label: "Channel",
      kind: "badge",
      filter: "enum",
      promoted: true,
      options: Object.entries(campaignChannels).map(([value, label]) => ({ value, label })),
    },
    { key: "place", label: "For", kind: "text", filter: "text" },
    { key: "startsOn", label: "From", kind: "date", sortable: true, filter: "date-range" },
    { key: "endsOn", label: "Until", kind: "date", sortable: true },
    { key: "clicks", label: "Clicks", kind: "number", sortable: true },
    { key: "sales", label: "Sales", kind: "number", sortable: true },
  ],
} satisfies ListSpec;

/** Campaigns, the newest first; what they brought is by where buyers came from last. */
export const campaignList: ListDefinition = {
  name: "campaigns.campaigns",
  needs: "campaigns:read",
  spec,
  from: sql`campaigns.campaigns c left join events.events e on e.organization_id = c.organization_id and e.id = c.event_id
    left join identity.stations s on s.organization_id = c.organization_id and s.id = c.station_id
    left join ticketing.promo_codes p on p.organization_id = c.organization_id and p.id = c.promo_code_id`,
  id: sql`c.id`,
  values: {
    name: { sql: sql`c.name`, type: "text" },
    state: {
      sql: sql`case when c.archived_at is not null then 'archived' when c.starts_on > current_date then 'planned' when c.ends_on < current_date then 'over' else 'running' end`,
      type: "text",
    },
    channel: { sql: sql`c.channel`, type: "text" },
    place: { sql: sql`coalesce(e.name, s.name, 'The whole programme')`, type: "text" },
    startsOn: { sql: sql`c.starts_on`, type: "date" },
    endsOn: { sql: sql`c.ends_on`, type: "date" },
    clicks: {
      sql: sql`(select coalesce(sum(d.clicks), 0)::int from campaigns.links l join campaigns.link_days d on d.organization_id = l.organization_id and d.link_id = l.id where l.organization_id = c.organization_id and l.campaign_id = c.id)`,
      type: "integer",
    },
    sales: {
      sql: sql`(select coalesce(sum(o.sales), 0)::int from analytics.daily_origins o where o.organization_id = c.organization_id and o.touch = 'last' and (split_part(o.source, '/', 2) = c.word or o.channel = 'code' and o.source = p.code))`,
      type: "integer",
    },
  },
  search: (text) => sql`c.name ilike ${`%${escapeLike(text)}%`}`,
  href: (row, { slug }) => `/${slug}/campaigns/${row.id}`,
};
