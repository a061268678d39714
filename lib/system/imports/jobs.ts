import "server-only";
import { sql } from "drizzle-orm";
import { asWorker, stillWorker, type TenantTx } from "#db/tenant";
import { answerOf } from "#lib/payments/bank/calls";
import type { ImportFacts, RowToCheck } from "#lib/system/imports/cells";
import { checkRow } from "#lib/system/imports/checking";
import { rowsOf } from "#lib/system/imports/formats/detect";
import { type FoundRow, ImportError, importFields, suggestMapping } from "#lib/system/imports/rules";
import type { Job } from "#lib/system/worker/job";

/** How many rows go to the database at once while reading and checking, and while importing. */
const batch = 1_000;
const unitsAtOnce = 500;
const mostRows = 200_000;

type Step = { org: string; facts: ImportFacts; signal: AbortSignal; about: ReturnType<typeof sql> };

/**
 * The worker's part of an import, by the state in which it is: read, check or commit. Killed in the middle it begins
 * that step again; a commit that leaves out what is wrong goes on behind the last batch, and one that takes all or
 * nothing had written nothing.
 */
export async function runImport({ payload: { importId }, row, signal }: Job<{ importId: string }>): Promise<void> {
  const org = row.organizationId;
  const facts = await asWorker(org, (tx) =>
    answerOf<ImportFacts | null>(tx, sql`system.begin_import(${importId}::uuid)`),
  );
  if (!facts) return;
  const step = { org, facts, signal, about: sql`${importId}::uuid, ${facts.run}::uuid` };
  if (facts.state === "uploaded") await readFile(step);
  else if (facts.state === "checking") await checkRows(step);
  else await commitRows(step);
}

async function readFile({ org, facts, signal, about }: Step): Promise<void> {
  try {
    const bytes = await asWorker(org, (tx) => answerOf<Buffer>(tx, sql`system.import_bytes(${about})`));
    const { format, rows } = rowsOf(facts.kind, bytes);
    const columns = new Map<string, string[]>();
    let waiting: (FoundRow & { n: number })[] = [];
    let n = 0;
    const flush = async () => {
      signal.throwIfAborted();
      const sent = JSON.stringify(waiting);
      waiting = [];
      await asWorker(org, (tx) => answerOf(tx, sql`system.stage_rows(${about}, ${sent}::jsonb)`));
    };
    for await (const found of rows) {
      n += 1;
      if (n > mostRows) throw new ImportError(found.at, "A file has at most 200,000 rows. Split it.");
      const clean = withoutNull(found);
      collect(columns, clean);
      waiting.push({ ...clean, n });
      if (waiting.length >= batch) await flush();
    }
    if (n === 0) throw new ImportError(1, "There are headings and no rows.");
    if (waiting.length > 0) await flush();
    const names = [...columns.keys()];
    const mapping = suggestMapping(facts.kind, names, facts.remembered ?? {});
    const found = JSON.stringify([...columns].map(([name, samples]) => ({ name, samples })));
    await asWorker(org, (tx) =>
      answerOf(tx, sql`system.finish_reading(${about}, ${format}, ${found}::jsonb, ${JSON.stringify(mapping)}::jsonb)`),
    );
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    await asWorker(org, (tx) => answerOf(tx, sql`system.fail_import(${about}, ${error.message}, ${error.line})`));
  }
}

/** PostgreSQL keeps no NUL in text. */
const withoutNull = (row: FoundRow): FoundRow => JSON.parse(JSON.stringify(row).replaceAll("\\u0000", ""));

/** At most 100 columns, and the first three things that each says. */
function collect(columns: Map<string, string[]>, { data }: FoundRow): void {
  for (const [name, value] of Object.entries(data)) {
    const samples = columns.get(name);
    if (samples && value && samples.length < 3) samples.push(value.slice(0, 80));
    else if (!samples && columns.size < 100) columns.set(name, value ? [value.slice(0, 80)] : []);
  }
}

async function checkRows({ org, facts, signal, about }: Step): Promise<void> {
  const known = new Set(importFields[facts.kind].map(({ key }) => key));
  const mapping = Object.fromEntries(Object.entries(facts.mapping).filter(([key, column]) => known.has(key) && column));
  for (let after = 0; ; ) {
    signal.throwIfAborted();
    const rows = await asWorker(org, (tx) =>
      answerOf<RowToCheck[] | null>(tx, sql`system.rows_to_check(${about}, ${after}, ${batch})`),
    );
    if (!rows) break;
    after = rows.at(-1)?.n ?? after;
    const checked = JSON.stringify(rows.map((row) => checkRow(row, { ...facts, mapping })));
    await asWorker(org, (tx) => answerOf(tx, sql`system.note_checks(${about}, ${checked}::jsonb)`));
  }
  await asWorker(org, (tx) => answerOf(tx, sql`system.finish_check(${about})`));
}

async function commitRows(step: Step): Promise<void> {
  const { org, facts, about } = step;
  if (facts.mode === "skip") {
    for (let done = facts.done; ; ) {
      const dealt = await asWorker(org, (tx) => nextBatch(tx, step));
      if (dealt === 0) break;
      done += dealt;
      await tell(step, done);
    }
    await asWorker(org, (tx) => answerOf(tx, sql`system.finish_import(${about})`));
    return;
  }
  try {
    await asWorker(org, async (tx) => {
      for (let done = 0; ; ) {
        await stillWorker(tx, org);
        const dealt = await nextBatch(tx, step);
        if (dealt === 0) break;
        done += dealt;
        // Beside this transaction, so that it can be seen before all of it is there.
        await tell(step, done);
      }
      await stillWorker(tx, org);
      await answerOf(tx, sql`system.finish_import(${about})`);
    });
  } catch (error) {
    const refused = refusedRow(error);
    if (!refused) throw error;
    const { n, message, column } = refused;
    await asWorker(org, (tx) => answerOf(tx, sql`system.take_back_import(${about}, ${n}, ${message}, ${column})`));
  }
}

function nextBatch(tx: TenantTx, { signal, about }: Step): Promise<number> {
  signal.throwIfAborted();
  return answerOf<number>(tx, sql`system.import_batch(${about}, ${unitsAtOnce})`);
}

const tell = ({ org, about }: Step, done: number) =>
  asWorker(org, (tx) => answerOf(tx, sql`system.import_progress(${about}, ${done})`));

/** What `system.import_batch` raises for a row when all or nothing is wanted. */
function refusedRow(error: unknown): { n: number; message: string; column: string } | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, detail, column } = at as { code?: string; detail?: string; column?: string };
    if (code === "P0G09") return { n: Number(detail), message: at.message, column: column ?? "" };
  }
  return null;
}
