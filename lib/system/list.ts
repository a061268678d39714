/**
 * What every list of the product is: its columns, and the state that its URL carries.
 * Pure, so that the page, the SQL builder, the export, the job behind "select all matching"
 * and the browser read the same address the same way.
 *
 *   ?q=ana&sort=-startsAt&f.state=published,live&f.startsAt=2026-01-01..2026-02-01
 *   &cols=title,startsAt&after=<cursor>&size=50&view=<id>
 */
export type ColumnKind = "text" | "money" | "number" | "date" | "datetime" | "state" | "badge" | "link" | "code";

export type FilterKind = "text" | "enum" | "date-range" | "money-range" | "boolean";

export type Tone = "neutral" | "info" | "success" | "warning" | "danger";

/** A value that a column may hold. The value is a slug: letters, digits, `_`, `-`, `.` or `:`. */
export type ListOption = { value: string; label: string; tone?: Tone };

export type ListColumn = {
  key: string;
  label: string;
  kind: ColumnKind;
  sortable?: boolean;
  filter?: FilterKind;
  /** The values of an `enum` filter, and the labels and tones of a `state` or `badge` cell. */
  options?: readonly ListOption[];
  hiddenByDefault?: boolean;
  /** `money` and `number` go to the end unless told otherwise. */
  align?: "start" | "center" | "end";
  /** Its filter stands beside the search box; at most three of a list's columns do. */
  promoted?: boolean;
};

export type ListSpec = {
  columns: readonly ListColumn[];
  defaultSort: Sort;
  defaultSize?: PageSize;
  /** What the search box searches, named in its placeholder; without it the list has no search box. */
  searches?: string;
};

export const PAGE_SIZES = [25, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];

export type Sort = { key: string; descending: boolean };

export type FilterValue =
  | { kind: "text"; text: string }
  | { kind: "enum"; values: string[] }
  /** Calendar days, half-open: `from` is included, `before` is not. The reader's zone is the list's zone. */
  | { kind: "date-range"; from?: string; before?: string }
  /** Major units as exact decimal text, both ends included; `moneyBounds` makes minor units of them. */
  | { kind: "money-range"; min?: string; max?: string }
  | { kind: "boolean"; value: boolean };

export type ListState = {
  q: string;
  sort: Sort;
  filters: { [columnKey: string]: FilterValue };
  /** The columns shown, in order; null is the list's own choice. */
  columns: string[] | null;
  cursor: { after: string } | { before: string } | null;
  size: PageSize;
  view: string | null;
};

export type MoneyCell = { minor: string; currency: string; digits: number };
export type LinkCell = { label: string; href: string };
export type Cell = string | number | boolean | null | MoneyCell | LinkCell;

/**
 * A row as it travels to the browser: `id`, the page it opens, and a cell for each column key.
 * Instants are ISO 8601 with an offset, days are `YYYY-MM-DD`, money is minor units as text.
 */
export type ListRow = { id: string; href?: string; [columnKey: string]: Cell | undefined };

/** `atLeast` is an honest count: more match than it was worth counting. */
export type ListTotal = number | { atLeast: number };

export type ListPage<Row = ListRow> = { rows: Row[]; total: ListTotal; next?: string; previous?: string };

export type SearchParams = URLSearchParams | { [key: string]: string | string[] | undefined };

/** Read a list's state from an address. Never throws: what it does not know or cannot use, it leaves out. */
export function parseListState(spec: ListSpec, searchParams: SearchParams): ListState {
  const param = (key: string) => first(searchParams, key);
  const filters: ListState["filters"] = {};
  for (const column of spec.columns) {
    const value = column.filter ? parseFilter(column, param(`f.${column.key}`)) : null;
    if (value) filters[column.key] = value;
  }
  const after = opaque(param("after"));
  const before = opaque(param("before"));
  return {
    q: words(param("q")),
    sort: parseSort(spec, param("sort")),
    filters,
    columns: parseColumns(spec, param("cols")),
    cursor: after ? { after } : before ? { before } : null,
    size: PAGE_SIZES.find((size) => String(size) === param("size")) ?? defaultSize(spec),
    view: opaque(param("view")),
  };
}

/** The shortest address of a state: defaults are left out, so equal states have equal addresses. */
export function toSearchParams(spec: ListSpec, state: ListState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.q) params.set("q", state.q);
  if (!sameSort(state.sort, spec.defaultSort)) params.set("sort", sortText(state.sort));
  for (const column of spec.columns) {
    const value = state.filters[column.key];
    if (value) params.set(`f.${column.key}`, filterText(value));
  }
  if (state.columns) params.set("cols", state.columns.join(","));
  if (state.cursor && "after" in state.cursor) params.set("after", state.cursor.after);
  if (state.cursor && "before" in state.cursor) params.set("before", state.cursor.before);
  if (state.size !== defaultSize(spec)) params.set("size", String(state.size));
  if (state.view) params.set("view", state.view);
  return params;
}

/** What a saved view keeps: everything but the place in the list and the view itself. */
export function viewSearch(spec: ListSpec, state: ListState): string {
  return toSearchParams(spec, { ...state, cursor: null, view: null }).toString();
}

/** What decides which rows match; the `allMatching` of a bulk action carries this text. */
export function matchSearch(spec: ListSpec, state: ListState): string {
  const sort = spec.defaultSort;
  const size = defaultSize(spec);
  return toSearchParams(spec, { ...state, sort, size, columns: null, cursor: null, view: null }).toString();
}

export function isNarrowed(state: ListState): boolean {
  return state.q !== "" || Object.keys(state.filters).length > 0;
}

/** The columns that a state shows, in its order. */
export function shownColumns(spec: ListSpec, state: Pick<ListState, "columns">): ListColumn[] {
  if (!state.columns) return spec.columns.filter((column) => !column.hiddenByDefault);
  return state.columns.flatMap((key) => spec.columns.find((column) => column.key === key) ?? []);
}

/** The ends of a money filter in a currency of `digits` decimals, rounded inwards so that neither admits too much. */
export function moneyBounds(
  value: Extract<FilterValue, { kind: "money-range" }>,
  digits: number,
): { min?: bigint; max?: bigint } {
  return {
    ...(value.min === undefined ? {} : { min: toMinor(value.min, digits, "up") }),
    ...(value.max === undefined ? {} : { max: toMinor(value.max, digits, "down") }),
  };
}

function toMinor(major: string, digits: number, round: "up" | "down"): bigint {
  const negative = major.startsWith("-");
  const [whole = "0", fraction = ""] = major.replace("-", "").split(".");
  const kept = BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  const inexact = /[1-9]/.test(fraction.slice(digits));
  const away = inexact && (round === "up") !== negative ? 1n : 0n;
  return negative ? -(kept + away) : kept + away;
}

function parseSort(spec: ListSpec, text: string): Sort {
  const descending = text.startsWith("-");
  const key = descending ? text.slice(1) : text;
  const known = spec.columns.some((column) => column.key === key && column.sortable);
  return known ? { key, descending } : { ...spec.defaultSort };
}

function parseColumns(spec: ListSpec, text: string): string[] | null {
  const known = new Set(text.split(",").filter((key) => spec.columns.some((column) => column.key === key)));
  return known.size > 0 ? [...known] : null;
}

function parseFilter(column: ListColumn, text: string): FilterValue | null {
  if (text === "") return null;
  switch (column.filter) {
    case "text": {
      const wanted = words(text);
      return wanted ? { kind: "text", text: wanted } : null;
    }
    case "enum": {
      const asked = new Set(text.split(","));
      const values = (column.options ?? []).map((option) => option.value).filter((value) => asked.has(value));
      return values.length > 0 ? { kind: "enum", values } : null;
    }
    case "boolean":
      return text === "yes" || text === "no" ? { kind: "boolean", value: text === "yes" } : null;
    case "date-range": {
      const [from, before] = ends(text, isDay);
      if (from && before && from >= before) return null;
      return from || before ? { kind: "date-range", ...(from ? { from } : {}), ...(before ? { before } : {}) } : null;
    }
    case "money-range": {
      const [min, max] = ends(text, (part) => /^-?\d{1,15}(\.\d{1,4})?$/.test(part));
      return min || max ? { kind: "money-range", ...(min ? { min } : {}), ...(max ? { max } : {}) } : null;
    }
    default:
      return null;
  }
}

function filterText(value: FilterValue): string {
  if (value.kind === "text") return value.text;
  if (value.kind === "enum") return value.values.join(",");
  if (value.kind === "boolean") return value.value ? "yes" : "no";
  if (value.kind === "date-range") return `${value.from ?? ""}..${value.before ?? ""}`;
  return `${value.min ?? ""}..${value.max ?? ""}`;
}

function ends(text: string, usable: (part: string) => boolean): [string | undefined, string | undefined] {
  const [low = "", high = "", ...rest] = text.split("..");
  if (rest.length > 0) return [undefined, undefined];
  return [usable(low) ? low : undefined, usable(high) ? high : undefined];
}

function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Words that PostgreSQL and a URL both take: well-formed, no control characters, one line, at most 200 long. */
function words(text: string): string {
  const line = text.toWellFormed().replace(/[\p{Cc}\s]+/gu, " ");
  return [...line].slice(0, 200).join("").trim();
}

/** Cursors and view ids mean nothing here: only their shape is checked. */
const opaque = (text: string) => (/^[\w.~-]{1,1024}$/.test(text) ? text : null);

const defaultSize = (spec: ListSpec): PageSize => spec.defaultSize ?? 50;
const sameSort = (a: Sort, b: Sort) => a.key === b.key && a.descending === b.descending;
const sortText = (sort: Sort) => (sort.descending ? `-${sort.key}` : sort.key);

function first(params: SearchParams, key: string): string {
  if (params instanceof URLSearchParams) return params.get(key) ?? "";
  const value = Object.hasOwn(params, key) ? params[key] : undefined;
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
