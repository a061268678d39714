import { parseMoney } from "#lib/money";

/** What a person types in the rows of a journal entry, as the lines that are posted. Pure: the form shows it as it is typed. */
export type TypedLine = { account: string; debit: string; credit: string };
export type TypedEntry = {
  lines: { account: string; amountMinor: string }[];
  /** For each line, the row that it was typed in: empty rows are not sent. */
  rows: number[];
  debitMinor: bigint;
  creditMinor: bigint;
  /** Row by row, what cannot be understood; the server says the rest. */
  faults: Record<number, string>;
};

export function readEntry(typed: readonly TypedLine[], currency: string): TypedEntry {
  const entry: TypedEntry = { lines: [], rows: [], debitMinor: 0n, creditMinor: 0n, faults: {} };
  typed.forEach(({ account, debit, credit }, row) => {
    if (!account && !debit.trim() && !credit.trim()) return;
    if (debit.trim() && credit.trim()) {
      entry.faults[row] = "A line is a debit or a credit, not both.";
      return;
    }
    const amount = parseMoney(debit.trim() || credit.trim() || "0", currency);
    if (amount === null || amount < 0n) {
      entry.faults[row] = `That is not an amount of ${currency}. Write it like 1234.50, without a sign.`;
      return;
    }
    if (debit.trim()) entry.debitMinor += amount;
    else entry.creditMinor += amount;
    entry.lines.push({ account, amountMinor: String(debit.trim() ? amount : -amount) });
    entry.rows.push(row);
  });
  return entry;
}

/** What the server said of `lines.<n>.…`, at the rows in which they were typed. */
export function faultsByRow(fields: Record<string, string[]> = {}, rows: readonly number[]): Record<number, string> {
  const faults: Record<number, string> = {};
  for (const [path, messages] of Object.entries(fields)) {
    const line = /^lines\.(\d+)\./.exec(path)?.[1];
    const row = line === undefined ? undefined : rows[Number(line)];
    if (row !== undefined) faults[row] = [faults[row], ...messages].filter(Boolean).join(" ");
  }
  return faults;
}
