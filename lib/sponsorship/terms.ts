import type { PackageTerms, Terms } from "#lib/sponsorship/rules";
import type { Anchor } from "#lib/sponsorship/words";

/** The days that a package's rules mean: calendar days, `YYYY-MM-DD`. */
export type Occasion = { today: string; startsOn: string; endsOn: string };

/** What a package says, as the terms of one proposal: parts that add up to the price, and every due day. */
export function proposedTerms(from: PackageTerms, priceMinor: bigint, when: Occasion): Terms {
  const amounts = partsOf(
    priceMinor,
    from.milestones.map(({ percent }) => percent),
  );
  return {
    taxPpm: from.taxPpm,
    taxCode: from.taxCode,
    holdDays: from.holdDays,
    autoApproveDays: from.autoApproveDays,
    milestones: from.milestones.map(({ title, anchor, days }, place) => ({
      title,
      amountMinor: String(amounts[place]),
      dueOn: dueDay(when, anchor, days),
    })),
    deliverables: from.deliverables.map(({ anchor, days, ...rest }) => ({
      ...rest,
      dueOn: dueDay(when, anchor, days),
    })),
  };
}

/** Never before today: what is due when it is signed late is due at once. */
function dueDay({ today, startsOn, endsOn }: Occasion, anchor: Anchor, days: number): string {
  const from = { signed: today, event_start: startsOn, event_end: endsOn }[anchor];
  const at = new Date(`${from}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  const due = at.toISOString().slice(0, 10);
  return due < today ? today : due;
}

/** Largest remainder: the parts add up to the whole. */
export function partsOf(whole: bigint, percents: readonly number[]): bigint[] {
  const parts = percents.map((percent, place) => ({
    place,
    floor: (whole * BigInt(percent)) / 100n,
    rest: (whole * BigInt(percent)) % 100n,
  }));
  let left = whole - parts.reduce((sum, { floor }) => sum + floor, 0n);
  for (const part of [...parts].sort((a, b) => Number(b.rest - a.rest) || a.place - b.place)) {
    if (left <= 0n) break;
    part.floor += 1n;
    left -= 1n;
  }
  return parts.map(({ floor }) => floor);
}
