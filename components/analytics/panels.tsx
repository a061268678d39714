import { ChartPanel } from "#components/data/chart-panel";
import { type PanelFiles, PanelMenu } from "#components/data/panel-menu";
import { type Dashboard, reportHref } from "#lib/analytics/rules/reports";
import type { Panel } from "#lib/system/figures";
import type { PanelFacts } from "#lib/system/panel-csv";

/** Which dashboard a panel's files are of, and what they state of themselves. */
export type DashboardFiles = PanelFacts & { slug: string; dashboard: Dashboard; address: string };

/** The charts of a dashboard, and their files for whoever may take them along. */
export function Panels({ panels, files }: { panels: readonly Panel[]; files: DashboardFiles | null }) {
  return panels.map(({ key, shape, ...panel }) => (
    <ChartPanel
      key={key}
      {...panel}
      shape={shape === "table" ? "bar" : shape}
      files={files ? filesOf(files, key) : undefined}
    />
  ));
}

/** The menu of a panel that draws itself. */
export function FilesOf({
  panels,
  name,
  files,
}: {
  panels: readonly Panel[];
  name: string;
  files: DashboardFiles | null;
}) {
  const panel = panels.find(({ key }) => key === name);
  return panel && files ? <PanelMenu panel={panel} files={filesOf(files, name)} /> : null;
}

const filesOf = ({ slug, dashboard, address, ...facts }: DashboardFiles, key: string): PanelFiles => ({
  ...facts,
  name: `${slug}-${dashboard}-${key}`,
  pdf: reportHref(slug, dashboard, address, key),
});
