import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { TenantTx } from "#db/tenant";
import { type BusyTime, busyTimes } from "#lib/bookings/busy";
import { answerOf } from "#lib/bookings/commands/bookings";
import {
  BookingFeedId,
  EntryId,
  ForgetBusy,
  ImportBusy,
  OpenBookingFeed,
  SaveEntry,
  SaveMeetingType,
} from "#lib/bookings/rules/calendar";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { toInstant } from "#lib/time";

/** The address holds the secret, which is shown once: the database keeps only its digest. */
type Given = { id: string; path: string };
const ofFeed = ({ id }: { id: string }) => ({ subject: "bookings.calendar_feeds", subjectId: id });
const Id = z.uuid();

export const openBookingFeed = command({
  name: "bookings.open_feed",
  needs: "bookings:read",
  input: OpenBookingFeed,
  trace: ofFeed,
  async run({ tx, input }): Promise<Given> {
    const { secret, tokenHash } = made();
    const asked = JSON.stringify({ ...input, tokenHash });
    return { id: Id.parse(await answerOf(tx, sql`bookings.open_feed(${asked}::jsonb)`)), path: pathOf(secret) };
  },
});

/** A new address; the old one is dead at once. */
export const renewBookingFeed = command({
  name: "bookings.renew_feed",
  needs: "bookings:read",
  input: BookingFeedId,
  trace: ofFeed,
  async run({ tx, input: { id } }): Promise<Given> {
    const { secret, tokenHash } = made();
    await tx.execute(sql`select bookings.renew_feed(${id}::uuid, ${tokenHash})`);
    return { id, path: pathOf(secret) };
  },
});

export const revokeBookingFeed = command({
  name: "bookings.revoke_feed",
  needs: "bookings:read",
  input: BookingFeedId,
  trace: ofFeed,
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select bookings.renew_feed(${id}::uuid, null)`);
    return { id };
  },
});

/**
 * What a chef's own calendar says from a month ago until a year ahead. The same name again replaces what it said, so a
 * newer file of the same calendar frees what is no longer in it. Answers how many times were taken over.
 */
export const importBusy = command({
  name: "bookings.import_busy",
  needs: "bookings:write",
  input: ImportBusy,
  secret: ["text"],
  async run({ tx, actor, input: { resourceId, source, text } }) {
    const zone = await zoneOf(tx, resourceId);
    const [from, until] = [days(-31), days(366)];
    const times = read(text, zone, from, until);
    await tx.execute(
      sql`delete from bookings.busy_times where resource_id = ${resourceId}::uuid and source = ${source}`,
    );
    const rows = JSON.stringify(
      [...new Map(times.map((time) => [`${time.uid} ${time.startsAt.getTime()}`, time])).values()].map((time) => ({
        uid: time.uid,
        starts_at: time.startsAt,
        ends_at: time.endsAt,
        summary: time.summary,
      })),
    );
    await tx.execute(
      sql`insert into bookings.busy_times (organization_id, station_id, resource_id, starts_at, ends_at, source, uid, summary)
          select ${actor.organizationId}::uuid, r.station_id, r.id, x.starts_at, x.ends_at, ${source}, x.uid, x.summary
          from bookings.resources r, jsonb_to_recordset(${rows}::jsonb) x (uid text, starts_at timestamptz, ends_at timestamptz, summary text)
          where r.id = ${resourceId}::uuid`,
    );
    return { resourceId, count: (JSON.parse(rows) as unknown[]).length };
  },
  trace: ({ resourceId }) => ({ subject: "bookings.resources", subjectId: resourceId }),
});

export const forgetBusy = command({
  name: "bookings.forget_busy",
  needs: "bookings:write",
  input: ForgetBusy,
  async run({ tx, input: { resourceId, source } }) {
    await zoneOf(tx, resourceId);
    await tx.execute(
      sql`delete from bookings.busy_times where resource_id = ${resourceId}::uuid and source = ${source}`,
    );
    return { resourceId };
  },
  trace: ({ resourceId }) => ({ subject: "bookings.resources", subjectId: resourceId }),
});

/** On the clocks of its station, or of the organization. A whole day is from midnight to midnight. */
export const saveEntry = command({
  name: "bookings.save_entry",
  needs: "organizations:read",
  input: SaveEntry,
  async run({ tx, input: { startsLocal, endsLocal, allDay, ...entry } }) {
    const zone = await answerOf<string>(
      tx,
      sql`(select coalesce((select s.zone from identity.stations s where s.id = ${entry.stationId ?? null}::uuid), o.zone)
          from organizations.organizations o where o.id = system.org_id())`,
    );
    const [from, until] = allDay
      ? [`${startsLocal.slice(0, 10)}T00:00`, dayAfter(endsLocal)]
      : [startsLocal, endsLocal];
    const asked = JSON.stringify({ ...entry, allDay, startsAt: toInstant(from, zone), endsAt: toInstant(until, zone) });
    return { id: Id.parse(await answerOf(tx, sql`bookings.save_entry(${asked}::jsonb)`)) };
  },
  trace: ({ id }) => ({ subject: "bookings.calendar_entries", subjectId: id }),
});

export const removeEntry = command({
  name: "bookings.remove_entry",
  needs: "organizations:read",
  input: EntryId,
  async run({ tx, input: { id } }) {
    await tx.execute(sql`select bookings.remove_entry(${id}::uuid)`);
    return { id };
  },
  trace: ({ id }) => ({ subject: "bookings.calendar_entries", subjectId: id }),
});

export const saveMeetingType = command({
  name: "bookings.save_meeting_type",
  needs: "bookings:settings",
  input: SaveMeetingType,
  async run({ tx, input }) {
    return { id: Id.parse(await answerOf(tx, sql`bookings.save_meeting_type(${JSON.stringify(input)}::jsonb)`)) };
  },
  trace: ({ id }) => ({ subject: "bookings.meeting_types", subjectId: id }),
});

/** 256 random bits: worth guessing for nobody. */
function made() {
  const secret = randomBytes(32).toString("base64url");
  return { secret, tokenHash: createHash("sha256").update(secret).digest("hex") };
}

const pathOf = (secret: string) => `/feeds/${secret}.ics`;
const days = (count: number) => new Date(Date.now() + count * 86_400_000);
const dayAfter = (local: string) =>
  `${new Date(Date.parse(`${local.slice(0, 10)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)}T00:00`;

function read(text: string, zone: string, from: Date, until: Date): BusyTime[] {
  try {
    return busyTimes(text, zone, from, until);
  } catch (error) {
    const sentence = error instanceof RangeError ? error.message : "This calendar file cannot be read.";
    throw new Refusal("invalid", sentence, { file: [sentence] });
  }
}

/** The clocks of a resource whose time this person may write; the row policy hides the others. */
async function zoneOf(tx: TenantTx, resourceId: string): Promise<string> {
  const { rows } = await tx.execute<{ zone: string }>(
    sql`select s.zone from bookings.resources r join identity.stations s on s.id = r.station_id where r.id = ${resourceId}::uuid`,
  );
  if (!rows[0]) throw new Refusal("missing", "That chef, room or equipment is not here, or not yours.");
  return rows[0].zone;
}
