import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer, jsonOf } from "#db/answer";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { parseMoney } from "#lib/money";
import { ExchangeInput, PeriodReopening } from "#lib/payments/reports/rules";

const Exchanged = z.union([z.object({ transactionId: z.uuid() }), z.object({ requestId: z.uuid() })]);
const Reopened = z.union([z.object({ reopeningId: z.uuid() }), z.object({ requestId: z.uuid() })]);

/** Book money changed from one currency into another, at the rate of its source; above a rule, a second person is asked. */
export const exchangeMoney = command({
  name: "payments.exchange_money",
  needs: "payments:post",
  input: ExchangeInput,
  async run({ tx, input: { sold, bought, ...input } }) {
    const soldMinor = minorOf("sold", sold, input.soldCurrency);
    const boughtMinor = minorOf("bought", bought, input.boughtCurrency);
    return Exchanged.parse(await answer(tx, sql`payments.exchange(${jsonOf({ ...input, soldMinor, boughtMinor })})`));
  },
  trace: (made) =>
    "transactionId" in made
      ? { subject: "payments.transactions", subjectId: made.transactionId }
      : { subject: "organizations.approval_requests", subjectId: made.requestId },
});

/** Open the last closed period again, with a second person; alone only where nobody else may close periods. */
export const reopenPeriod = command({
  name: "payments.reopen_period",
  needs: "payments:close",
  input: PeriodReopening,
  async run({ tx, input }) {
    return Reopened.parse(await answer(tx, sql`payments.reopen_period(${jsonOf(input)})`));
  },
  trace: (_, { periodId }) => ({ subject: "payments.periods", subjectId: periodId }),
});

function minorOf(field: string, text: string, currency: string): bigint {
  const minor = parseMoney(text, currency);
  if (minor !== null && minor > 0n) return minor;
  throw new Refusal("invalid", "One field needs another look.", {
    [field]: [`Write an amount of ${currency} above zero.`],
  });
}
