import "server-only";
import { sql } from "drizzle-orm";
import { cache } from "react";
import { z } from "zod";
import { asPublic } from "#db/tenant";
import { bookingSecret, newBookingId } from "#lib/bookings/link";
import { BookMeeting } from "#lib/bookings/rules/calendar";
import { limitVisitor } from "#lib/ticketing/limits";

/** What a visitor finds at the address of a meeting, and how they book one. Limited by address, written by a function. */
const Page = z
  .object({
    name: z.string(),
    description: z.string(),
    place: z.string(),
    minutes: z.number(),
    station: z.string(),
    zone: z.string(),
    organization: z.object({
      slug: z.string(),
      name: z.string(),
      accent: z.string(),
      logo: z.string().nullable(),
      supportEmail: z.string().nullable(),
    }),
  })
  .nullable();
export type MeetingPage = NonNullable<z.output<typeof Page>>;

export const meetingPage = cache(async (org: string, meeting: string) =>
  Page.parse(
    await asPublic(async (tx) => {
      const { rows } = await tx.execute<{ page: unknown }>(
        sql`select bookings.meeting_page(${org}, ${meeting}) as page`,
      );
      return rows[0]?.page ?? null;
    }),
  ),
);

/** Free times of the two weeks from a moment on, ISO 8601. */
export const meetingSlots = (org: string, meeting: string, from: Date): Promise<string[]> =>
  asPublic(async (tx) => {
    const { rows } = await tx.execute<{ starts_at: Date }>(
      sql`select starts_at from bookings.meeting_slots(${org}, ${meeting}, ${from.toISOString()}::timestamptz, ${from.toISOString()}::timestamptz + interval '14 days')`,
    );
    return rows.map((row) => new Date(row.starts_at).toISOString());
  });

const Booked = z.object({ number: z.string(), startsAt: z.string() });

/** Take a time. A program that fills in what nobody sees is thanked, and nothing is kept. */
export async function bookMeeting(address: string, input: unknown): Promise<z.output<typeof Booked>> {
  const { org, meeting, website, ...asked } = BookMeeting.parse(input);
  await limitVisitor("ask", address);
  if (website !== "") return { number: "BK-000000", startsAt: asked.startsAt };
  const id = newBookingId();
  const p = JSON.stringify({ ...asked, id, secret: bookingSecret(id) });
  return Booked.parse(
    await asPublic(async (tx) => {
      const { rows } = await tx.execute<{ booked: unknown }>(
        sql`select bookings.book_meeting(${org}, ${meeting}, ${p}::jsonb, ${address}) as booked`,
      );
      return rows[0]?.booked;
    }),
  );
}
