import { sql } from "drizzle-orm";
import { admin, given, type Organization } from "#db/given";
import { type Actor, readAsTenant } from "#db/tenant";
import { balances, faults } from "#lib/payments/books.given";
import { ageing } from "#lib/payments/receivables/ageing";
import { issueInvoice, recordPayment, saveDraft, saveParty, verifyPayment } from "#lib/payments/receivables/commands";

/** What tests of invoices and payments by hand start from. */
export type House = { org: Organization; finance: Actor; other: Actor; party: string };

export async function house(fields: Parameters<typeof given.organization>[0] = {}): Promise<House> {
  const org = await given.organization(fields);
  const [finance, other] = [await given.person("finance", org), await given.person("admin", org)];
  const { id: party } = await saveParty(finance, {
    kind: "customer",
    name: "Harbour Brewery",
    email: "books@harbour-brewery.example",
    country: "DE",
    address: "Quay 1\nHamburg",
  });
  return { org, finance, other, party };
}

export const today = async (org: Organization): Promise<string> =>
  (await admin.query("select payments.today($1)::text as day", [org.id])).rows[0].day;
export const daysAgo = async (org: Organization, days: number): Promise<string> =>
  (await admin.query("select (payments.today($1) - $2::int)::text as day", [org.id, days])).rows[0].day;

export const draftOf = ({ org, party }: House, fields: Record<string, unknown> = {}) => ({
  kind: "invoice",
  partyId: party,
  currency: org.currency,
  country: "DE",
  lines: [{ description: "Stage hire", quantity: "2", price: "100.00", account: "income:other", taxed: true }],
  ...fields,
});

/** An issued invoice: USD 200.00 and 19 % unless told otherwise. */
export async function invoice(at: House, fields: Record<string, unknown> = {}, issuedOn?: string) {
  const { id } = await saveDraft(at.finance, draftOf(at, fields));
  return issueInvoice(at.finance, { id, issuedOn });
}

export const paymentOf = async ({ org }: House, fields: Record<string, unknown> = {}) => ({
  key: crypto.randomUUID(),
  method: "zelle",
  amount: "238.00",
  currency: org.currency,
  payer: "Harbour Brewery GmbH",
  receivedOn: await today(org),
  ...fields,
});

/** A payment that was recorded and verified. */
export async function paid(at: House, fields: Record<string, unknown> = {}): Promise<string> {
  const { id } = await recordPayment(at.finance, await paymentOf(at, fields));
  await verifyPayment(at.finance, { id });
  return id;
}

export const stateOf = async (id: string) =>
  (
    await admin.query(
      "select state, settled_minor::int as settled, credited_minor::int as credited from payments.invoices where id = $1",
      [id],
    )
  ).rows[0];

/** Everything that must hold whatever was done: the book, the documents, and the ageing report beside the ledger. */
export async function troubles({ org, finance }: House): Promise<string[]> {
  const found = await admin.query("select fault from payments.document_faults($1)", [org.id]);
  const reports = await readAsTenant(finance, async (tx) => {
    const { rows } = await tx.execute<{ day: string }>(sql`select (now() at time zone ${org.zone})::date::text as day`);
    const day = rows[0]?.day ?? "";
    return [...(await ageing(tx, "invoice", day)), ...(await ageing(tx, "bill", day))];
  });
  return [
    ...(await faults(org)),
    ...found.rows.map((row) => row.fault),
    ...reports.filter((row) => row.differs !== 0n).map((row) => `${row.party}: differs by ${row.differs}`),
  ];
}
export { balances };
