import { SaxesParser, type SaxesTagPlain } from "saxes";
import { type CamtEntry, linesOfEntry } from "#lib/payments/bank/formats/camt-entry";
import { amountOf, type Chunks, FormatError, type Part, type Terms, tidy } from "#lib/payments/bank/formats/statement";

/** ISO 20022 camt.053, bank-to-customer statement: version 2 as most banks send it, version 8 since 2023. */
export const camtNamespaces = ["02", "08"].map((version) => `urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}`);

type Statement = {
  reference: string;
  account: string;
  currency: string;
  opening: bigint | null;
  closing: bigint | null;
  begun: boolean;
};
type Balance = { kind: string; amount: string; currency: string; sign: string };

/**
 * Statements and their booked lines, as the tags go by. An entry of several payments becomes one line each; what is
 * only announced (pending, information) is left out. Throws `FormatError` for another namespace, a truncated file and
 * whatever is missing.
 */
export async function* camt053(chunks: Chunks, terms: Terms): AsyncGenerator<Part> {
  const reader = new Reader(terms);
  for await (const chunk of chunks) {
    reader.write(chunk);
    yield* reader.taken();
  }
  reader.close();
  yield* reader.taken();
}

class Reader {
  private parts: Part[] = [];
  private path: string[] = [];
  private text = "";
  private attribute = "";
  private statement: Statement | null = null;
  private balance: Balance | null = null;
  private entry: CamtEntry | null = null;
  private seen = false;
  private parser = new SaxesParser();
  private terms: Terms;

  constructor(terms: Terms) {
    this.terms = terms;
    this.parser.on("error", (error) => this.fail(error.message.replace(/^[^ ]*\d+:\d+: /, "")));
    this.parser.on("doctype", () => this.fail("A statement has no document type definition."));
    this.parser.on("opentag", (tag) => this.open(tag));
    this.parser.on("text", (text) => {
      if (this.text.length < 2_000) this.text += text;
    });
    this.parser.on("cdata", (text) => {
      if (this.text.length < 2_000) this.text += text;
    });
    this.parser.on("closetag", (tag) => this.shut(local(tag.name)));
  }

  write(chunk: string) {
    this.parser.write(chunk);
  }

  close() {
    this.parser.close();
    if (!this.seen) this.fail("There is no statement in this file.");
  }

  taken(): Part[] {
    const taken = this.parts;
    this.parts = [];
    return taken;
  }

  private fail(words: string): never {
    throw new FormatError(this.parser.line, words.charAt(0).toUpperCase() + words.slice(1));
  }

  private open(tag: SaxesTagPlain) {
    const name = local(tag.name);
    if (this.path.length === 0) this.checkRoot(name, tag.attributes);
    if (this.path.length > 40) this.fail("This is nested deeper than any statement.");
    this.path.push(name);
    this.text = "";
    this.attribute = tag.attributes.Ccy ?? "";
    if (name === "Stmt") {
      this.seen = true;
      this.statement = { reference: "", account: "", currency: "", opening: null, closing: null, begun: false };
    } else if (name === "Bal" && this.parent() === "Stmt") {
      this.balance = { kind: "", amount: "", currency: "", sign: "" };
    } else if (name === "Ntry" && this.parent() === "Stmt") {
      this.begin();
      this.entry = { at: this.parser.line, fields: {}, currency: "", payments: [] };
    } else if (name === "TxDtls" && this.entry) this.entry.payments.push({});
  }

  private checkRoot(name: string, attributes: Record<string, string>) {
    const namespace =
      Object.entries(attributes).find(([key]) => key === "xmlns" || key.startsWith("xmlns:"))?.[1] ?? "";
    if (name !== "Document" || !camtNamespaces.includes(namespace))
      this.fail(
        `This is ${namespace || `a document called ${name}`}, not a statement. camt.053.001.02 and camt.053.001.08 can be read.`,
      );
  }

  private shut(name: string) {
    const value = this.text.trim();
    this.text = "";
    const at = this.path.slice(3).join("/");
    if (this.balance) this.readBalance(name, value);
    else if (this.entry) this.readEntry(name, value);
    else if (this.statement) this.readStatement(at, value);
    this.path.pop();
    if (name === "Stmt" && this.statement) {
      this.begin();
      this.parts.push({ kind: "closing", closingMinor: this.statement.closing });
      this.statement = null;
    }
  }

  private readStatement(at: string, value: string) {
    if (!this.statement) return;
    if (at === "Id") this.statement.reference = tidy(value, 100);
    else if (at === "Acct/Id/IBAN" || at === "Acct/Id/Othr/Id") this.statement.account = tidy(value, 60);
    else if (at === "Acct/Ccy") this.statement.currency = value;
  }

  private readBalance(name: string, value: string) {
    const { balance, statement } = this;
    if (!balance || !statement) return;
    if (name === "Cd") balance.kind = value;
    else if (name === "Amt" && this.parent() === "Bal") {
      balance.amount = value;
      balance.currency = this.attribute;
    } else if (name === "CdtDbtInd" && this.parent() === "Bal") balance.sign = value;
    else if (name === "Bal") {
      this.balance = null;
      const currency = balance.currency || statement.currency || this.terms.currency;
      statement.currency ||= currency;
      const amount = amountOf(balance.amount, currency, this.parser.line) * (balance.sign === "DBIT" ? -1n : 1n);
      if (balance.kind === "OPBD" || (balance.kind === "PRCD" && statement.opening === null))
        statement.opening = amount;
      if (balance.kind === "CLBD") statement.closing = amount;
    }
  }

  private readEntry(name: string, value: string) {
    const { entry, path } = this;
    if (!entry) return;
    if (name === "Ntry") {
      this.entry = null;
      this.parts.push(...linesOfEntry(entry, this.statement?.currency || this.terms.currency));
      return;
    }
    const inside = path.indexOf("TxDtls");
    const key = path.slice((inside < 0 ? path.indexOf("Ntry") : inside) + 1).join("/");
    const fields = inside < 0 ? entry.fields : entry.payments.at(-1);
    if (!fields || value === "") return;
    if (inside < 0 && key === "Amt") entry.currency = this.attribute;
    // Several lines of free text are one text.
    fields[key] =
      fields[key] && /Ustrd|AddtlTxInf/.test(name) ? tidy(`${fields[key]} ${value}`) : value.slice(0, 1_000);
  }

  /** The opening goes out before the first line; by the schema all balances have been read by then. */
  private begin() {
    const { statement } = this;
    if (!statement || statement.begun) return;
    statement.begun = true;
    const { reference, account, currency, opening } = statement;
    this.parts.push({ kind: "opening", reference, account, currency: currency || null, openingMinor: opening });
  }

  private parent = () => this.path.at(this.path.at(-1) === undefined ? -1 : -2) ?? "";
}

const local = (name: string) => name.slice(name.indexOf(":") + 1);
