import { type DashboardFiles, Panels } from "#components/analytics/panels";
import type { Board, BoardFilter } from "#lib/analytics/rules/board";
import { boardCharts } from "#lib/analytics/rules/panels";

type Props = { slug: string; filter: BoardFilter; board: Board; files: DashboardFiles | null };

/** The days of the period as charts; each point leads to the rows that add up to it. */
export function DashboardCharts(props: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
      <Panels panels={boardCharts(props)} files={props.files} />
    </div>
  );
}
