import { amountOf, dayFrom, FormatError, type Line, tidy } from "#lib/payments/bank/formats/statement";

/** An entry of camt.053 as its leaves were read: their paths below `Ntry` and below each `TxDtls`. */
export type CamtEntry = {
  at: number;
  currency: string;
  fields: Record<string, string>;
  payments: Record<string, string>[];
};

/** One line for each payment of the entry; together they are exactly what the entry moved. */
export function linesOfEntry(entry: CamtEntry, currency: string): Line[] {
  const { fields, payments, at } = entry;
  const state = fields["Sts/Cd"] ?? fields.Sts ?? "BOOK";
  if (state !== "BOOK") return [];
  if (!fields.Amt) throw new FormatError(at, "An entry has no amount.");
  if (entry.currency && entry.currency !== currency)
    throw new FormatError(at, `An entry is in ${entry.currency}, in a statement in ${currency}.`);
  const sign = signOf(fields.CdtDbtInd, at);
  const total = amountOf(fields.Amt, currency, at) * sign;
  const day = dateOf(fields, "BookgDt", at) ?? dateOf(fields, "ValDt", at);
  if (!day) throw new FormatError(at, "An entry has no booking date.");
  const common = { kind: "line", at, bookedOn: day, valueOn: dateOf(fields, "ValDt", at) } as const;
  const bankReference = tidy(fields.AcctSvcrRef ?? "", 100);

  const amounts = payments.map((payment) => partOf(payment, currency, at, sign));
  if (payments.length > 1 && amounts.every((amount) => amount !== null)) {
    const lines = payments.map((payment, index) => ({
      ...common,
      ...wordsOf(payment, fields, amounts[index] ?? 0n),
      amountMinor: amounts[index] ?? 0n,
      // A payment of a batch has the bank's reference of its own, or its place in the batch.
      bankReference: tidy(payment["Refs/AcctSvcrRef"] ?? "", 100) || (bankReference && `${bankReference}/${index + 1}`),
    }));
    const rest = total - lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    if (rest === 0n) return lines.filter(({ amountMinor }) => amountMinor !== 0n);
    const remainder = {
      ...common,
      amountMinor: rest,
      text: `Charges of a batch of ${payments.length} payments`,
      counterparty: "",
      reference: "",
      bankReference: bankReference && `${bankReference}/rest`,
    };
    return [...lines, remainder].filter(({ amountMinor }) => amountMinor !== 0n);
  }
  if (total === 0n) return [];
  const [only] = payments;
  const words = wordsOf(payments.length === 1 && only ? only : {}, fields, total);
  const text = payments.length > 1 ? tidy(`Batch of ${payments.length} payments ${words.text}`) : words.text;
  return [{ ...common, ...words, text, amountMinor: total, bankReference }];
}

function partOf(payment: Record<string, string>, currency: string, at: number, sign: bigint): bigint | null {
  const amount = payment.Amt ?? payment["AmtDtls/TxAmt/Amt"];
  if (!amount) return null;
  return amountOf(amount, currency, at) * (payment.CdtDbtInd ? signOf(payment.CdtDbtInd, at) : sign);
}

/** Who stands on the other side depends on which way the money went. Version 8 puts a `Pty` around the name. */
function wordsOf(payment: Record<string, string>, fields: Record<string, string>, amount: bigint) {
  const side = amount > 0n ? "Dbtr" : "Cdtr";
  const name = (who: string) =>
    payment[`RltdPties/${who}/Pty/Nm`] ?? payment[`RltdPties/${who}/Nm`] ?? payment[`RltdPties/Ultmt${who}/Nm`];
  const reference = payment["Refs/EndToEndId"] ?? "";
  const structured = payment["RmtInf/Strd/CdtrRefInf/Ref"] ?? "";
  const text =
    payment["RmtInf/Ustrd"] ?? (structured || payment.AddtlTxInf || fields.AddtlNtryInf || fields.NtryRef || "");
  return {
    text: tidy(text),
    counterparty: tidy(name(side) ?? "", 140),
    reference: reference === "NOTPROVIDED" ? tidy(structured, 100) : tidy(reference || structured, 100),
  };
}

function signOf(word: string | undefined, at: number): bigint {
  if (word === "CRDT") return 1n;
  if (word === "DBIT") return -1n;
  throw new FormatError(at, "An entry does not say whether money came or went (CdtDbtInd).");
}

function dateOf(fields: Record<string, string>, name: string, at: number): string | null {
  const text = fields[`${name}/Dt`] ?? fields[`${name}/DtTm`];
  if (!text) return null;
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text) ?? [];
  return dayFrom(year, month, day, at);
}
