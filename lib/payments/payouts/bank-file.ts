import "server-only";
import { stringify } from "csv-stringify/sync";
import { majorUnits } from "#lib/money";

/** One batch as the bank reads it. Amounts are minor units of the one currency; days are `YYYY-MM-DD`. */
export type BankAccount = {
  kind: "iban" | "us" | "other";
  holder: string;
  country: string;
  bic: string | null;
  number: string;
  routing?: string;
};
export type Transfer = { id: string; amountMinor: bigint; to: BankAccount; text: string };
export type Batch = {
  number: number;
  currency: string;
  executeOn: string;
  createdAt: Date;
  from: BankAccount;
  transfers: readonly Transfer[];
};

export const namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

/**
 * ISO 20022 pain.001.001.09, CustomerCreditTransferInitiation: one payment instruction with all transfers of a batch.
 * A transfer's EndToEndId is its payout's id without hyphens, which the bank's statement repeats.
 */
export function pain001(batch: Batch): string {
  const { currency, transfers, from } = batch;
  const count = String(transfers.length);
  const sum = majorUnits(
    transfers.reduce((total, { amountMinor }) => total + amountMinor, 0n),
    currency,
  );
  const reference = `GREENROOM-${batch.number}`;
  const within = currency === "EUR" && [from, ...transfers.map(({ to }) => to)].every(({ kind }) => kind === "iban");
  const document = element("Document", { xmlns: namespace }, [
    element("CstmrCdtTrfInitn", {}, [
      element("GrpHdr", {}, [
        element("MsgId", {}, reference),
        element("CreDtTm", {}, batch.createdAt.toISOString().replace(/\.\d{3}Z$/, "Z")),
        element("NbOfTxs", {}, count),
        element("CtrlSum", {}, sum),
        element("InitgPty", {}, [element("Nm", {}, latin(from.holder, 70))]),
      ]),
      element("PmtInf", {}, [
        element("PmtInfId", {}, `${reference}-1`),
        element("PmtMtd", {}, "TRF"),
        element("BtchBookg", {}, "false"),
        element("NbOfTxs", {}, count),
        element("CtrlSum", {}, sum),
        ...(within ? [element("PmtTpInf", {}, [element("SvcLvl", {}, [element("Cd", {}, "SEPA")])])] : []),
        element("ReqdExctnDt", {}, [element("Dt", {}, batch.executeOn)]),
        element("Dbtr", {}, [element("Nm", {}, latin(from.holder, 70))]),
        element("DbtrAcct", {}, [accountId(from), element("Ccy", {}, currency)]),
        element("DbtrAgt", {}, [agent(from)]),
        element("ChrgBr", {}, within ? "SLEV" : "SHAR"),
        ...transfers.map((transfer) => creditTransfer(transfer, currency)),
      ]),
    ]),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`;
}

function creditTransfer({ id, amountMinor, to, text }: Transfer, currency: string): string {
  return element("CdtTrfTxInf", {}, [
    element("PmtId", {}, [element("EndToEndId", {}, endToEndId(id))]),
    element("Amt", {}, [element("InstdAmt", { Ccy: currency }, majorUnits(amountMinor, currency))]),
    element("CdtrAgt", {}, [agent(to)]),
    element("Cdtr", {}, [
      element("Nm", {}, latin(to.holder, 70)),
      element("PstlAdr", {}, [element("Ctry", {}, to.country)]),
    ]),
    element("CdtrAcct", {}, [accountId(to)]),
    element("RmtInf", {}, [element("Ustrd", {}, latin(text, 140))]),
  ]);
}

/** 32 characters, of the 35 that the standard allows. */
export const endToEndId = (id: string) => id.replaceAll("-", "");

const accountId = ({ kind, number }: BankAccount) =>
  element("Id", {}, [kind === "iban" ? element("IBAN", {}, number) : element("Othr", {}, [element("Id", {}, number)])]);

function agent({ bic, routing }: BankAccount): string {
  const known = [
    ...(bic ? [element("BICFI", {}, bic)] : []),
    ...(routing
      ? [
          element("ClrSysMmbId", {}, [
            element("ClrSysId", {}, [element("Cd", {}, "USABA")]),
            element("MmbId", {}, routing),
          ]),
        ]
      : []),
  ];
  const unknown = [element("Othr", {}, [element("Id", {}, "NOTPROVIDED")])];
  return element("FinInstnId", {}, known.length > 0 ? known : unknown);
}

/** The same transfers as a table, for banks that take one, and for reading. Cells that a spreadsheet would compute are quoted. */
export function bankTable({ currency, executeOn, transfers }: Batch): string {
  const rows = transfers.map(({ id, amountMinor, to, text }) => [
    endToEndId(id),
    executeOn,
    majorUnits(amountMinor, currency),
    currency,
    plain(to.holder),
    to.country,
    to.number,
    to.routing ?? "",
    to.bic ?? "",
    plain(text),
  ]);
  const head = [
    "reference",
    "execute_on",
    "amount",
    "currency",
    "holder",
    "country",
    "account",
    "routing",
    "bic",
    "text",
  ];
  return stringify([head, ...rows], { record_delimiter: "\r\n" });
}

const plain = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const letters: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  Æ: "AE",
  ø: "o",
  Ø: "O",
  œ: "oe",
  Œ: "OE",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  þ: "th",
  Þ: "Th",
  "&": "+",
  "’": "'",
  "–": "-",
  "—": "-",
};

/**
 * The characters that every bank takes (EPC217-08: a-z A-Z 0-9 / - ? : ( ) . , ' + and space); accents fall away,
 * anything else becomes a full stop. It neither begins nor ends with a slash, and holds no two in a row.
 */
export function latin(text: string, most: number): string {
  const written = [...text.normalize("NFC")]
    .map((sign) => letters[sign] ?? sign.normalize("NFD").replace(/\p{M}/gu, ""))
    .join("")
    .replace(/[^a-zA-Z0-9/\-?:().,'+ ]/gu, ".");
  return (
    written
      .replace(/\/{2,}/g, "/")
      .replace(/\s+/g, " ")
      .trim()
      .replace(/^\/|\/$/g, "")
      .slice(0, most)
      .trim() || "."
  );
}

type Content = string | readonly string[];
/** Text is escaped; a list is elements that were made already. */
function element(name: string, attributes: Record<string, string>, content: Content): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${list.join("")}>${typeof content === "string" ? escaped(content) : content.join("")}</${name}>`;
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
