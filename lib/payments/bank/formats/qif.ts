import { type DateForm, dayIn } from "#lib/payments/bank/formats/dates";
import {
  amountOf,
  type Chunks,
  FormatError,
  linesOf,
  type Part,
  type Terms,
  tidy,
} from "#lib/payments/bank/formats/statement";

/** QIF does not say how it writes days and decimals: whoever exports chooses. */
export type QifTerms = Terms & { dates?: DateForm; decimal?: "." | "," };

const types = /^!Type:(Bank|Cash|CCard|Oth A|Oth L)\s*$/i;

/**
 * Quicken Interchange Format: records of one letter a line, ended by `^`. Bank, cash and card accounts; lists of
 * categories and investments are skipped. It knows no balances.
 */
export async function* qif(chunks: Chunks, terms: QifTerms): AsyncGenerator<Part> {
  const { currency, dates = "MM/DD/YYYY", decimal = "." } = terms;
  let fields: Record<string, string> = {};
  let [reading, found, begins, last] = [false, false, 0, 1];
  for await (const { text, at } of linesOf(chunks)) {
    last = at;
    const line = text.trim();
    if (line === "") continue;
    if (line.startsWith("!")) {
      if (begins) throw new FormatError(begins, "A record does not end with ^.");
      const type = types.test(line);
      if (type && !found) yield { kind: "opening", reference: "", account: "", currency: null, openingMinor: null };
      reading = type;
      found ||= type;
    } else if (!reading) {
      if (!found && at > 200) break;
    } else if (line === "^") {
      if (begins && fields.D !== undefined) {
        const amount = fields.T ?? fields.U;
        if (amount === undefined) throw new FormatError(begins, "A record has no amount (T).");
        const amountMinor = amountOf(amount, currency, begins, decimal);
        const counterparty = tidy(fields.P ?? "", 140);
        if (amountMinor !== 0n)
          yield {
            kind: "line",
            at: begins,
            bookedOn: dayIn(fields.D, dates, begins),
            valueOn: null,
            amountMinor,
            text: tidy(fields.M ?? counterparty),
            counterparty,
            reference: tidy(fields.N ?? "", 100),
            bankReference: "",
          };
      } else if (begins) throw new FormatError(begins, "A record has no date (D).");
      fields = {};
      begins = 0;
    } else {
      begins ||= at;
      // The letters S, E and $ split a record; its own total is in T.
      const letter = line.charAt(0);
      fields[letter] ??= line.slice(1, 1_000);
    }
  }
  if (!found) throw new FormatError(last, "There is no bank account in this file (!Type:Bank).");
  if (begins) throw new FormatError(last, "The file ends inside a record: it is truncated.");
  yield { kind: "closing", closingMinor: null };
}
