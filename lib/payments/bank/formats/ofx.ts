import {
  amountOf,
  type Chunks,
  dayFrom,
  FormatError,
  type Line,
  type Part,
  type Terms,
  tidy,
} from "#lib/payments/bank/formats/statement";

/**
 * Open Financial Exchange, 1.x (SGML, where a value needs no closing tag) and 2.x (XML): both are read as a sequence of
 * tags with the text behind each. Bank and card statements. OFX has a closing balance and no opening one.
 */
export async function* ofx(chunks: Chunks, terms: Terms): AsyncGenerator<Part> {
  let fields: Record<string, string> = {};
  let begun = false;
  let statement: { at: number; account: string; currency: string; reference: string } | null = null;
  let transaction: { at: number } | null = null;
  let closing: bigint | null = null;
  let [found, ended, last] = [false, false, 1];
  for await (const { name, text, at, closes } of tagsOf(chunks)) {
    last = at;
    if (/^(STMTRS|CCSTMTRS)$/.test(name)) {
      if (!closes) {
        statement = { at, account: "", currency: terms.currency, reference: "" };
        [begun, closing, found] = [false, null, true];
      } else if (statement) {
        if (!begun) yield openingOf(statement);
        yield { kind: "closing", closingMinor: closing };
        statement = null;
      }
    } else if (name === "OFX" && closes) ended = true;
    else if (!statement) continue;
    else if (name === "STMTTRN") {
      if (!begun) yield openingOf(statement);
      begun = true;
      if (closes && transaction) {
        const line = lineOf(fields, statement.currency, transaction.at);
        if (line) yield line;
        transaction = null;
      } else transaction = { at };
      fields = {};
    } else if (name === "LEDGERBAL") {
      if (closes) closing = fields.BALAMT ? decimalOf(fields.BALAMT, statement.currency, at) : null;
      fields = {};
    } else if (!closes && text) {
      if (name === "CURDEF") statement.currency = text;
      else if (name === "ACCTID" && !transaction) statement.account = tidy(text, 60);
      else if (name === "DTEND" && !transaction) statement.reference = `to ${dateOf(text, at)}`;
      else fields[name] = text.slice(0, 1_000);
    }
  }
  if (!found) throw new FormatError(last, "There is no statement in this file.");
  if (!ended) throw new FormatError(last, "The file ends before </OFX>: it is truncated.");
}

const openingOf = ({ reference, account, currency }: { reference: string; account: string; currency: string }) =>
  ({ kind: "opening", reference, account, currency, openingMinor: null }) as const;

function lineOf(fields: Record<string, string>, currency: string, at: number): Line | null {
  const { TRNAMT, DTPOSTED, NAME, PAYEE, MEMO, FITID, REFNUM, CHECKNUM } = fields;
  if (!TRNAMT) throw new FormatError(at, "A transaction has no amount (TRNAMT).");
  if (!DTPOSTED) throw new FormatError(at, "A transaction has no date (DTPOSTED).");
  const amountMinor = decimalOf(TRNAMT, currency, at);
  if (amountMinor === 0n) return null;
  const bookedOn = dateOf(DTPOSTED, at);
  const counterparty = tidy(NAME ?? PAYEE ?? "", 140);
  return {
    kind: "line",
    at,
    bookedOn,
    valueOn: fields.DTAVAIL ? dateOf(fields.DTAVAIL, at) : null,
    amountMinor,
    text: tidy(MEMO ?? counterparty),
    counterparty,
    reference: tidy(REFNUM ?? CHECKNUM ?? "", 100),
    bankReference: tidy(FITID ?? "", 100),
  };
}

/** The standard allows a comma for the decimal point. */
const decimalOf = (text: string, currency: string, at: number) =>
  amountOf(text, currency, at, /,\d{1,3}$/.test(text.trim()) && !text.includes(".") ? "," : ".");

function dateOf(text: string, at: number): string {
  const [, year = "", month = "", day = ""] = /^(\d{4})(\d\d)(\d\d)/.exec(text.trim()) ?? [];
  return dayFrom(year, month, day, at);
}

type Tag = { name: string; text: string; at: number; closes: boolean };

/** Tags in order, each with the text up to the next one. */
async function* tagsOf(chunks: Chunks): AsyncGenerator<Tag> {
  let rest = "";
  let at = 1;
  const next = (end: boolean): Tag | null => {
    const start = rest.indexOf("<");
    const close = start < 0 ? -1 : rest.indexOf(">", start);
    const stop = close < 0 ? -1 : rest.indexOf("<", close);
    if (start >= 0 && (close < 0 || (stop < 0 && !end))) {
      if (rest.length > longest) throw new FormatError(at, "A tag has no end.");
      if (close < 0 && end) throw new FormatError(at, "The file ends inside a tag: it is truncated.");
      return null;
    }
    if (start < 0) return null;
    at += breaks(rest.slice(0, start));
    const name = rest.slice(start + 1, close).trim();
    const body = rest.slice(close + 1, stop < 0 ? undefined : stop);
    const tag = {
      name: name.replace(/^\//, "").toUpperCase(),
      text: unescaped(body.trim()),
      at,
      closes: name[0] === "/",
    };
    at += breaks(rest.slice(start, stop < 0 ? undefined : stop));
    rest = stop < 0 ? "" : rest.slice(stop);
    return tag;
  };
  for await (const chunk of chunks) {
    rest += chunk;
    for (let tag = next(false); tag; tag = next(false)) yield tag;
  }
  for (let tag = next(true); tag; tag = next(true)) yield tag;
}

const longest = 100_000;
const breaks = (text: string) => text.split("\n").length - 1;
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
const unescaped = (text: string) =>
  text.replace(/&(#?\w{1,8});/g, (whole, name: string) => {
    if (!name.startsWith("#")) return entities[name.toLowerCase()] ?? whole;
    const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return Number.isInteger(code) && code > 31 && code < 0x110000 ? String.fromCodePoint(code) : " ";
  });
