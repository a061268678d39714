import type { ImportKind, ImportOptions, Mapping, RowError } from "#lib/system/imports/rules";

/** What rows are checked against, as `system.begin_import` answers it. */
export type ImportFacts = {
  id: string;
  run: string;
  kind: ImportKind;
  state: "uploaded" | "checking" | "committing";
  mode: "all" | "skip";
  mapping: Mapping;
  remembered: Mapping | null;
  options: ImportOptions;
  rows: number;
  done: number;
  orgZone: string;
  orgCurrency: string;
  event: { zone: string; currency: string; startsAt: string; venueId: string | null } | null;
  venues: { id: string; name: string; city: string; zone: string }[];
  categories: { key: string; name: string }[];
  tiers: { id: string; name: string }[];
  stations: { id: string; name: string; slug: string }[];
};
export type RowToCheck = { n: number; at: number; data: Record<string, string>; found: RowError[] };
export type CheckedRow = { n: number; value: unknown; key: string; unit: string; errors: RowError[] };

/** Reads one field of a row, and notes what is wrong with it. */
export type Cells = {
  get: (key: string) => string;
  wrong: (key: string, message: string) => undefined;
};

/** Text of at most so many characters; more is wrong, never cut. */
export function textCell({ get, wrong }: Cells, key: string, most: number, missing?: string): string {
  const text = get(key);
  if (!text && missing) wrong(key, missing);
  if (text.length > most) wrong(key, `At most ${most} characters; this has ${text.length}.`);
  return text;
}
