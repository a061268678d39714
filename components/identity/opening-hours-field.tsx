"use client";

import { useState } from "react";
import type { FormAnswer } from "#components/data/fields";
import { Button } from "#components/ui/button";
import { FieldError } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { type Week, type Weekday, weekdays } from "#lib/identity/rules/stations";

type Props = { state: FormAnswer; hours: Week };

/** When it opens and closes, by weekday; a day that is left empty is a day off. */
export function OpeningHoursField({ state, hours }: Props) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-semibold">Opening hours</legend>
      <p className="text-[0.8125rem] text-muted-foreground">
        Such as 09:00 to 17:30; 24:00 is midnight. A day that is left empty is a day off.
      </p>
      {(Object.keys(weekdays) as Weekday[]).map((day) => (
        <Day key={day} day={day} state={state} spans={hours[day] ?? []} />
      ))}
    </fieldset>
  );
}

function Day({ day, state, spans }: { day: Weekday; state: FormAnswer; spans: readonly [string, string][] }) {
  const [lines, setLines] = useState(Math.max(1, spans.length));
  const typed = typedOf(state.values, day);
  const shown = typed ?? spans;
  const problems = Object.entries(state.problem?.fields ?? {})
    .filter(([field]) => field === `openingHours.${day}` || field.startsWith(`openingHours.${day}.`))
    .flatMap(([, messages]) => messages);
  const words = weekdays[day];
  const errorId = `hours-${day}-error`;
  return (
    <div className="grid gap-1.5 border-t pt-2 sm:grid-cols-[7rem_1fr]">
      <p className="sm:pt-1.5">{words}</p>
      <div className="grid gap-1.5">
        {Array.from({ length: Math.max(lines, shown.length) }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its position
          <div key={at} className="flex flex-wrap items-center gap-2">
            {(["opens", "closes"] as const).map((end, side) => {
              const value = shown[at]?.[side] ?? "";
              return (
                <span key={end} className="contents">
                  {side === 1 ? <span className="text-muted-foreground">to</span> : null}
                  <Input
                    key={value}
                    name={`openingHours.${day}.${at}.${end}`}
                    aria-label={`${words} ${end}${at > 0 ? `, opening ${at + 1}` : ""}`}
                    defaultValue={value}
                    placeholder="–"
                    inputMode="numeric"
                    autoComplete="off"
                    maxLength={5}
                    aria-invalid={problems.length > 0 || undefined}
                    aria-describedby={problems.length > 0 ? errorId : undefined}
                    className="figures w-20"
                  />
                </span>
              );
            })}
            {at === lines - 1 && lines < 6 ? (
              <Button variant="ghost" size="sm" onClick={() => setLines(lines + 1)}>
                And again<span className="sr-only"> on {words}</span>
              </Button>
            ) : null}
          </div>
        ))}
        {problems.length > 0 ? <FieldError id={errorId}>{[...new Set(problems)].join(" ")}</FieldError> : null}
      </div>
    </div>
  );
}

/** What was typed for a day before it was refused. */
function typedOf(values: Record<string, unknown> | undefined, day: Weekday): [string, string][] | undefined {
  const week = values?.openingHours as Record<string, { opens?: string; closes?: string }[]> | undefined;
  return week?.[day]?.map((line) => [line?.opens ?? "", line?.closes ?? ""]);
}
