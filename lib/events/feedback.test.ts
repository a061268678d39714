import assert from "node:assert/strict";
import { after, test } from "node:test";
import { admin, given } from "#db/given";
import { closeDatabase, readAsTenant } from "#db/tenant";
import { problem } from "#lib/errors";
import {
  addFeedbackQuestion,
  changeFeedbackQuestion,
  endFeedbackQuestion,
  moveFeedbackForm,
  saveFeedbackForm,
} from "#lib/events/commands/feedback";
import { ask, askedOf, end, over, secretOf } from "#lib/events/feedback.given";
import { feedbackList } from "#lib/events/feedback-lists";
import { feedbackCounts, feedbackFormOf, feedbackRate } from "#lib/events/queries/feedback";
import { parseListState } from "#lib/system/list";
import { listPage } from "#lib/system/list-query";
import { asVisitor, closeSales, refused, row, sell, shop } from "#lib/ticketing/ticketing.given";

after(async () => {
  await closeSales();
  await closeDatabase();
  await admin.end();
});

const say = (token: string | null, said: Record<string, string>, { place = 1, anonymous = false } = {}) =>
  asVisitor("select events.give_feedback($1, $2, $3::jsonb, $4) as answer", [
    token,
    place,
    JSON.stringify(said),
    anonymous,
  ]);
const page = (token: string | null, place = 1) =>
  asVisitor<{ places: unknown[]; answered: boolean } | null>("select events.feedback_page($1, $2) as answer", [
    token,
    place,
  ]);
const letters = async (eventId: string) =>
  Number(
    (
      await row<{ n: string }>(
        "select count(*) as n from system.outbox where key like 'feedback:' || (select id from events.feedback_forms where event_id = $1) || ':%'",
        [eventId],
      )
    ).n,
  );

test("those who hold a ticket are asked once, when the event is over, and nobody before the form is open", async () => {
  const at = await shop([{ maxPerOrder: 20 }]);
  await sell(at, 2);
  const { id } = await askedOf(at, {}, false);
  await ask();
  assert.equal(await letters(at.eventId), 0, "a draft asks nobody");
  await moveFeedbackForm(at.organizer, { id, to: "open" });
  await ask();
  assert.equal(await letters(at.eventId), 0, "nobody is asked before the end");
  await end(at.eventId);
  await Promise.all([ask(), ask()]);
  await ask();
  // Both tickets were bought with one address: one letter, which answers for each.
  assert.equal(await letters(at.eventId), 1);
  const token = await secretOf("ana@example.test");
  assert.equal((await page(token))?.places.length, 2);
  const { n } = await row<{ n: number }>(
    "select count(*)::int as n from events.feedback_requests where event_id = $1",
    [at.eventId],
  );
  assert.equal(n, 2);
});

test("whoever was not checked in is not asked when only those who came are", async () => {
  const at = await over(3);
  await admin.query("update ticketing.tickets set state = 'redeemed' where id = $1", [at.tickets[0]?.id]);
  await askedOf(at, { whom: "arrived" });
  const form = await readAsTenant(at.organizer, (tx) => feedbackFormOf(tx, at.eventId));
  assert.equal(form?.reach, 1);
  await ask();
  assert.equal(await letters(at.eventId), 1);
  assert.ok(await secretOf(at.tickets[0]?.email ?? ""));
});

test("one answer a ticket: said again it stands in place of the first, and it must fit its question", async () => {
  const at = await over(2);
  const { questions } = await askedOf(at);
  await ask();
  const token = await secretOf(at.tickets[0]?.email ?? "");
  const { scale, choice, yes_no: yes, text } = questions;
  assert.match((await refused(say(token, { [choice]: "The food" }))).message, /Answer “About scale”/);
  assert.match((await refused(say(token, { [scale]: "6" }))).message, /Choose one/);
  assert.match((await refused(say(token, { [scale]: "3", [choice]: "The weather" }))).message, /Choose one/);
  assert.match((await refused(say(token, { [scale]: "3", [yes]: "perhaps" }))).message, /Choose one/);
  assert.equal((await refused(say("0".repeat(26), { [scale]: "3" }))).code, "P0002");
  await say(token, { [scale]: "2", [choice]: "The food", [text]: "Too loud." });
  await Promise.all([say(token, { [scale]: "4", [yes]: "yes" }), say(token, { [scale]: "4", [yes]: "yes" })]);
  const { rows } = await admin.query(
    "select a.answer, f.name from events.event_feedback f join events.feedback_answers a on a.feedback_id = f.id where f.event_id = $1 order by a.answer",
    [at.eventId],
  );
  assert.deepEqual(rows, [
    { answer: "4", name: "Guest 1" },
    { answer: "yes", name: "Guest 1" },
  ]);
  assert.equal((await page(token))?.answered, true);
  assert.deepEqual(await readAsTenant(at.organizer, (tx) => feedbackRate(tx, at.eventId)), { asked: 2, answered: 1 });
});

test("a closed form takes no answer, and an open one again does", async () => {
  const at = await over(1);
  const { id, questions } = await askedOf(at);
  await ask();
  const token = await secretOf(at.tickets[0]?.email ?? "");
  await moveFeedbackForm(at.organizer, { id, to: "closed" });
  assert.equal((await refused(say(token, { [questions.scale]: "5" }))).code, "P0S01");
  await moveFeedbackForm(at.organizer, { id, to: "open" });
  await say(token, { [questions.scale]: "5" });
  await admin.query("update events.feedback_forms set closes_at = now() - interval '1 minute' where id = $1", [id]);
  assert.equal((await refused(say(token, { [questions.scale]: "1" }))).code, "P0S01");
  await ask();
  assert.equal(
    (await row<{ state: string }>("select state from events.feedback_forms where id = $1", [id])).state,
    "closed",
  );
});

test("who answers without a name has none anywhere: not in the table, the list or its export", async () => {
  const at = await over(2);
  const { questions } = await askedOf(at, { names: "chosen" });
  await ask();
  await say(
    await secretOf(at.tickets[0]?.email ?? ""),
    { [questions.scale]: "1", [questions.text]: "Between us." },
    { anonymous: true },
  );
  await say(await secretOf(at.tickets[1]?.email ?? ""), { [questions.scale]: "5" });
  const found = await readAsTenant(at.organizer, (tx) =>
    listPage(tx, feedbackList, parseListState(feedbackList.spec, new URLSearchParams(`f.ref=${questions.scale}:`)), {
      slug: at.org.slug,
      zone: "UTC",
      currency: "USD",
    }),
  );
  assert.deepEqual(found.rows.map((one) => [one.answer, one.person, one.tier]).toSorted(), [
    ["1", null, null],
    ["5", "Guest 2", "Tier 0"],
  ]);
  // Whose answer it is can be read by nobody of the house, not even through the request.
  const { sql } = await import("drizzle-orm");
  for (const column of ["request_id"])
    assert.equal(
      (
        await refused(
          readAsTenant(at.organizer, (tx) => tx.execute(sql`select ${sql.raw(column)} from events.event_feedback`)),
        )
      ).code,
      "42501",
    );
  const counts = await readAsTenant(at.organizer, (tx) => feedbackCounts(tx, at.eventId));
  assert.equal(counts.filter((one) => one.questionId === questions.scale).length, 2);
  // Promised once, the terms stay.
  const said = await saveFeedbackForm(at.organizer, { eventId: at.eventId, whom: "holders", names: "shown" }).catch(
    problem,
  );
  assert.match(JSON.stringify(said), /asked on these terms/);
});

test("an address that refused is not asked by the next event, and a person who switched it off neither", async () => {
  const at = await over(2);
  await askedOf(at);
  await ask();
  const [first, second] = at.tickets;
  assert.equal(
    await asVisitor("select events.refuse_feedback($1) as answer", [await secretOf(first?.email ?? "")]),
    true,
  );
  assert.equal(await asVisitor("select events.refuse_feedback($1) as answer", ["0".repeat(26)]), false);
  const person = await given.person();
  await admin.query("update users.user_profiles set email = $2 where user_id = $1", [person.userId, second?.email]);
  const next = await shop([{}], { org: at.org, organizer: at.organizer });
  await sell(next, 2);
  await admin.query(
    "update ticketing.tickets k set attendee_email = e.email from unnest($2::text[]) with ordinality e(email, n), (select id, row_number() over (order by id) as n from ticketing.tickets where event_id = $1) t where t.id = k.id and t.n = e.n",
    [next.eventId, [first?.email, second?.email]],
  );
  await askedOf(next);
  const reach = async () => (await readAsTenant(at.organizer, (tx) => feedbackFormOf(tx, next.eventId)))?.reach;
  assert.equal(await reach(), 1);
  await admin.query(
    "insert into messaging.notification_preferences (user_id, topic, channel, wanted) values ($1, 'feedback', 'email', false)",
    [person.userId],
  );
  assert.equal(await reach(), 0);
});

test("only who plans events asks; another house finds nothing; a form without a question does not open", async () => {
  const at = await over(1);
  const viewer = await given.person("viewer", at.org);
  const stranger = await given.person("organizer", await given.organization());
  const form = { eventId: at.eventId };
  assert.equal(problem(await saveFeedbackForm(viewer, form).catch((e) => e)).code, "forbidden");
  assert.equal(problem(await saveFeedbackForm(stranger, form).catch((e) => e)).code, "missing");
  const { id } = await saveFeedbackForm(at.organizer, form);
  assert.match(
    problem(await moveFeedbackForm(at.organizer, { id, to: "open" }).catch((e) => e)).message,
    /no question yet/,
  );
  const add = { eventId: at.eventId, kind: "choice", label: "What was best?" };
  assert.match(
    JSON.stringify(problem(await addFeedbackQuestion(at.organizer, { ...add, options: "One" }).catch((e) => e))),
    /at least two answers/,
  );
  const question = await addFeedbackQuestion(at.organizer, { ...add, options: "Music\nFood\nmusic" });
  assert.deepEqual(await row("select options from events.feedback_questions where id = $1", [question.id]), {
    options: ["music", "Food"],
  });
  await moveFeedbackForm(at.organizer, { id, to: "open" });
  assert.equal(problem(await moveFeedbackForm(stranger, { id, to: "closed" }).catch((e) => e)).code, "missing");
});

test("a question that was answered is asked no more and keeps its answers; its chosen answers cannot be taken away", async () => {
  const at = await over(1);
  const { questions } = await askedOf(at);
  await ask();
  await say(await secretOf(at.tickets[0]?.email ?? ""), { [questions.scale]: "5", [questions.choice]: "The food" });
  const change = { id: questions.choice, label: "What was best?" };
  assert.match(
    problem(await changeFeedbackQuestion(at.organizer, { ...change, options: "The music\nThe lights" }).catch((e) => e))
      .message,
    /took away/,
  );
  await changeFeedbackQuestion(at.organizer, { ...change, options: "The food\nThe lights" });
  await endFeedbackQuestion(at.organizer, { id: questions.choice });
  await endFeedbackQuestion(at.organizer, { id: questions.yes_no });
  const { rows } = await admin.query(
    "select kind, archived from events.feedback_questions where event_id = $1 order by position",
    [at.eventId],
  );
  assert.deepEqual(rows, [
    { kind: "scale", archived: false },
    { kind: "choice", archived: true },
    { kind: "text", archived: false },
  ]);
});
