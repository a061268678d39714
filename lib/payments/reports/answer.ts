import "server-only";
import { readAsTenant, type TenantTx } from "#db/tenant";
import { spanOf, transactionHref } from "#lib/payments/addresses";
import { exporter, exportReport, file } from "#lib/payments/exports";
import { transactionList } from "#lib/payments/lists";
import { accountById, accountStatement } from "#lib/payments/queries/journal";
import { lensNames, statementSeen } from "#lib/payments/queries/seen";
import { reports } from "#lib/payments/reports/catalogue";
import { type FileKind, fileKinds, fileOf, isFileKind } from "#lib/payments/reports/files";
import { isNarrow, knownWords, type Lens, lensOf } from "#lib/payments/reports/lens";
import { askedOf, isReport, reportNames } from "#lib/payments/reports/names";
import { isFigure, type Report, type SheetColumn, type SheetRow } from "#lib/payments/reports/sheet";
import { transactionKinds } from "#lib/payments/rules";
import { normalOf } from "#lib/payments/statements";
import { openOrganization } from "#lib/session";
import { isId } from "#lib/system/ids";
import { parseListState, shownColumns } from "#lib/system/list";
import { everyRow } from "#lib/system/list-query";
import { dayIn } from "#lib/time";

/** A report of the catalogue as the file that `?format=` names, exactly as its screen shows it; or 401, 403 or 404. */
export function reportAnswer(name: string, search: URLSearchParams): Promise<Response> {
  return answer(name, search, async (house, tx) => {
    if (!isReport(name)) return undefined;
    const asked = askedOf(Object.fromEntries(search), dayIn(house.madeAt, house.zone));
    const report = await reports[name](tx, { ...asked, slug: house.slug, zone: house.zone });
    const days =
      reportNames[name].asks === "day" ? `to the end of ${asked.to}` : `${asked.from} to the end of ${asked.to}`;
    return { title: reportNames[name].title, span: await spanWords(tx, days, asked.lens, house.zone), report };
  });
}

/** The most rows that a spreadsheet or a paper is made of; a CSV has no end. */
const most = 20_000;

/** An account's statement of the days and the part of the book that the address names. */
export function statementFile(accountId: string, search: URLSearchParams): Promise<Response> {
  return answer("account", search, async (house, tx) => {
    const account = isId(accountId) ? await accountById(tx, { accountId }) : undefined;
    if (!account) return undefined;
    const [params, { currency }] = [Object.fromEntries(search), account];
    const [span, lens] = [spanOf(params), lensOf(params)];
    const rows: SheetRow[] = [];
    let after: Awaited<ReturnType<typeof accountStatement>>["next"];
    do {
      const page = { accountId, ...span, after, limit: 499 };
      const { lines, next } = isNarrow(lens)
        ? await statementSeen(tx, { ...page, lens, zone: house.zone })
        : await accountStatement(tx, page);
      for (const line of lines) {
        const debit = normalOf(account.kind) * line.amountMinor;
        const figure = (minor: bigint) => ({ minor, currency });
        rows.push({
          id: `${line.transactionId}.${line.line}`,
          cells: {
            day: line.effectiveOn,
            kind: transactionKinds[line.kind],
            memo: { text: line.memo, href: transactionHref(house.slug, line.transactionId) },
            debit: debit > 0n ? figure(debit) : null,
            credit: debit < 0n ? figure(-debit) : null,
            balance: figure(line.balanceMinor),
          },
        });
      }
      after = rows.length < most ? next : undefined;
    } while (after);
    const columns: SheetColumn[] = [
      { key: "day", label: "Date", kind: "date" },
      { key: "kind", label: "Kind", kind: "text" },
      { key: "memo", label: "Memo", kind: "text" },
      ...(["Debit", "Credit", "Balance"] as const).map((label) => ({
        key: label.toLowerCase(),
        label,
        kind: "money" as const,
      })),
    ];
    const report: Report = {
      sheets: [{ name: account.name, columns, rows, empty: "Nothing moved in these days." }],
      currencies: [currency],
      ...(rows.length >= most ? { notes: [`The newest ${rows.length} lines.`] } : {}),
    };
    const days = `${span.from ?? "the first entry"} to the end of ${span.to ?? dayIn(house.madeAt, house.zone)}`;
    return { title: `${account.name} (${account.code})`, span: await spanWords(tx, days, lens, house.zone), report };
  });
}

/** The journal with the filters of its screen. */
export function journalFile(search: URLSearchParams): Promise<Response> {
  return answer("journal", search, async (house, tx) => {
    const state = parseListState(transactionList.spec, search);
    const shown = shownColumns(transactionList.spec, state);
    const rows: SheetRow[] = [];
    for await (const row of everyRow(tx, transactionList, state, { ...house, currency: house.currency })) {
      const cells = shown.map(({ key, options, kind }) => {
        const cell = row[key] ?? null;
        if (cell && typeof cell === "object" && "minor" in cell)
          return [key, { minor: BigInt(cell.minor), currency: cell.currency }] as const;
        if (cell && typeof cell === "object") return [key, cell.label] as const;
        if (kind === "datetime" && cell) return [key, `${dayIn(new Date(String(cell)), house.zone)}`] as const;
        return [
          key,
          options?.find(({ value }) => value === cell)?.label ?? (typeof cell === "boolean" ? "" : cell),
        ] as const;
      });
      rows.push({ id: row.id, cells: Object.fromEntries(cells) });
      if (rows.length >= most) break;
    }
    const kindOf = (kind: string): SheetColumn["kind"] =>
      kind === "money" || kind === "number" || kind === "date" ? kind : kind === "datetime" ? "date" : "text";
    const columns = shown.map(({ key, label, kind }) => ({ key, label, kind: kindOf(kind) }));
    const currencies = rows.flatMap(({ cells }) =>
      Object.values(cells).flatMap((cell) => (isFigure(cell) ? [cell.currency] : [])),
    );
    const report = {
      sheets: [{ name: "Journal", columns, rows, empty: "No transaction matches." }],
      currencies: [...new Set(currencies)].toSorted(),
    };
    return { title: "Journal", span: search.size > 1 ? "As filtered on screen" : "Every day", report };
  });
}

/** The days, what the report is narrowed to, and as of which knowledge, in words. */
export async function spanWords(tx: TenantTx, days: string, lens: Lens, zone: string): Promise<string> {
  return [days, ...(await lensNames(tx, lens)), knownWords(lens, zone) ?? ""].filter(Boolean).join(" · ");
}

type House = { slug: string; name: string; zone: string; currency: string; madeAt: Date };
type Made = { title: string; span: string; report: Report } | undefined;

async function answer(name: string, search: URLSearchParams, make: (house: House, tx: TenantTx) => Promise<Made>) {
  const actor = await exporter();
  if (actor instanceof Response) return actor;
  const format = search.get("format") ?? "csv";
  if (!isFileKind(format)) return Response.json({ message: "Choose csv, xlsx or pdf." }, { status: 400 });
  const house = { ...(await openOrganization()), madeAt: new Date() };
  const made = await readAsTenant(actor, (tx) => make(house, tx));
  if (!made) return Response.json({ message: "There is nothing here." }, { status: 404 });
  await exportReport(actor, { report: `${name}.${format}`, search: search.toString() });
  const body = await fileOf(format satisfies FileKind, {
    ...made,
    organization: house.name,
    zone: house.zone,
    madeAt: house.madeAt,
  });
  return file(house, `${name}.${format}`, fileKinds[format], new Uint8Array(body));
}
