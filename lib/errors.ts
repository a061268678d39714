import { ZodError } from "zod";

export type ProblemCode = "invalid" | "forbidden" | "missing" | "conflict" | "busy" | "failed";
/** What a screen may show. `id` is in the log and on the screen when something broke. */
export type Problem = { code: ProblemCode; message: string; fields?: Record<string, string[]>; id?: string };

/**
 * A refusal that the person in front of the screen should read: what happened and what to do. Anything else that is
 * thrown is a bug and stays in the log. Another tenant's row is "missing", never "forbidden".
 */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly fields?: Record<string, string[]>;
  constructor(code: ProblemCode, message: string, fields?: Record<string, string[]>) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.fields = fields;
  }
}

/** Whoever keeps failures; set at the start of the process by `lib/system/failures.ts`, because this file runs in browsers too. */
export type WithReporter = typeof globalThis & { greenroomReport?: (error: unknown, id: string) => void };

/** `column` is the field, where a function of the database named one. */
type DatabaseError = { code?: string; constraint?: string; column?: string; message: string };

/** What each SQLSTATE that a person can cause means. `null` as words: the database's own sentence was written for them. */
const refusals: Record<string, [ProblemCode, string | null]> = {
  P0S01: ["conflict", null],
  P0G01: ["invalid", null],
  P0002: ["missing", "That is not here any more, or not yours."],
  "42501": ["forbidden", "You may not do that."],
  "40001": ["conflict", "Somebody changed this at the same moment. Try again."],
  "40P01": ["conflict", "Somebody changed this at the same moment. Try again."],
  "55P03": ["busy", "Somebody is changing this right now. Try again in a moment."],
  "57014": ["busy", "That took too long and was stopped. Nothing was changed."],
  "23P01": ["conflict", "That overlaps with something that is already there."],
  "23503": ["conflict", "Something else still refers to this, or what it refers to is gone."],
  "23505": ["conflict", "That exists already."],
  "23514": ["invalid", "One of the values is not allowed."],
};

/** Constraints that deserve their own sentence, and the field that it belongs to. */
const constraints: Record<string, { field?: string; message: string }> = {
  one_event_slug: { field: "slug", message: "Another event of yours has this address. Choose a different one." },
  one_venue_name: { field: "name", message: "You have a venue of this name in this city already." },
  one_tier_name: { field: "name", message: "This event has a ticket of this name already." },
  one_code_an_event: { field: "code", message: "This event has a code of this name already." },
  one_section_name: { field: "name", message: "This event has a part of this name already." },
  never_oversold: { field: "quota", message: "More tickets than that are held or sold already." },
  ends_after_start: { field: "endsAt", message: "It must end after it starts." },
  sale_window: { field: "saleEndsAt", message: "Sales must end after they start." },
  organizations_slug_unique: {
    field: "slug",
    message: "Another organization has this address. Choose a different one.",
  },
  slug_form: { field: "slug", message: "Small letters, digits and single hyphens, 2 to 60 of them." },
  one_domain: { field: "domain", message: "Another organization uses this domain." },
  one_station_slug: { field: "slug", message: "Another station of yours has this address. Choose a different one." },
  one_customer_email: {
    field: "email",
    message: "Another customer has this e-mail address. Open that one, or merge the two.",
  },
  one_post_slug: { field: "slug", message: "Another post of yours has this address. Choose a different one." },
  one_role_name: { field: "name", message: "You have a role of this name already." },
  two_people: { message: "Somebody else has to decide this." },
  reachable: { field: "email", message: "An e-mail address or a telephone number is needed." },
  order_size: { field: "maxPerOrder", message: "The most per order must be at least the least, and at most 100." },
};

/** Turn whatever was thrown into what the screen may show. `id` names the log line of a bug. */
export function problem(error: unknown, id = crypto.randomUUID().slice(0, 8)): Problem {
  if (error instanceof Refusal) return { code: error.code, message: error.message, fields: error.fields };
  if (error instanceof ZodError) return invalid(error);
  const cause = databaseError(error);
  const known = cause?.code ? refusals[cause.code] : undefined;
  if (cause && known) {
    const named = cause.constraint ? constraints[cause.constraint] : undefined;
    const message = named?.message ?? known[1] ?? cause.message;
    const field = named?.field ?? (known[1] === null ? cause.column : undefined);
    return { code: known[0], message, fields: field ? { [field]: [message] } : undefined };
  }
  console.error(JSON.stringify({ level: "error", id, message: String(error), stack: stackOf(error) }));
  (globalThis as WithReporter).greenroomReport?.(error, id);
  return { code: "failed", message: `Something went wrong on our side. Nothing was changed. Tell us ${id}.`, id };
}

/** Did the database refuse for want of a right? */
export const refusedByDatabase = (error: unknown) => databaseError(error)?.code === "42501";

/** Field paths are joined by dots, as form controls are named: `tiers.0.price`. */
function invalid(error: ZodError): Problem {
  const fields: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const path = issue.path.join(".") || "form";
    fields[path] = [...(fields[path] ?? []), issue.message];
  }
  const count = Object.keys(fields).length;
  const message =
    fields.form?.[0] ?? (count === 1 ? "One field needs another look." : `${count} fields need another look.`);
  return { code: "invalid", message, fields };
}

function databaseError(error: unknown): DatabaseError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string" && /^[0-9A-Z]{5}$/.test(at.code)) return at as DatabaseError;
  }
  return undefined;
}

function stackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause = error.cause ? `\ncaused by ${stackOf(error.cause)}` : "";
  return `${error.stack}${cause}`;
}
