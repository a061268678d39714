import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Format } from "#lib/payments/bank/formats/detect";
import { rowsOf } from "#lib/payments/queries/rows";

export type BankFile = {
  id: string;
  name: string;
  state: "uploading" | "reading" | "read" | "failed";
  format: Format | null;
  byteSize: number;
  readBytes: number;
  lines: number;
  fault: string | null;
  faultLine: number | null;
  createdAt: Date;
  uploadedBy: string | null;
};

type FileRow = Omit<BankFile, "byteSize" | "readBytes" | "faultLine" | "createdAt" | "uploadedBy"> & {
  byte_size: string;
  read_bytes: string;
  fault_line: number | null;
  created_at: Date;
  uploaded_by: string | null;
};
const columns = sql`f.id, f.name, f.state, f.format, f.byte_size, f.read_bytes, f.lines, f.fault, f.fault_line, f.created_at, u.name as uploaded_by`;
const source = sql`payments.bank_files f left join users.user_profiles u on u.user_id = f.uploaded_by`;

const fileOf = ({ byte_size, read_bytes, fault_line, created_at, uploaded_by, ...row }: FileRow): BankFile => ({
  ...row,
  byteSize: Number(byte_size),
  readBytes: Number(read_bytes),
  faultLine: fault_line,
  createdAt: new Date(created_at),
  uploadedBy: uploaded_by,
});

/** The latest files of an account. */
export async function bankFilesOf(tx: TenantTx, { bankAccountId }: { bankAccountId: string }): Promise<BankFile[]> {
  const found = await rowsOf<FileRow>(
    tx,
    sql`select ${columns} from ${source} where f.bank_account_id = ${bankAccountId}::uuid and f.state <> 'uploading'
        order by f.created_at desc limit 20`,
  );
  return found.map(fileOf);
}

export async function bankFile(tx: TenantTx, { id }: { id: string }): Promise<BankFile | undefined> {
  const [row] = await rowsOf<FileRow>(tx, sql`select ${columns} from ${source} where f.id = ${id}::uuid`);
  return row && fileOf(row);
}

export type Statement = {
  id: string;
  fileId: string;
  fileName: string;
  bankAccountId: string;
  state: "staged" | "flagged" | "taken" | "discarded";
  reference: string;
  currency: string;
  openingMinor: bigint | null;
  closingMinor: bigint | null;
  entriesMinor: bigint;
  differenceMinor: bigint | null;
  lines: number;
  duplicates: number;
  fromOn: string | null;
  toOn: string | null;
  fault: string | null;
  decidedBy: string | null;
};

type StatementRow = { [key: string]: string | number | null } & {
  id: string;
  state: Statement["state"];
  lines: number;
  duplicates: number;
};
const statementColumns = sql`s.id, s.file_id, f.name as file_name, s.bank_account_id, s.state, s.reference, s.currency, s.opening_minor, s.closing_minor, s.entries_minor,
  s.difference_minor, s.lines, s.duplicates, s.from_on::text, s.to_on::text, s.fault, u.name as decided_by`;
const statementSource = sql`payments.bank_statements s join payments.bank_files f on f.organization_id = s.organization_id and f.id = s.file_id
  left join users.user_profiles u on u.user_id = s.decided_by`;

const statementOf = (row: StatementRow): Statement => {
  const text = (key: string) => (row[key] === null || row[key] === undefined ? null : String(row[key]));
  const minor = (key: string) => (text(key) === null ? null : BigInt(text(key) ?? 0));
  return {
    id: row.id,
    fileId: text("file_id") ?? "",
    fileName: text("file_name") ?? "",
    bankAccountId: text("bank_account_id") ?? "",
    state: row.state,
    reference: text("reference") ?? "",
    currency: text("currency") ?? "",
    openingMinor: minor("opening_minor"),
    closingMinor: minor("closing_minor"),
    entriesMinor: minor("entries_minor") ?? 0n,
    differenceMinor: minor("difference_minor"),
    lines: row.lines,
    duplicates: row.duplicates,
    fromOn: text("from_on"),
    toOn: text("to_on"),
    fault: text("fault"),
    decidedBy: text("decided_by"),
  };
};

/** Statements of an account that were read whole, newest days first. */
export async function statementsOf(tx: TenantTx, { bankAccountId }: { bankAccountId: string }): Promise<Statement[]> {
  const found = await rowsOf<StatementRow>(
    tx,
    sql`select ${statementColumns} from ${statementSource}
        where s.bank_account_id = ${bankAccountId}::uuid and f.state = 'read' and s.state <> 'discarded'
        order by s.state in ('staged', 'flagged') desc, s.to_on desc nulls last, s.id desc limit 60`,
  );
  return found.map(statementOf);
}

export async function statement(tx: TenantTx, { id }: { id: string }): Promise<Statement | undefined> {
  const [row] = await rowsOf<StatementRow>(
    tx,
    sql`select ${statementColumns} from ${statementSource} where s.id = ${id}::uuid and f.state = 'read'`,
  );
  return row && statementOf(row);
}

/** The lines of a statement as they stand in the file, a page at a time; `doubled` are known already. */
export async function statementLines(tx: TenantTx, { id, page }: { id: string; page: number }) {
  const found = await rowsOf<{
    id: string;
    at: number;
    booked_on: string;
    amount_minor: string;
    text: string;
    counterparty: string;
    reference: string;
    doubled: boolean;
  }>(
    tx,
    sql`select l.id, l.at, l.booked_on::text, l.amount_minor, l.text, l.counterparty, l.reference,
          l.duplicate_of_id is not null or (not l.live and exists (select from payments.bank_lines o where o.organization_id = l.organization_id
            and o.bank_account_id = l.bank_account_id and o.live and o.fingerprint = l.fingerprint)) as doubled
        from payments.bank_lines l where l.statement_id = ${id}::uuid order by l.ordinal limit 100 offset ${(page - 1) * 100}`,
  );
  return found.map(({ booked_on, amount_minor, ...row }) => ({
    ...row,
    bookedOn: booked_on,
    amountMinor: BigInt(amount_minor),
  }));
}

/** Saved ways to read tables. */
export async function bankMappings(tx: TenantTx) {
  return rowsOf<{ id: string; name: string; settings: Record<string, unknown> }>(
    tx,
    sql`select m.id, m.name, m.settings from payments.bank_mappings m order by m.name`,
  );
}
