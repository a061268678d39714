import { SaxesParser } from "saxes";
import { type FoundRow, ImportError } from "#lib/system/imports/rules";

const kept = [
  "title",
  "subtitle",
  "abstract",
  "description",
  "track",
  "type",
  "date",
  "start",
  "duration",
  "person",
  "room",
];

/** The schedule of a conference as pentabarf, frab and pretalx write it: schedule > day > room > event. */
export function schedule(text: string): FoundRow[] {
  const rows: FoundRow[] = [];
  const parser = new SaxesParser();
  const path: string[] = [];
  let day = "";
  let room = "";
  let event: { at: number; id: string; values: Record<string, string[]> } | null = null;
  let words = "";
  parser.on("error", (error) => {
    throw new ImportError(
      parser.line,
      `This is not a schedule in XML: ${error.message.replace(/^\S+ /, "").slice(0, 160)}`,
    );
  });
  parser.on("doctype", () => {
    throw new ImportError(parser.line, "A schedule with a document type of its own is not read.");
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (path.length === 0 && name !== "schedule")
      throw new ImportError(parser.line, "A schedule begins with <schedule>.");
    path.push(name);
    words = "";
    if (name === "day") day = String(attributes.date ?? "");
    else if (name === "room" && !event) room = String(attributes.name ?? "");
    else if (name === "event" && path.at(-2) === "room")
      event = { at: parser.line, id: String(attributes.guid ?? attributes.id ?? ""), values: {} };
  });
  parser.on("text", (piece) => {
    words += piece;
  });
  parser.on("cdata", (piece) => {
    words += piece;
  });
  parser.on("closetag", ({ name }) => {
    path.pop();
    if (event && name === "event") {
      rows.push(rowOf(event, day, room));
      event = null;
    } else if (event && kept.includes(name)) {
      event.values[name] = [...(event.values[name] ?? []), words.trim()];
    }
    words = "";
  });
  parser.write(text.replace(/^\uFEFF/, "")).close();
  if (rows.length === 0) throw new ImportError(1, "There is no session in this schedule.");
  return rows;
}

function rowOf(
  { at, id, values }: { at: number; id: string; values: Record<string, string[]> },
  day: string,
  room: string,
) {
  const first = (name: string) => values[name]?.find(Boolean) ?? "";
  // The date with its offset is exact; the start alone is a clock of the day, or of the night after it.
  const starts = first("date") || (day && first("start") ? `${day.slice(0, 10)}T${first("start")}` : first("start"));
  return {
    at,
    data: {
      title: first("title"),
      starts,
      duration: first("duration"),
      room: first("room") || room,
      track: first("track"),
      abstract: [first("subtitle"), first("abstract") || first("description")].filter(Boolean).join("\n\n"),
      speakers: (values.person ?? []).filter(Boolean).join(", "),
      kind: first("type"),
      source: id,
    },
  };
}
