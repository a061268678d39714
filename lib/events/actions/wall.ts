"use server";
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { type FormState, valuesOf } from "#lib/action";
import { problem } from "#lib/errors";
import { Commented, Reacted, Reported, TakenBack } from "#lib/events/rules/posts";
import { leaveSign, report, takeBack, write } from "#lib/events/wall";

type Spoken = FormState<{ state?: string }>;

/** Write below a post: `org`, `event`, `post`, `parent` and `body`. */
export const writeComment = async (state: Spoken, form: FormData): Promise<Spoken> =>
  spoken(state, form, Commented, write);

/** Leave a sign, or take it away: `org`, `event`, `post`, `comment` and `kind`. */
export const react = async (state: Spoken, form: FormData): Promise<Spoken> =>
  spoken(state, form, Reacted, async (input) => {
    await leaveSign(input);
    return {};
  });

/** Report a comment: `org`, `event`, `post`, `comment` and `reason`. */
export const reportComment = async (state: Spoken, form: FormData): Promise<Spoken> =>
  spoken(state, form, Reported, async (input) => {
    await report(input);
    return {};
  });

/** Take one's own comment back, or have it again: `comment` and `again`. */
export const takeCommentBack = async (state: Spoken, form: FormData): Promise<Spoken> =>
  spoken(state, form, TakenBack, async (input) => {
    await takeBack(input);
    return {};
  });

async function spoken<S extends z.ZodType>(
  _: Spoken,
  form: FormData,
  schema: S,
  work: (input: z.output<S>) => Promise<{ state?: string }>,
): Promise<Spoken> {
  const values = valuesOf(form);
  try {
    const result = await work(schema.parse(values));
    refresh();
    return { done: true, result };
  } catch (error) {
    unstable_rethrow(error);
    return { done: false, problem: problem(error), values };
  }
}
