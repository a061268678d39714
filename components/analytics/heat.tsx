"use client";

import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

type Props<Key extends string> = {
  hours: readonly ({ weekday: number; hour: number } & Record<NoInfer<Key>, number>)[];
  /** What can be shown, by its key; the first at first. */
  figures: Record<Key, string>;
  /** On whose clock. */
  clock: string;
  menu?: ReactNode;
};

/** When things happen in a week. A table of numbers, darker where there are more: colour says nothing that is not written. */
export function Heat<Key extends string>({ hours, figures, clock, menu }: Props<Key>) {
  const keys = Object.keys(figures) as Key[];
  const [shown, show] = useState<Key>(keys[0] as Key);
  const at = new Map(hours.map((one) => [`${one.weekday}-${one.hour}`, one[shown]]));
  const most = Math.max(1, ...at.values());
  const parts = Array.from({ length: 8 }, (_, part) => part * 3);
  const count = (weekday: number, hour: number) =>
    [0, 1, 2].reduce((sum, offset) => sum + (at.get(`${weekday}-${hour + offset}`) ?? 0), 0);
  const busiest = Math.max(most, ...weekdays.flatMap((_, day) => parts.map((hour) => count(day + 1, hour))));
  return (
    <Card role="group" aria-labelledby="heat-title">
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle id="heat-title">By day and hour</CardTitle>
          <CardDescription>{`${clock}, three hours a column`}</CardDescription>
        </div>
        <div className="flex gap-1">
          {keys.map((key) => (
            <Button
              key={key}
              size="sm"
              variant={key === shown ? "secondary" : "ghost"}
              aria-pressed={key === shown}
              onClick={() => show(key)}
            >
              {figures[key]}
            </Button>
          ))}
          {menu}
        </div>
      </CardHeader>
      <CardContent className="overflow-x-auto">
        <table
          className="figures w-full min-w-80 table-fixed border-separate border-spacing-0.5 text-center text-xs"
          aria-label={`${figures[shown]} by day and hour`}
        >
          <thead>
            <tr>
              <th scope="col" className="w-10">
                <span className="sr-only">Day</span>
              </th>
              {parts.map((hour) => (
                <th key={hour} scope="col" className="font-normal text-muted-foreground">
                  {String(hour).padStart(2, "0")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weekdays.map((name, day) => (
              <tr key={name}>
                <th scope="row" className="text-left font-normal text-muted-foreground">
                  {name}
                </th>
                {parts.map((hour) => {
                  const many = count(day + 1, hour);
                  const strength = Math.round((many / busiest) * 45);
                  return (
                    <td
                      key={hour}
                      className="h-7 rounded-sm text-foreground"
                      style={{
                        background: `color-mix(in oklab, var(--chart-1) ${many > 0 ? strength + 6 : 0}%, transparent)`,
                      }}
                    >
                      {many > 0 ? many.toLocaleString("en") : <span className="text-muted-foreground">·</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </CardContent>
    </Card>
  );
}
