"use server";
import { notFound, redirect, unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { type FormState, valuesOf, visitorAddress } from "#lib/action";
import { countedWord } from "#lib/analytics/counted";
import { problem, Refusal } from "#lib/errors";
import { parseMoney } from "#lib/money";
import { holdTickets, releaseCheckout, startPayment, cancelPayment as stopPayment } from "#lib/ticketing/checkout";
import { attemptOf, heldHere, rememberHold, rememberPayment } from "#lib/ticketing/keepsakes";
import { limitVisitor } from "#lib/ticketing/limits";
import { Answers, Attendees } from "#lib/ticketing/rules";
import { orderLink } from "#lib/ticketing/tokens";
import { leave, stand } from "#lib/ticketing/waitlist";
import { visitedCheckout, visitedEvent } from "#lib/visit";

/** "Get tickets": `org`, `event` and `tickets.<tier>` as typed. What the same browser held of this event goes back first. */
export async function chooseTickets(_state: FormState, form: FormData): Promise<FormState> {
  return keepingWords(form, async (values) => {
    const { org, event, tickets, prices, seats, code, visitor } = Chosen.parse(values);
    const currency = Object.keys(prices).length > 0 ? (await visitedEvent(org, event))?.currency : undefined;
    const items = Object.entries(tickets).flatMap(([tierId, typed]) => {
      if (!/^\d{0,3}$/.test(typed.trim())) throw new Refusal("invalid", "Write the number of tickets in digits.");
      if (Number(typed) === 0) return [];
      const price = prices[tierId] && currency ? parseMoney(prices[tierId], currency) : undefined;
      if (price === null || (price !== undefined && price < 0n))
        throw new Refusal("invalid", `Write your price like 12.50, in ${currency}.`, {
          [`prices.${tierId}`]: ["Not an amount."],
        });
      const chosen = (seats[tierId] ?? "").split(",").filter(Boolean);
      return [{ tierId, quantity: Number(typed), priceMinor: price?.toString(), seats: chosen }];
    });
    if (items.length === 0) throw new Refusal("invalid", "Choose at least one ticket.");
    await limitVisitor("hold", await visitorAddress());
    const before = await heldHere();
    const replaces = before && (await visitedCheckout(before))?.state === "open" ? before : undefined;
    const word = await countedWord(visitor);
    const { token, url } = await holdTickets({ org, event, items, replaces, code: code || undefined }, word);
    await rememberHold(org, event, token);
    redirect(url);
  });
}

/** "Pay": `token`, `attempt` (of the page), `name` and `email`. Leads to the gateway, or to the order when nothing is to be paid. */
export async function payForTickets(_state: FormState, form: FormData): Promise<FormState> {
  return keepingWords(form, async (values) => {
    const { token, attempt: page, name, email, answers, attendees } = Details.parse(values);
    await limitVisitor("pay", await visitorAddress());
    const attempt = attemptOf(page, name, email, JSON.stringify([answers, attendees]));
    const { url } = await startPayment({ token, name, email, attempt, answers, attendees });
    const pay = hereOrThere(url);
    await rememberPayment(token, attempt, { order: orderLink(attempt), pay, name, email });
    redirect(pay);
  });
}

/** Stand in line: `org`, `event`, `tierId`, `quantity`, `name` and `email`. */
export async function joinWaitlist(_state: FormState, form: FormData): Promise<FormState> {
  const values = valuesOf(form);
  try {
    const place = Waiting.parse(values);
    await limitVisitor("wait", await visitorAddress());
    await stand(place);
    return { done: true };
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error), values };
  }
}

/** Leave the line: `token`. */
export async function leaveWaitlist(form: FormData): Promise<void> {
  const token = String(form.get("token"));
  await limitVisitor("release", await visitorAddress());
  await leave(token);
  redirect(`/waitlist/${encodeURIComponent(token)}`);
}

/** Give the tickets back: `token`. Leads to the event, where they can be bought again. */
export async function giveTicketsBack(form: FormData): Promise<void> {
  const token = String(form.get("token"));
  await limitVisitor("release", await visitorAddress());
  const checkout = await visitedCheckout(token);
  if (!checkout) notFound();
  await releaseCheckout({ token });
  redirect(`/e/${checkout.organization.slug}/${checkout.event.slug}?returned=1`);
}

/** Stop a payment that was begun and not made: `token`. The tickets stay held for what was left of the time. */
export async function changePayment(form: FormData): Promise<void> {
  const token = String(form.get("token"));
  await limitVisitor("release", await visitorAddress());
  if (!(await visitedCheckout(token))) notFound();
  await stopPayment({ token });
  redirect(`/checkout/${encodeURIComponent(token)}`);
}

const Chosen = z.object({
  org: z.string(),
  event: z.string(),
  tickets: z.record(z.uuid(), z.string()).default({}),
  prices: z.record(z.uuid(), z.string().max(20)).default({}),
  seats: z.record(z.uuid(), z.string().max(4000)).default({}),
  code: z.string().max(64).default(""),
  visitor: z.string().max(64).optional(),
});
const Waiting = z.object({
  org: z.string(),
  event: z.string(),
  tierId: z.uuid("Choose a ticket."),
  quantity: z.coerce.number("Write the number in digits.").int().min(1, "At least one.").max(20, "At most 20."),
  name: z.string().trim().min(1, "Say who you are.").max(120, "At most 120 characters."),
  email: z.email("This is not an e-mail address. It looks like name@example.com.").max(254, "At most 254 characters."),
});
const Details = z.object({
  token: z.string(),
  attempt: z.uuid(),
  answers: Answers.optional(),
  attendees: Attendees.optional(),
  name: z.string().trim().min(1, "Say who the tickets are for.").max(120, "At most 120 characters."),
  email: z
    .string()
    .trim()
    .min(1, "Say where the tickets should go.")
    .pipe(
      z.email("This is not an e-mail address. It looks like name@example.com.").max(254, "At most 254 characters."),
    ),
});

/** An address of this site as a path, so that it opens at once; any other as it is. */
function hereOrThere(url: string): string {
  const { origin, pathname, search } = new URL(url, process.env.APP_ORIGIN);
  return origin === new URL(process.env.APP_ORIGIN ?? url).origin ? pathname + search : url;
}

async function keepingWords(
  form: FormData,
  work: (values: Record<string, unknown>) => Promise<never>,
): Promise<FormState> {
  const values = valuesOf(form);
  try {
    return await work(values);
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error), values };
  }
}
