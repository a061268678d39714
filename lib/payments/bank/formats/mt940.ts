import {
  amountOf,
  type Chunks,
  dayFrom,
  FormatError,
  type Line,
  linesOf,
  type Part,
  type Terms,
  tidy,
} from "#lib/payments/bank/formats/statement";

/**
 * SWIFT MT940, customer statement: fields 20, 25, 28C, 60F or 60M, then 61 with 86 each, 62F or 62M. Free text in 86
 * or the German subfields `?20`. Throws `FormatError` with the line of the field that is wrong, and when the closing
 * balance is missing.
 */
export async function* mt940(chunks: Chunks, terms: Terms): AsyncGenerator<Part> {
  const state = { reference: "", account: "", number: "", currency: terms.currency, open: false, begun: false };
  let line = null as Line | null;
  let last = 1;
  for await (const { tag, value, at } of fieldsOf(chunks)) {
    last = at;
    if (line && tag !== "86") {
      yield line;
      line = null;
    }
    if (tag === "20") {
      if (state.open) throw new FormatError(at, "A statement begins before the one above has its closing balance.");
      Object.assign(state, { reference: tidy(value, 35), account: "", number: "", open: true, begun: false });
    } else if (tag === "25")
      state.account =
        tidy(value.split("\n")[0] ?? "", 60)
          .split("/")
          .at(-1) ?? "";
    else if (tag === "28C" || tag === "28") state.number = tidy(value, 20);
    else if (tag === "60F" || tag === "60M") {
      const { currency, minor } = balanceOf(value, at);
      state.currency = currency;
      state.begun = true;
      const reference = [state.number, state.reference].filter(Boolean).join(" · ");
      yield { kind: "opening", reference, account: state.account, currency, openingMinor: minor };
    } else if (tag === "61") {
      if (!state.begun) throw new FormatError(at, "A line stands before the opening balance.");
      line = entryOf(value, state.currency, at);
    } else if (tag === "86" && line) line = { ...line, ...detailsOf(value, line) };
    else if (tag === "62F" || tag === "62M") {
      if (!state.begun) throw new FormatError(at, "A closing balance stands before the opening balance.");
      yield { kind: "closing", closingMinor: balanceOf(value, at).minor };
      Object.assign(state, { open: false, begun: false });
    }
  }
  if (line) yield line;
  if (state.open) throw new FormatError(last, "The file ends before the closing balance (field 62F): it is truncated.");
}

/** A field goes on until the next tag, or the `-` that ends a message. */
async function* fieldsOf(chunks: Chunks): AsyncGenerator<{ tag: string; value: string; at: number }> {
  let field: { tag: string; value: string; at: number } | null = null;
  let found = false;
  for await (const { text, at } of linesOf(chunks)) {
    const start = /^(?:\{.*\{4:)?:(\d\d[A-Z]?):(.*)$/.exec(text);
    if (start) {
      if (field) yield field;
      field = { tag: start[1] ?? "", value: start[2] ?? "", at };
      found = true;
    } else if (/^-\}?|^\{/.test(text)) {
      if (field) yield field;
      field = null;
    } else if (field && field.value.length < 4_000) field.value += `\n${text}`;
  }
  if (field) yield field;
  if (!found) throw new FormatError(1, "There is no field of MT940 in this file.");
}

function balanceOf(value: string, at: number) {
  const match = /^([CD])(\d\d)(\d\d)(\d\d)([A-Z]{3})([\d,]+)/.exec(value.trim());
  if (!match) throw new FormatError(at, "A balance is not written as in MT940, such as C261031EUR1234,56.");
  const [, sign, year = "", month = "", day = "", currency = "", amount = ""] = match;
  const minor = amountOf(amount, currency, at, ",") * (sign === "D" ? -1n : 1n);
  return { currency, minor, day: dayFrom(year, month, day, at) };
}

/** Value date, entry date, direction (R before it takes one back), amount, type, references. */
function entryOf(value: string, currency: string, at: number): Line {
  const [first = "", supplement = ""] = value.split("\n");
  const match = /^(\d\d)(\d\d)(\d\d)(\d{4})?(R?[CD])([A-Z])?(\d+,\d*)([NFS][A-Z0-9]{3})([^/]*)?(?:\/\/(.*))?/.exec(
    first,
  );
  if (!match) throw new FormatError(at, "A line is not written as in field 61 of MT940.");
  const [, year = "", month = "", day = "", entry, mark = "", , amount = "", , customer = "", bank = ""] = match;
  const valueOn = dayFrom(year, month, day, at);
  const sign = mark === "C" || mark === "RD" ? 1n : -1n;
  const amountMinor = amountOf(amount, currency, at, ",") * sign;
  if (amountMinor === 0n) throw new FormatError(at, "A line moves nothing.");
  const reference = tidy(customer, 35);
  return {
    kind: "line",
    at,
    bookedOn: entry ? bookedNear(valueOn, entry, at) : valueOn,
    valueOn,
    amountMinor,
    text: tidy(supplement),
    counterparty: "",
    reference: /^(NONREF|NOTPROVIDED)$/.test(reference) ? "" : reference,
    bankReference: tidy(bank, 35),
  };
}

/** The entry date has no year: it is the one nearest to the value date, across New Year too. */
function bookedNear(valueOn: string, entry: string, at: number): string {
  const year = Number(valueOn.slice(0, 4));
  const [month, day] = [entry.slice(0, 2), entry.slice(2)];
  const apart = Number(month) - Number(valueOn.slice(5, 7));
  return dayFrom(String(apart > 6 ? year - 1 : apart < -6 ? year + 1 : year), month, day, at);
}

function detailsOf(value: string, line: Line): Partial<Line> {
  const whole = value.replaceAll("\n", "");
  if (!/\?\d\d/.test(whole)) return { text: tidy(`${line.text} ${value}`) };
  const parts = [...whole.matchAll(/\?(\d\d)([^?]*)/g)].map(([, code = "", text = ""]) => ({
    code: Number(code),
    text,
  }));
  const purpose = parts.filter(({ code }) => (code >= 20 && code <= 29) || (code >= 60 && code <= 63));
  const name = parts.filter(({ code }) => code === 32 || code === 33);
  const text = purpose.map((part) => part.text).join("");
  const [, endToEnd = ""] = /EREF\+(.*?)(?=(?:KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE)\+|$)/.exec(text) ?? [];
  const [, words = text] = /SVWZ\+(.*?)(?=(?:EREF|KREF|MREF|CRED|DEBT|ABWA|ABWE)\+|$)/.exec(text) ?? [];
  return {
    text: tidy(words),
    counterparty: tidy(name.map((part) => part.text).join(""), 140),
    reference: endToEnd && endToEnd !== "NOTPROVIDED" ? tidy(endToEnd, 100) : line.reference,
  };
}
