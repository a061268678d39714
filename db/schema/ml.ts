import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  numeric,
  pgSchema,
  real,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, moment, organizationId, tenantKey, within } from "#db/columns";
import { organizations } from "#db/schema/organizations";
import { organizers } from "#db/schema/sponsorship/schema";
import { sponsors, sponsorshipPackages } from "#db/schema/sponsorship/sponsors";
import { userProfiles } from "#db/schema/users";

export const ml = pgSchema("ml");

/**
 * A model that makes vectors of an organization's texts, and what it learned when it was made: `kind` is the code
 * (`lib/sponsorship/matching/model.ts`), `idf` how rare the words of each place of the vector were among `texts` texts.
 * Versions stay side by side and never change; one is active, and an administrator can go back to a former one.
 */
export const modelVersions = ml.table(
  "model_versions",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    kind: text("kind").notNull(),
    n: integer("n").notNull(),
    texts: integer("texts").notNull(),
    idf: real("idf").array().notNull(),
    /** The cosine from which on two texts count as speaking of the same. */
    fullAt: numeric("full_at", { precision: 7, scale: 6 }).notNull(),
    active: boolean("active").notNull().default(false),
    activatedAt: moment("activated_at"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_model_version").on(t.organizationId, t.kind, t.n),
    uniqueIndex("one_active_model").on(t.organizationId).where(sql`active`),
    check("full_cosine", sql`${t.fullAt} > 0 and ${t.fullAt} <= 1`),
    index().on(t.createdBy),
    ...organizers(),
  ],
);

/** The vector of what is known of a sponsor in words, by one version of the model; `hash` is that of the words. */
export const sponsorEmbeddings = ml.table(
  "sponsor_embeddings",
  {
    organizationId: organizationId(),
    id: id(),
    modelId: uuid("model_id").notNull(),
    sponsorId: uuid("sponsor_id"),
    /** Another organization that lets itself be found. */
    guestId: uuid("guest_id").references(() => organizations.id),
    hash: text("hash").notNull(),
    vector: real("vector").array().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_sponsor_vector").on(t.organizationId, t.modelId, t.sponsorId, t.guestId).nullsNotDistinct(),
    check("one_sponsor", sql`num_nonnulls(${t.sponsorId}, ${t.guestId}) = 1`),
    index().on(t.guestId),
    ...within(t, t.modelId, modelVersions),
    ...within(t, t.sponsorId, sponsors),
    ...organizers(),
  ],
);

/** The same of a package and its event. */
export const packageEmbeddings = ml.table(
  "package_embeddings",
  {
    organizationId: organizationId(),
    id: id(),
    modelId: uuid("model_id").notNull(),
    packageId: uuid("package_id").notNull(),
    hash: text("hash").notNull(),
    vector: real("vector").array().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_package_vector").on(t.organizationId, t.modelId, t.packageId),
    ...within(t, t.modelId, modelVersions),
    ...within(t, t.packageId, sponsorshipPackages),
    ...organizers(),
  ],
);
