import { type Machine, nextStates, type State } from "#db/states";
import type { Permission } from "#lib/permissions";

/** A state in words: `in_progress` is "In progress". */
export const stateWords = (state: string) => {
  const words = state.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What a row of a plan may become, for its select. */
export const movesOf = <M extends Machine>(machine: M, state: State<M>, permissions: ReadonlySet<Permission>) =>
  nextStates(machine, state, permissions).map((value) => ({ value, label: stateWords(value) }));
