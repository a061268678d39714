import type { ReactNode } from "react";

/** The head of an event's page: its name on the organizer's colour, with rings that no two events share. */
export function Poster({
  seed,
  over,
  title,
  children,
}: {
  seed: string;
  over: ReactNode;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className="relative overflow-hidden rounded-2xl bg-primary px-5 py-8 text-primary-foreground sm:px-10 sm:py-14">
      <Rings seed={seed} />
      <div className="relative max-w-3xl">
        <p className="figures font-medium text-sm sm:text-base">{over}</p>
        <h1 className="mt-2 break-words font-semibold text-3xl tracking-tight sm:text-5xl sm:leading-[1.1]">{title}</h1>
        {children ? <div className="mt-3 max-w-2xl text-base sm:text-lg sm:leading-7">{children}</div> : null}
      </div>
    </div>
  );
}

/** Drawn away from the ink's colour, so that they never take contrast from the words. */
function Rings({ seed }: { seed: string }) {
  const [x, y, gap, width] = numbers(seed);
  const centre = { cx: 640 + x * 160, cy: y * 320 };
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 800 320"
      preserveAspectRatio="xMaxYMid slice"
      className="absolute inset-0 size-full fill-none stroke-[color-mix(in_oklab,var(--primary),var(--away)_14%)]"
    >
      {[1, 2, 3, 4, 5, 6, 7].map((ring) => (
        <circle key={ring} {...centre} r={ring * (36 + gap * 24)} strokeWidth={10 + width * 18} />
      ))}
    </svg>
  );
}

/** Four shares between 0 and 1 that are always the same for the same text. */
function numbers(seed: string): [number, number, number, number] {
  let state = 2166136261;
  for (const sign of seed) state = Math.imul(state ^ sign.charCodeAt(0), 16777619);
  const next = () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519);
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
  return [next(), next(), next(), next()];
}
