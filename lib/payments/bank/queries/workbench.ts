import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import { candidatesOf, openLinesOf } from "#lib/payments/bank/queries/candidates";
import type { PartKind } from "#lib/payments/bank/rules";
import { certainOf, type OpenLine, suggestionsFor } from "#lib/payments/bank/suggestions";
import type { Workbench, WorkFilter, WorkLine, WorkMatch } from "#lib/payments/bank/workbench";
import { rowsOf } from "#lib/payments/queries/rows";
import { escapeLike } from "#lib/system/list-query";

/** So many open lines, the oldest, are looked at when all that is certain is accepted. */
export const acceptedAtOnce = 2_000;

/** More on one screen helps nobody; filters find the rest. */
const most = 200;

type LineRow = {
  id: string;
  booked_on: string;
  amount_minor: string;
  explained_minor: string;
  text: string;
  counterparty: string;
  reference: string;
  bank_reference: string;
};

/** Lines as the filter wants them with what they may be or are, and how many are explained of all. */
export async function workbenchOf(
  tx: TenantTx,
  { bankAccountId, slug, filter }: { bankAccountId: string; slug: string; filter: WorkFilter },
): Promise<Workbench> {
  const bank = sql`${bankAccountId}::uuid`;
  const where: SQL[] = [sql`l.bank_account_id = ${bank} and l.live`];
  if (filter.show === "open") where.push(sql`l.explained_minor <> l.amount_minor`);
  if (filter.show === "explained") where.push(sql`l.explained_minor = l.amount_minor`);
  if (filter.way) where.push(filter.way === "in" ? sql`l.amount_minor > 0` : sql`l.amount_minor < 0`);
  if (filter.from) where.push(sql`l.booked_on >= ${filter.from}::date`);
  if (filter.to) where.push(sql`l.booked_on <= ${filter.to}::date`);
  const like = `%${escapeLike(filter.q)}%`;
  if (filter.q)
    where.push(
      sql`(l.text ilike ${like} or l.counterparty ilike ${like} or l.reference ilike ${like} or l.bank_reference ilike ${like})`,
    );
  const found = await rowsOf<LineRow>(
    tx,
    sql`select l.id, l.booked_on::text, l.amount_minor, l.explained_minor, l.text, l.counterparty, l.reference, l.bank_reference
        from payments.bank_lines l where ${sql.join(where, sql` and `)} order by l.booked_on ${filter.show === "open" ? sql`asc` : sql`desc`}, l.id limit ${most + 1}`,
  );
  const [counted] = await rowsOf<{ lines: number; explained: number }>(
    tx,
    sql`select count(*)::int as lines, (count(*) filter (where l.explained_minor = l.amount_minor))::int as explained
        from payments.bank_lines l where l.bank_account_id = ${bank} and l.live`,
  );
  const shown = found.slice(0, most);
  const { candidates, rules } = await candidatesOf(tx, { bankAccountId, slug });
  const matches = await matchesOf(
    tx,
    shown.map(({ id }) => id),
    slug,
  );
  // The button accepts what the filter hides as well, so it counts that too.
  const open = await openLinesOf(tx, { bankAccountId, limit: acceptedAtOnce });
  const hidden = open.filter(({ id }) => !shown.some((row) => row.id === id)).length;
  return {
    lines: shown.map((row): WorkLine => {
      const line = openLine(row);
      const isOpen = line.openMinor !== 0n;
      return {
        id: row.id,
        bookedOn: row.booked_on,
        amountMinor: row.amount_minor,
        openMinor: String(line.openMinor),
        text: row.text,
        counterparty: row.counterparty,
        reference: row.reference,
        bankReference: row.bank_reference,
        suggestions: isOpen ? suggestionsFor(line, candidates, rules).map(asText) : [],
        matches: matches.get(row.id) ?? [],
      };
    }),
    more: found.length > most,
    all: counted?.lines ?? 0,
    explained: counted?.explained ?? 0,
    certain: certainOf(open, candidates, rules).length,
    looked: { open: open.length, hidden, most: open.length === acceptedAtOnce },
    candidates: candidates.map(({ kind, id, label, on, openMinor, entryLine, href }) => ({
      key: `${kind}:${id}:${entryLine ?? ""}`,
      kind,
      id,
      label,
      on,
      openMinor: String(openMinor),
      href,
      ...(entryLine === undefined ? {} : { entryLine }),
    })),
    rules,
  };
}

const openLine = (row: LineRow): OpenLine => ({
  id: row.id,
  bookedOn: row.booked_on,
  openMinor: BigInt(row.amount_minor) - BigInt(row.explained_minor),
  text: row.text,
  counterparty: row.counterparty,
  reference: row.reference,
  bankReference: row.bank_reference,
});

const asText = ({ openMinor, part, score: _, ...rest }: ReturnType<typeof suggestionsFor>[number]) => ({
  ...rest,
  openMinor: String(openMinor),
  part: { ...part, amountMinor: String(part.amountMinor) },
});

async function matchesOf(tx: TenantTx, lineIds: readonly string[], slug: string): Promise<Map<string, WorkMatch[]>> {
  if (lineIds.length === 0) return new Map();
  const found = await rowsOf<{
    line: string;
    act: string;
    kind: PartKind;
    amount_minor: string;
    memo: string;
    reasons: string[];
    transaction_id: string;
    label: string;
    person: string | null;
  }>(
    tx,
    sql`select m.bank_line_id as line, m.act_id as act, m.kind, m.amount_minor, m.memo, m.reasons, m.transaction_id,
          coalesce(case when m.posted then (select string_agg(a.name, ', ') from payments.entries e join payments.accounts a on a.organization_id = e.organization_id and a.id = e.account_id
              where e.organization_id = m.organization_id and e.transaction_id = m.transaction_id and e.line <> m.entry_line) end, nullif(t.memo, ''), t.kind::text) as label, u.name as person
        from payments.reconciliation_matches m
        join payments.transactions t on t.organization_id = m.organization_id and t.id = m.transaction_id
        left join users.user_profiles u on u.user_id = m.created_by
        where m.undone_at is null and m.bank_line_id in (select jsonb_array_elements_text(${JSON.stringify(lineIds)}::jsonb)::uuid) order by m.created_at, m.id`,
  );
  const byLine = new Map<string, WorkMatch[]>();
  for (const { line, act, kind, amount_minor, memo, reasons, transaction_id, label, person } of found) {
    const href = `/${slug}/payments/journal/${transaction_id}`;
    const match = { actId: act, kind, amountMinor: amount_minor, label: memo || label, reasons, href, person };
    byLine.set(line, [...(byLine.get(line) ?? []), match]);
  }
  return byLine;
}
