import "#lib/system/worker/login";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { admin, given } from "#db/given";
import { type Actor, closeDatabase, readAsTenant } from "#db/tenant";
import { periodOf } from "#lib/analytics/rules";
import { rejectProof, submitProof } from "#lib/sponsorship/commands/orders";
import { rejectProposal, viewProposal } from "#lib/sponsorship/commands/talks";
import { dayPlus, type FigureKind, RowsAsked } from "#lib/sponsorship/figures";
import { sponsorshipBoard } from "#lib/sponsorship/queries/board";
import { mySponsorships } from "#lib/sponsorship/queries/mine";
import { figureRows } from "#lib/sponsorship/queries/rows";
import {
  agreed,
  aPackage,
  delivered,
  locked,
  milestonesOf,
  refunded,
  released,
  type Stage,
  sent,
  stage,
} from "#lib/sponsorship/sponsorship.given";
import { dayIn } from "#lib/time";

after(async () => {
  await admin.end();
  await closeDatabase();
});

const zone = "UTC";
const today = dayIn(new Date(), zone);
const mine = (actor: Actor, sponsor?: string) =>
  readAsTenant(actor, (tx) => mySponsorships(tx, { sponsor, zone, today, from: dayPlus(today, -300) }));
const rows = (actor: Actor, kind: FigureKind, side: "organizer" | "sponsor", more: object = {}) =>
  readAsTenant(actor, (tx) => figureRows(tx, RowsAsked.parse({ kind, side, ...more }), "USD", zone));
const board = (actor: Actor, event?: string) => {
  const { current: period, previous } = periodOf("30d", new Date(), zone);
  return readAsTenant(actor, (tx) => sponsorshipBoard(tx, { currency: "USD", event, zone, today, period, previous }));
};

/** One order of which a part was released, of that something given back, and something refunded; and one that is held. */
async function mixed(at: Stage) {
  const id = await locked(at);
  const [first] = await milestonesOf(id);
  await delivered(at, first?.deliverable ?? "");
  await released(at, id, first?.id ?? "", "300.00");
  await refunded(at, id, "50.00", "released");
  await refunded(at, id, "120.00");
  await locked(at, { title: "Second stage" });
  return id;
}

describe("a sponsor's dashboard", () => {
  it("says of every figure the sum of its rows, and paid is held, released and refunded together", async () => {
    const at = await stage();
    await mixed(at);
    const { sums } = await mine(at.sponsor);
    assert.deepEqual(sums, [
      { currency: "USD", paid: 200_000n, held: 158_000n, released: 25_000n, refunded: 17_000n, orders: 2 },
    ]);
    for (const kind of ["paid", "held", "released", "refunded"] as const) {
      const found = await rows(at.sponsor, kind, "sponsor");
      assert.equal(found.minor, sums[0]?.[kind], kind);
      assert.equal(
        found.rows.reduce((sum, row) => sum + row.minor, 0n),
        found.minor,
        kind,
      );
    }
    const { rows: orders } = await admin.query(
      `select sum(funded_minor)::int as paid, sum(released_minor - returned_minor)::int as released, sum(refunded_minor + returned_minor)::int as refunded
       from sponsorship.sponsorship_orders where organization_id = $1`,
      [at.org.id],
    );
    assert.deepEqual(orders[0], { paid: 200_000, released: 25_000, refunded: 17_000 });
  });

  it("shows nothing of another sponsor, of another organizer, or of the organizer's side", async () => {
    const [at, other] = [await stage(), await stage()];
    await mixed(at);
    const stranger = await given.person("sponsor", at.org);
    for (const actor of [stranger, other.sponsor]) {
      const found = await mine(actor);
      assert.deepEqual([found.sums, found.orders, found.promises, found.reach], [[], [], [], []]);
      assert.deepEqual((await mine(actor, at.sponsorId)).sums, []);
      assert.equal((await rows(actor, "paid", "sponsor", { sponsor: at.sponsorId })).n, 0);
    }
    for (const kind of ["paid", "fees", "open", "won", "sold"] as const)
      assert.equal((await rows(at.sponsor, kind, "organizer")).n, 0, kind);
    assert.equal((await rows(at.organizer, "paid", "organizer")).n, 2);
  });

  it("is the same for a sponsor that is an organization of its own here", async () => {
    const at = await stage({ own: true });
    await mixed(at);
    const { sums, sponsors } = await mine(at.sponsor);
    assert.equal(sums[0]?.paid, 200_000n);
    assert.deepEqual(
      sponsors.map(({ name, organizer }) => [name, organizer]),
      [["Harbour Brewery", at.org.name]],
    );
  });

  it("counts reach from the day on which it was paid, each day of an event once, and its rows add up to it", async () => {
    const at = await stage();
    await locked(at);
    await locked(at, { title: "Second stage" });
    const { rows: paid } = await admin.query(
      "select min(funded_on)::text as day from sponsorship.sponsorship_orders where organization_id = $1",
      [at.org.id],
    );
    const since = paid[0].day;
    const traffic = async (day: string, views: number, clicks: number) =>
      admin.query(
        `insert into analytics.daily_traffic (organization_id, day, event_id, page, channel, source, views, clicks)
         values ($1, $2, $3, 'event', 'direct', '', $4, $5)`,
        [at.org.id, day, at.eventId, views, clicks],
      );
    await traffic(dayPlus(since, -1), 1000, 100);
    await traffic(since, 40, 4);
    await traffic(dayPlus(since, 1), 2, 0);
    await admin.query(
      "insert into analytics.daily_sales (organization_id, day, event_id, channel, currency, arrivals) values ($1, $2, $3, 'online', 'USD', 7)",
      [at.org.id, since, at.eventId],
    );
    const { reach } = await mine(at.sponsor);
    assert.deepEqual(
      reach.map(({ since: from, views, clicks, arrivals }) => ({ from, views, clicks, arrivals })),
      [{ from: since, views: 42, clicks: 4, arrivals: 7 }],
    );
    const found = await rows(at.sponsor, "views", "sponsor");
    assert.deepEqual([found.n, found.count], [2, 42]);
    assert.equal((await rows(at.organizer, "views", "organizer", { sponsor: at.sponsorId })).count, 42);
    const stranger = await given.person("sponsor", at.org);
    assert.equal((await rows(stranger, "views", "sponsor", { sponsor: at.sponsorId })).count, 0);
  });
});

describe("an organizer's dashboard of sponsorship", () => {
  it("counts what was sent, won and lost, and how long a stage took; each figure is the sum of its rows", async () => {
    const at = await stage();
    const pack = await aPackage(at, { quantity: "3" });
    await mixed(at);
    await agreed(at, { packageId: pack, title: "Gold" });
    const lost = await sent(at, {
      title: "Cloakroom",
      price: "500.00",
      milestones: [{ title: "All", amount: "500.00", dueOn: today }],
      deliverables: [{ title: "Sign", dueOn: today, milestone: "0" }],
    });
    await viewProposal(at.sponsor, { id: lost });
    await rejectProposal(at.sponsor, { id: lost, reason: "Not this year." });
    await sent(at, { title: "Still open" });
    const found = await board(at.organizer);
    assert.deepEqual(
      [found.now.sent, found.now.won, found.now.lost],
      [
        { n: 5, minor: 450_000n },
        { n: 3, minor: 300_000n },
        { n: 1, minor: 50_000n },
      ],
    );
    assert.deepEqual(found.before.sent, { n: 0, minor: 0n });
    assert.deepEqual(
      found.pipeline.map(({ state, n, minor }) => ({ state, n, minor })),
      [{ state: "sent", n: 1, minor: 100_000n }],
    );
    assert.deepEqual(found.stages.map(({ state, n }) => [state, n]).sort(), [
      ["draft", 5],
      ["sent", 4],
      ["viewed", 1],
    ]);
    for (const kind of ["sent", "won", "lost"] as const)
      assert.equal((await rows(at.organizer, kind, "organizer")).minor, found.now[kind].minor, kind);
    for (const kind of ["paid", "released", "refunded", "fees"] as const) {
      assert.equal((await rows(at.organizer, kind, "organizer")).minor, found.now[kind], kind);
      assert.equal(
        found.days.reduce((sum, day) => sum + day[kind], 0n),
        found.now[kind],
        kind,
      );
    }
    assert.ok(found.now.fees > 0n);
    const held = found.held.reduce((sum, one) => sum + one.heldMinor, 0n);
    assert.equal((await rows(at.organizer, "held", "organizer", { by: "leave" })).minor, held);
    assert.equal(held, 158_000n);
    const sold = found.packages.find(({ id }) => id === pack);
    assert.deepEqual([sold?.offered, sold?.sold, sold?.soldMinor], [3, 1, 100_000n]);
    assert.equal((await rows(at.organizer, "sold", "organizer", { package: pack })).minor, sold?.soldMinor);
  });

  it("names promises that are due soon, rejected or waiting for a yes, and not those that are far away", async () => {
    const at = await stage();
    const id = await locked(at);
    const [first, second] = await milestonesOf(id);
    const names = async () => (await board(at.organizer)).promises.map(({ title, state }) => [title, state]);
    // Due in ten and in forty days.
    assert.deepEqual(await names(), [["Logo on the poster", "open"]]);
    await submitProof(at.organizer, { id: second?.deliverable ?? "", link: "https://photos.example/banner" });
    assert.deepEqual(await names(), [
      ["Logo on the poster", "open"],
      ["Banner at the stage", "submitted"],
    ]);
    await rejectProof(at.sponsor, { id: second?.deliverable ?? "", reason: "That is last year's." });
    await delivered(at, first?.deliverable ?? "");
    const { promises } = await board(at.organizer);
    assert.deepEqual(
      promises.map(({ title, state, reason }) => [title, state, reason]),
      [["Banner at the stage", "rejected", "That is last year's."]],
    );
    assert.deepEqual(
      (await mine(at.sponsor)).promises.map(({ title, state }) => [title, state]),
      [
        ["Banner at the stage", "rejected"],
        ["Logo on the poster", "approved"],
      ],
    );
  });

  it("is narrowed to an event, and shows nothing to another organizer", async () => {
    const [at, other] = [await stage(), await stage()];
    await mixed(at);
    assert.equal((await board(at.organizer, at.eventId)).now.paid, 200_000n);
    assert.equal((await board(at.organizer, other.eventId)).now.paid, 0n);
    const theirs = await board(other.organizer);
    assert.deepEqual([theirs.now.paid, theirs.pipeline, theirs.held], [0n, [], []]);
  });
});
