import { type FoundRow, ImportError } from "#lib/system/imports/rules";

/** A list of objects, or the events of schema.org in JSON-LD; which of both it is, the file says by `@type`. */
export function* json(text: string): Generator<FoundRow> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new ImportError(lineOf(text, error), `This is not JSON: ${(error as Error).message.slice(0, 160)}`);
  }
  const items = itemsOf(parsed);
  if (items.length === 0) throw new ImportError(1, "There is no list of objects in this file.");
  for (const [n, item] of items.entries()) {
    yield { at: n + 1, data: isThing(item) ? thing(item) : flat(item) };
  }
}

export const isLinkedData = (text: string) => /"@(type|graph|context)"\s*:/.test(text.slice(0, 100_000));

type Item = Record<string, unknown>;
const isItem = (value: unknown): value is Item => typeof value === "object" && value !== null && !Array.isArray(value);

/** The list itself, `@graph`, or the first list of objects that the one object has; else the object alone. */
function itemsOf(parsed: unknown): Item[] {
  if (Array.isArray(parsed))
    return parsed.flatMap((one) => (isItem(one) && "@graph" in one ? itemsOf(one) : [one])).filter(isItem);
  if (!isItem(parsed)) return [];
  const graph = parsed["@graph"];
  if (Array.isArray(graph)) return graph.filter(isItem).filter((one) => isThing(one));
  if (isThing(parsed)) return [parsed];
  const list = Object.values(parsed).find((one) => Array.isArray(one) && one.some(isItem));
  return Array.isArray(list) ? list.filter(isItem) : [parsed];
}

/** An Event of schema.org or one of its kinds: MusicEvent, TheaterEvent, Festival … */
const isThing = (item: Item) =>
  [item["@type"]].flat().some((type) => /(Event|Festival|Hackathon|EventSeries)$/.test(String(type)));

function thing(item: Item): Record<string, string> {
  const place = [item.location].flat().find((one) => isItem(one) || typeof one === "string");
  const address = isItem(place) ? place.address : undefined;
  const online =
    /Online/.test(words(item.eventAttendanceMode)) || (isItem(place) && /Virtual/.test(words(place["@type"])));
  return {
    name: words(item.name),
    starts: words(item.startDate),
    ends: words(item.endDate),
    description: words(item.description),
    venue: online ? "" : isItem(place) ? words(place.name) : words(place),
    city: isItem(address) ? words(address.addressLocality) : "",
    category: words([item["@type"]].flat()[0]).replace(/Event$/, ""),
    capacity: words(item.maximumAttendeeCapacity ?? item.maximumPhysicalAttendeeCapacity),
    format: /Mixed/.test(words(item.eventAttendanceMode)) ? "hybrid" : online ? "online" : "",
    source: words(item["@id"] ?? item.identifier ?? item.url),
  };
}

/** Nested values by their path, `venue.city`. */
function flat(item: Item, path = ""): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(item).map(([key, value]) => {
      const name = path ? `${path}.${key}` : key;
      return isItem(value) && path.split(".").length < 4 ? flat(value, name) : { [name.slice(0, 200)]: words(value) };
    }),
  );
}

function words(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(words).filter(Boolean).join(", ");
  if (isItem(value)) return words(value.name ?? value["@value"] ?? value["@id"] ?? "");
  return String(value).trim();
}

/** Where the text stops being JSON (RFC 8259); the engine's own message does not always say it. */
function lineOf(text: string, error: unknown): number {
  const said = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  const position = said ? Number(said) : brokenAt(text);
  return text.slice(0, position).split("\n").length;
}

const token = /\s*(?:([[\]{},:])|("(?:[^"\\\n\r]|\\.)*")|(-?\d[\d.eE+-]*|true|false|null))/y;

function brokenAt(text: string): number {
  const open: string[] = [];
  let before = "";
  token.lastIndex = 0;
  for (;;) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (!found) return at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
    const sign = found[1] ?? "v";
    const ends = sign === "]" || sign === "}";
    const valueIsDue = before === ":" || before === ",";
    if (ends ? valueIsDue || open.pop() !== (sign === "]" ? "[" : "{") : /[,:]/.test(sign) && /^[[{,:]?$/.test(before))
      return token.lastIndex - 1;
    if (sign === "[" || sign === "{") open.push(sign);
    before = sign;
  }
}
