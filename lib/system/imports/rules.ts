import { z } from "zod";
import type { Permission } from "#lib/permissions";

/** Inputs and words of imports. Pure: the browser imports it too. */
export const largestImport = 25 * 1024 * 1024;

export const importKinds = {
  events: "Events",
  sessions: "Sessions of an event",
  orders: "Orders and attendees of an event",
  customers: "Customers",
} as const;
export type ImportKind = keyof typeof importKinds;

/** What somebody needs besides the right to import; the same in `system.may_import`. */
export const importNeeds = {
  events: "events:write",
  sessions: "events:write",
  orders: "ticketing:write",
  customers: "crm:import",
} as const satisfies Record<ImportKind, Permission>;

export type ImportField = { key: string; label: string; required?: true; aliases: readonly string[] };

/** What a file can say, and how columns that say it are headed elsewhere. The first column that fits is offered. */
export const importFields: Record<ImportKind, readonly ImportField[]> = {
  events: [
    field("name", "Name", ["title", "event", "event name", "event title", "summary name", "subject"], true),
    field("starts", "Starts", ["start", "start date", "starts at", "start time", "date", "begin", "begins"], true),
    field("ends", "Ends", ["end", "end date", "ends at", "end time", "finish", "until"]),
    field("zone", "Time zone", ["timezone", "tz", "tzid"]),
    field("summary", "One line", ["summary", "tagline", "subtitle", "short description"]),
    field("description", "Description", ["details", "body", "text", "about"]),
    field("venue", "Venue", ["location", "place", "venue name", "where"]),
    field("city", "City", ["town", "venue city", "locality"]),
    field("category", "Category", ["type", "genre", "event type"]),
    field("capacity", "Capacity", ["seats", "max attendees", "maximum attendees", "size"]),
    field("format", "In person or online", ["attendance mode", "mode"]),
    field("source", "Number or id", ["id", "uid", "event id", "guid", "external id", "reference", "identifier"]),
    field("rule", "Repeats by", ["rrule", "recurrence"]),
    field("except", "Not on", ["exdate", "except dates"]),
  ],
  sessions: [
    field("title", "Title", ["name", "talk", "session", "session title"], true),
    field("starts", "Starts", ["start", "start time", "date", "begin"], true),
    field("ends", "Ends", ["end", "end time", "finish"]),
    field("duration", "Lasts", ["length", "duration minutes"]),
    field("room", "Room", ["location", "stage", "hall"]),
    field("track", "Track", ["stream", "theme"]),
    field("abstract", "Abstract", ["description", "summary", "details"]),
    field("speakers", "Speakers", ["persons", "speaker", "presenter", "presenters", "artist"]),
    field("kind", "Kind", ["type", "session type", "format"]),
    field("source", "Number or id", ["id", "guid", "uid", "code", "slug"]),
  ],
  orders: [
    field("reference", "Order number", [
      ...["order", "order #", "order no", "order id", "order nr", "order reference", "booking", "booking id"],
      ...["booking number", "booking reference", "transaction id", "reference", "invoice number"],
    ]),
    field("name", "Buyer's name", ["name", "full name", "buyer", "buyer name", "customer", "customer name"]),
    field("firstName", "Buyer's first name", ["first name", "given name", "forename", "buyer first name", "firstname"]),
    field("lastName", "Buyer's last name", [
      ...["last name", "surname", "family name", "buyer last name", "buyer surname", "lastname", "nachname"],
    ]),
    field(
      "email",
      "Buyer's e-mail",
      ["email", "e mail", "email address", "buyer email", "customer email", "mail"],
      true,
    ),
    field("ticket", "Ticket", ["ticket type", "ticket name", "tier", "ticket class", "product", "item"]),
    field("quantity", "Quantity", ["qty", "tickets", "ticket quantity", "number of tickets", "count"]),
    field("seat", "Seat", ["seats", "seat number", "assigned seat", "seat name"]),
    field("attendee", "Attendee's name", ["attendee", "attendee name", "guest", "guest name", "participant"]),
    field("attendeeEmail", "Attendee's e-mail", ["attendee email", "guest email", "participant email"]),
    field("amount", "Amount paid", ["amount", "total", "price", "total paid", "gross", "order total", "ticket price"]),
    field("bookedOn", "Day", ["order date", "date", "created", "created at", "purchased", "purchase date", "paid at"]),
    field("ticketId", "Ticket number", ["barcode", "ticket id", "ticket number", "attendee #", "ticket no", "code"]),
  ],
  customers: [
    field("name", "Name", [
      "full name",
      "customer",
      "customer name",
      "client",
      "client name",
      "contact",
      "display name",
    ]),
    field("firstName", "First name", ["given name", "forename", "firstname", "vorname"]),
    field("lastName", "Last name", ["surname", "family name", "lastname", "nachname"]),
    field("email", "E-mail", ["email", "e mail", "e mail address", "email address", "mail", "e-mail 1 - value"]),
    field("phone", "Phone", ["telephone", "phone number", "mobile", "cell", "tel", "phone 1 - value"]),
    field("address", "Address", ["street", "street address", "postal address", "mailing address"]),
    field("tags", "Tags", ["labels", "groups", "segments", "categories"]),
    field("notes", "Notes", ["note", "comment", "comments", "remarks"]),
    field("station", "Station", ["location", "branch", "kitchen", "office"]),
    field("marketing", "May be written to", ["newsletter", "opt in", "marketing", "subscribed", "consent", "opted in"]),
  ],
};

function field(key: string, label: string, aliases: readonly string[], required?: true): ImportField {
  return required ? { key, label, aliases, required } : { key, label, aliases };
}

/** `Order #`, `Order no.` and `order_number` alike: letters and digits, with the words for a number made one word. */
export const plainHeading = (heading: string) =>
  heading
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/#/g, " number ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/\b(no|nr|num|id)$/, "number")
    .replace(/\s+/g, " ");

export type Mapping = Record<string, string>;

/** The column for each field: as remembered where the file has that column, else by what columns are called. */
export function suggestMapping(kind: ImportKind, columns: readonly string[], remembered: Mapping = {}): Mapping {
  const byName = new Map([...columns].reverse().map((column) => [plainHeading(column), column]));
  const taken = new Set<string>();
  const found: Mapping = {};
  const take = (key: string, column: string | undefined) => {
    if (column === undefined || found[key] || taken.has(column)) return;
    found[key] = column;
    taken.add(column);
  };
  for (const { key } of importFields[kind]) take(key, byName.get(plainHeading(remembered[key] ?? "\u0000")));
  for (const { key, label } of importFields[kind]) {
    take(key, columns.find((column) => column === key) ?? byName.get(plainHeading(label)));
  }
  for (const { key, aliases } of importFields[kind])
    for (const alias of aliases) take(key, byName.get(plainHeading(alias)));
  return found;
}

const empty = (value: unknown) => (value === "" || value === null ? undefined : value);
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(empty, schema.optional());

export const ImportStart = z.strictObject({
  kind: z.enum(["events", "sessions", "orders", "customers"], "Choose what the file holds."),
  name: z.string().trim().min(1).max(200),
  byteSize: z
    .number()
    .int()
    .min(1, "This file is empty.")
    .max(largestImport, "A file has at most 25 MB. Split it, or export a shorter span."),
  eventId: optional(z.uuid("Choose the event that this file belongs to.")),
});
export const ImportId = z.strictObject({ importId: z.uuid() });
export const ImportCheck = z.strictObject({
  importId: z.uuid(),
  mapping: z.record(z.string().max(40), z.string().max(300)),
  dates: z.enum(["dmy", "mdy"]).default("dmy"),
  zone: optional(z.string().max(60)),
  category: optional(z.string().max(60)),
  capacity: optional(z.coerce.number().int("A whole number.").min(1, "At least 1.").max(1_000_000)),
  minutes: optional(z.coerce.number().int("Whole minutes.").min(5, "At least five minutes.").max(10_080)),
  places: z.enum(["refuse", "describe"]).default("refuse"),
  tierId: optional(z.uuid()),
  money: z.enum(["none", "received"]).default("none"),
  account: optional(z.string().max(120)),
});
export type ImportOptions = Partial<Omit<z.output<typeof ImportCheck>, "importId" | "mapping">> & { eventId?: string };
export const ImportCommit = z.strictObject({ importId: z.uuid(), mode: z.enum(["all", "skip"]) });
export const RunImport = z.strictObject({ importId: z.uuid() });

export type RowError = { column: string; message: string };
/** A row as its file says it; `at` is its line, or its place among items. */
export type FoundRow = { at: number; data: Record<string, string>; errors?: RowError[] };

/** Thrown when a file as a whole cannot be read; the line is where it stops making sense. */
export class ImportError extends Error {
  readonly line: number | null;
  constructor(line: number | null, message: string) {
    super(message);
    this.name = "ImportError";
    this.line = line;
  }
}
