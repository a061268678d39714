import { addMinutes, occurrences, wallMinutes } from "#lib/events/recurrence";
import { slugOf } from "#lib/events/rules";
import type { Cells, ImportFacts } from "#lib/system/imports/cells";
import { textCell } from "#lib/system/imports/cells";
import { clockOf, minutesOf } from "#lib/system/imports/clock";
import { isZone, toInstant, toLocal } from "#lib/time";

type Meaning = { value: unknown; key: string; unit: string };

/** A draft event, or a series of them, as `events.import_event` takes it. */
export function checkEvent(cells: Cells, facts: ImportFacts): Meaning {
  const { get, wrong } = cells;
  const { options } = facts;
  const name = textCell(cells, "name", 120, "It has no name.");
  const venue = venueOf(cells, facts);
  const zone = venue?.zone ?? (get("zone") || options.zone || facts.orgZone);
  if (!isZone(zone)) wrong("zone", `“${zone.slice(0, 60)}” is no time zone. Write it like Europe/Berlin.`);
  // What else is wrong with the row is said all the same.
  const clock = isZone(zone) ? zone : "UTC";
  const span = spanOf(cells, clock, options.dates ?? "dmy", options.minutes ?? 120);
  const capacity = Number(get("capacity") || options.capacity || 100);
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > 1_000_000)
    wrong("capacity", "A whole number of people, at least 1.");
  const place =
    get("venue") && !venue && options.places === "describe"
      ? `Place: ${[get("venue"), get("city")].filter(Boolean).join(", ")}`
      : "";
  const description = [textCell(cells, "description", 9_000), place.slice(0, 900)].filter(Boolean).join("\n\n");
  const repeated = span && get("rule") ? repeatedOf(cells, span, clock) : null;
  const value = span && {
    name,
    slug: slugOf(name),
    summary: textCell(cells, "summary", 200),
    description,
    venueId: venue?.id,
    category: categoryOf(cells, facts),
    format: formatOf(cells),
    capacity,
    startsAt: span.startsAt.toISOString(),
    endsAt: span.endsAt.toISOString(),
    startsLocal: span.local,
    zone,
    currency: facts.orgCurrency,
    ...repeated,
  };
  const own = `${name.toLowerCase()}|${span?.startsAt.toISOString() ?? ""}`;
  const unit = get("source") || own;
  return { value, key: unit, unit };
}

/** A session, as `events.import_session` takes it. */
export function checkSession(cells: Cells, facts: ImportFacts): Meaning {
  const { get, wrong } = cells;
  const { options, event } = facts;
  const zone = event?.zone ?? facts.orgZone;
  const title = textCell(cells, "title", 160, "It has no title.");
  const lasts = get("duration") ? minutesOf(get("duration")) : (options.minutes ?? 60);
  if (lasts === null) wrong("duration", "Write how long it lasts as 45, 0:45 or PT45M.");
  const span = spanOf(cells, zone, options.dates ?? "dmy", lasts ?? 60);
  if (span && span.endsAt.getTime() - span.startsAt.getTime() > 86_400_000)
    wrong("ends", "A session lasts at most 24 hours.");
  const room = textCell(cells, "room", 80);
  if (room && !event?.venueId) wrong("room", "The event has no venue, so it has no rooms. Choose its venue first.");
  const speakers = get("speakers");
  const kind = sessionKinds.find(([, words]) => words.test(get("kind")))?.[0] ?? "other";
  const value = span && {
    title,
    abstract: [get("abstract"), speakers ? `With ${speakers}` : ""].filter(Boolean).join("\n\n").slice(0, 9_000),
    kind,
    track: textCell(cells, "track", 120),
    room,
    startsAt: span.startsAt.toISOString(),
    endsAt: span.endsAt.toISOString(),
  };
  const unit = get("source") || `${title.toLowerCase()}|${span?.startsAt.toISOString() ?? ""}|${room.toLowerCase()}`;
  return { value, key: unit, unit };
}

const sessionKinds = [
  ["talk", /talk|lecture|keynote|presentation|lightning/i],
  ["performance", /performance|concert|gig|music/i],
  ["workshop", /workshop|tutorial|class|training/i],
  ["panel", /panel|discussion|podium|round/i],
  ["break", /break|lunch|coffee|pause/i],
  ["show", /show|film|screening/i],
] as const;

type Span = { startsAt: Date; endsAt: Date; local: string };

function spanOf({ get, wrong }: Cells, zone: string, order: "dmy" | "mdy", minutes: number): Span | undefined {
  const written = get("starts");
  if (!written) return wrong("starts", "It has no start.");
  const starts = clockOf(written, zone, order);
  if (!starts)
    return wrong("starts", `“${written.slice(0, 40)}” is not a day and time. Write it like 2026-06-01 20:00.`);
  const ends = get("ends") ? clockOf(get("ends"), zone, order) : null;
  if (get("ends") && !ends) return wrong("ends", `“${get("ends").slice(0, 40)}” is not a day and time.`);
  const endsAt = ends?.at ?? new Date(starts.at.getTime() + minutes * 60_000);
  if (endsAt <= starts.at) return wrong("ends", "It must end after it starts.");
  return { startsAt: starts.at, endsAt, local: starts.local };
}

/** Each occurrence on the wall clock of the zone, without the days that are excepted. */
function repeatedOf({ get, wrong }: Cells, span: Span, zone: string) {
  const rule = get("rule").replace(/^RRULE:/i, "");
  if (!/^FREQ=/.test(rule) || rule.length > 200 || !/FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;|$)/.test(rule))
    return wrong("rule", "Events repeat by the day, week, month or year (RFC 5545, such as FREQ=WEEKLY;COUNT=10).");
  const lasts = wallMinutes(span.local, toLocal(span.endsAt, zone));
  try {
    const out = new Set(
      get("except")
        .split(/[\s,]+/)
        .map((one) => one.slice(0, 16)),
    );
    const locals = occurrences(rule, span.local).filter((local) => !out.has(local));
    if (locals.length === 0) return wrong("except", "Every one of its days is excepted.");
    const made = locals.map((local) => ({
      local,
      startsAt: toInstant(local, zone).toISOString(),
      endsAt: toInstant(addMinutes(local, lasts), zone).toISOString(),
    }));
    return { rule, occurrences: made };
  } catch {
    return wrong("rule", "This rule of repetition cannot be read (RFC 5545).");
  }
}

function venueOf({ get, wrong }: Cells, { venues, options }: ImportFacts) {
  const wanted = get("venue").toLowerCase();
  if (!wanted) return undefined;
  const named = venues.filter(
    ({ name }) => wanted === name.toLowerCase() || wanted.startsWith(`${name.toLowerCase()},`),
  );
  const found = named.find(({ city }) => city.toLowerCase() === get("city").toLowerCase()) ?? named[0];
  if (!found && options.places !== "describe")
    wrong(
      "venue",
      `There is no venue called “${get("venue").slice(0, 60)}”. Make it first, or have places written into the description.`,
    );
  return found;
}

function categoryOf({ get, wrong }: Cells, { categories, options }: ImportFacts) {
  const wanted = get("category").toLowerCase();
  const found = categories.find(({ key, name }) => wanted === key || wanted === name.toLowerCase());
  const chosen = found?.key ?? options.category;
  if (!chosen)
    wrong(
      "category",
      wanted ? `There is no category “${wanted.slice(0, 40)}”. Choose one for such rows.` : "Choose a category.",
    );
  return chosen;
}

function formatOf({ get }: Cells) {
  const words = get("format").toLowerCase();
  return /hybrid|mixed|both/.test(words) ? "hybrid" : /online|virtual|remote/.test(words) ? "online" : "in_person";
}
