import { ChartPanel } from "#components/data/chart-panel";
import type { Panel } from "#lib/system/figures";

/** The charts of a dashboard. */
export function Panels({ panels }: { panels: readonly Panel[] }) {
  return panels.map(({ key, shape, ...panel }) => (
    <ChartPanel key={key} {...panel} shape={shape === "table" ? "bar" : shape} />
  ));
}
