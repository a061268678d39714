"use client";

import type { ComponentProps, CSSProperties, ReactNode } from "react";
import { ResponsiveContainer, Tooltip, type TooltipPayloadEntry } from "recharts";
import { cn } from "#components/ui/cn";

/** Each series' name on screen, and its place among the six chart colours (1 to 6); one that others are compared with is a broken line. */
export type ChartConfig = { [series: string]: { label: string; color: 1 | 2 | 3 | 4 | 5 | 6; compared?: 1 | 2 } };

/** Gives each series of the chart inside it the colour `var(--color-<series>)`, in light and in dark. */
export function ChartContainer({
  config,
  className,
  legend = false,
  children,
  ...props
}: Omit<ComponentProps<"div">, "children"> & {
  config: ChartConfig;
  legend?: boolean;
  children: ComponentProps<typeof ResponsiveContainer>["children"];
}) {
  const colors = Object.fromEntries(
    Object.entries(config).map(([series, { color, compared }]) => [
      `--color-${series}`,
      compared ? "var(--muted-foreground)" : `var(--chart-${color})`,
    ]),
  ) as CSSProperties;
  return (
    <div
      data-slot="chart"
      style={colors}
      className={cn(
        "w-full text-xs [&_.recharts-cartesian-grid_line]:stroke-border [&_.recharts-surface]:outline-none [&_.recharts-tooltip-cursor]:fill-muted [&_.recharts-tooltip-cursor]:stroke-border",
        className,
      )}
      {...props}
    >
      <div className="h-56">
        <ResponsiveContainer width="100%" height="100%">
          {children}
        </ResponsiveContainer>
      </div>
      {legend ? <ChartLegend config={config} /> : null}
    </div>
  );
}

type TooltipContent = {
  active?: boolean;
  label?: ReactNode;
  payload?: readonly TooltipPayloadEntry[];
};

export function ChartTooltip({
  config,
  format,
}: {
  config: ChartConfig;
  /** The figure of a series at a point of the chart's data, as it reads on screen. */
  format: (point: Record<string, unknown>, series: string) => string;
}) {
  return (
    <Tooltip
      isAnimationActive={false}
      content={({ active, label, payload }: TooltipContent) =>
        active && payload?.length ? (
          <div
            data-slot="chart-tooltip"
            className="grid min-w-32 gap-1 rounded-md border bg-popover px-2.5 py-1.5 text-popover-foreground text-xs shadow-md"
          >
            <p className="font-medium">{label}</p>
            {payload.map((entry) => {
              const series = String(entry.dataKey);
              return (
                <p key={series} className="flex items-center gap-2">
                  <Swatch series={series} compared={config[series]?.compared} />
                  <span className="text-muted-foreground">{config[series]?.label}</span>
                  <span className="figures ml-auto pl-3 font-medium">
                    {format(entry.payload as Record<string, unknown>, series)}
                  </span>
                </p>
              );
            })}
          </div>
        ) : null
      }
    />
  );
}

/** The series in their own order, below the chart and inside its container's colours. */
export function ChartLegend({ config }: { config: ChartConfig }) {
  return (
    <ul data-slot="chart-legend" className="flex flex-wrap gap-x-4 gap-y-1 pt-2 text-muted-foreground">
      {Object.entries(config).map(([series, { label, compared }]) => (
        <li key={series} className="flex items-center gap-1.5">
          <Swatch series={series} compared={compared} />
          {label}
        </li>
      ))}
    </ul>
  );
}

function Swatch({ series, compared }: { series: string; compared?: 1 | 2 }) {
  if (compared)
    return (
      <svg aria-hidden viewBox="0 0 16 10" className="h-2.5 w-4 shrink-0">
        <path
          d="M0 5H16"
          strokeWidth={2}
          strokeDasharray={compared === 2 ? "2 3" : "6 4"}
          style={{ stroke: `var(--color-${series})` }}
        />
      </svg>
    );
  return (
    <span aria-hidden className="size-2.5 shrink-0 rounded-[3px]" style={{ background: `var(--color-${series})` }} />
  );
}
