import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { insertInto } from "#db/insert";
import { events } from "#db/schema/events";
import { promoAmounts, promoCodes, promoTiers } from "#db/schema/ticketing/codes";
import { registrationQuestions } from "#db/schema/ticketing/registrations";
import { saleTerms } from "#db/schema/ticketing/terms";
import type { Actor, TenantTx } from "#db/tenant";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { optionsOf } from "#lib/events/rules/registry";
import { parseMoney } from "#lib/money";
import { isCurrency } from "#lib/ref/rules";
import {
  basisPointsOf,
  CodeChange,
  type CodeInput,
  Id,
  NewCode,
  NewQuestion,
  QuestionChange,
  TermsInput,
} from "#lib/ticketing/rules/selling";
import { toInstant } from "#lib/time";

const gone = (what: string) => new Refusal("missing", `That ${what} is not here any more, or not yours.`);
const made = (rows: { id: string }[]) => z.uuid().parse(rows[0]?.id);

export const addCode = command({
  name: "ticketing.add_code",
  needs: "ticketing:write",
  input: NewCode,
  trace: (output: { id: string }) => ({ subject: "ticketing.promo_codes", subjectId: output.id }),
  async run({ tx, actor, input: { eventId, ...input } }) {
    const { row, amounts } = await codeRow(tx, eventId, input);
    const { rows } = await tx.execute<{ id: string }>(
      sql`${insertInto(promoCodes, { ...row, eventId, organizationId: actor.organizationId })} returning id`,
    );
    const id = made(rows);
    await codeParts(tx, actor, { id, eventId }, amounts, input.tiers);
    return { id };
  },
});

/** Change a code. What was bought with it stays as it was bought; its uses count on. */
export const changeCode = command({
  name: "ticketing.change_code",
  needs: "ticketing:write",
  input: CodeChange,
  async run({ tx, actor, input: { id, ...input }, watch }) {
    await watch(promoCodes, id);
    const [found] = await tx
      .select({ eventId: promoCodes.eventId, used: promoCodes.used })
      .from(promoCodes)
      .where(eq(promoCodes.id, id));
    if (!found) throw gone("code");
    const { row, amounts } = await codeRow(tx, found.eventId, input);
    if (row.mostUses !== null && row.mostUses < found.used)
      refuse("mostUses", `It was used ${found.used} times already, so the limit cannot be lower.`);
    await tx.update(promoCodes).set(row).where(eq(promoCodes.id, id));
    await tx.delete(promoAmounts).where(eq(promoAmounts.codeId, id));
    await tx.delete(promoTiers).where(eq(promoTiers.codeId, id));
    await codeParts(tx, actor, { id, eventId: found.eventId }, amounts, input.tiers);
    return { id };
  },
});

/** It stops working and is kept: orders say that they were bought with it. */
export const endCode = command({
  name: "ticketing.end_code",
  needs: "ticketing:write",
  input: Id,
  async run({ tx, input: { id }, watch }) {
    await watch(promoCodes, id);
    const [ended] = await tx
      .update(promoCodes)
      .set({ archived: true })
      .where(eq(promoCodes.id, id))
      .returning({ id: promoCodes.id });
    if (!ended) throw gone("code");
    return ended;
  },
});

export const addQuestion = command({
  name: "ticketing.add_question",
  needs: "ticketing:write",
  input: NewQuestion,
  trace: (output: { id: string }) => ({ subject: "ticketing.registration_questions", subjectId: output.id }),
  async run({ tx, actor, input: { options, ...input } }) {
    await eventOf(tx, input.eventId);
    const row = { ...input, ...questionRow(input.kind, { ...input, options }), organizationId: actor.organizationId };
    const { rows } = await tx.execute<{ id: string }>(sql`${insertInto(registrationQuestions, row)} returning id`);
    return { id: made(rows) };
  },
});

/** Change a question; its kind stays, because there are answers to it. */
export const changeQuestion = command({
  name: "ticketing.change_question",
  needs: "ticketing:write",
  input: QuestionChange,
  async run({ tx, input: { id, ...input }, watch }) {
    await watch(registrationQuestions, id);
    const [found] = await tx
      .select({ kind: registrationQuestions.kind })
      .from(registrationQuestions)
      .where(eq(registrationQuestions.id, id));
    if (!found) throw gone("question");
    const row = { ...input, ...questionRow(found.kind, input) };
    await tx.update(registrationQuestions).set(row).where(eq(registrationQuestions.id, id));
    return { id };
  },
});

/** It is asked no more; what was answered stays with the attendees. */
export const endQuestion = command({
  name: "ticketing.end_question",
  needs: "ticketing:write",
  input: Id,
  async run({ tx, input: { id }, watch }) {
    await watch(registrationQuestions, id);
    const [ended] = await tx
      .update(registrationQuestions)
      .set({ archived: true })
      .where(eq(registrationQuestions.id, id))
      .returning({ id: registrationQuestions.id });
    if (!ended) throw gone("question");
    return ended;
  },
});

/** Which taxes are in the prices, and how the waitlist works. What was sold keeps the tax it was sold with. */
export const saveTerms = command({
  name: "ticketing.save_terms",
  needs: "ticketing:write",
  input: TermsInput,
  trace: (_, input) => ({ subject: "events.events", subjectId: input.eventId }),
  async run({ tx, actor, input: { eventId, country, ...input } }) {
    await eventOf(tx, eventId);
    if (input.taxBasis === "place" && country === "") refuse("country", "Choose the country of the place.");
    const row = { ...input, country: country || null };
    const changed = await tx
      .update(saleTerms)
      .set(row)
      .where(eq(saleTerms.eventId, eventId))
      .returning({ id: saleTerms.id });
    if (changed.length === 0)
      await tx.execute(insertInto(saleTerms, { ...row, eventId, organizationId: actor.organizationId }));
    return { id: eventId };
  },
});

async function eventOf(tx: TenantTx, id: string) {
  const [event] = await tx
    .select({ zone: events.zone, currency: events.currency })
    .from(events)
    .where(and(eq(events.id, id)));
  if (!event) throw gone("event");
  return event;
}

/** The code as the database keeps it, or a refusal at the field that is wrong. */
async function codeRow(tx: TenantTx, eventId: string, input: CodeInput) {
  const { zone, currency } = await eventOf(tx, eventId);
  const { percent, amounts: typed, tiers, startsAt, endsAt, mostUses, mostPerBuyer, ...rest } = input;
  const basisPoints = rest.kind === "percent" ? basisPointsOf(percent) : null;
  if (rest.kind === "percent" && basisPoints === null) refuse("percent", "A percentage up to 100, such as 12.5.");
  const amounts = rest.kind === "fixed" ? amountsOf(typed, currency) : [];
  const from = startsAt ? toInstant(startsAt, zone) : null;
  const to = endsAt ? toInstant(endsAt, zone) : null;
  if (from && to && to <= from) refuse("endsAt", "It must end after it starts.");
  const limits = { mostUses: mostUses ?? null, mostPerBuyer: mostPerBuyer ?? null };
  const unlocks = rest.unlocks || rest.kind === "unlock";
  return { row: { ...rest, ...limits, unlocks, basisPoints, startsAt: from, endsAt: to }, amounts };
}

/** `10` in the event's currency, or lines of `10 EUR`. */
function amountsOf(typed: string, currency: string) {
  const lines = typed
    .split(/\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const amounts = lines.map((line) => {
    const [, amount = "", code = currency] = /^(\S+)(?:\s+([A-Za-z]{3}))?$/.exec(line) ?? [];
    const known = isCurrency(code.toUpperCase());
    const minor = known ? parseMoney(amount, code.toUpperCase()) : null;
    if (minor === null || minor <= 0n) refuse("amounts", `“${line}” is not an amount. Write it like 10 ${currency}.`);
    return { currency: code.toUpperCase(), amountMinor: minor };
  });
  if (!amounts.some((one) => one.currency === currency))
    refuse("amounts", `Say how much it takes off in ${currency}, the currency of the event.`);
  if (new Set(amounts.map((one) => one.currency)).size < amounts.length) refuse("amounts", "One line a currency.");
  return amounts;
}

type Code = { id: string; eventId: string };
type Amounts = ReturnType<typeof amountsOf>;
async function codeParts(tx: TenantTx, actor: Actor, { id, eventId }: Code, amounts: Amounts, tiers: string[]) {
  const own = { organizationId: actor.organizationId, codeId: id, eventId };
  for (const amount of amounts) await tx.execute(insertInto(promoAmounts, { ...own, ...amount }));
  for (const tierId of new Set(tiers)) await tx.execute(insertInto(promoTiers, { ...own, tierId }));
}

type Asked = { options: string; asks: "order" | "attendee"; tierId?: string };
function questionRow(kind: string, { options: typed, asks, tierId }: Asked) {
  const options = kind === "choice" ? optionsOf(typed) : [];
  if (kind === "choice" && options.length < 2) refuse("options", "Give at least two answers, one a line.");
  if (asks === "order" && tierId) refuse("tierId", "What the buyer is asked once belongs to no single ticket.");
  return { options, tierId: tierId ?? null };
}

function refuse(field: string, message: string): never {
  throw new Refusal("invalid", message, { [field]: [message] });
}
