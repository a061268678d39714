import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin } from "#db/given";
import { closeDatabase } from "#db/tenant";
import { exportSheet, exportStream } from "#lib/system/list-export";
import { laySection, sellByHand } from "#lib/ticketing/commands/room";
import { addQuestion, endQuestion } from "#lib/ticketing/commands/selling";
import { attendeeList } from "#lib/ticketing/lists";
import { closeSales, refused, row, type Shop, sell, shop } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

/** An event by the seat that asks its buyer one thing and each attendee another, which has to be answered. */
async function asking() {
  const at = await shop([{ name: "Seat" }]);
  const tier = at.tiers[0]?.id ?? "";
  await laySection(at.organizer, { eventId: at.eventId, tierId: tier, name: "Stalls", rows: 2, seats: 4 });
  const ask = async (label: string, fields: object) =>
    (await addQuestion(at.organizer, { eventId: at.eventId, label, kind: "text", ...fields })).id;
  const heard = await ask("How did you hear of us?", { asks: "order" });
  const menu = await ask("Menu", { kind: "choice", options: "Fish\nGreens", required: "on" });
  const seatOf = async (words: string) =>
    (
      await row<{ id: string }>("select id from ticketing.seats where event_id = $1 and row || number = $2", [
        at.eventId,
        words,
      ])
    ).id;
  const sale = (key: string, fields: object) =>
    sellByHand(at.organizer, {
      eventId: at.eventId,
      key: `desk-${key}`,
      method: "cash",
      tickets: { [tier]: "2" },
      ...fields,
    });
  return { ...at, tier, heard, menu, seatOf, sale };
}

test("the desk sells the seats that it chose, with answers; who answers halfway is told where, who answers nothing may", async () => {
  const at = await asking();
  const seats = { [at.tier]: `${await at.seatOf("B2")},${await at.seatOf("B3")}` };
  const said = (second: object) => ({
    seats,
    answers: { [at.heard]: "A poster" },
    attendees: { [at.tier]: [{ name: "Ada Byron", answers: { [at.menu]: "Fish" } }, second] },
  });
  const half = await refused(at.sale("0001", said({ name: "Bo Lind" })));
  assert.match(half.message, /Answer “Menu”/);
  const sold = await at.sale("0002", said({ name: "Bo Lind", answers: { [at.menu]: "Greens" } }));
  const { rows } = await admin.query(
    "select k.attendee_name, ticketing.seat_of(k.organization_id, k.id) as seat from ticketing.tickets k where k.order_id = $1 order by 2",
    [sold.orderId],
  );
  assert.deepEqual(rows, [
    { attendee_name: "Ada Byron", seat: "Stalls, row B, seat 2" },
    { attendee_name: "Bo Lind", seat: "Stalls, row B, seat 3" },
  ]);
  assert.match((await refused(at.sale("0003", { seats }))).message, /just taken/);
  const empty = { answers: { [at.heard]: "" }, attendees: { [at.tier]: [{ name: "", answers: { [at.menu]: "" } }] } };
  await at.sale("0004", empty);
  assert.equal((await admin.query("select from ticketing.tickets where event_id = $1", [at.eventId])).rowCount, 4);
});

test("a file has a column for each question; the screen's one column of answers is spread, and without it nothing is", async () => {
  const at = await asking();
  const names = ["Ada Byron", "Bo Lind"];
  await at.sale("0001", {
    answers: { [at.heard]: "=A poster" },
    attendees: { [at.tier]: names.map((name, n) => ({ name, answers: { [at.menu]: n ? "Greens" : "Fish" } })) },
  });
  const unanswered = await addQuestion(at.organizer, { eventId: at.eventId, label: "Never asked", kind: "text" });
  await endQuestion(at.organizer, { id: unanswered.id });
  const plain = await shop([{}], { org: at.org, organizer: at.organizer });
  await sell(plain);
  const csv = async (search: string, from: Shop = at) =>
    new Response(
      exportStream(at.organizer, attendeeList, new URLSearchParams(search), {
        slug: from.org.slug,
        zone: "UTC",
        currency: "USD",
      }),
    ).text();
  const lines = (await csv("cols=attendee,answers,state&sort=attendee")).split("\r\n");
  assert.deepEqual(lines.slice(0, 3), [
    "Attendee,How did you hear of us?,Menu,State",
    "Ada Byron,'=A poster,Fish,Valid",
    "Ana Ruiz,,,Valid",
  ]);
  assert.equal(lines[3], "Bo Lind,'=A poster,Greens,Valid");
  assert.match(await csv("cols=attendee&sort=attendee"), /^Attendee\r\nAda Byron\r\n/);
  const sheet = await exportSheet(at.organizer, attendeeList, new URLSearchParams("cols=attendee,answers"), {
    ...{ slug: at.org.slug, zone: "UTC", currency: "USD" },
  });
  assert.ok((sheet?.length ?? 0) > 500);
});
