"use server";
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import type { Actor } from "#db/tenant";
import type { Answer } from "#lib/action";
import { problem } from "#lib/errors";
import * as commands from "#lib/events/commands/feeds";
import { actorIn } from "#lib/session";

/** A person's own calendar in an organization of theirs, from their account: `name`. */
export const openOwnFeed = async (slug: string, name: string) =>
  inTheirs(slug, (actor) => commands.openFeed(actor, { scope: "person", name }));

export const renewOwnFeed = async (slug: string, input: { id: string }) =>
  inTheirs(slug, (actor) => commands.renewFeed(actor, input));

export const revokeOwnFeed = async (slug: string, input: { id: string }) =>
  inTheirs(slug, (actor) => commands.revokeFeed(actor, input));

async function inTheirs<O>(slug: string, work: (actor: Actor) => Promise<O>): Promise<Answer<O>> {
  try {
    const value = await work(await actorIn(String(slug)));
    refresh();
    return { ok: true, value };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, problem: problem(error) };
  }
}
