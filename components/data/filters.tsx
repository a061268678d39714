"use client";

import { ChevronDown, ListFilter, X } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "#components/ui/dropdown-menu";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover";
import type { FilterValue, ListColumn, ListSpec } from "#lib/system/list";
import { FilterEditor } from "./filter-editor.tsx";
import { filterWords } from "./filter-words.tsx";
import type { ListControl } from "./use-list-state.tsx";

/** At most three filters stand open; the others come through "Add filter" and stay while they hold. */
export function Filters({ spec, list, zone }: { spec: ListSpec; list: ListControl; zone: string }) {
  const [added, setAdded] = useState<string | null>(null);
  const { filters } = list.state;
  const filterable = spec.columns.filter((column) => column.filter);
  const promoted = filterable.filter((column) => column.promoted).slice(0, 3);
  const shown = filterable.filter((column) => promoted.includes(column) || filters[column.key] || column.key === added);
  const others = filterable.filter((column) => !shown.includes(column));

  const set = (key: string, value: FilterValue | null) => {
    const { [key]: _, ...rest } = filters;
    list.change({ filters: value ? { ...rest, [key]: value } : rest });
  };
  return (
    <>
      {shown.map((column) => (
        <Filter
          key={column.key}
          column={column}
          value={filters[column.key]}
          zone={zone}
          startsOpen={column.key === added}
          onChange={(value) => set(column.key, value)}
          onClose={() => setAdded(null)}
        />
      ))}
      {others.length > 0 ? (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="ghost" className="text-muted-foreground max-md:px-3">
              <ListFilter aria-hidden />
              <span className={promoted.length > 0 ? "max-md:sr-only" : ""}>
                {promoted.length > 0 ? "Add filter" : "Filter"}
              </span>
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="start" onCloseAutoFocus={(event) => added && event.preventDefault()}>
            {others.map((column) => (
              <DropdownMenuItem key={column.key} onSelect={() => setAdded(column.key)}>
                {column.label}
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      ) : null}
      {Object.keys(filters).length > 0 ? (
        <Button variant="ghost" className="text-muted-foreground" onClick={() => list.change({ filters: {} })}>
          Clear
        </Button>
      ) : null}
    </>
  );
}

type FilterProps = {
  column: ListColumn;
  value: FilterValue | undefined;
  zone: string;
  startsOpen: boolean;
  onChange: (value: FilterValue | null) => void;
  onClose: () => void;
};

function Filter({ column, value, zone, startsOpen, onChange, onClose }: FilterProps) {
  const [open, setOpen] = useState(startsOpen);
  const show = (next: boolean) => {
    setOpen(next);
    if (!next) onClose();
  };
  return (
    <Popover open={open} onOpenChange={show}>
      <span className="inline-flex max-w-full">
        <PopoverTrigger asChild>
          <Button
            variant="outline"
            className={value ? "min-w-0 rounded-r-none border-r-0 bg-primary-soft pr-1.5" : "min-w-0"}
          >
            {value ? (
              <span className="truncate">
                {column.label}
                <span className="font-normal"> {filterWords(column, value)}</span>
              </span>
            ) : (
              <>
                {column.label}
                <ChevronDown aria-hidden className="size-3.5 text-muted-foreground" />
              </>
            )}
          </Button>
        </PopoverTrigger>
        {value ? (
          <Button
            variant="outline"
            className="w-7 rounded-l-none border-l-0 bg-primary-soft px-0 max-md:w-9"
            onClick={() => onChange(null)}
          >
            <X aria-hidden className="size-3.5" />
            <span className="sr-only">Remove the filter {column.label}</span>
          </Button>
        ) : null}
      </span>
      <PopoverContent aria-label={`Filter by ${column.label}`} className={column.filter === "enum" ? "w-56 p-1" : ""}>
        <FilterEditor column={column} value={value} zone={zone} onChange={onChange} onDone={() => show(false)} />
      </PopoverContent>
    </Popover>
  );
}
