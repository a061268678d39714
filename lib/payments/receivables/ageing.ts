import "server-only";
import { sql } from "drizzle-orm";
import type { TenantTx } from "#db/tenant";
import type { Bucket, DocumentKind } from "#lib/payments/receivables/words";

export type AgeingRow = Record<Bucket | "open" | "ledger" | "differs", bigint> & {
  partyId: string;
  party: string;
  currency: string;
};
/** What was open at the end of a day, per party and currency, beside the ledger's account of that party. */
export async function ageing(tx: TenantTx, kind: Exclude<DocumentKind, "credit_note">, asOf: string) {
  const { rows } = await tx.execute<Record<string, string>>(
    sql`select party_id, party, currency, current_minor::text, to_30_minor::text, to_60_minor::text, to_90_minor::text, over_90_minor::text,
      open_minor::text, ledger_minor::text, differs_minor::text from payments.ageing(${kind}, ${asOf}::date)`,
  );
  return rows.map((row): AgeingRow => {
    const amount = (name: string) => BigInt(row[`${name}_minor`] ?? "0");
    return {
      partyId: row.party_id ?? "",
      party: row.party ?? "",
      currency: row.currency ?? "",
      current: amount("current"),
      to_30: amount("to_30"),
      to_60: amount("to_60"),
      to_90: amount("to_90"),
      over_90: amount("over_90"),
      open: amount("open"),
      ledger: amount("ledger"),
      differs: amount("differs"),
    };
  });
}

/** The documents that were open at the end of a day, party by party, the oldest first. */
export async function openItemsAt(tx: TenantTx, kind: Exclude<DocumentKind, "credit_note">, asOf: string) {
  const { rows } = await tx.execute<{
    invoice_id: string;
    number: string;
    party_id: string;
    party: string;
    currency: string;
    due_on: string;
    open_minor: string;
    bucket: Bucket;
  }>(
    sql`select invoice_id, number, party_id, party, currency, due_on::text, open_minor::text, bucket
      from payments.open_items(${kind}, ${asOf}::date) order by party, due_on, number`,
  );
  return rows.map((row) => ({
    invoiceId: row.invoice_id,
    number: row.number,
    partyId: row.party_id,
    party: row.party,
    currency: row.currency,
    dueOn: row.due_on,
    openMinor: BigInt(row.open_minor),
    bucket: row.bucket,
  }));
}
