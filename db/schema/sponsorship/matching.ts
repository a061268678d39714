import { sql } from "drizzle-orm";
import {
  boolean,
  char,
  check,
  index,
  integer,
  jsonb,
  numeric,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, minor, moment, organizationId, tenantKey, within } from "#db/columns";
import { modelVersions } from "#db/schema/ml";
import { organizations } from "#db/schema/organizations";
import { proposalThreads } from "#db/schema/sponsorship/proposals";
import { organizers, sponsorship } from "#db/schema/sponsorship/schema";
import { sponsors, sponsorshipPackages } from "#db/schema/sponsorship/sponsors";
import { userProfiles } from "#db/schema/users";

/** What is compared. Weights and values are kept in this order. */
export const matchFeature = sponsorship.enum("match_feature", [
  "category",
  "audience",
  "geography",
  "budget",
  "season",
  "past",
  "text",
]);
export const matchFeedbackKind = sponsorship.enum("match_feedback_kind", ["good", "bad", "accepted", "rejected"]);

/** A package and whom it may fit: a sponsor of ours, or another organization that lets itself be found. */
const pair = () => ({
  packageId: uuid("package_id").notNull(),
  sponsorId: uuid("sponsor_id"),
  guestId: uuid("guest_id").references(() => organizations.id),
});
const ppm = 1_000_000;

/**
 * What a sponsor looks for, as far as it is known; what is empty is not known. With a sponsor it is what the organizer
 * knows of it; without one it is the organization's own, and other organizers see it only while it is `matchable`.
 */
export const matchWishes = sponsorship.table(
  "match_wishes",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    sponsorId: uuid("sponsor_id"),
    about: text("about").notNull().default(""),
    /** Keys of `ref.event_categories`. */
    categories: text("categories").array().notNull().default(sql`'{}'`),
    /** Cities and countries, as they are called or by their code (ISO 3166-1). */
    places: text("places").array().notNull().default(sql`'{}'`),
    /** 1 is January. */
    months: smallint("months").array().notNull().default(sql`'{}'`),
    audienceLeast: integer("audience_least"),
    audienceMost: integer("audience_most"),
    budgetLeastMinor: minor("budget_least_minor"),
    budgetMostMinor: minor("budget_most_minor"),
    currency: char("currency", { length: 3 }),
    matchable: boolean("matchable").notNull().default(false),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    tenantKey(t),
    unique("one_wish_list").on(t.organizationId, t.sponsorId).nullsNotDistinct(),
    check("months_of_a_year", sql`${t.months} <@ array[1,2,3,4,5,6,7,8,9,10,11,12]::smallint[]`),
    check("audience_range", sql`${t.audienceLeast} >= 0 and ${t.audienceMost} >= coalesce(${t.audienceLeast}, 1)`),
    check(
      "budget_range",
      sql`${t.budgetLeastMinor} >= 0 and ${t.budgetMostMinor} >= coalesce(${t.budgetLeastMinor}, 1)`,
    ),
    check(
      "budget_in_a_currency",
      sql`num_nonnulls(${t.budgetLeastMinor}, ${t.budgetMostMinor}) = 0 or ${t.currency} is not null`,
    ),
    ...within(t, t.sponsorId, sponsors),
    ...organizers(),
  ],
);

/** How well a sponsor fits a package: the weighted mean of what is known, and how much of the weight that was. */
export const sponsorshipMatches = sponsorship.table(
  "sponsorship_matches",
  {
    organizationId: organizationId(),
    id: id(),
    ...pair(),
    /** From 0 to 1; null while nothing is known. */
    score: numeric("score", { precision: 7, scale: 6 }),
    knownPpm: integer("known_ppm").notNull().default(0),
    /** The version of the weights, and the model that compared the texts. */
    weightsN: integer("weights_n").notNull().default(0),
    modelId: uuid("model_id"),
    computedAt: moment("computed_at").notNull().defaultNow(),
  },
  (t) => [
    tenantKey(t),
    unique("one_match_a_pair").on(t.organizationId, t.packageId, t.sponsorId, t.guestId).nullsNotDistinct(),
    check("one_sponsor", sql`num_nonnulls(${t.sponsorId}, ${t.guestId}) = 1`),
    check("score_range", sql`${t.score} between 0 and 1 and ${t.knownPpm} between 0 and ${sql.raw(String(ppm))}`),
    check("scored_when_known", sql`(${t.score} is null) = (${t.knownPpm} = 0)`),
    index().on(t.guestId),
    ...within(t, t.packageId, sponsorshipPackages),
    ...within(t, t.sponsorId, sponsors),
    ...within(t, t.modelId, modelVersions),
    ...organizers(),
  ],
);

/** Why: each feature's value from 0 to 1, null when it is not known, and the facts that its sentence is made of. */
export const matchFeatures = sponsorship.table(
  "match_features",
  {
    organizationId: organizationId(),
    id: id(),
    matchId: uuid("match_id").notNull(),
    feature: matchFeature("feature").notNull(),
    value: numeric("value", { precision: 7, scale: 6 }),
    facts: jsonb("facts").notNull(),
  },
  (t) => [
    tenantKey(t),
    unique("one_feature_a_match").on(t.organizationId, t.matchId, t.feature),
    check("value_range", sql`${t.value} between 0 and 1`),
    ...within(t, t.matchId, sponsorshipMatches),
    ...organizers(),
  ],
);

/**
 * What somebody said of a match, or what became of its proposal, with the features as they were then. It moves the weights
 * that were typed as version `base_n`; taken back, the weights are as if it had never been said.
 */
export const matchFeedback = sponsorship.table(
  "match_feedback",
  {
    organizationId: organizationId(),
    id: id(),
    ...pair(),
    kind: matchFeedbackKind("kind").notNull(),
    reason: text("reason").notNull().default(""),
    /** The proposal whose outcome it is. */
    threadId: uuid("thread_id"),
    features: numeric("features", { precision: 7, scale: 6 }).array().notNull(),
    baseN: integer("base_n").notNull(),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
    takenBackAt: moment("taken_back_at"),
    takenBackBy: uuid("taken_back_by").references(() => userProfiles.userId),
  },
  (t) => [
    tenantKey(t),
    unique("one_outcome_a_proposal").on(t.organizationId, t.threadId),
    uniqueIndex("one_judgement_a_pair")
      .on(t.organizationId, t.packageId, sql`coalesce(sponsor_id, guest_id)`)
      .where(sql`thread_id is null and taken_back_at is null`),
    check("one_sponsor", sql`num_nonnulls(${t.sponsorId}, ${t.guestId}) = 1`),
    check("outcome_of_a_proposal", sql`(${t.kind} in ('accepted', 'rejected')) = (${t.threadId} is not null)`),
    index().on(t.guestId),
    index().on(t.createdBy),
    index().on(t.takenBackBy),
    ...within(t, t.packageId, sponsorshipPackages),
    ...within(t, t.sponsorId, sponsors),
    ...within(t, t.threadId, proposalThreads),
    ...organizers(),
  ],
);

/** The weights of the features in millionths, in the order of `match_feature`; every change is a version, and none is ever altered. */
export const matchWeights = sponsorship.table(
  "match_weights",
  {
    organizationId: organizationId().references(() => organizations.id),
    id: id(),
    n: integer("n").notNull(),
    weights: integer("weights").array().notNull(),
    /** `manual` and `restored` are bases: what feedback says is counted from them. */
    cause: text("cause", { enum: ["manual", "restored", "feedback", "taken_back"] }).notNull(),
    restoredN: integer("restored_n"),
    feedbackId: uuid("feedback_id"),
    createdBy: uuid("created_by").references(() => userProfiles.userId),
    createdAt: createdAt(),
  },
  (t) => [
    tenantKey(t),
    unique("one_weights_version").on(t.organizationId, t.n),
    check(
      "weights_are_one",
      sql`array_length(${t.weights}, 1) = 7 and ${t.weights}[1] + ${t.weights}[2] + ${t.weights}[3] + ${t.weights}[4] + ${t.weights}[5] + ${t.weights}[6] + ${t.weights}[7] = 1000000`,
    ),
    check("no_weight_is_lost", sql`20000 <= all (${t.weights})`),
    index().on(t.createdBy),
    ...within(t, t.feedbackId, matchFeedback),
    ...organizers(),
  ],
);

/** Pairs whose match is out of date. A pair waits once however often something changed; the worker takes it out as it computes. */
export const fitRecalcQueue = sponsorship.table(
  "fit_recalc_queue",
  {
    organizationId: organizationId(),
    id: id(),
    ...pair(),
    reason: text("reason").notNull(),
    marks: integer("marks").notNull().default(1),
    markedAt: moment("marked_at").notNull().defaultNow(),
  },
  (t) => [
    tenantKey(t),
    unique("one_mark_a_pair").on(t.organizationId, t.packageId, t.sponsorId, t.guestId).nullsNotDistinct(),
    check("one_sponsor", sql`num_nonnulls(${t.sponsorId}, ${t.guestId}) = 1`),
    index().on(t.organizationId, t.markedAt),
    index().on(t.guestId),
    ...within(t, t.packageId, sponsorshipPackages),
    ...within(t, t.sponsorId, sponsors),
    ...organizers(),
  ],
);
