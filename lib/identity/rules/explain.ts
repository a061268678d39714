import type { Permission } from "#lib/permissions";

/** A grant as the explainer sees it: does its role hold the permission, and does it count here and now? */
export type GrantFact = {
  id: string;
  roleName: string;
  holds: boolean;
  state: "coming" | "live" | "ended";
  stationId: string | null;
  eventId: string | null;
  /** The station or event in words; null for the whole organization. */
  place: string | null;
  startsAt: Date;
  endsAt: Date | null;
  assignedBy: string | null;
};
export type Facts = {
  name: string;
  profile: "pending_approval" | "active" | "suspended" | "deactivated";
  membership: "pending" | "active" | "suspended" | "removed" | null;
  grants: GrantFact[];
};
export type Question = { permission: Permission; stationId?: string; eventId?: string; eventStationId?: string | null };
export type Verdict = {
  allowed: boolean;
  /** Why, in one sentence. */
  sentence: string;
  /** What gives it; or, when the answer is no, the grants that would if they counted here and now. */
  grants: GrantFact[];
};

const profileWords = {
  pending_approval: "still waits for approval",
  suspended: "is suspended",
  deactivated: "has a closed account",
};

/** The same decision as the database's own guards, with the reason. A test compares the two. */
export function verdictOf(facts: Facts, question: Question): Verdict {
  const no = (sentence: string, grants: GrantFact[] = []): Verdict => ({ allowed: false, sentence, grants });
  const { name, profile, membership } = facts;
  if (membership === null || membership === "removed") return no(`No: ${name} does not belong to this organization.`);
  if (profile !== "active") return no(`No: ${name} ${profileWords[profile]}.`);
  if (membership === "pending") return no(`No: ${name} asked to join this organization and was not approved yet.`);
  if (membership === "suspended") return no(`No: ${name} is suspended in this organization.`);
  const holding = facts.grants.filter((grant) => grant.holds);
  const giving = holding.filter((grant) => grant.state === "live" && covers(grant, question));
  if (giving.length > 0)
    return { allowed: true, sentence: `Yes: ${giving.map(asWords).join(", and ")}.`, grants: giving };
  if (facts.grants.length === 0) return no(`No: ${name} has no role here.`);
  if (holding.length === 0) return no(`No: none of ${name}'s roles includes this.`);
  const here = holding.filter((grant) => covers(grant, question));
  const coming = here.filter((grant) => grant.state === "coming");
  if (coming.length > 0) return no(`Not yet: the role ${coming[0]?.roleName} has not begun.`, coming);
  if (here.length > 0) return no(`Not any more: the role ${here[0]?.roleName} has ended.`, here);
  const elsewhere = holding.filter((grant) => grant.state === "live");
  if (elsewhere.length > 0) return no(`Not here: only ${elsewhere.map((grant) => grant.place).join(", ")}.`, elsewhere);
  return no(`No: ${name} has no role for this here.`, holding);
}

/** A grant for the whole organization covers every place, one for a station its events too. */
function covers(grant: GrantFact, { stationId, eventId, eventStationId }: Question): boolean {
  if (grant.stationId === null && grant.eventId === null) return true;
  if (grant.eventId !== null) return grant.eventId === eventId;
  return grant.stationId === stationId || (eventId !== undefined && grant.stationId === eventStationId);
}

const asWords = (grant: GrantFact) =>
  `${grant.roleName} ${grant.place ? `at ${grant.place}` : "in the whole organization"}`;
