import "server-only";
import { setTimeout as pause } from "node:timers/promises";

/** Longer than any of the ways through a sign-in takes, the slow hash of a password included. */
const floor = 450;

/**
 * Answer no sooner than after `least` milliseconds, so that the time does not tell whether an account exists.
 * A thrown refusal waits as long.
 */
export async function paced<T>(work: () => Promise<T>, least = floor): Promise<T> {
  const [settled] = await Promise.allSettled([work(), pause(least)]);
  if (settled.status === "rejected") throw settled.reason;
  return settled.value;
}
