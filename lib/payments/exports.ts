import "server-only";
import { z } from "zod";
import { readAsTenant, type TenantTx } from "#db/tenant";
import { command } from "#lib/command";
import { dayOf, flagOf, spanOf } from "#lib/payments/addresses";
import { journalExport } from "#lib/payments/journal-export";
import { accountById, accountStatement } from "#lib/payments/queries/journal";
import { trialBalance } from "#lib/payments/queries/reports";
import { transactionKinds } from "#lib/payments/rules";
import { kindNames, normalOf } from "#lib/payments/statements";
import { digitsOf } from "#lib/ref/rules";
import { apiActor, openOrganization } from "#lib/session";
import { csvOf } from "#lib/system/csv";
import { isId } from "#lib/system/ids";
import type { ListColumn, ListRow } from "#lib/system/list";
import { textStream } from "#lib/system/list-export";
import { dayIn } from "#lib/time";

/** Leaves a line in the audit log before the first byte of a report leaves the house. */
export const exportReport = command({
  name: "payments.export_report",
  needs: "analytics:export",
  input: z.strictObject({ report: z.string(), search: z.string().max(2000) }),
  run: async ({ input }) => input,
});

type Report = { columns: readonly ListColumn[]; rows: (tx: TenantTx) => AsyncIterable<ListRow> };
type House = { name: string; slug: string; zone: string };

/** The trial balance of `asOf` as its screen shows it, as CSV; or 401, 403 or 404. */
export function trialBalanceAnswer(search: URLSearchParams): Promise<Response> {
  return answer("trial-balance", search, async (house) => {
    const params = Object.fromEntries(search);
    const asOf = dayOf(params, "asOf") ?? dayIn(new Date(), house.zone);
    return {
      columns: [
        ...columnsOf(house, "As of the end of"),
        { key: "kind", label: "Kind", kind: "text" },
        { key: "code", label: "Code", kind: "code" },
        { key: "name", label: "Account", kind: "text" },
        { key: "debit", label: "Debit", kind: "money" },
        { key: "credit", label: "Credit", kind: "money" },
      ],
      async *rows(tx) {
        const { rows } = await trialBalance(tx, { asOf, zeros: flagOf(params, "zeros") });
        for (const { accountId, kind, code, name, currency, debitMinor, creditMinor } of rows)
          yield {
            ...{ id: accountId, organization: house.name, day: asOf, kind: kindNames[kind], code, name },
            debit: amount(debitMinor, currency),
            credit: amount(creditMinor, currency),
          };
      },
    };
  });
}

/** An account's lines in a span of days, newest first, as CSV; or 401, 403 or 404. */
export function statementAnswer(accountId: string, search: URLSearchParams): Promise<Response> {
  const span = spanOf(Object.fromEntries(search));
  return answer(`account-${accountId}`, search, async (house, read) => {
    const account = isId(accountId) ? await read((tx) => accountById(tx, { accountId })) : undefined;
    if (!account) return undefined;
    const { code, currency, kind } = account;
    return {
      columns: [
        ...columnsOf(house, "Date"),
        { key: "code", label: "Account", kind: "code" },
        { key: "kind", label: "Kind", kind: "text" },
        { key: "memo", label: "Memo", kind: "text" },
        { key: "debit", label: "Debit", kind: "money" },
        { key: "credit", label: "Credit", kind: "money" },
        { key: "balance", label: "Balance", kind: "money" },
        { key: "recorded", label: "Recorded", kind: "datetime" },
        { key: "transaction", label: "Transaction", kind: "code" },
      ],
      async *rows(tx) {
        let after: Awaited<ReturnType<typeof accountStatement>>["next"];
        do {
          const page = await accountStatement(tx, { accountId, ...span, after, limit: 499 });
          for (const row of page.lines) {
            const debit = normalOf(kind) * row.amountMinor;
            yield {
              ...{ id: `${row.transactionId}.${row.line}`, organization: house.name, day: row.effectiveOn, code },
              ...{ kind: transactionKinds[row.kind], memo: row.memo, transaction: row.transactionId },
              recorded: new Date(row.postedAt).toISOString(),
              debit: amount(debit > 0n ? debit : 0n, currency),
              credit: amount(debit < 0n ? -debit : 0n, currency),
              balance: amount(row.balanceMinor, currency),
            };
          }
          after = page.next;
        } while (after);
      },
    };
  });
}

/** The whole book of a span of days for hledger and ledger-cli, or for beancount, so that another program can check every figure. */
export async function journalAnswer(search: URLSearchParams): Promise<Response> {
  const actor = await exporter();
  if (actor instanceof Response) return actor;
  const house = await openOrganization();
  await exportReport(actor, { report: "journal", search: search.toString() });
  const span = spanOf(Object.fromEntries(search));
  const syntax = search.get("format") === "beancount" ? "beancount" : "hledger";
  return file(
    house,
    syntax === "beancount" ? "book.beancount" : "book.journal",
    "text/plain",
    textStream(actor, (tx) => journalExport(tx, { ...span, syntax })),
  );
}

const amount = (minor: bigint, currency: string) => ({ minor: String(minor), currency, digits: digitsOf(currency) });

/** Whose figures, and by whose calendar: in every row, so that files can be put together. */
const columnsOf = (house: House, day: string): ListColumn[] => [
  { key: "organization", label: "Organization", kind: "text" },
  { key: "day", label: `${day} (${house.zone})`, kind: "date" },
];

type Make = (house: House, read: <T>(query: (tx: TenantTx) => Promise<T>) => Promise<T>) => Promise<Report | undefined>;

async function answer(name: string, search: URLSearchParams, make: Make): Promise<Response> {
  const actor = await exporter();
  if (actor instanceof Response) return actor;
  const house = await openOrganization();
  const report = await make(house, (query) => readAsTenant(actor, query));
  if (!report) return Response.json({ message: "There is nothing here." }, { status: 404 });
  await exportReport(actor, { report: name, search: search.toString() });
  return file(
    house,
    `${name}.csv`,
    "text/csv",
    textStream(actor, (tx) => csvOf(report.columns, report.rows(tx), house.zone)),
  );
}

/** Somebody who may read the books and take them away, or the answer to give instead. */
export async function exporter() {
  const actor = await apiActor("payments:read");
  if (actor instanceof Response || actor.permissions.has("analytics:export")) return actor;
  return Response.json({ message: "You may not export." }, { status: 403 });
}

/** A file named after the house and its day. */
export function file(
  { slug, zone }: Pick<House, "slug" | "zone">,
  name: string,
  type: string,
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
): Response {
  return new Response(body, {
    headers: {
      "Content-Type": type.startsWith("text/") && !type.includes(";") ? `${type}; charset=utf-8` : type,
      "Content-Disposition": `attachment; filename="${slug}-${dayIn(new Date(), zone)}-${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
}
