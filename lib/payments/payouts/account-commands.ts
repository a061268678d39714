import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Actor } from "#db/tenant";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { compact } from "#lib/payments/payouts/bank-numbers";
import { AccountCode, AccountDecision, AccountDrop, NewPayoutAccount } from "#lib/payments/payouts/rules";
import { fingerprintOf, newCode, proofOf, sealCode, sealDetails } from "#lib/payments/payouts/secrets";

const subject = "organizations.payout_accounts";

/** Propose an account. Its numbers are encrypted here and never leave the database in the clear, but for the bank's file. */
export const proposeAccount = command({
  name: "payments.propose_account",
  needs: "payments:payout",
  input: NewPayoutAccount,
  secret: ["number", "routing"],
  async run({ tx, actor: { organizationId }, input }) {
    const { kind, holder, country, currency, bic } = input;
    const id = randomUUID();
    const number = compact(input.number);
    const details = { number, ...(kind === "us" && input.routing ? { routing: compact(input.routing) } : {}) };
    const wanted = {
      ...{ id, kind, holder, country, currency },
      bic: bic && compact(bic),
      lastFour: number.slice(-4),
      secret: sealDetails(details, { organizationId, id }).toString("base64"),
      fingerprint: fingerprintOf(details, organizationId),
    };
    await tx.execute(sql`select payments.propose_account(${JSON.stringify(wanted)}::jsonb)`);
    return { id };
  },
  trace: ({ id }) => ({ subject, subjectId: id }),
});

/** The second person's yes: a test transfer with a code goes out with the platform's next batch. */
export const approveAccount = command({
  name: "payments.approve_account",
  needs: "payments:approve",
  input: AccountDecision,
  async run({ tx, actor: { organizationId }, input: { id } }) {
    const code = newCode();
    const row = { organizationId, id };
    const { rows } = await tx.execute<{ state: string }>(
      sql`select payments.approve_account(${id}::uuid, ${sealCode(code, row).toString("base64")}, ${proofOf(code, row)}) as state`,
    );
    return { id, state: rows[0]?.state ?? "" };
  },
  trace: ({ id, state }) => ({ subject, subjectId: id, changes: { state: ["proposed", state] } }),
});

/** Reject a proposed account, or stop using one. */
export const dropAccount = command({
  name: "payments.drop_account",
  needs: "payments:read",
  input: AccountDrop,
  async run({ tx, input: { id, reason } }) {
    const { rows } = await tx.execute<{ state: string }>(
      sql`select payments.drop_account(${id}::uuid, ${reason}) as state`,
    );
    return { id, state: rows[0]?.state ?? "" };
  },
  trace: ({ id }) => ({ subject, subjectId: id }),
});

const Confirmed = z.object({ confirmed: z.boolean(), attemptsLeft: z.number(), usableAt: z.string().nullable() });

/** Compare the code. A wrong one is an answer and not an error, so that it is counted. */
export const enterCode = command({
  name: "payments.enter_account_code",
  needs: "payments:payout",
  input: AccountCode,
  secret: ["code"],
  async run({ tx, actor: { organizationId }, input: { id, code } }) {
    const { rows } = await tx.execute<{ answer: unknown }>(
      sql`select payments.confirm_account(${id}::uuid, ${proofOf(code, { organizationId, id })}) as answer`,
    );
    return Confirmed.parse(rows[0]?.answer);
  },
  trace: ({ confirmed }, { id }) => ({ subject, subjectId: id, changes: { confirmed: [null, confirmed] } }),
});

/** The same for a form: once the attempt is on record, a wrong code is told by the field. */
export async function confirmAccount(actor: Actor, raw: unknown) {
  const answer = await enterCode(actor, raw);
  if (answer.confirmed) return answer;
  const left = answer.attemptsLeft;
  const words =
    left === 0
      ? "That was the fifth wrong code, so this account is blocked. Propose it again."
      : `That is not the code. ${left === 1 ? "One attempt is" : `${left} attempts are`} left.`;
  throw new Refusal("invalid", words, { code: [words] });
}
