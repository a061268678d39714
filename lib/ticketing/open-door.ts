import "server-only";
import { notFound } from "next/navigation";
import { z } from "zod";
import { problem } from "#lib/errors";
import { read } from "#lib/session";
import { doorOf } from "#lib/ticketing/queries/door";
import type { Door } from "#lib/ticketing/rules/door";

/** The door of the address for somebody who may scan; one that is not theirs is the page that does not exist. */
export async function openDoor(eventId: string): Promise<Door> {
  const known = z.uuid().safeParse(eventId).success;
  try {
    const door = await read("ticketing:scan", async (tx) => (known ? await doorOf(tx, eventId) : null));
    if (door) return door;
  } catch (error) {
    if (!(error instanceof Error) || !("cause" in error) || problem(error).code !== "missing") throw error;
  }
  notFound();
}
