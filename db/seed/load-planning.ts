import type { Client } from "pg";
import { actAs } from "#db/seed/load-books";
import { memberOf, type Place } from "#db/seed/load-houses";

/**
 * What a house plans: its categories, goals a tenth above what it earned in a year, money set aside for bad weather,
 * credits that it sells, and the alerts that it wants. As its finance would have done it.
 */
export async function loadPlanning(client: Client, { id, house, members }: Place) {
  await actAs(client, memberOf(members, "finance"), id);
  const call = async (name: string, p: Record<string, unknown>): Promise<string> => {
    const { rows } = await client.query<{ id: string }>(`select payments.${name}($1::jsonb) as id`, [
      JSON.stringify(p),
    ]);
    return rows[0]?.id ?? "";
  };
  const { currency } = house;
  await call("save_category", { name: "Shows", kind: "income", accounts: ["income:tickets"] });
  await call("save_category", {
    name: "Around the shows",
    kind: "income",
    accounts: ["income:goods", "income:bookings"],
  });
  await call("save_category", {
    name: "Cost of selling",
    kind: "expense",
    accounts: ["expenses:platform-fees", "expenses:processing-fees"],
  });
  const marketing = await call("save_category", { name: "Marketing", kind: "expense", accounts: ["expenses:ads"] });

  const { rows } = await client.query<{ today: string; income: string; advertising: string }>(
    `select payments.today($1)::text as today, coalesce(-sum(e.amount_minor) filter (where a.kind = 'income'), 0)::text as income,
       coalesce(sum(e.amount_minor) filter (where a.code = 'expenses:ads'), 0)::text as advertising
     from payments.accounts a join payments.entries e on e.organization_id = a.organization_id and e.account_id = a.id
     where a.organization_id = $1 and a.currency = $2 and e.effective_on > payments.today($1) - 365`,
    [id, currency],
  );
  const { today = "", income = "0", advertising = "0" } = rows[0] ?? {};
  const goal = (name: string, every: string, targetMinor: bigint, more: Record<string, unknown>) =>
    call("save_goal", {
      name,
      every,
      currency,
      startsOn: `${Number(today.slice(0, 4)) - 1}-01-01`,
      targetMinor: String(round(targetMinor)),
      ...more,
    });
  await goal("A tenth more than last year", "year", (BigInt(income) * 11n) / 10n, { measure: "income" });
  await goal("A steady month", "month", BigInt(income) / 12n, { measure: "income" });
  await goal("Advertising", "month", BigInt(advertising) / 10n, { measure: "category", categoryId: marketing });

  const splitId = await call("save_split", {
    name: "Bad weather",
    currency,
    lines: [
      { kind: "share", basisPoints: 1000, reserve: "rainy-days" },
      { kind: "share", basisPoints: 500, reserve: "new-equipment" },
    ],
  });
  const { rows: days } = await client.query<{ day: string }>(
    `select e.effective_on::text as day from payments.accounts a join payments.entries e on e.organization_id = a.organization_id and e.account_id = a.id
     where a.organization_id = $1 and a.currency = $2 and a.kind = 'income' and e.effective_on < payments.today($1)
     group by 1 having sum(e.amount_minor) < 0 order by 1 desc limit 6`,
    [id, currency],
  );
  for (const { day } of days) await call("apply_split", { splitId, source: `day:${day}` });

  const packageId = await call("save_package", {
    name: "Ten front pages",
    credits: 10,
    priceMinor: "9900",
    currency,
    validDays: 365,
  });
  for (const [key, holder] of [
    ["demo-credits-1", "Harbour Café"],
    ["demo-credits-2", "Book Corner"],
  ])
    await call("sell_credits", { packageId, holder, paidBy: key === "demo-credits-1" ? "bank" : "invoice", key });
  await call("use_credits", {
    credits: 3,
    purpose: "A week on the front page",
    holder: "Harbour Café",
    key: "demo-credits-3",
  });

  for (const rule of [{ kind: "books" }, { kind: "payout" }, { kind: "dispute" }, { kind: "request", after: 48 }])
    await call("save_alert_rule", { ...rule, active: true });
  await client.query("select set_config('app.ctx', '', true), set_config('app.sig', '', true)");
}

/** To two leading digits, at least 100 minor units, as somebody would say it. */
function round(amount: bigint): bigint {
  const unit = 10n ** BigInt(Math.max(amount.toString().length - 2, 2));
  const rounded = (amount / unit) * unit;
  return rounded > 0n ? rounded : unit;
}
