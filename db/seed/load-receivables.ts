import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { memberOf, type Place } from "#db/seed/load-houses";
import { actAs, call } from "#db/seed/load-payouts";
import { invoiceSecret } from "#lib/payments/receivables/link";

/**
 * What is owed on both sides, and payments by hand in every state: verified, matched, waiting and rejected. Through the
 * same functions as people use, dated in the days that are still open.
 */
export async function loadReceivables(client: Client, { id: organization, house, members }: Place) {
  const [organizer, finance] = [memberOf(members, "organizer"), memberOf(members, "finance")];
  const { currency } = house;
  const ago = async (days: number) =>
    (
      await client.query<{ day: string }>(
        "select payments.first_open_day($1, payments.today($1) - $2::int)::text as day",
        [organization, days],
      )
    ).rows[0]?.day ?? "";
  const { rows } = await client.query<{ country: string }>(
    "select country from organizations.organizations where id = $1",
    [organization],
  );
  const country = rows[0]?.country ?? "NL";
  const days: string[] = [];
  for (const back of [48, 33, 21, 16, 6, 0]) days.push(await ago(back));

  await actAs(client, finance, organization);
  const party = (kind: string, name: string, address: string) =>
    call<string>(client, "to_jsonb(payments.save_party($1))", {
      ...{ kind, name, address, country, termsDays: 14 },
      email: `books@${name.toLowerCase().replace(/[^a-z]+/g, "-")}.example`,
    });
  const harbour = await party("customer", "Harbour Council", "Quay Street 4");
  const brewery = await party("sponsor", "Northlight Brewery", "Malt Yard 11");
  const sound = await party("vendor", "Clearwater Sound", "Studio Lane 7");

  const write = async (kind: string, partyId: string, price: number, what: string, on?: string) => {
    const id = randomUUID();
    const account = kind === "bill" ? "expenses:other" : partyId === brewery ? "income:sponsorship" : "income:other";
    const line = { description: what, quantityMillis: "1000", unitPriceMinor: String(price), account, taxed: true };
    await call(client, "to_jsonb(payments.save_draft($1))", {
      ...{ id, kind, partyId, currency, country, secret: invoiceSecret(id) },
      lines: [line],
    });
    if (on) await client.query("select payments.issue_invoice($1, $2::date)", [id, on]);
    return id;
  };
  const [oldest, older, old, recent, young, now] = days;
  await write("invoice", harbour, 480_000, "Opening night on the quay", oldest);
  const paidLater = await write("invoice", brewery, 1_250_000, "Main stage, named for a season", older);
  await write("invoice", harbour, 96_000, "Stewards and barriers", recent);
  await write("invoice", brewery, 310_000, "Tasting tent", young);
  await write("invoice", harbour, 150_000, "Winter market, first part");
  await write("bill", sound, 265_000, "Sound and light, opening night", old);
  await write("bill", sound, 118_000, "Monitors on hire", young);

  const pay = (amountMinor: string, method: string, payer: string, reference: string, more: object = {}) =>
    call<string>(client, "to_jsonb(payments.record_manual_payment($1))", {
      ...{ key: randomUUID(), method, amountMinor, currency, payer, reference, receivedOn: now },
      ...more,
    });
  const { rows: due } = await client.query<{ number: string; total: string }>(
    "select number, total_minor::text as total from payments.invoices where organization_id = $1 and id = $2",
    [organization, paidLater],
  );
  const [invoice] = due;
  if (!invoice) return;
  const payment = await pay(invoice.total, "bank_transfer", "Northlight Brewery", invoice.number, {
    partyId: brewery,
    receivedOn: recent,
  });
  await client.query("select payments.verify_manual_payment($1)", [payment]);
  await client.query("select payments.allocate_payment($1, $2::jsonb)", [
    payment,
    JSON.stringify([{ invoiceId: paidLater, amountMinor: invoice.total }]),
  ]);
  const loose = await pay("40000", "zelle", "J. Vermeer", "for the barriers, thanks");
  await client.query("select payments.verify_manual_payment($1)", [loose]);
  await actAs(client, organizer, organization);
  await pay("18500", "cash", "Box office, Saturday", "Float counted by two");
  await pay("31000", "venmo", "Harbour Council", "tasting tent?");
  const wrong = await pay("99900", "cheque", "Unknown", "000417");
  await actAs(client, finance, organization);
  await client.query("select payments.reject_manual_payment($1, $2)", [wrong, "No such cheque reached us"]);
  await client.query("select set_config('app.ctx', '', true), set_config('app.sig', '', true)");
}
