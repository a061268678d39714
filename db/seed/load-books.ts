import type { Client } from "pg";
import { platform } from "#db/seed/houses";
import { after, type Drain, drains, journalOf, type Movement, quartersBefore } from "#db/seed/journal";
import { type Member, memberOf, type Place } from "#db/seed/load-houses";
import { signContext } from "#db/tenant";

const bank = "assets:bank:main";
type Leg = { account: string; amount_minor: string };

/**
 * The rest of the books: what finance entered, what the processor paid out to the platform, what the platform paid out
 * to the houses and to the tax offices, and the quarters that were closed. Through the ledger's own functions, as the
 * person who would have done it.
 */
export async function loadBooks(
  client: Client,
  places: readonly Place[],
  platformId: string,
  atPlatform: readonly Member[],
  now: Date,
) {
  const books = [{ id: platformId, house: platform, members: atPlatform }, ...places];
  const keeper = memberOf(atPlatform, "finance");
  for (const { id, house, members } of books) {
    await actAs(client, memberOf(members, "finance"), id);
    for (const entry of journalOf(house, now))
      await client.query("select payments.post($1::jsonb)", [JSON.stringify(entry)]);
  }
  await actAs(client, keeper, platformId);
  await sweepProcessor(client, platformId, now);
  await remitTax(client, platformId, now);
  for (const place of places) await payOut(client, place, platformId, now);
  for (const { id, members } of books) {
    await actAs(client, memberOf(members, "finance"), id);
    for (const through of id === platformId ? quartersBefore(now).slice(-1) : quartersBefore(now))
      await client.query("select payments.close_period($1::date, $2)", [through, `Quarter through ${through}`]);
    await client.query("select payments.seal_book($1, 2147483647, true)", [id]);
  }
  await client.query("select set_config('app.ctx', '', true), set_config('app.sig', '', true)");
}

/** From here on this transaction is this person, as far as the ledger can see. */
export async function actAs(client: Client, { userId }: Member, organization: string) {
  const { ctx, sig } = signContext({ sub: userId, org: organization, rid: "demo" });
  await client.query("select set_config('app.ctx', $1, true), set_config('app.sig', $2, true)", [ctx, sig]);
}

/**
 * On the third of a month the processor transfers what it held at the end of the last: all of it, or where refunds of the
 * days after would not be covered, nothing until the next.
 */
async function sweepProcessor(client: Client, platformId: string, now: Date) {
  for (const { code, currency, movements } of await movementsOf(client, platformId, "assets:processor:test")) {
    for (const { on, through, amountMinor } of drains(movements, after(now, 1, 3), { whole: true })) {
      const { rows } = await client.query<{ id: string }>(
        `insert into payments.processor_payouts (organization_id, gateway, provider_id, state, amount_minor, currency, arrival_on, statement_reference)
         values ($1, 'test', 'po_' || replace(gen_random_uuid()::text, '-', ''), 'in_transit', $2, $3, $4, $5) returning id`,
        [platformId, amountMinor, currency, on, `GRTEST ${through}`],
      );
      await postOne(
        client,
        platformId,
        {
          on,
          currency,
          kind: "sweep",
          processor_payout_id: rows[0]?.id ?? "",
          key: `sweep:${code}:${currency}:${through}`,
          memo: `Transfer from the card processor, through ${through}`,
        },
        [leg(bank, amountMinor), leg(code, -amountMinor)],
      );
    }
  }
}

/** On the twenty-fifth after a quarter the tax collected in it is paid. */
async function remitTax(client: Client, platformId: string, now: Date) {
  for (const { code, currency, movements } of await movementsOf(client, platformId, "liabilities:tax:%")) {
    for (const { on, through, amountMinor } of drains(movements, after(now, 3, 25))) {
      await postOne(
        client,
        platformId,
        {
          on,
          currency,
          key: `tax:${code}:${currency}:${through}`,
          memo: `Tax return for the quarter through ${through}`,
        },
        [leg(code, amountMinor), leg(bank, -amountMinor)],
      );
    }
  }
}

/** On the tenth a house gets what was owed to it at the end of the month: one fact in two books. */
async function payOut(client: Client, { id }: Place, platformId: string, now: Date) {
  const owed = `liabilities:owed:${id}`;
  for (const { currency, movements } of await movementsOf(client, platformId, owed)) {
    for (const payout of drains(movements, after(now, 1, 10))) {
      const { amountMinor } = payout;
      const head = {
        kind: "manual",
        currency,
        effective_on: payout.on,
        key: `payout:${id}:${currency}:${payout.through}`,
        memo: words(payout),
      };
      await client.query("select payments.post_group($1::jsonb)", [
        JSON.stringify([
          { ...head, organization_id: id, lines: [leg(bank, amountMinor), leg("assets:wallet", -amountMinor)] },
          { ...head, organization_id: platformId, lines: [leg(owed, amountMinor), leg(bank, -amountMinor)] },
        ]),
      ]);
    }
  }
}

const words = ({ through }: Drain) => `Payout of the balance through ${through}`;
const leg = (account: string, amountMinor: bigint): Leg => ({ account, amount_minor: String(amountMinor) });

async function postOne(
  client: Client,
  organization: string,
  {
    on,
    kind = "manual",
    ...head
  }: { on: string; currency: string; key: string; memo: string; kind?: string; processor_payout_id?: string },
  lines: Leg[],
) {
  await client.query("select payments.post_for($1, $2::jsonb)", [
    organization,
    JSON.stringify({ ...head, kind, effective_on: on, lines }),
  ]);
}

type Account = { code: string; currency: string; movements: Movement[] };

/** What moved on these accounts by day, read on the normal side. */
async function movementsOf(client: Client, organization: string, pattern: string): Promise<Account[]> {
  const { rows } = await client.query<{ code: string; currency: string; on: string; amount: string }>(
    `select a.code, a.currency, e.effective_on::text as "on", sum(a.normal * e.amount_minor)::text as amount
     from payments.accounts a join payments.entries e on (e.organization_id, e.account_id) = (a.organization_id, a.id)
     where a.organization_id = $1 and a.code like $2 group by 1, 2, 3 order by 1, 2, 3`,
    [organization, pattern],
  );
  const accounts = new Map<string, Account>();
  for (const { code, currency, on, amount } of rows) {
    const key = `${code} ${currency}`;
    const account = accounts.get(key) ?? { code, currency, movements: [] };
    account.movements.push({ on, amountMinor: BigInt(amount) });
    accounts.set(key, account);
  }
  return [...accounts.values()];
}
