/**
 * Chance that falls the same way each time: the demo is a business that is the same on every machine. Not for secrets.
 * A fork has a stream of its own, named by what it decides, so one more event does not change all the others.
 */
export type Random = {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  weighted<T>(list: readonly (readonly [T, number])[]): T;
  /** A waiting time with this mean. */
  wait(mean: number): number;
  /** Around 1, seldom below half or above double. */
  luck(spread: number): number;
  /** Crockford's base 32. */
  letters(count: number): string;
  /** A UUIDv7 (RFC 9562) of that moment. */
  uuid7(at: Date): string;
  fork(name: string): Random;
};

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export function randomFrom(name: string): Random {
  const next = mulberry32(hash(name));
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const hex = (digits: number) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join("");
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (list) => itemAt(list, whole(0, list.length - 1)),
    weighted(list) {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      return itemAt(list, list.length - 1)[0];
    },
    wait: (mean) => -Math.log(1 - next()) * mean,
    luck: (spread) => Math.exp(spread * (next() + next() + next() - 1.5)),
    letters: (count) => Array.from({ length: count }, () => alphabet[whole(0, 31)]).join(""),
    uuid7(at) {
      const time = at.getTime().toString(16).padStart(12, "0");
      const variant = "89ab"[whole(0, 3)];
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
    },
    fork: (part) => randomFrom(`${name}/${part}`),
  };
}

export function itemAt<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`There is no item ${index} in a list of ${list.length}.`);
  return item;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
