import "#lib/system/worker/login";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { admin, given, type Organization } from "#db/given";
import { type Actor, asTenant, asWorker } from "#db/tenant";
import { answerOf } from "#lib/payments/bank/calls";
import { finishBankFile, openBankAccount, startBankFile, takeStatement } from "#lib/payments/bank/commands";
import { readBankFile } from "#lib/payments/bank/jobs";
import { statementsOf } from "#lib/payments/bank/queries/files";
import { partSize } from "#lib/system/rules";

/** What the tests of bank accounts start from: an account, files sent and read as people and the worker do. */
export type Bank = { org: Organization; finance: Actor; bankAccountId: string };

export async function bank(
  fields: Partial<{ org: Organization; slug: string; opening: string; limit: string; iban: string }> = {},
): Promise<Bank> {
  const org = fields.org ?? (await given.organization({ currency: "EUR" }));
  const finance = await given.person("finance", org);
  const { bankAccountId } = await openBankAccount(finance, {
    name: "Harbour Bank",
    slug: fields.slug ?? "harbour",
    currency: org.currency,
    iban: fields.iban ?? "",
    openingOn: "2026-10-01",
    opening: fields.opening ?? "1000.00",
    writeOffLimit: fields.limit ?? "10.00",
  });
  return { org, finance, bankAccountId };
}

/** Send a file as the browser does, and have it read as the worker does. */
export async function imported({ org, finance, bankAccountId }: Bank, text: string | Uint8Array, terms: object = {}) {
  const bytes = Buffer.from(text);
  const { fileId } = await startBankFile(finance, {
    bankAccountId,
    name: "statement",
    byteSize: bytes.length,
    ...terms,
  });
  for (let n = 0; n * partSize < bytes.length; n++) {
    const part = bytes.subarray(n * partSize, (n + 1) * partSize);
    await asTenant(finance, (tx) => tx.execute(sql`select payments.add_bank_part(${fileId}::uuid, ${n}, ${part})`));
  }
  const finished = await finishBankFile(finance, { fileId });
  if (finished.state === "reading") await reading(org, fileId);
  const statements = await asTenant(finance, (tx) => statementsOf(tx, { bankAccountId }), "read only");
  return { fileId, finished, statements: statements.filter((one) => one.fileId === fileId) };
}

export const reading = (org: Organization, fileId: string) =>
  readBankFile({
    payload: { fileId },
    row: {
      organizationId: org.id,
      id: randomUUID(),
      topic: "payments.read_bank_file",
      attempts: 1,
      createdAt: new Date(),
    },
    signal: AbortSignal.timeout(60_000),
  });

/** Import, and take every statement of it. */
export async function taken(place: Bank, text: string | Uint8Array, terms: object = {}) {
  const { statements } = await imported(place, text, terms);
  for (const { id } of statements) await takeStatement(place.finance, { statementId: id });
  return linesOf(place);
}

export type BankLine = { id: string; text: string; amount_minor: string; explained_minor: string };

export async function linesOf({ bankAccountId }: Bank): Promise<BankLine[]> {
  const { rows } = await admin.query(
    "select id, text, amount_minor, explained_minor from payments.bank_lines where bank_account_id = $1 and live order by booked_on, ordinal",
    [bankAccountId],
  );
  return rows;
}

export const standing = async ({ org, bankAccountId }: Bank, through = "2026-10-31") =>
  (await admin.query("select * from payments.bank_standing($1, $2, $3)", [org.id, bankAccountId, through])).rows[0];

/** A statement in MT940 of these lines, `[day of October, amount, text]`, that adds up from `opening`. */
export function statement(lines: readonly (readonly [number, string, string])[], opening = 1000) {
  const comma = (amount: number) => Math.abs(amount).toFixed(2).replace(".", ",");
  const mark = (amount: number) => (amount < 0 ? "D" : "C");
  const closing = lines.reduce((sum, [, amount]) => sum + Number(amount), opening);
  const body = lines.flatMap(([day, amount, text]) => {
    const date = `2610${String(day).padStart(2, "0")}`;
    return [`:61:${date}${date.slice(2)}${mark(Number(amount))}${comma(Number(amount))}NMSCNONREF`, `:86:${text}`];
  });
  return [
    ":20:START",
    ":25:12345678",
    ":28C:1/1",
    `:60F:${mark(opening)}261001EUR${comma(opening)}`,
    ...body,
    `:62F:${mark(closing)}261031EUR${comma(closing)}`,
    "-",
  ].join("\r\n");
}

export const asWorkerOf = <T>(org: Organization, call: ReturnType<typeof sql>) =>
  asWorker(org.id, (tx) => answerOf<T>(tx, call));
