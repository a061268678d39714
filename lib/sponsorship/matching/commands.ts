import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer, jsonOf } from "#db/answer";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { amountIn } from "#lib/payments/amounts";
import { modelOf } from "#lib/sponsorship/matching/model";
import {
  AboutOne,
  FeedbackInput,
  features,
  GuestInput,
  ModelInput,
  Nothing,
  RestoreInput,
  WeightsInput,
  WishesInput,
} from "#lib/sponsorship/matching/rules";
import { addVersion, catchUp } from "#lib/sponsorship/matching/run";

/** What a sponsor looks for; without a sponsor what this organization itself looks for, and whether others may find it. */
export const saveWishes = command({
  name: "sponsorship.save_wishes",
  needs: "sponsorship:write",
  input: WishesInput,
  async run({ tx, input: { budgetLeast, budgetMost, ...input } }) {
    if ((budgetLeast || budgetMost) && !input.currency)
      throw new Refusal("invalid", "Choose the currency of the budget.", { currency: ["Choose a currency."] });
    const wishes = {
      ...input,
      budgetLeastMinor: amountIn(budgetLeast, input.currency, "budgetLeast"),
      budgetMostMinor: amountIn(budgetMost, input.currency, "budgetMost", 1n),
    };
    return { id: z.string().parse(await answer(tx, sql`sponsorship.save_wishes(${jsonOf(wishes)})`)) };
  },
  trace: ({ id }) => ({ subject: "sponsorship.match_wishes", subjectId: id }),
});

/** Somebody of another organization that lets itself be found becomes a sponsor of ours. */
export const adoptGuest = command({
  name: "sponsorship.adopt_guest",
  needs: "sponsorship:write",
  input: GuestInput,
  run: async ({ tx, input }) => ({
    id: z.string().parse(await answer(tx, sql`sponsorship.adopt_guest(${input.guestId}::uuid)`)),
  }),
  trace: ({ id }) => ({ subject: "sponsorship.sponsors", subjectId: id }),
});

/** Good fit, or not and why. It moves the weights by the rule in `db/sql/73c-matching-weights.sql`. */
export const judgeMatch = command({
  name: "sponsorship.judge_match",
  needs: "sponsorship:write",
  input: FeedbackInput,
  run: async ({ tx, input }) => ({
    id: z.string().parse(await answer(tx, sql`sponsorship.give_match_feedback(${jsonOf(input)})`)),
  }),
  trace: ({ id }) => ({ subject: "sponsorship.match_feedback", subjectId: id }),
});

export const takeBackFeedback = command({
  name: "sponsorship.take_back_feedback",
  needs: "sponsorship:write",
  input: AboutOne,
  async run({ tx, input }) {
    await tx.execute(sql`select sponsorship.take_back_feedback(${input.id}::uuid)`);
    return { id: input.id };
  },
  trace: ({ id }) => ({ subject: "sponsorship.match_feedback", subjectId: id }),
});

export const saveWeights = command({
  name: "sponsorship.save_weights",
  needs: "sponsorship:weights",
  input: WeightsInput,
  async run({ tx, input }): Promise<{ version: number; id?: string }> {
    const weights = features.map((one) => input[one]);
    return { version: Number(await answer(tx, sql`sponsorship.save_weights(${`{${weights.join()}}`}::int[])`)) };
  },
});

export const restoreWeights = command({
  name: "sponsorship.restore_weights",
  needs: "sponsorship:weights",
  input: RestoreInput,
  run: async ({ tx, input }) => ({
    version: Number(await answer(tx, sql`sponsorship.restore_weights(${input.version}::int)`)),
  }),
});

/** A new version of a model beside the others; nothing is compared by it until it is activated. */
export const addModel = command({
  name: "sponsorship.add_model",
  needs: "sponsorship:models",
  input: ModelInput,
  async run({ tx, input }) {
    const model = modelOf(input.kind);
    if (!model) throw new Refusal("invalid", "Choose a model.", { kind: ["Choose a model."] });
    const texts = z.array(z.string()).parse(await answer(tx, sql`sponsorship.texts_to_fit()`));
    if (texts.length === 0) throw new Refusal("invalid", "There are no texts to learn from yet: add a package first.");
    return { id: await addVersion(tx, model, texts) };
  },
  trace: ({ id }) => ({ subject: "ml.model_versions", subjectId: id }),
});

/** Compare texts by another version, or by a former one again. */
export const activateModel = command({
  name: "sponsorship.activate_model",
  needs: "sponsorship:models",
  input: AboutOne,
  run: async ({ tx, input }) => ({
    id: input.id,
    version: String(await answer(tx, sql`sponsorship.activate_model(${input.id}::uuid)`)),
  }),
  trace: ({ id, version }) => ({
    subject: "ml.model_versions",
    subjectId: id,
    changes: { active: [null, version] },
  }),
});

/** Compute what waits now, as far as it goes in a moment; the worker does the rest. */
export const refreshMatches = command({
  name: "sponsorship.refresh_matches",
  needs: "sponsorship:write",
  input: Nothing,
  run: async ({ tx }) => ({ pairs: await catchUp((work) => work(tx), { rounds: 4 }) }),
});
