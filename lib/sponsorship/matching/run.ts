import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { answer, jsonOf } from "#db/answer";
import type { TenantTx } from "#db/tenant";
import { firstModel, modelOf, models, type TextModel } from "#lib/sponsorship/matching/model";

/** Runs one step in a transaction: the worker gives each its own, so that a kill loses one step and nothing else. */
type Run = <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;
const Wanted = z
  .object({
    id: z.string(),
    kind: z.string(),
    idf: z.array(z.number()),
    texts: z.array(
      z.object({
        packageId: z.string().nullable(),
        sponsorId: z.string().nullable(),
        guestId: z.string().nullable(),
        words: z.string(),
      }),
    ),
  })
  .nullable();

/**
 * Bring an organization's matches up to date: vectors of texts that changed, then the pairs that wait. At most `rounds`
 * of 50 texts and 100 pairs; what is left is found again. Answers how many pairs were computed.
 */
export async function catchUp(run: Run, { rounds = 20, signal }: { rounds?: number; signal?: AbortSignal } = {}) {
  let pairs = 0;
  for (let round = 0; round < rounds && !signal?.aborted; round++) {
    const texts = await embedTexts(run);
    const done = await run(async (tx) => Number(await answer(tx, sql`sponsorship.recompute_matches(100)`)));
    pairs += done;
    if (texts === 0 && done === 0) break;
  }
  return pairs;
}

async function embedTexts(run: Run): Promise<number> {
  const wanted = await run(async (tx) => Wanted.parse(await answer(tx, sql`sponsorship.texts_to_embed(50)`)));
  if (!wanted) {
    // Nothing to compare, nothing to learn from.
    const begun = await run(async (tx) => {
      const texts = z.array(z.string()).parse(await answer(tx, sql`sponsorship.texts_to_fit()`));
      if (texts.length > 0) await addVersion(tx, models[firstModel], texts);
      return texts.length > 0;
    });
    return begun ? embedTexts(run) : 0;
  }
  const model = modelOf(wanted.kind);
  if (!model) throw new Error(`This version of the product knows no model ${wanted.kind}.`);
  // One a transaction: whoever changes that sponsor meanwhile holds up one text only.
  for (const one of wanted.texts) {
    const kept = [{ ...one, vector: model.embed(one.words, wanted.idf) }];
    await run((tx) => answer(tx, sql`sponsorship.keep_vectors(${wanted.id}::uuid, ${jsonOf(kept)})`));
  }
  return wanted.texts.length;
}

/** A new version of a model, which learns of the texts as they are now. Answers its id. */
export async function addVersion(
  tx: TenantTx,
  { kind, fullAt, fit }: TextModel,
  texts: readonly string[],
): Promise<string> {
  const version = { kind, fullAt, texts: texts.length, idf: fit(texts) };
  return z.string().parse(await answer(tx, sql`sponsorship.add_model(${jsonOf(version)})`));
}
