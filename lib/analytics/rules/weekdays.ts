import type { ChartSeries, Panel } from "#lib/system/figures";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

type Hour<Key extends string> = { weekday: number; hour: number } & Record<Key, number>;

/** When things happen in a week, as a table of its hours. */
export const hoursPanel = <Key extends string>(
  clock: string,
  hours: readonly Hour<Key>[],
  series: readonly (ChartSeries & { key: Key })[],
): Panel => ({
  key: "hours",
  title: "By day and hour",
  description: clock,
  axis: "Hour",
  shape: "table",
  series,
  points: hours.map((one) => ({
    label: `${weekdays[one.weekday - 1]} ${String(one.hour).padStart(2, "0")}:00`,
    ...Object.fromEntries(series.map(({ key }) => [key, one[key]])),
  })),
  summary: "Hours in which nothing happened are left out.",
});
