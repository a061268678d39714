import { text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, ownedBy, tenantKey } from "#db/columns";
import { organizations, organizations_ } from "#db/schema/organizations";

/** Addresses that an organization had before: links to them lead on, and nobody else can have them. */
export const formerSlugs = organizations_.table(
  "former_slugs",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    slug: text("slug").notNull(),
    createdAt: createdAt(),
  },
  (t) => [tenantKey(t), unique("one_former_slug").on(t.slug), ...ownedBy({ read: "organizations:read" })],
);
