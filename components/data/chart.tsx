"use client";

import { Area, AreaChart, Bar, CartesianGrid, ComposedChart, Line, LineChart, XAxis, YAxis } from "recharts";
import { type ChartConfig, ChartContainer, ChartTooltip } from "#components/ui/chart";
import { digitsOf } from "#lib/ref/rules";
import { type ChartFigures, type ChartPoint, type ChartSeries, compact, figureText } from "#lib/system/figures";

/** Recharts and nothing else, so that it is fetched only where a chart is on screen. */
export default function Chart({ shape, series, points, currency }: ChartFigures) {
  const config: ChartConfig = Object.fromEntries(series.map((each) => [each.key, each]));
  const scale = currency ? 10 ** digitsOf(currency) : 1;
  // A pixel needs no exact figure; the tooltip and the table read the exact one from `points`.
  const data = points.map((point) => ({
    label: point.label,
    exact: point,
    ...Object.fromEntries(series.map(({ key }) => [key, Number(point[key] ?? 0)])),
  }));
  const frame = (
    <>
      <CartesianGrid vertical={false} />
      <XAxis dataKey="label" tick={tick} tickLine={false} axisLine={false} tickMargin={8} minTickGap={24} />
      <YAxis
        width={48}
        tick={tick}
        tickLine={false}
        axisLine={false}
        tickFormatter={(value: number) => compact(value / scale, currency)}
      />
      <ChartTooltip
        config={config}
        format={(point, key) => figureText((point.exact as ChartPoint)[key] ?? 0, currency)}
      />
    </>
  );
  const solid = series.filter(({ compared }) => !compared);
  const beside = series.filter(({ compared }) => compared).map(comparedLine);
  const margin = { top: 6, right: 8, bottom: 0, left: 0 };
  if (shape === "bar" || shape === "stacked") {
    return (
      <ChartContainer config={config} legend={series.length > 1}>
        <ComposedChart
          data={data}
          margin={margin}
          accessibilityLayer={false}
          onClick={({ activeTooltipIndex }) => {
            const href = points[Number(activeTooltipIndex ?? -1)]?.href;
            if (href) window.location.assign(String(href));
          }}
        >
          {frame}
          {solid.map(({ key }, index) => (
            <Bar
              key={key}
              dataKey={key}
              fill={`var(--color-${key})`}
              {...(shape === "stacked" ? { stackId: "all" } : {})}
              radius={shape === "bar" || index === solid.length - 1 ? [3, 3, 0, 0] : 0}
              maxBarSize={36}
              isAnimationActive={false}
            />
          ))}
          {beside}
        </ComposedChart>
      </ChartContainer>
    );
  }
  if (shape === "line") {
    return (
      <ChartContainer config={config} legend={series.length > 1}>
        <LineChart data={data} margin={margin} accessibilityLayer={false}>
          {frame}
          {solid.map(({ key }) => (
            <Line
              key={key}
              dataKey={key}
              type="monotone"
              stroke={`var(--color-${key})`}
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
          ))}
          {beside}
        </LineChart>
      </ChartContainer>
    );
  }
  return (
    <ChartContainer config={config} legend={series.length > 1}>
      <AreaChart data={data} margin={margin} accessibilityLayer={false}>
        {frame}
        {series.map(({ key }) => (
          <Area
            key={key}
            dataKey={key}
            type="monotone"
            stroke={`var(--color-${key})`}
            fill={`var(--color-${key})`}
            fillOpacity={0.14}
            strokeWidth={2}
            isAnimationActive={false}
          />
        ))}
      </AreaChart>
    </ChartContainer>
  );
}

/** Other days: broken lines in the ink of the words, the second in shorter strokes than the first. */
const comparedLine = ({ key, compared }: ChartSeries) => (
  <Line
    key={key}
    dataKey={key}
    type="monotone"
    stroke={`var(--color-${key})`}
    strokeWidth={1.5}
    strokeDasharray={compared === 2 ? "2 3" : "6 4"}
    dot={false}
    isAnimationActive={false}
  />
);

const tick = { fill: "var(--muted-foreground)" };
