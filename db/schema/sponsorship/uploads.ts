import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, tenantKey, within } from "#db/columns";
import { bytes } from "#db/schema/payments-schema";
import { organizers, sponsorId, sponsorship } from "#db/schema/sponsorship/schema";
import { sponsors } from "#db/schema/sponsorship/sponsors";
import { userProfiles } from "#db/schema/users";

/** A file between two parties that is on its way: announced, sent in parts, and gone when it was attached or a day later. */
export const sponsorUploads = sponsorship.table(
  "uploads",
  {
    organizationId: organizationId(),
    id: id(),
    sponsorId: sponsorId(),
    userId: uuid("user_id")
      .notNull()
      .references(() => userProfiles.userId),
    name: text("name").notNull(),
    byteSize: integer("byte_size").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    check("upload_size", sql`${t.byteSize} between 1 and 20971520`),
    index().on(t.userId),
    index().on(t.createdAt),
    ...within(t, t.sponsorId, sponsors),
    ...organizers(),
  ],
);

/** The bytes until the file is whole. No request can see them. */
export const sponsorUploadParts = sponsorship.table(
  "upload_parts",
  {
    organizationId: organizationId(),
    uploadId: uuid("upload_id").notNull(),
    n: integer("n").notNull(),
    content: bytes("content").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.uploadId, t.n] }),
    check("part_size", sql`octet_length(${t.content}) between 1 and 1048576 and ${t.n} between 0 and 19`),
    foreignKey({
      columns: [t.organizationId, t.uploadId],
      foreignColumns: [sponsorUploads.organizationId, sponsorUploads.id],
    }),
    ...organizers(),
  ],
);
