"use server";
import { sql } from "drizzle-orm";
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import { asPublic, type PublicTx } from "#db/tenant";
import { type FormState, valuesOf, visitorAddress } from "#lib/action";
import { problem } from "#lib/errors";
import { limitVisitor } from "#lib/ticketing/limits";
import { AskRefund, NameAttendee } from "#lib/ticketing/rules/serving";

/** The buyer says who comes with a ticket: `token` of the order, `code` of the ticket, `name`, `email`. */
export async function nameAttendee(_state: FormState, form: FormData): Promise<FormState> {
  return asBuyer(form, async (tx, values) => {
    const { token, code, name, email } = NameAttendee.parse(values);
    await tx.execute(sql`select ticketing.name_attendee(${token}, ${code}, ${name}, ${email})`);
  });
}

/** The buyer gives a ticket away: the new owner gets a code of their own. The same fields. */
export async function giveTicket(_state: FormState, form: FormData): Promise<FormState> {
  return asBuyer(form, async (tx, values) => {
    const { token, code, name, email } = NameAttendee.parse(values);
    await tx.execute(sql`select ticketing.give_ticket(${token}, ${code}, ${name}, ${email}, ${`/orders/${token}`})`);
  });
}

/** The buyer asks for the money: `token`, `reason`. */
export async function askRefund(_state: FormState, form: FormData): Promise<FormState> {
  return asBuyer(form, async (tx, values) => {
    const { token, reason } = AskRefund.parse(values);
    await tx.execute(sql`select ticketing.ask_refund(${token}, ${reason})`);
  });
}

async function asBuyer(
  form: FormData,
  work: (tx: PublicTx, values: Record<string, unknown>) => Promise<void>,
): Promise<FormState> {
  const values = valuesOf(form);
  try {
    await limitVisitor("serve", await visitorAddress());
    await asPublic((tx) => work(tx, values));
    refresh();
    return { done: true };
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error), values };
  }
}
