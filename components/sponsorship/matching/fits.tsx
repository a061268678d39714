import { type Feature, featureWords } from "#lib/sponsorship/matching/rules";
import { why } from "#lib/sponsorship/matching/why";

type Fit = { feature: Feature; value: number | null; facts?: unknown };

export const percent = (part: number) => `${Math.round(part * 100)} %`;

/** A bar for the eye; the number stands beside it. */
export function Bar({ part }: { part: number | null }) {
  return (
    <span aria-hidden className="h-1.5 w-full min-w-16 self-center overflow-hidden rounded-full bg-secondary">
      {part === null ? null : (
        <span className="block h-full rounded-full bg-primary" style={{ width: `${Math.round(part * 100)}%` }} />
      )}
    </span>
  );
}

/** Why: every feature with its bar and its sentence. */
export function Fits({ fits }: { fits: readonly Fit[] }) {
  return (
    <ul className="grid gap-x-4 gap-y-2.5 sm:grid-cols-[auto_6rem_auto_minmax(0,1fr)]">
      {fits.map(({ feature, value, facts }) => (
        <li
          key={feature}
          className="grid grid-cols-[minmax(0,1fr)_4rem_auto] items-baseline gap-x-3 gap-y-0.5 sm:col-span-4 sm:grid-cols-subgrid"
        >
          <span className="font-medium">{featureWords[feature].label}</span>
          <Bar part={value} />
          <span className="figures min-w-14 whitespace-nowrap text-right">
            {value === null ? "not known" : percent(value)}
          </span>
          <span className="col-span-3 min-w-0 break-words text-muted-foreground sm:col-span-1">
            {why(feature, facts)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The score, and how much of what counts was known for it. */
export function Score({ score, knownPpm }: { score: number | null; knownPpm: number }) {
  return (
    <p className="text-right">
      <span className="figures block font-semibold text-lg leading-6">{score === null ? "–" : percent(score)}</span>
      <span className="block text-[0.8125rem] text-muted-foreground">
        {score === null ? "nothing is known" : `${percent(knownPpm / 1_000_000)} of it known`}
      </span>
    </p>
  );
}
