"use client";

import { Download, Search, Settings2, Sheet } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu";
import { Input } from "#components/ui/input";
import { type ListSpec, PAGE_SIZES, shownColumns, viewSearch } from "#lib/system/list";
import { Filters } from "./filters.tsx";
import type { Density } from "./use-density.tsx";
import type { ListControl } from "./use-list-state.tsx";

export type ListToolbarProps = {
  spec: ListSpec;
  list: ListControl;
  label: string;
  zone: string;
  exportHref: string | undefined;
  density: [Density, (density: Density) => void];
};

export function ListToolbar({ spec, list, label, zone, exportHref, density }: ListToolbarProps) {
  return (
    <div data-print="hide" className="mb-3 flex flex-wrap items-center gap-2">
      {spec.searches ? <SearchBox list={list} label={label} searches={spec.searches} /> : null}
      <Filters spec={spec} list={list} zone={zone} />
      <div className="ml-auto flex items-center md:gap-2">
        {exportHref ? (
          <>
            <Button asChild variant="ghost" className="text-muted-foreground max-md:px-3">
              <a href={`${exportHref}?${viewSearch(spec, list.state)}`} download>
                <Download aria-hidden />
                <span className="max-md:sr-only">Export</span>
              </a>
            </Button>
            <Button asChild variant="ghost" className="text-muted-foreground max-md:px-3">
              <a href={`${exportHref}?${viewSearch(spec, list.state)}&as=xlsx`} download aria-label="XLSX spreadsheet">
                <Sheet aria-hidden />
                <span className="max-md:sr-only">XLSX</span>
              </a>
            </Button>
          </>
        ) : null}
        <DisplayMenu spec={spec} list={list} density={density} />
      </div>
    </div>
  );
}

function SearchBox({ list, label, searches }: { list: ListControl; label: string; searches: string }) {
  const { q } = list.state;
  const [text, setText] = useState(q);
  const sent = useRef(q);
  useEffect(() => {
    if (q !== sent.current) setText(q);
    sent.current = q;
  }, [q]);
  return (
    <div className="relative w-full md:w-72">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        type="search"
        aria-label={`Search ${label.toLowerCase()}`}
        placeholder={searches}
        className="pl-8"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          sent.current = event.target.value.trim();
          list.change({ q: event.target.value.trim() }, "typing");
        }}
      />
    </div>
  );
}

/** Which columns, how dense, how many; and the order, which on a phone has no headings to press. */
function DisplayMenu({ spec, list, density }: Pick<ListToolbarProps, "spec" | "list" | "density">) {
  const { state } = list;
  const shown = shownColumns(spec, state).map((column) => column.key);
  const toggle = (key: string, on: boolean) => {
    const wanted = spec.columns.map((each) => each.key).filter((each) => (each === key ? on : shown.includes(each)));
    list.change({ columns: wanted, cursor: state.cursor });
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" className="text-muted-foreground max-md:px-3">
          <Settings2 aria-hidden />
          <span className="max-md:sr-only">Display</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-56">
        <DropdownMenuLabel className="md:hidden">Order</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          className="md:hidden"
          value={state.sort.key}
          onValueChange={(key) =>
            list.change({ sort: { key, descending: key === state.sort.key && !state.sort.descending } })
          }
        >
          {spec.columns
            .filter((column) => column.sortable)
            .map((column) => (
              <DropdownMenuRadioItem key={column.key} value={column.key}>
                {column.label}
              </DropdownMenuRadioItem>
            ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuItem
          className="md:hidden"
          onSelect={() => list.change({ sort: { ...state.sort, descending: !state.sort.descending } })}
        >
          Turn the order round
        </DropdownMenuItem>
        <DropdownMenuSeparator className="md:hidden" />
        <DropdownMenuLabel>Columns</DropdownMenuLabel>
        {spec.columns.map((column, index) => (
          <DropdownMenuCheckboxItem
            key={column.key}
            checked={shown.includes(column.key)}
            disabled={index === 0}
            onCheckedChange={(on) => toggle(column.key, on)}
            onSelect={(event) => event.preventDefault()}
          >
            {column.label}
          </DropdownMenuCheckboxItem>
        ))}
        {state.columns ? (
          <DropdownMenuItem onSelect={() => list.change({ columns: null, cursor: state.cursor })}>
            Columns as they were
          </DropdownMenuItem>
        ) : null}
        <DropdownMenuSeparator className="max-md:hidden" />
        <DropdownMenuLabel className="max-md:hidden">Rows</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          className="max-md:hidden"
          value={density[0]}
          onValueChange={(next) => density[1](next as Density)}
        >
          <DropdownMenuRadioItem value="comfortable">Comfortable</DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="compact">Compact</DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Rows a page</DropdownMenuLabel>
        <DropdownMenuRadioGroup
          value={String(state.size)}
          onValueChange={(next) =>
            list.change({ size: PAGE_SIZES.find((size) => String(size) === next) ?? state.size })
          }
        >
          {PAGE_SIZES.map((size) => (
            <DropdownMenuRadioItem key={size} value={String(size)}>
              {size}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
