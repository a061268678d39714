import { randomUUID } from "node:crypto";
import type { Client } from "pg";
import { type Member, memberOf, type Place } from "#db/seed/load-houses";
import { signContext } from "#db/tenant";
import { fingerprintOf, newCode, proofOf, sealCode, sealDetails } from "#lib/payments/payouts/secrets";

/**
 * Payouts as people make them: accounts proposed, approved and verified, one payout in the bank, one that came back and was
 * tried again, one on its way, one that waits for approval. Through the same functions, as the person who would have done it.
 */
export async function loadPayouts(
  client: Client,
  places: readonly Place[],
  platformId: string,
  desk: readonly Member[],
) {
  const [boss, keeper] = [memberOf(desk, "super_admin"), memberOf(desk, "finance")];
  const currencies = [...new Set(places.map(({ house }) => house.currency))];
  for (const currency of currencies)
    await account(
      client,
      { organization: platformId, currency, holder: "Greenroom", number: ibans.platform },
      boss,
      keeper,
    );
  const houses = places.map((place, index) => ({
    ...{ id: place.id, currency: place.house.currency, name: place.house.name },
    asker: memberOf(place.members, "organizer"),
    approver: memberOf(place.members, "finance"),
    number: ibans.houses[index] ?? "",
    accountId: "",
  }));
  const codes = new Map<string, string>();
  for (const house of houses) {
    const { id, currency, name, number, asker, approver } = house;
    const made = await account(client, { organization: id, currency, holder: name, number }, asker, approver);
    house.accountId = made.id;
    codes.set(made.id, made.proof);
  }
  const send = async () => {
    for (const currency of currencies) {
      await actAs(client, boss, platformId);
      const { id } = await call<{ id: string }>(client, "payments.make_batch($1)", {
        currency,
        executeOn: await today(client, platformId),
      });
      await client.query("select payments.submit_batch($1)", [id]);
    }
  };
  await send();
  for (const { id, currency, accountId, asker } of houses) {
    await actAs(client, asker, id);
    await client.query("select payments.confirm_account($1, $2)", [accountId, codes.get(accountId)]);
    // It was verified last month, as far as the demo tells.
    await client.query(
      `update organizations.payout_accounts set created_at = now() - interval '40 days', decided_at = now() - interval '39 days',
         confirmed_at = now() - interval '36 days', usable_at = now() - interval '33 days' where organization_id = $1 and id = $2`,
      [id, accountId],
    );
    await call(client, "to_jsonb(payments.configure_payouts($1))", {
      ...{ currency, accountId, schedule: "monthly", weekday: "1", monthDay: "10", minimumMinor: "10000" },
    });
  }
  const payouts = new Map<string, string[]>();
  const pay = async (share: bigint, approved = true) => {
    for (const house of houses) {
      const { id, currency, asker, approver } = house;
      const { rows } = await client.query<{ available: string }>(
        "select available_minor::text as available from payments.wallet_of($1) where currency = $2",
        [id, currency],
      );
      const amount = (BigInt(rows[0]?.available ?? 0) * share) / 100n;
      if (amount < 10_000n) continue;
      await actAs(client, asker, id);
      const made = await call<{ id: string }>(client, "payments.request_payout($1)", {
        currency,
        key: randomUUID(),
        amountMinor: String(amount),
      });
      payouts.set(id, [...(payouts.get(id) ?? []), made.id]);
      await actAs(client, approver, id);
      if (approved) await client.query("select payments.approve_payout($1)", [made.id]);
    }
  };
  await pay(20n);
  await pay(10n);
  await send();
  for (const { id, asker } of houses) {
    const [paid, failed] = payouts.get(id) ?? [];
    await actAs(client, boss, platformId);
    const settle = (payoutId: string, becomes: string, reason?: string) =>
      today(client, id).then((on) =>
        call(client, "payments.settle_payout_by_hand($1)", {
          organizationId: id,
          payoutId,
          becomes,
          on,
          reference: "NL26-4471",
          reason,
        }),
      );
    if (paid) await settle(paid, "paid");
    if (failed) await settle(failed, "failed", "AC04: the account is closed");
    await actAs(client, asker, id);
    if (failed) await client.query("select payments.retry_payout($1, null, $2)", [failed, randomUUID()]);
  }
  await pay(15n);
  await client.query("select set_config('app.ctx', '', true), set_config('app.sig', '', true)");
}

/** Numbers that no bank gives out, with check digits that fit. */
const ibans = {
  platform: "NL02ABNA0123456789",
  houses: ["NL91ABNA0417164300", "DE89370400440532013000", "GB29NWBK60161331926819"],
};

type Wanted = { organization: string; currency: string; holder: string; number: string };

async function account(
  client: Client,
  { organization, currency, holder, number }: Wanted,
  asker: Member,
  approver: Member,
) {
  const row = { organizationId: organization, id: randomUUID() };
  const code = newCode();
  const proof = proofOf(code, row);
  await actAs(client, asker, organization);
  await call(client, "to_jsonb(payments.propose_account($1))", {
    ...{ id: row.id, kind: "iban", holder, country: number.slice(0, 2), currency, lastFour: number.slice(-4) },
    secret: sealDetails({ number }, row).toString("base64"),
    fingerprint: fingerprintOf({ number }, organization),
  });
  await actAs(client, approver, organization);
  await client.query("select payments.approve_account($1, $2, $3)", [
    row.id,
    sealCode(code, row).toString("base64"),
    proof,
  ]);
  return { id: row.id, proof };
}

export async function call<T>(client: Client, expression: string, p: object): Promise<T> {
  const { rows } = await client.query<{ made: T }>(`select ${expression.replace("$1", "$1::jsonb")} as made`, [
    JSON.stringify(p),
  ]);
  return rows[0]?.made as T;
}

export const today = async (client: Client, organization: string) =>
  (await client.query<{ day: string }>("select payments.today($1)::text as day", [organization])).rows[0]?.day ?? "";

/** From here on this transaction is this person, as far as the database can see. */
export async function actAs(client: Client, { userId }: Member, organization: string) {
  const { ctx, sig } = signContext({ sub: userId, org: organization, rid: "demo" });
  await client.query("select set_config('app.ctx', $1, true), set_config('app.sig', $2, true)", [ctx, sig]);
}
