import pg from "pg";
import { ask, at } from "./lib/load.mjs";
import { sign } from "./lib/sign.mjs";

/**
 * What row security costs: the statements of the first page of a list by themselves, as an administrator with the
 * organization named, against the same in a signed transaction of the person. One connection, without HTTP.
 */
export async function run({ adminUrl, bare, appUrl, crowd, seconds, note }) {
  const { body } = await ask({ ...bare, path: "/statements" });
  const { list } = JSON.parse(body);
  const [admin, app] = [new pg.Client(adminUrl), new pg.Client(appUrl)];
  await Promise.all([admin.connect(), app.connect()]);
  try {
    const [rows, count] = [0, 1];
    const inTenant = async (queries) => {
      await app.query("begin read only");
      await app.query(sign({ sub: crowd.userId, org: crowd.organizationId }));
      for (const query of queries) await app.query(query);
      await app.query("commit");
    };
    const turns = {
      "rows of a page, bare": () => admin.query(list.bare[rows]),
      "rows of a page, signed transaction": () => inTenant([list.tenant[rows]]),
      "count of a list, bare": () => admin.query(list.bare[count]),
      "count of a list, signed transaction": () => inTenant([list.tenant[count]]),
      "a transaction of nothing, signed": () => inTenant([]),
    };
    const times = Object.fromEntries(Object.keys(turns).map((name) => [name, []]));
    const until = performance.now() + seconds * 2000;
    note?.("one after the other");
    for (let turn = 0; performance.now() < until; turn += 1) {
      for (const [name, work] of Object.entries(turns)) {
        const begun = performance.now();
        await work();
        if (turn >= 10) times[name].push(performance.now() - begun);
      }
    }
    const floors = { [Object.keys(turns)[1]]: Object.keys(turns)[0], [Object.keys(turns)[3]]: Object.keys(turns)[2] };
    const half = (name) =>
      at(
        times[name].sort((a, b) => a - b),
        0.5,
      );
    return Object.keys(turns).map((name) => ({
      name,
      value: half(name),
      unit: "ms",
      p50: half(name),
      p95: at(times[name], 0.95),
      ratio: floors[name] && half(floors[name]) / half(name),
      floor: floors[name],
    }));
  } finally {
    await Promise.all([admin.end(), app.end()]);
  }
}
