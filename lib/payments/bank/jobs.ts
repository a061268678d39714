import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { asWorker } from "#db/tenant";
import { answerOf, json } from "#lib/payments/bank/calls";
import type { CsvMapping } from "#lib/payments/bank/formats/csv-mapping";
import { type Format, formatOf, partsOf, type Reading, textOf } from "#lib/payments/bank/formats/detect";
import { FormatError, type Line, type Opening } from "#lib/payments/bank/formats/statement";
import { sameAccount } from "#lib/payments/bank/rules";
import type { Job } from "#lib/system/worker/job";

/** How many lines go to the database at once; also what is held in memory. */
const batch = 1_000;

type Facts = {
  run: string;
  byteSize: number;
  terms: Pick<Reading, "dates" | "decimal">;
  mapping: CsvMapping | null;
  currency: string;
  ibanMasked: string;
};
type Ask = <T>(call: SQL) => Promise<T>;

/**
 * Read an uploaded file into staged statements. Lines are written as they are read, so that progress can be shown and a
 * file of any length fits; a reading that died is begun anew, and what is wrong with the file is kept in words.
 */
export async function readBankFile({ payload: { fileId }, row, signal }: Job<{ fileId: string }>): Promise<void> {
  const ask: Ask = (call) => asWorker(row.organizationId, (tx) => answerOf(tx, call));
  const facts = await ask<Facts | null>(sql`payments.begin_reading(${fileId}::uuid)`);
  if (!facts) return;
  let format: Format | null = null;
  try {
    const counter = { bytes: 0 };
    const bytes = bytesOf(ask, fileId, facts, counter, signal);
    const { value: head } = await bytes.next();
    if (!head) throw new FormatError(1, "This file is empty.");
    format = formatOf(new TextDecoder(head[0] === 0xff ? "utf-16le" : "utf-8").decode(head.subarray(0, 4_096)));
    const text = textOf(from(head, bytes), facts.mapping ?? undefined);
    const { currency, mapping, terms } = facts;
    const parts = partsOf(format, text, { currency, ...terms, ...(mapping ? { mapping } : {}) });
    await stage(ask, fileId, facts, parts, counter);
    await ask(sql`payments.finish_reading(${fileId}::uuid, ${facts.run}::uuid, ${format})`);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    await ask(
      sql`payments.fail_reading(${fileId}::uuid, ${facts.run}::uuid, ${format}, ${error.message}, ${error.line})`,
    );
  }
}

async function stage(
  ask: Ask,
  fileId: string,
  facts: Facts,
  parts: ReturnType<typeof partsOf>,
  counter: { bytes: number },
) {
  const about = sql`${fileId}::uuid, ${facts.run}::uuid`;
  let statement: string | null = null;
  let lines: (Line & { ordinal: number })[] = [];
  let ordinal = 0;
  const flush = async () => {
    if (lines.length === 0) return;
    const rows = lines;
    lines = [];
    await ask(sql`payments.stage_lines(${about}, ${statement}::uuid, ${counter.bytes}, ${json(rows)}::jsonb)`);
  };
  for await (const part of parts) {
    if (part.kind === "opening") {
      statement = await ask<string>(sql`payments.stage_statement(${about}, ${json(headOf(part, facts))}::jsonb)`);
      ordinal = 0;
    } else if (part.kind === "line") {
      lines.push({ ...part, ordinal: ++ordinal });
      if (lines.length >= batch) await flush();
    } else {
      await flush();
      await ask(sql`payments.close_staged(${about}, ${statement}::uuid, ${json(part)}::jsonb)`);
    }
  }
}

/** A statement of another account or currency is shown, and cannot be taken. */
function headOf({ reference, account, currency, openingMinor }: Opening, facts: Facts) {
  const fault =
    currency && currency !== facts.currency
      ? `This statement is in ${currency}, and the account is in ${facts.currency}.`
      : sameAccount(facts.ibanMasked, account)
        ? undefined
        : `This statement is of an account that ends in ${account.slice(-4)}, not of ${facts.ibanMasked}.`;
  return {
    reference,
    currency: facts.currency,
    openingMinor: fault && currency !== facts.currency ? null : openingMinor,
    fault,
  };
}

async function* bytesOf(ask: Ask, fileId: string, facts: Facts, counter: { bytes: number }, signal: AbortSignal) {
  for (let n = 0; counter.bytes < facts.byteSize; n++) {
    signal.throwIfAborted();
    const part = await ask<Buffer | null>(sql`payments.bank_part(${fileId}::uuid, ${facts.run}::uuid, ${n})`);
    if (!part) return;
    counter.bytes += part.length;
    yield part as Uint8Array;
  }
}

async function* from(head: Uint8Array, rest: AsyncIterable<Uint8Array>) {
  yield head;
  yield* rest;
}
