"use client";

import { MoreHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "#components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu";
import { tab } from "#components/ui/surface";
import { type ListSpec, type ListState, parseListState, viewSearch } from "#lib/system/list";
import type { SavedView, ViewActions } from "./list-contract.tsx";
import { StateLink } from "./state-link.tsx";
import type { ListControl } from "./use-list-state.tsx";

const ViewDialog = dynamic(() => import("./view-dialog.tsx"), { ssr: false });

export type ViewTabsProps = {
  name: string;
  spec: ListSpec;
  list: ListControl;
  views: readonly SavedView[];
  actions: ViewActions | undefined;
};

/** Saved arrangements of the list. A view fills in the address, so that the address alone is always enough. */
export function ViewTabs({ name, spec, list, views, actions }: ViewTabsProps) {
  const [dialog, setDialog] = useState<"save" | "rename" | "delete" | null>(null);
  const stateOf = (search: string): ListState => parseListState(spec, new URLSearchParams(search));
  const active = views.find((view) => view.id === list.state.view) ?? null;
  const here = viewSearch(spec, list.state);
  const changed = here !== viewSearch(spec, stateOf(active?.search ?? ""));
  return (
    <div data-print="hide" className="mb-3 flex items-center gap-2 border-b">
      <nav aria-label="Saved views" className="-mb-px flex min-w-0 gap-4 overflow-x-auto overflow-y-hidden">
        <StateLink list={list} to={stateOf("")} aria-current={active ? undefined : "page"} className={tab}>
          All
        </StateLink>
        {views.map((view) => (
          <StateLink
            key={view.id}
            list={list}
            to={{ ...stateOf(view.search), view: view.id }}
            aria-current={view === active ? "page" : undefined}
            className={tab}
          >
            {view.name}
            {view === active && changed ? (
              <span className="font-normal text-muted-foreground text-xs">changed</span>
            ) : null}
          </StateLink>
        ))}
      </nav>
      {actions ? (
        <div className="ml-auto flex shrink-0 items-center gap-1">
          {changed ? (
            <Button variant="ghost" size="sm" onClick={() => setDialog("save")}>
              Save view
            </Button>
          ) : null}
          {active && active.scope !== "system" ? (
            <DropdownMenu>
              <DropdownMenuTrigger asChild>
                <Button variant="ghost" size="icon-sm">
                  <MoreHorizontal aria-hidden />
                  <span className="sr-only">View “{active.name}”</span>
                </Button>
              </DropdownMenuTrigger>
              <DropdownMenuContent align="end">
                <DropdownMenuItem onSelect={() => setDialog("rename")}>Rename</DropdownMenuItem>
                <DropdownMenuItem onSelect={() => setDialog("save")}>Duplicate</DropdownMenuItem>
                <DropdownMenuSeparator />
                <DropdownMenuItem variant="destructive" onSelect={() => setDialog("delete")}>
                  Delete
                </DropdownMenuItem>
              </DropdownMenuContent>
            </DropdownMenu>
          ) : null}
        </div>
      ) : null}
      {dialog && actions ? (
        <ViewDialog
          what={dialog}
          list={name}
          view={active}
          search={here}
          actions={actions}
          onShow={(id) => list.change({ ...list.state, view: id })}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </div>
  );
}
