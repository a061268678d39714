import { sql } from "drizzle-orm";
import { check, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, organizationId, ownedBy, tenantKey } from "#db/columns";
import { organizations, organizations_ } from "#db/schema/organizations";
import { bytes } from "#db/schema/payments";

/** An organization's logo as this house drew it anew. Its id is random, and its address is public: `/media/<id>`. */
export const logos = organizations_.table(
  "logos",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: uuid("id").notNull().default(sql`gen_random_uuid()`),
    contentType: text("content_type", { enum: ["image/png"] }).notNull(),
    content: bytes("content").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("logo_size", sql`octet_length(${t.content}) <= 524288`),
    ...ownedBy({ read: "organizations:read", write: "organizations:write", remove: "organizations:write" }),
  ],
);
