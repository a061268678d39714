import "server-only";
import { stringify } from "csv-stringify/sync";
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { eventById } from "#lib/events/queries";
import type { Session } from "#lib/events/queries/program";
import { inert } from "#lib/system/csv";
import { dayIn, isoIn, toLocal } from "#lib/time";

/**
 * An event and its programme as files that other programs read, and this one too: what `lib/system/imports` makes of
 * them is the same event and the same sessions. Cancelled sessions are left out. Times carry their offset.
 */
export type Told = NonNullable<Awaited<ReturnType<typeof eventById>>> & { sessions: Session[]; address: string };

/** A calendar (RFC 5545): the event, then its sessions. In UTC, with the zone of the place named for who reads it. */
export function calendarOf(told: Told): string {
  const host = new URL(told.address).hostname;
  const calendar = ical({
    name: told.name,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: "Greenroom", product: "Programme", language: "EN" },
  });
  calendar.x("X-WR-TIMEZONE", told.zone);
  const status = {
    cancelled: ICalEventStatus.CANCELLED,
    postponed: ICalEventStatus.TENTATIVE,
    draft: ICalEventStatus.TENTATIVE,
  };
  calendar.createEvent({
    id: `${told.id}@${host}`,
    start: told.startsAt,
    end: told.endsAt,
    stamp: told.updatedAt,
    summary: told.name,
    description: told.description,
    location: told.venueName ?? undefined,
    url: told.address,
    status: status[told.state as keyof typeof status] ?? ICalEventStatus.CONFIRMED,
  });
  for (const one of going(told)) {
    const entry = calendar.createEvent({
      id: `${one.id}@${host}`,
      start: one.startsAt,
      end: one.endsAt,
      stamp: told.updatedAt,
      summary: one.title,
      description: one.abstract,
      location: one.roomName ?? undefined,
    });
    entry.x("X-RELATED-EVENT", `${told.id}@${host}`);
  }
  return calendar.toString();
}

/** schema.org Event in JSON-LD, its sessions as `subEvent`. */
export function linkedOf(told: Told): string {
  const mode = { in_person: "Offline", online: "Online", hybrid: "Mixed" }[told.format];
  const status = { cancelled: "EventCancelled", postponed: "EventPostponed" }[told.state as string] ?? "EventScheduled";
  return json({
    "@context": "https://schema.org",
    "@type": "Event",
    "@id": told.id,
    name: told.name,
    description: told.description || told.summary || undefined,
    url: told.address,
    startDate: isoIn(told.startsAt, told.zone),
    endDate: isoIn(told.endsAt, told.zone),
    eventStatus: `https://schema.org/${status}`,
    eventAttendanceMode: `https://schema.org/${mode}EventAttendanceMode`,
    maximumAttendeeCapacity: told.capacity,
    location: told.venueName
      ? {
          "@type": "Place",
          name: told.venueName,
          address: { "@type": "PostalAddress", addressLocality: told.venueCity },
        }
      : { "@type": "VirtualLocation", url: told.address },
    subEvent: going(told).map((one) => ({
      "@type": "Event",
      "@id": one.id,
      name: one.title,
      description: one.abstract || undefined,
      startDate: isoIn(one.startsAt, told.zone),
      endDate: isoIn(one.endsAt, told.zone),
      location: one.roomName ? { "@type": "Place", name: one.roomName } : undefined,
      performer: one.people.map(({ name }) => ({ "@type": "Person", name })),
    })),
  });
}

/** The schedule of a conference as pentabarf, frab and pretalx write it: days, in them rooms, in them events. */
export function scheduleOf(told: Told): string {
  const sessions = going(told);
  const days = [...new Set(sessions.map((one) => dayIn(one.startsAt, told.zone)))].sort();
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<schedule>",
    `  <version>${told.updatedAt.toISOString()}</version>`,
    "  <conference>",
    ...tags(4, {
      acronym: told.slug,
      title: told.name,
      start: dayIn(told.startsAt, told.zone),
      end: dayIn(told.endsAt, told.zone),
      days: String(days.length),
      time_zone_name: told.zone,
    }),
    "  </conference>",
  ];
  for (const [index, day] of days.entries()) {
    const ofDay = sessions.filter((one) => dayIn(one.startsAt, told.zone) === day);
    const end = ofDay.reduce((last, one) => (one.endsAt > last ? one.endsAt : last), ofDay[0]?.endsAt ?? told.endsAt);
    lines.push(
      `  <day index="${index + 1}" date="${day}" start="${isoIn(ofDay[0]?.startsAt ?? told.startsAt, told.zone)}" end="${isoIn(end, told.zone)}">`,
    );
    for (const room of [...new Set(ofDay.map((one) => one.roomName ?? ""))]) {
      lines.push(`    <room name="${escaped(room)}">`);
      for (const one of ofDay.filter((each) => (each.roomName ?? "") === room)) lines.push(...talk(one, told));
      lines.push("    </room>");
    }
    lines.push("  </day>");
  }
  return `${[...lines, "</schedule>"].join("\n")}\n`;
}

function talk(one: Session, { zone, sessions }: Told): string[] {
  return [
    `      <event id="${sessions.indexOf(one) + 1}" guid="${one.id}">`,
    ...tags(8, {
      date: isoIn(one.startsAt, zone),
      start: toLocal(one.startsAt, zone).slice(11, 16),
      duration: lasting(one),
      room: one.roomName ?? "",
      title: one.title,
      track: one.track,
      type: one.kind,
      abstract: one.abstract,
    }),
    "        <persons>",
    ...one.people.map(({ id, name }) => `          <person id="${id}">${escaped(name)}</person>`),
    "        </persons>",
    "      </event>",
  ];
}

/** The same sessions as a list of objects. */
export const sessionsJson = (told: Told) =>
  json({ event: told.name, zone: told.zone, sessions: going(told).map((one) => rowOf(one, told)) });

/** The same as a table (RFC 4180), headed as the import offers them. */
export const sessionsCsv = (told: Told) =>
  table(
    ["title", "starts", "ends", "room", "track", "abstract", "speakers", "kind", "id"],
    going(told).map((one) => rowOf(one, told)),
  );

/** The event itself as a table of one row. */
export const eventCsv = (told: Told) =>
  table(
    [
      "name",
      "starts",
      "ends",
      "zone",
      "summary",
      "description",
      "venue",
      "city",
      "category",
      "capacity",
      "format",
      "id",
    ],
    [eventRow(told)],
  );
export const eventJson = (told: Told) => json({ events: [eventRow(told)] });

const eventRow = (told: Told) => ({
  name: told.name,
  starts: isoIn(told.startsAt, told.zone),
  ends: isoIn(told.endsAt, told.zone),
  zone: told.zone,
  summary: told.summary,
  description: told.description,
  venue: told.venueName ?? "",
  city: told.venueCity ?? "",
  category: told.category,
  capacity: String(told.capacity),
  format: told.format.replace("_", " "),
  id: told.id,
});

const rowOf = (one: Session, { zone }: Told) => ({
  title: one.title,
  starts: isoIn(one.startsAt, zone),
  ends: isoIn(one.endsAt, zone),
  room: one.roomName ?? "",
  track: one.track,
  abstract: one.abstract,
  speakers: one.people.map(({ name }) => name).join(", "),
  kind: one.kind,
  id: one.id,
});

const going = ({ sessions }: Told) => sessions.filter((one) => one.state !== "cancelled");
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function table(columns: readonly string[], rows: readonly Record<string, string>[]): string {
  const cells = rows.map((row) => columns.map((column) => inert(row[column] ?? "")));
  return `\uFEFF${stringify([[...columns], ...cells], { record_delimiter: "windows" })}`;
}

function lasting({ startsAt, endsAt }: Session): string {
  const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

const tags = (indent: number, values: Record<string, string>) =>
  Object.entries(values).map(([name, value]) => `${" ".repeat(indent)}<${name}>${escaped(value)}</${name}>`);

/** Text of XML 1.0: its signs escaped, and without the control characters that it cannot hold. */
const escaped = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they are.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
