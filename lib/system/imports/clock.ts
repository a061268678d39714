import { isZone, toInstant, toLocal } from "#lib/time";

export type DayOrder = "dmy" | "mdy";

/**
 * A time as files write it: ISO 8601 with or without an offset, or `1.6.2026 20:00` and `6/1/2026 8:00 PM` in the order
 * that the person said. Answers the moment and the wall clock in the zone, or null.
 */
export function clockOf(text: string, zone: string, order: DayOrder): { at: Date; local: string } | null {
  const local = localOf(text.trim(), order);
  if (!local || !isZone(zone)) return null;
  if (local.offset !== null) {
    const at = new Date(`${local.wall}${local.offset}`);
    return Number.isNaN(at.getTime()) ? null : { at, local: toLocal(at, zone) };
  }
  const at = toInstant(local.wall, zone);
  return { at, local: local.wall.slice(0, 16) };
}

type Local = { wall: string; offset: string | null };

function localOf(text: string, order: DayOrder): Local | null {
  const iso =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(am|pm)?\s*(z|[+-]\d\d:?\d\d)?)?$/i.exec(
      text,
    );
  if (iso) return wallOf([iso[1], iso[2], iso[3]], iso.slice(4, 8), iso[8]);
  const written = /^(\d\d?)[./-](\d\d?)[./-](\d{4})(?:,?\s+(\d\d?):(\d\d)(?::(\d\d))?\s*(am|pm)?)?$/i.exec(text);
  if (!written) return null;
  const [, a, b, year] = written;
  return wallOf(order === "dmy" ? [year, b, a] : [year, a, b], written.slice(4, 8), undefined);
}

function wallOf(day: (string | undefined)[], time: (string | undefined)[], offset: string | undefined): Local | null {
  const [year = 0, month = 0, date = 0] = day.map(Number);
  const [h, m = "0", s = "0", half] = time;
  let hour = Number(h ?? 0);
  if (half) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (/p/i.test(half) ? 12 : 0);
  }
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (year < 1970 || year > 2200 || month < 1 || month > 12 || date < 1 || date > days) return null;
  if (hour > 23 || Number(m) > 59 || Number(s ?? 0) > 59) return null;
  const two = (value: number | string) => String(value).padStart(2, "0");
  const wall = `${year}-${two(month)}-${two(date)}T${two(hour)}:${two(m)}:${two(s ?? "0")}`;
  const shift = offset?.toUpperCase();
  return {
    wall,
    offset: !shift
      ? null
      : shift === "Z"
        ? "Z"
        : shift.includes(":")
          ? shift
          : `${shift.slice(0, 3)}:${shift.slice(3)}`,
  };
}

/** `90`, `1:30`, `1h30` and `PT1H30M` are an hour and a half, in minutes; null when it is none of them. */
export function minutesOf(text: string): number | null {
  const plain = text.trim();
  if (/^\d{1,5}$/.test(plain)) return Number(plain);
  const found = /^(?:PT)?(\d{1,3})(?::|h\s*)(\d{1,2})?m?$/i.exec(plain) ?? /^PT()(\d{1,4})M$/i.exec(plain);
  return found ? Number(found[1] || 0) * 60 + Number(found[2] ?? 0) : null;
}
