"use client";

import { Menu, PanelLeft, Search } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import {
  Breadcrumb,
  BreadcrumbItem,
  BreadcrumbList,
  BreadcrumbPage,
  BreadcrumbSeparator,
  crumb,
} from "#components/ui/breadcrumb";
import { Button } from "#components/ui/button";
import { Kbd } from "#components/ui/kbd";
import { entryAt } from "./nav.ts";
import { type Crumb, useCrumbs, useShell } from "./shell-context.tsx";

export function TopBar({ collapsed, onCollapse }: { collapsed: boolean; onCollapse: () => void }) {
  const { show } = useShell();
  return (
    <header
      data-print="hide"
      className="sticky top-(--on-top,0px) z-30 flex h-13 items-center gap-1 border-b bg-background px-2 md:px-4"
    >
      <Button variant="ghost" size="icon" className="md:hidden" onClick={() => show("nav")}>
        <Menu aria-hidden />
        <span className="sr-only">Open the navigation</span>
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        className="max-md:hidden"
        aria-expanded={!collapsed}
        aria-controls="sidebar"
        onClick={onCollapse}
      >
        <PanelLeft aria-hidden />
        <span className="sr-only">Sidebar</span>
      </Button>
      <Trail />
      <Button
        variant="outline"
        className="ml-auto shrink-0 text-muted-foreground max-md:w-10 max-md:border-0 max-md:bg-transparent max-md:px-0 max-md:shadow-none md:w-56 md:justify-start"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => show("palette")}
      >
        <Search aria-hidden />
        <span className="max-md:sr-only">Search…</span>
        <Kbd aria-hidden className="ml-auto max-md:hidden">
          ⌘K
        </Kbd>
      </Button>
    </header>
  );
}

function Trail() {
  const { organization } = useShell();
  const entry = entryAt(usePathname(), organization.slug);
  const place: Crumb[] = entry ? [{ label: entry.label, href: entry.href(organization.slug) }] : [];
  const trail = [...place, ...useCrumbs()];
  if (trail.length === 0) return null;
  return (
    <Breadcrumb className="min-w-0 grow px-1">
      <BreadcrumbList>
        {trail.map((each, index) => {
          const last = index === trail.length - 1;
          return (
            <BreadcrumbItem
              key={`${each.href ?? ""} ${each.label}`}
              className={last ? "shrink" : "shrink-0 max-sm:hidden"}
            >
              {index > 0 ? (
                <span className="max-sm:hidden">
                  <BreadcrumbSeparator />
                </span>
              ) : null}
              {last || !each.href ? (
                <BreadcrumbPage aria-current={last ? "page" : undefined}>{each.label}</BreadcrumbPage>
              ) : (
                <Link href={each.href as Route} className={crumb}>
                  {each.label}
                </Link>
              )}
            </BreadcrumbItem>
          );
        })}
      </BreadcrumbList>
    </Breadcrumb>
  );
}
