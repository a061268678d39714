import type { CategoryKind } from "#lib/payments/planning/rules";
import { isId } from "#lib/system/ids";

type Params = { [key: string]: string | string[] | undefined };

/** Which figure of the category report an address opens; what somebody edited opens none. */
export function categoryPlace(params: Params, months: readonly string[]) {
  const [of, kind, month] = [params.of, params.kind, `${params.month}-01`];
  if (typeof of !== "string" || (of !== "none" && !isId(of))) return undefined;
  if ((kind !== "income" && kind !== "expense") || !months.includes(month)) return undefined;
  return { of, kind: kind as CategoryKind, month };
}

/** What an address asks a split to be tried on: a day, an order, a transaction or an amount. */
export function splitQuestion(params: Params) {
  const one = (key: string) => (typeof params[key] === "string" ? (params[key] as string) : "");
  const of = one("of");
  if (of !== "day" && of !== "order" && of !== "transaction" && of !== "hand") return undefined;
  return { of, day: one("day"), id: one("id"), amount: one("amount") } as const;
}
