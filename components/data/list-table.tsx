"use client";

import type { ReactTable, Row } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type MouseEvent, useRef } from "react";
import { cn } from "#components/ui/cn";
import type { ListColumn, ListRow } from "#lib/system/list";
import { alignmentOf, CellView } from "./cell.tsx";
import type { features } from "./data-table.tsx";
import { StateLink } from "./state-link.tsx";
import type { Density } from "./use-density.tsx";
import type { ListControl } from "./use-list-state.tsx";
import { useRowKeys } from "./use-row-keys.tsx";

export type ListTableProps = {
  table: ReactTable<typeof features, ListRow>;
  columns: readonly ListColumn[];
  list: ListControl;
  label: string;
  zone: string;
  density: Density;
  selectable: boolean;
  allMatching: boolean;
};

/** A phone shows rows as cards; a browser then forgets that it is a table, so the roles are said outright. */
const says = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  head: { role: "columnheader" },
  cell: { role: "cell" },
} as const;

const aligned = { start: "text-left", center: "text-center", end: "text-right" };

export function ListTable(props: ListTableProps) {
  const { table, columns, list, label, zone, selectable, allMatching } = props;
  const element = useRef<HTMLTableElement>(null);
  useRowKeys(element);
  const wholePage = allMatching || table.getIsAllPageRowsSelected();
  return (
    <section
      data-slot="table-container"
      aria-label={label}
      aria-busy={list.pending}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={cn(
        "relative md:max-h-[max(22rem,calc(100dvh-20rem))] md:overflow-auto md:rounded-lg md:border md:bg-card md:shadow-xs",
        list.pending && "cursor-progress",
      )}
    >
      <table ref={element} data-slot="table" {...says.table} className="w-full phone:block">
        <thead {...says.group} className="phone:hidden">
          <tr {...says.row}>
            {selectable ? (
              <th {...says.head} scope="col" data-print="hide" className={cn(heading, "w-10 pr-0")}>
                <Tick
                  label="Select every row on this page"
                  checked={wholePage}
                  mixed={!wholePage && table.getIsSomePageRowsSelected()}
                  onChange={table.getToggleAllPageRowsSelectedHandler()}
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <Heading key={column.key} column={column} list={list} zone={zone} />
            ))}
          </tr>
        </thead>
        <tbody {...says.group} className="phone:grid phone:grid-cols-[minmax(0,1fr)] phone:gap-2">
          {table.getRowModel().rows.map((row) => (
            <BodyRow key={row.id} row={row} {...props} selected={allMatching || row.getIsSelected()} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const heading =
  "sticky top-0 z-10 h-9 whitespace-nowrap bg-muted px-3 font-medium text-[0.8125rem] text-muted-foreground shadow-[inset_0_-1px_var(--border)]";

function Heading({ column, list, zone }: { column: ListColumn; list: ListControl; zone: string }) {
  const { sort } = list.state;
  const sorted = sort.key === column.key ? (sort.descending ? "descending" : "ascending") : undefined;
  const align = alignmentOf(column);
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  const words = (
    <>
      {column.label}
      {column.kind === "datetime" ? (
        <abbr title={zone} className="font-normal text-xs no-underline">
          {zone.split("/").at(-1)?.replaceAll("_", " ")}
        </abbr>
      ) : null}
    </>
  );
  return (
    <th {...says.head} scope="col" aria-sort={sorted} className={cn(heading, aligned[align])}>
      {column.sortable ? (
        <StateLink
          list={list}
          to={{ sort: { key: column.key, descending: sorted === "ascending" } }}
          className={cn(
            "-mx-1.5 inline-flex min-h-6 items-center gap-1.5 rounded-sm px-1.5 hover:text-foreground",
            sorted && "text-foreground",
          )}
        >
          {words}
          <Arrow aria-hidden className={cn("size-3.5", !sorted && "invisible", align === "end" && "-order-1")} />
        </StateLink>
      ) : (
        <span className="inline-flex items-center gap-1.5">{words}</span>
      )}
    </th>
  );
}

type BodyRowProps = ListTableProps & { row: Row<typeof features, ListRow>; selected: boolean };

function BodyRow({ row, selected, columns, zone, density, selectable }: BodyRowProps) {
  const router = useRouter();
  const { href } = row.original;
  const open = (event: MouseEvent<HTMLTableRowElement>) => {
    if (!href || (event.target as Element).closest("a, button, input, label")) return;
    if (getSelection()?.isCollapsed === false) return;
    if (event.metaKey || event.ctrlKey) window.open(href, "_blank", "noopener");
    else router.push(href as Route);
  };
  return (
    <tr
      {...says.row}
      tabIndex={href ? undefined : -1}
      onClick={open}
      data-state={selected ? "selected" : undefined}
      className={cn("list-row", href && "cursor-pointer")}
    >
      {selectable ? (
        <td {...says.cell} data-print="hide" className="w-10 pl-3 phone:absolute phone:top-3 phone:right-3">
          <Tick
            label={`Select ${nameOf(row.original, columns[0])}`}
            checked={selected}
            onChange={row.getToggleSelectedHandler()}
          />
        </td>
      ) : null}
      {columns.map((column, index) => {
        const content = <CellView column={column} cell={row.original[column.key]} zone={zone} />;
        const align = alignmentOf(column);
        return (
          <td
            key={column.key}
            {...says.cell}
            className={cn(
              "list-cell",
              density === "compact" ? "md:h-8" : "md:h-10",
              align !== "start" && aligned[align],
              index === 0 && "list-first",
              index === 0 && selectable && "phone:pr-9",
            )}
          >
            {index > 0 ? (
              <span aria-hidden className="list-label">
                {column.label}
              </span>
            ) : null}
            {index === 0 && href ? (
              <Link href={href as Route} prefetch={false} data-row-link className="list-link">
                {content}
              </Link>
            ) : (
              <span className="list-value">{content}</span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

type TickProps = { label: string; checked: boolean; mixed?: boolean; onChange: (event: unknown) => void };

function Tick({ label, checked, mixed = false, onChange }: TickProps) {
  return (
    <label className="relative grid size-6 place-content-center">
      <input
        ref={(box) => {
          if (box) box.indeterminate = mixed;
        }}
        type="checkbox"
        aria-label={label}
        className="size-4 cursor-pointer accent-primary"
        checked={checked}
        onChange={onChange}
      />
    </label>
  );
}

/** What a screen reader calls the row: its first cell in words. */
function nameOf(row: ListRow, column: ListColumn | undefined): string {
  const cell = column ? row[column.key] : undefined;
  return typeof cell === "string" || typeof cell === "number" ? String(cell) : `row ${row.id}`;
}
