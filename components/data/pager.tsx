"use client";

import { ChevronLeft, ChevronRight, ChevronsLeft } from "lucide-react";
import type { ReactNode } from "react";
import { buttonVariants } from "#components/ui/button";
import type { ListPage, ListState, ListTotal } from "#lib/system/list";
import { StateLink } from "./state-link.tsx";
import type { ListControl } from "./use-list-state.tsx";

/** The way through the pages, by key and not by number: page 400 costs what page 1 costs. */
export function Pager({ page, list }: { page: ListPage; list: ListControl }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 pt-3 text-[0.8125rem] text-muted-foreground">
      <p className="figures" aria-live="polite">
        {totalWords(page.total, page.rows.length)}
      </p>
      {page.previous || page.next ? (
        <nav aria-label="Pages" data-print="hide" className="flex items-center gap-1">
          <Step list={list} to={list.state.cursor ? { cursor: null } : null} label="First page">
            <ChevronsLeft aria-hidden />
          </Step>
          <Step list={list} to={page.previous ? { cursor: { before: page.previous } } : null} label="Previous page">
            <ChevronLeft aria-hidden />
          </Step>
          <Step list={list} to={page.next ? { cursor: { after: page.next } } : null} label="Next page">
            <ChevronRight aria-hidden />
          </Step>
        </nav>
      ) : null}
    </div>
  );
}

type StepProps = { list: ListControl; to: Partial<ListState> | null; label: string; children: ReactNode };

function Step({ list, to, label, children }: StepProps) {
  const className = buttonVariants({ variant: "outline", size: "icon-sm" });
  if (to)
    return (
      <StateLink list={list} to={to} aria-label={label} className={className}>
        {children}
      </StateLink>
    );
  return (
    <span aria-hidden className={`${className} opacity-40`}>
      {children}
    </span>
  );
}

/** "38 in all", "50 of 1,204", "50 of more than 10,000": never a number that nobody counted. */
export function totalWords(total: ListTotal, shown: number): string {
  const count = (n: number) => n.toLocaleString("en");
  if (typeof total !== "number") return `${count(shown)} of more than ${count(total.atLeast)}`;
  return total === shown ? `${count(total)} in all` : `${count(shown)} of ${count(total)}`;
}
