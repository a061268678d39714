import { env } from "#lib/env";
import { noteConnections } from "#lib/identity/connection";

/** A house whose environment is wrong does not open: it says why, a sentence for each thing, and ends. */
export function start(): void {
  try {
    noteConnections(env().trustProxy);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
