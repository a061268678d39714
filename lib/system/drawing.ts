import { digitsOf } from "#lib/ref/rules";
import { type ChartSeries, compact, currencyOf, figureText, type Panel } from "#lib/system/figures";

/** A chart or table as plain shapes, for paper and pictures alike. The unit is a point; `y` of a text is its top. */
export type Ink = "ink" | "soft" | "hair" | 1 | 2 | 3 | 4 | 5 | 6;
export type Shape =
  | { kind: "rect"; x: number; y: number; width: number; height: number; ink: Ink }
  | { kind: "line"; points: readonly (readonly [x: number, y: number])[]; ink: Ink; width: number; dash?: number[] }
  | { kind: "text"; x: number; y: number; text: string; size: number; ink: Ink; align: "left" | "right" | "center" };
export type Drawing = { width: number; height: number; shapes: Shape[] };

const size = 8;
const [left, top, foot] = [52, 8, 18];
/** How wide a text is, near enough to lay out labels. */
const widthOf = (text: string) => text.length * size * 0.54;

/** The chart of a panel in this room, with axes and legend. */
export function drawChart(panel: Panel, width: number, height: number): Drawing {
  const legend = legendOf(panel.series, width);
  const plot = { left, right: width - 6, top, bottom: height - foot - legend.height };
  const figure = (place: number, key: string) => Number(panel.points[place]?.[key] ?? 0);
  const { ticks, low, high } = scaleOf(panel, figure);
  const y = (value: number) => plot.bottom - ((value - low) / (high - low)) * (plot.bottom - plot.top);
  const step = (plot.right - plot.left) / Math.max(1, panel.points.length);
  const middle = (place: number) => plot.left + step * (place + 0.5);
  const scale = panel.currency ? 10 ** digitsOf(panel.currency) : 1;
  const shapes: Shape[] = [];
  for (const tick of ticks) {
    shapes.push({
      kind: "line",
      points: [plot.left, plot.right].map((x) => [x, y(tick)] as const),
      ink: "hair",
      width: 0.5,
    });
    const text = compact(tick / scale, panel.currency);
    shapes.push({ kind: "text", x: plot.left - 5, y: y(tick) - size / 2, text, size, ink: "soft", align: "right" });
  }
  const solid = panel.series.filter(({ compared }) => !compared);
  const bars = panel.shape === "bar" || panel.shape === "stacked";
  if (bars)
    panel.points.forEach((_, place) => {
      const thick = Math.min(26, step * 0.72);
      const each = panel.shape === "stacked" ? thick : thick / solid.length;
      let [above, below] = [0, 0];
      solid.forEach(({ key, color }, nth) => {
        const value = figure(place, key);
        const base = panel.shape === "stacked" ? (value < 0 ? below : above) : 0;
        if (value < 0) below += value;
        else above += value;
        const x = middle(place) - thick / 2 + (panel.shape === "stacked" ? 0 : nth * each);
        const [from, to] = [y(base), y(base + value)];
        if (value !== 0)
          shapes.push({
            kind: "rect",
            x,
            y: Math.min(from, to),
            width: Math.max(0.4, each - 0.4),
            height: Math.abs(to - from),
            ink: color,
          });
      });
    });
  for (const series of bars ? panel.series.filter(({ compared }) => compared) : panel.series)
    shapes.push({
      kind: "line",
      points: panel.points.map((_, place) => [middle(place), y(figure(place, series.key))] as const),
      ...strokeOf(series),
    });
  shapes.push(...namesBelow(panel, plot, step, middle));
  return { width, height, shapes: [...shapes, ...legend.shapes.map((one) => moved(one, height - legend.height))] };
}

/** The same figures as rows; as high as they need. */
export function drawTable({ axis, series, points, currency }: Panel, width: number): Drawing {
  const line = 16;
  const first = Math.max(110, width - series.length * 110);
  const each = (width - first) / Math.max(1, series.length);
  const right = (place: number) => first + each * (place + 1);
  const row = (cells: string[], y: number, ink: Ink): Shape[] => [
    ...cells.map(
      (text, place): Shape =>
        place === 0
          ? { kind: "text", x: 0, y: y + 4, text: fitting(text, first), size, ink, align: "left" }
          : { kind: "text", x: right(place - 1), y: y + 4, text: fitting(text, each), size, ink, align: "right" },
    ),
    {
      kind: "line",
      points: [
        [0, y + line],
        [width, y + line],
      ],
      ink: "hair",
      width: 0.5,
    },
  ];
  const shapes = [
    ...row([axis, ...series.map(({ label }) => label)], 0, "soft"),
    ...points.flatMap((point, place) =>
      row(
        [point.label, ...series.map((one) => figureText(point[one.key] ?? 0, currencyOf(one, currency)))],
        line * (place + 1),
        "ink",
      ),
    ),
  ];
  return { width, height: line * (points.length + 1) + 2, shapes };
}

const fitting = (text: string, room: number) =>
  widthOf(text) <= room - 6 ? text : `${text.slice(0, Math.max(1, Math.floor((room - 10) / (size * 0.54))))}…`;

const strokeOf = ({ color, compared }: ChartSeries): { ink: Ink; width: number; dash?: number[] } =>
  compared ? { ink: "soft", width: 1, dash: compared === 2 ? [1.5, 2] : [4, 3] } : { ink: color, width: 1.4 };

/** From zero, or the lowest below it, to a round number above the highest. */
function scaleOf({ series, points, shape }: Panel, figure: (place: number, key: string) => number) {
  const solid = series.filter(({ compared }) => !compared);
  const tops = points.flatMap((_, place) => [
    ...series.map(({ key }) => figure(place, key)),
    ...(shape === "stacked" ? [solid.reduce((sum, { key }) => sum + Math.max(0, figure(place, key)), 0)] : []),
  ]);
  const [least, most] = [Math.min(0, ...tops), Math.max(0, ...tops)];
  const rough = Math.max(1, (most - least) / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const [low, high] = [Math.floor(least / step) * step, Math.max(step, Math.ceil(most / step) * step)];
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, nth) => low + nth * step);
  return { ticks, low, high };
}

/** As many names of points as fit beside each other. */
function namesBelow({ points }: Panel, plot: { bottom: number }, step: number, middle: (place: number) => number) {
  const widest = Math.max(1, ...points.map(({ label }) => widthOf(label) + 8));
  const every = Math.max(1, Math.ceil(widest / step));
  return points.flatMap(({ label }, place): Shape[] =>
    place % every === 0
      ? [{ kind: "text", x: middle(place), y: plot.bottom + 5, text: label, size, ink: "soft", align: "center" }]
      : [],
  );
}

function legendOf(series: readonly ChartSeries[], width: number): { height: number; shapes: Shape[] } {
  if (series.length < 2) return { height: 0, shapes: [] };
  const shapes: Shape[] = [];
  let [x, y] = [left, 4];
  for (const one of series) {
    const need = widthOf(one.label) + 32;
    if (x + need > width && x > left) [x, y] = [left, y + 13];
    if (one.compared)
      shapes.push({
        kind: "line",
        points: [
          [x, y + 4],
          [x + 14, y + 4],
        ],
        ...strokeOf(one),
      });
    else shapes.push({ kind: "rect", x: x + 3, y, width: 8, height: 8, ink: one.color });
    shapes.push({ kind: "text", x: x + 18, y, text: one.label, size, ink: "soft", align: "left" });
    x += need;
  }
  return { height: y + 14, shapes };
}

const moved = (shape: Shape, by: number): Shape =>
  shape.kind === "line"
    ? { ...shape, points: shape.points.map(([x, y]) => [x, y + by] as const) }
    : { ...shape, y: shape.y + by };
