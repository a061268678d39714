import { isDay, type Span, shiftDay } from "#lib/payments/addresses";
import { isId } from "#lib/system/ids";
import { formatMoment, toInstant, zoneName } from "#lib/time";

/**
 * Which part of the book a report looks at, and as of which knowledge: what an address says, so that every figure links
 * on with the same. Pure. `known` is what clocks of the organization showed, `2026-10-31T17:00`; `seal` a place in the chain.
 */
export type Lens = { event?: string; station?: string; known?: string; seal?: string };
type Params = { [key: string]: string | string[] | undefined };

/** What does not read as an event, station, moment or seal is left out. */
export function lensOf(params: Params): Lens {
  const text = (key: string) => {
    const value = Object.hasOwn(params, key) ? params[key] : undefined;
    return (Array.isArray(value) ? value[0] : value) ?? "";
  };
  const [event, station, known, seal] = [text("event"), text("station"), text("known"), text("seal")];
  return {
    ...(isId(event) && { event }),
    ...(isId(station) && { station }),
    ...(isMoment(known) && { known }),
    ...(/^[1-9]\d{0,17}$/.test(seal) && { seal }),
  };
}

export const isNarrow = (lens: Lens) => Object.keys(lens).length > 0;

export const knownAt = ({ known }: Lens, zone: string) => (known ? toInstant(known, zone) : undefined);

/** The end of "as known at", in words. */
export function knownWords(lens: Lens, zone: string): string | undefined {
  const at = knownAt(lens, zone);
  const words = [
    at ? `as known at ${formatMoment(at, zone)} ${zoneName(at, zone)}` : "",
    lens.seal ? `as known at seal ${Number(lens.seal).toLocaleString("en")}` : "",
  ].filter(Boolean);
  return words.length > 0 ? words.join(", ") : undefined;
}

/**
 * The days before a span that it is compared with. One that begins with a month is compared with as much of the month,
 * quarter or year before; whole months with as many whole months; any other with as many days.
 */
export function spanBefore({ from, to }: Required<Span>): Required<Span> {
  const whole = shiftDay(to, 1).endsWith("-01");
  if (!from.endsWith("-01")) {
    const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
    return { from: shiftDay(from, -1 - days), to: shiftDay(from, -1) };
  }
  const touched = monthsOf(to) - monthsOf(from) + 1;
  const back =
    whole || touched === 1 ? touched : touched <= 3 && monthsOf(from) % 3 === 0 ? 3 : Math.ceil(touched / 12) * 12;
  const end = shiftDay(firstOf(monthsOf(to) - back + 1), -1);
  const same = `${end.slice(0, 8)}${to.slice(8)}`;
  return { from: firstOf(monthsOf(from) - back), to: whole || same > end ? end : same };
}

/** Spans that people ask for, by the calendar of `today`. */
export function usualSpans(today: string): (Required<Span> & { label: string })[] {
  const month = monthsOf(today);
  const quarter = month - (month % 3);
  const year = month - (month % 12);
  const whole = (label: string, first: number, months: number) => {
    return { label, from: firstOf(first), to: shiftDay(firstOf(first + months), -1) };
  };
  return [
    whole("This month", month, 1),
    whole("Last month", month - 1, 1),
    whole("This quarter", quarter, 3),
    whole("Last quarter", quarter - 3, 3),
    whole("This year", year, 12),
    whole("Last year", year - 12, 12),
  ];
}

const monthsOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const firstOf = (months: number) =>
  `${Math.floor(months / 12)}-${String((((months % 12) + 12) % 12) + 1).padStart(2, "0")}-01`;
const isMoment = (text: string) => /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/.test(text) && isDay(text.slice(0, 10));
