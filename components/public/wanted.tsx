/** Numbers of tickets in an address, `<tier>:2,<tier>:1`, so that a choice survives an expired hold. */
export function wantedIn(text: string | string[] | undefined): Record<string, number> {
  const pairs = (typeof text === "string" ? text : "").split(",").map((pair) => pair.split(":"));
  return Object.fromEntries(
    pairs.flatMap(([id = "", count = ""]) =>
      /^[0-9a-f-]{36}$/.test(id) && /^\d{1,3}$/.test(count) ? [[id, Number(count)]] : [],
    ),
  );
}

type Item = { tierId: string; quantity: number };
export const asWanted = (items: readonly Item[]): Record<string, number> =>
  Object.fromEntries(items.map(({ tierId, quantity }) => [tierId, quantity]));

/** The address of an event with this choice made. */
export const addressWith = (org: string, event: string, items: readonly Item[]) =>
  `/e/${org}/${event}?tickets=${items.map(({ tierId, quantity }) => `${tierId}:${quantity}`).join(",")}#tickets`;
