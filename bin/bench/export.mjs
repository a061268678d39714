import { addresses } from "./lib/addresses.mjs";
import { ask, at } from "./lib/load.mjs";

const times = 3;

/** Ten thousand orders as CSV, streamed; against the same rows as JSON in one statement. */
export async function run({ web, bare, crowd, cookie, note }) {
  const path = `/api/${crowd.slug}/export/ticketing.orders?${addresses(crowd.slug).exported}`;
  const count = ({ body }) => {
    const [json] = JSON.parse(body);
    return json.length;
  };
  const subjects = {
    "export, bare SQL": { ...bare, path: "/bare/export", count },
    "export, tenant SQL": { ...bare, path: "/tenant/export", count },
    "export, CSV": { ...web, path, headers: { cookie }, count: trailer },
  };
  const rows = [];
  for (const [name, { count, ...request }] of Object.entries(subjects)) {
    note?.(name);
    const found = [];
    for (let turn = 0; turn <= times; turn += 1) {
      const begun = performance.now();
      const answer = await ask(request);
      if (turn > 0) found.push({ took: performance.now() - begun, first: answer.first, rows: count(answer) });
    }
    const took = found.map((one) => one.took).sort((a, b) => a - b);
    const value = (found[0].rows / at(took, 0.5)) * 1000;
    const floor = rows.length > 0 ? rows[0].name : undefined;
    const ratio = floor && value / rows[0].value;
    rows.push({ name: `${name}, ${found[0].rows} rows`, value, unit: "rows/s", p50: at(took, 0.5), ratio, floor });
    if (name === "export, CSV")
      rows.push({
        name: `${name}, until the first byte`,
        value: Math.min(...found.map((one) => one.first)),
        unit: "ms",
      });
  }
  return rows;
}

/** The file says at its end how many rows it has, and they are there. */
function trailer({ body }) {
  const lines = body.trim().split(/\r?\n/);
  const said = Number(
    lines
      .at(-1)
      .match(/\d[\d,.]*/)?.[0]
      .replace(/\D/g, ""),
  );
  const rows = lines.length - 2;
  if (said !== rows) throw new Error(`The export says "${lines.at(-1)}" and has ${rows} rows.`);
  return rows;
}
