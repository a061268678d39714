import "server-only";
import { randomUUID } from "node:crypto";
import type { PublicPrice, PublicStation } from "#lib/bookings/queries/visitors";
import { Choice } from "#lib/bookings/rules/visitors";
import { visitedChoice } from "#lib/bookings/visitor";
import { problem } from "#lib/errors";
import { first } from "#lib/identity/paths";
import { dayIn } from "#lib/time";

type Search = Record<string, string | string[] | undefined>;
export type Chosen = {
  choice: Choice;
  service: PublicStation["services"][number];
  /** Why nothing can be shown for it: too many guests, say. */
  refused?: string;
  price?: PublicPrice;
  days: { day: string; times: Date[] }[];
  /** The slot in the address, while it is still free. */
  slot?: Date;
  /** The slot in the address was taken meanwhile. */
  gone: boolean;
  key: string;
};

/** What the address of a booking page says that somebody has chosen so far; null before a service is. */
export async function chosenOf(
  org: string,
  slug: string,
  station: PublicStation,
  search: Search,
): Promise<Chosen | null> {
  const today = dayIn(new Date(Date.now() + station.leadMinutes * 60_000), station.zone);
  const service = station.services.find((one) => one.id === first(search.service));
  if (!service) return null;
  const asked = {
    serviceId: service.id,
    adults: first(search.adults) || String(Math.max(service.minGuests, 2)),
    ...{ children: first(search.children) ?? "0", day: first(search.day), at: first(search.at) },
    from: later(first(search.from) ?? first(search.day) ?? today, today),
  };
  const parsed = Choice.safeParse(asked);
  const choice = parsed.success ? parsed.data : Choice.parse({ ...asked, adults: "2", children: "0", from: today });
  const base = { choice, service, key: randomUUID(), gone: false, days: [] };
  if (!parsed.success) return { ...base, refused: "Say how many guests, in whole numbers." };
  try {
    const found = await visitedChoice(org, slug, station.zone, choice);
    const times = found.days.flatMap((one) => one.times);
    const slot = choice.at ? times.find((time) => time.getTime() === Date.parse(choice.at ?? "")) : undefined;
    return { ...base, ...found, slot, gone: choice.at !== undefined && !slot };
  } catch (error) {
    const said = problem(error);
    if (said.code === "failed") throw error;
    return { ...base, refused: said.message };
  }
}

const later = (day: string, least: string) => (/^\d{4}-\d{2}-\d{2}$/.test(day) && day > least ? day : least);
