import type { FilterValue, ListColumn } from "#lib/system/list";

/** A filter as a sentence part: "Published, Live", "Jan 1 – Jan 31, 2026", "at least 10.50". */
export function filterWords(column: ListColumn, value: FilterValue): string {
  switch (value.kind) {
    case "text":
      return `“${value.text}”`;
    case "boolean":
      return value.value ? "Yes" : "No";
    case "enum": {
      const labels = (column.options ?? [])
        .filter((option) => value.values.includes(option.value))
        .map((option) => option.label);
      return labels.length > 2 ? `${labels[0]} and ${labels.length - 1} more` : labels.join(", ");
    }
    case "money-range":
      if (value.min !== undefined && value.max !== undefined) return `${value.min} – ${value.max}`;
      return value.min !== undefined ? `at least ${value.min}` : `at most ${value.max}`;
    case "date-range": {
      const last = value.before ? addDays(value.before, -1) : undefined;
      if (value.from && last) return days.formatRange(noon(value.from), noon(last));
      return value.from ? `from ${days.format(noon(value.from))}` : `until ${days.format(noon(last ?? ""))}`;
    }
  }
}

/** `2026-01-31` and 1 is `2026-02-01`. */
export function addDays(day: string, count: number): string {
  const moved = noon(day);
  moved.setUTCDate(moved.getUTCDate() + count);
  return moved.toISOString().slice(0, 10);
}

const days = new Intl.DateTimeFormat("en", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
const noon = (day: string) => new Date(`${day}T12:00:00Z`);
