import "server-only";
import { sql } from "drizzle-orm";
import { enquiryStates } from "#lib/sponsorship/words";
import type { ListSpec } from "#lib/system/list";
import { escapeLike, type ListDefinition } from "#lib/system/list-query";
import type { View } from "#lib/system/rules";

const enquirySpec = {
  searches: "names, companies and e-mail addresses",
  defaultSort: { key: "at", descending: true },
  columns: [
    { key: "company", label: "Company", kind: "text", sortable: true, filter: "text" },
    { key: "name", label: "Person", kind: "text", sortable: true, filter: "text" },
    { key: "email", label: "E-mail", kind: "text", filter: "text" },
    { key: "event", label: "Event", kind: "text", sortable: true, filter: "text", promoted: true },
    { key: "package", label: "Package", kind: "text", filter: "text" },
    {
      key: "state",
      label: "State",
      kind: "state",
      filter: "enum",
      promoted: true,
      options: Object.entries(enquiryStates).map(([value, option]) => ({ value, ...option })),
    },
    { key: "at", label: "Asked", kind: "datetime", sortable: true, filter: "date-range" },
  ],
} satisfies ListSpec;

/** What visitors asked on decks. */
export const enquiryList: ListDefinition = {
  name: "sponsorship.enquiries",
  needs: "sponsorship:read",
  spec: enquirySpec,
  from: sql`sponsorship.enquiries x
    left join events.events e on e.organization_id = x.organization_id and e.id = x.event_id
    left join sponsorship.sponsorship_packages k on k.organization_id = x.organization_id and k.id = x.package_id`,
  id: sql`x.id`,
  values: {
    company: { sql: sql`x.company`, type: "text" },
    name: { sql: sql`x.name`, type: "text" },
    email: { sql: sql`x.email`, type: "text" },
    event: { sql: sql`e.name`, type: "text" },
    package: { sql: sql`k.name`, type: "text" },
    state: { sql: sql`x.state`, type: "text" },
    at: { sql: sql`x.created_at`, type: "timestamptz" },
  },
  search: (text) => {
    const like = `%${escapeLike(text)}%`;
    return sql`x.company ilike ${like} or x.name ilike ${like} or x.email ilike ${like}`;
  },
  href: (row, { slug }) => `/${slug}/sponsorship/enquiries/${row.id}`,
};

export const enquiryViews: View[] = [{ id: "new", name: "New", scope: "system", search: "f.state=new" }];
