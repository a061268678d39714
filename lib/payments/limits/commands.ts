import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer, jsonOf } from "#db/answer";
import { command, type Trace } from "#lib/command";
import { amountIn } from "#lib/payments/amounts";
import { LimitInput, LimitRemoval } from "#lib/payments/limits/rules";

type Outcome = { id?: string; requestId?: string };
const Answer = z.object({ id: z.uuid().optional(), requestId: z.uuid().optional() });

const about = ({ id, requestId }: Outcome, act: string, to: string): Trace => ({
  subject: requestId ? "organizations.approval_requests" : "payments.act_limits",
  subjectId: requestId ?? id ?? "",
  changes: { [act]: [null, to] },
});

/** Say who may do how much of an act. Letting somebody do more waits for a second person where a rule says so. */
export const setLimit = command({
  name: "payments.set_limit",
  needs: "organizations:rules",
  input: LimitInput,
  trace: (output: Outcome, { act, holder, actMost, dayMost, currency }) =>
    about(output, act, `${holder}: ${actMost ?? "any"} at once, ${dayMost ?? "any"} a day ${currency ?? ""}`.trim()),
  async run({ tx, input: { actMost, dayMost, currency, ...input } }): Promise<Outcome> {
    const p = {
      ...input,
      currency,
      actMinor: amountIn(actMost, currency, "actMost"),
      dayMinor: amountIn(dayMost, currency, "dayMost"),
    };
    return Answer.parse(await answer(tx, sql`payments.set_limit(${jsonOf(p)})`));
  },
});

export const removeLimit = command({
  name: "payments.remove_limit",
  needs: "organizations:rules",
  input: LimitRemoval,
  trace: (output: Outcome, { act, holder }) => about(output, act, `${holder}: none`),
  run: async ({ tx, input }): Promise<Outcome> =>
    Answer.parse(await answer(tx, sql`payments.set_limit(${jsonOf({ ...input, remove: true })})`)),
});
