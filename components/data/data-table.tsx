"use client";

import {
  columnOrderingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  type RowSelectionState,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo, useState } from "react";
import { Empty } from "#components/shell/empty";
import { ErrorPanel } from "#components/shell/error-panel";
import { Button } from "#components/ui/button";
import { isNarrowed, type ListRow, matchSearch, shownColumns } from "#lib/system/list";
import { BulkBar } from "./bulk-bar.tsx";
import type { BulkSelection, DataTableProps } from "./list-contract.tsx";
import { ListTable } from "./list-table.tsx";
import { ListToolbar } from "./list-toolbar.tsx";
import { Pager } from "./pager.tsx";
import { useDensity } from "./use-density.tsx";
import { type ListControl, useListState } from "./use-list-state.tsx";
import { ViewTabs } from "./view-tabs.tsx";

export const features = tableFeatures({ rowSelectionFeature, columnVisibilityFeature, columnOrderingFeature });

const helper = createColumnHelper<typeof features, ListRow>();
const nothing: ListRow[] = [];

/** The one table that every list uses: the server reads the address and sends rows, everything else is here. */
export function DataTable(props: DataTableProps) {
  const { name, label, spec, page, zone, exportHref, views = [], viewActions } = props;
  const list = useListState(spec);
  const density = useDensity();
  return (
    <div data-slot="data-table">
      {views.length > 0 || viewActions ? (
        <ViewTabs name={name} spec={spec} list={list} views={views} actions={viewActions} />
      ) : null}
      <ListToolbar spec={spec} list={list} label={label} zone={zone} exportHref={exportHref} density={density} />
      <div className="relative">
        <Working pending={list.pending} />
        {page && page.rows.length > 0 ? (
          <Rows {...props} page={page} list={list} density={density[0]} key={matchSearch(spec, list.state)} />
        ) : (
          <div className="rounded-lg border bg-card">
            <NoRows {...props} list={list} />
          </div>
        )}
      </div>
    </div>
  );
}

type RowsProps = DataTableProps & {
  page: NonNullable<DataTableProps["page"]>;
  list: ListControl;
  density: "comfortable" | "compact";
};

/** Its key is what the rows match: another search begins with nothing selected. */
function Rows({ spec, page, list, label, zone, density, actions = [] }: RowsProps) {
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({});
  const [allMatching, setAllMatching] = useState(false);
  const columns = useMemo(() => shownColumns(spec, list.state), [spec, list.state]);
  const shownKeys = columns.map((column) => column.key);
  const definitions = useMemo(
    () =>
      helper.columns(
        spec.columns.map((column) =>
          helper.accessor((row) => row[column.key], { id: column.key, header: column.label }),
        ),
      ),
    [spec],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: page.rows.length > 0 ? page.rows : nothing,
    getRowId: (row) => row.id,
    state: {
      rowSelection,
      columnOrder: shownKeys,
      columnVisibility: Object.fromEntries(spec.columns.map(({ key }) => [key, shownKeys.includes(key)])),
    },
    onRowSelectionChange: (next) => {
      setAllMatching(false);
      setRowSelection(next);
    },
  });
  const ids = Object.keys(rowSelection);
  const more = typeof page.total !== "number" || page.total > page.rows.length;
  const selection = (): BulkSelection => (allMatching ? { allMatching: matchSearch(spec, list.state) } : { ids });
  return (
    <>
      <ListTable
        table={table}
        columns={columns}
        list={list}
        label={label}
        zone={zone}
        density={density}
        selectable={actions.length > 0}
        allMatching={allMatching}
      />
      <Pager page={page} list={list} />
      {ids.length > 0 ? (
        <BulkBar
          count={ids.length}
          total={page.total}
          allMatching={allMatching}
          offersAll={more && table.getIsAllPageRowsSelected()}
          onAllMatching={() => setAllMatching(true)}
          onClear={() => {
            setAllMatching(false);
            setRowSelection({});
          }}
          selection={selection}
          actions={actions}
        />
      ) : null}
    </>
  );
}

/** Failed, filtered out and empty are three different states. */
function NoRows({ page, failure, empty, label, list }: DataTableProps & { list: ListControl }) {
  if (!page)
    return (
      <ErrorPanel
        status={500}
        page={false}
        title={`${label} could not be read`}
        id={failure?.id}
        action={
          <Button variant="outline" onClick={() => window.location.reload()}>
            Try again
          </Button>
        }
      >
        Nothing is lost. The list is as it was.
      </ErrorPanel>
    );
  if (isNarrowed(list.state))
    return (
      <Empty
        title="Nothing matches"
        action={
          <Button variant="outline" onClick={() => list.change({ q: "", filters: {} })}>
            Clear filters
          </Button>
        }
      >
        No row fits the search and the filters together.
      </Empty>
    );
  if (list.state.cursor)
    return (
      <Empty
        title="This page is empty now"
        action={
          <Button variant="outline" onClick={() => list.change({ cursor: null })}>
            To the first page
          </Button>
        }
      />
    );
  return empty;
}

/** A thin line while the server reads; it lies over the edge and moves nothing. */
function Working({ pending }: { pending: boolean }) {
  return (
    <div aria-hidden className="absolute inset-x-0 -top-1 z-20 h-0.5 overflow-hidden rounded-full">
      {pending ? <div className="h-full w-1/3 animate-slide rounded-full bg-primary" /> : null}
    </div>
  );
}
