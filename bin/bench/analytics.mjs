// Visits by the million over a hundred organizations, with their tickets and bookings: how fast they come in and are rolled up, how much
// disk they take, and how long dashboards take from the rollups, as people ask: in a signed session, under row security. Beside each
// stands its floor in the same run: read the ratios.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import pg from "pg";
import { floors, load, rolledBeside, rolledUp, seconds, sizes, tidied } from "./lib/analytics-load.mjs";
import { stand } from "./lib/analytics-place.mjs";
import { proven } from "./lib/analytics-proof.mjs";
import { furnish } from "./lib/analytics-world.mjs";

export const needs = "nothing";
/**
 * `GREENROOM_BENCH_VISITS=10000000 npm run bench -- analytics` for ten million, which are measured at a tenth as well.
 * With `GREENROOM_BENCH_KEEP=folder` the database stays there, and the next run with it measures its dashboards only.
 */
const visits = Number(process.env.GREENROOM_BENCH_VISITS ?? 200_000);
/** `GREENROOM_BENCH_GROWTH=no` leaves the tenth out. */
const growing = process.env.GREENROOM_BENCH_GROWTH !== "no" && visits >= 1_000_000;
/** `GREENROOM_BENCH_ROLL=beside` rolls up while visits come, as the worker does, and not after all of them. */
const beside = process.env.GREENROOM_BENCH_ROLL === "beside";
const kept = process.env.GREENROOM_BENCH_KEEP || undefined;

/** Rows of { name, value, unit, ratio, floor, p50, p95 }. */
export async function run({ temporary, note = () => {} }) {
  const house = await stand({ kept, temporary, bytes: visits * 1500 + 3e9, note });
  const admin = new pg.Client(house.adminUrl);
  await admin.connect();
  try {
    if (house.world) return await shown(house, house.world, note, `${house.world.visits.toLocaleString("en")} visits`);
    const world = await furnish(admin, note);
    // Each house gets its place among the rollups while there is nothing to roll up.
    await rolledUp(admin);
    const stages = growing ? [visits / 10, visits] : [visits];
    const rows = [];
    const found = [];
    for (const [at, upto] of stages.entries()) {
      const many = upto - (stages[at - 1] ?? 0);
      found.push(await stage({ admin, house, world, many, upto, name: `s${at}`, note, rows }));
    }
    if (found.length === 2) rows.push(...growth(...found));
    return rows;
  } finally {
    await admin.end();
    await house.end();
  }
}

async function stage({ admin, house, world, many, upto, name, note, rows }) {
  const said = `${upto.toLocaleString("en")} visits`;
  const row = (what, value, unit, more = {}) => rows.push({ name: `${what}, ${said}`, value, unit, ...more });
  const clients = Array.from({ length: 4 }, () => new pg.Client(house.adminUrl));
  await Promise.all(clients.map((client) => client.connect()));
  const loading = load(clients, world, many, name, note);
  const alongside = beside ? await rolledBeside(admin, loading) : 0;
  const took = await loading;
  await Promise.all(clients.map((client) => client.end()));
  row("facts that are what the shop's triggers write", await proven(admin), "compared");
  note("rolling up");
  const rolled = alongside + (await seconds(() => rolledUp(admin)));
  house.save({ ...world, visits: upto });
  await tidied(admin);
  const size = await sizes(admin);
  row("made and loaded by three callers, visits", many / took.visits, "rows/s");
  row("made and loaded by one, tickets with their orders", many / 10 / took.sales, "tickets/s");
  row("facts of tickets and bookings", (many / 10 + many / 50) / took.facts, "of them/s");
  row("rollup of all that came", rolled, "s");
  row("rollup of all that came", many / rolled, "visits/s");
  row("single visits on disk, with indexes", size.visits / upto, "bytes/visit");
  row("rollups on disk, with indexes", size.rollups / upto, "bytes/visit");
  row("the whole database on disk", size.database / 1e9, "GB");
  note("floors");
  const slice = Math.min(100_000, upto / 4);
  const floor = await floors(admin, world, slice, `f${name}`);
  row("COPY into a bare table", floor.copy, "rows/s", { ratio: 1 });
  row("INSERT into a bare table", floor.insert, "rows/s", { ratio: floor.insert / floor.copy, floor: "COPY" });
  row("INSERT into the product's, all checked", floor.product, "rows/s", {
    ratio: floor.product / floor.insert,
    floor: "bare INSERT",
  });
  row(`rollup of the next ${slice.toLocaleString("en")}`, await seconds(() => rolledUp(admin)), "s");
  await tidied(admin);
  const boards = await shown(house, world, note, said);
  rows.push(...boards);
  return { many, upto, took, rolled, size, boards };
}

/** How each figure grew while the visits became ten times as many. */
function growth(small, large) {
  const row = (name, before, after) => ({
    name: `${name}, for ${large.upto / small.upto} times the visits`,
    value: after / before,
    unit: "times",
  });
  const worst = ({ boards }) => Math.max(...boards.filter(({ p95, floor }) => p95 && !floor).map(({ p95 }) => p95));
  return [
    row("the database on disk", small.size.database, large.size.database),
    row("its rollups", small.size.rollups, large.size.rollups),
    row("a visit's time to load", small.took.visits / small.many, large.took.visits / large.many),
    row("a visit's time to roll up", small.rolled / small.many, large.rolled / large.many),
    row("the slowest dashboard's p95", worst(small), worst(large)),
  ];
}

/** In a process of its own, through the queries of the product. */
async function shown(house, world, note, said) {
  note("dashboards");
  const script = new URL("./lib/analytics-boards.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=react-server", script, JSON.stringify(world)],
    {
      env: { ...process.env, APP_DATABASE_URL: house.appUrl },
      maxBuffer: 10_000_000,
    },
  );
  return JSON.parse(stdout).map((row) => ({ ...row, name: `${row.name}, ${said}` }));
}
