"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { cn } from "#components/ui/cn";
import { Tooltip, TooltipContent, TooltipTrigger } from "#components/ui/tooltip";
import { entryAt, type NavEntry, navFor } from "./nav.ts";
import { navIcons } from "./nav-icons.tsx";
import { OrganizationSwitcher } from "./organization-switcher.tsx";
import { useShell } from "./shell-context.tsx";
import { UserMenu } from "./user-menu.tsx";

/** The sidebar's content, the same beside the page and in the phone's sheet. */
export function Sidebar({ collapsed = false, onGo }: { collapsed?: boolean; onGo?: () => void }) {
  const { organization, permissions } = useShell();
  const current = entryAt(usePathname(), organization.slug);
  const places = useRef<HTMLElement>(null);
  // The list may be longer than the window: where one is must be in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place that is current is found in the list itself
  useEffect(() => {
    const [list, here] = [places.current, places.current?.querySelector<HTMLElement>("[aria-current=page]")];
    if (!list || !here) return;
    const [inside, at] = [list.getBoundingClientRect(), here.getBoundingClientRect()];
    if (at.top < inside.top || at.bottom > inside.bottom) list.scrollTop += at.top - inside.top - inside.height / 2;
  }, [current]);
  return (
    <div className="flex h-full min-h-0 flex-col text-sidebar-foreground">
      <div className="flex h-13 shrink-0 items-center px-2">
        <OrganizationSwitcher collapsed={collapsed} />
      </div>
      <nav ref={places} aria-label="Main" className="min-h-0 grow overflow-y-auto px-2 pt-1 pb-4">
        {navFor(permissions).map((group) => (
          <div key={group.label ?? "top"} className="mb-3">
            {group.label ? (
              <p className={cn("px-2 pt-2 pb-1 font-medium text-sidebar-muted text-xs", collapsed && "sr-only")}>
                {group.label}
              </p>
            ) : null}
            <ul className="grid gap-px">
              {group.entries.map((entry) => (
                <li key={entry.label}>
                  <Place
                    entry={entry}
                    slug={organization.slug}
                    current={entry === current}
                    collapsed={collapsed}
                    onGo={onGo}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <div className="shrink-0 border-sidebar-border border-t p-2">
        <UserMenu collapsed={collapsed} />
      </div>
    </div>
  );
}

type PlaceProps = {
  entry: NavEntry;
  slug: string;
  current: boolean;
  collapsed: boolean;
  onGo: (() => void) | undefined;
};

function Place({ entry, slug, current, collapsed, onGo }: PlaceProps) {
  const Icon = navIcons[entry.icon];
  const { waiting: counts } = useShell();
  const waiting = (entry.waits && counts?.[entry.waits]) ?? 0;
  const link = (
    <Link
      href={entry.href(slug) as Route}
      onClick={onGo}
      aria-current={current ? "page" : undefined}
      className={cn(
        "flex h-8 items-center gap-2.5 rounded-md px-2 text-[0.8125rem] hover:bg-sidebar-accent hover:text-sidebar-accent-foreground aria-[current=page]:bg-sidebar-accent aria-[current=page]:font-medium aria-[current=page]:text-sidebar-accent-foreground max-md:h-10 max-md:text-sm",
        collapsed && "relative justify-center px-0",
      )}
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", current ? "text-primary-text" : "text-sidebar-muted")} />
      <span className={collapsed ? "sr-only" : "truncate"}>{entry.label}</span>
      {waiting > 0 ? <Waiting count={waiting} collapsed={collapsed} /> : null}
    </Link>
  );
  if (!collapsed) return link;
  return (
    <Tooltip>
      <TooltipTrigger asChild>{link}</TooltipTrigger>
      <TooltipContent side="right">{waiting > 0 ? `${entry.label}: ${waiting} waiting` : entry.label}</TooltipContent>
    </Tooltip>
  );
}

/** How many wait there; beside the icon alone, a dot says that somebody does. */
function Waiting({ count, collapsed }: { count: number; collapsed: boolean }) {
  return (
    <>
      <span
        aria-hidden
        className={
          collapsed
            ? "absolute top-1 right-2 size-2 rounded-full bg-primary"
            : "figures ml-auto rounded-full bg-primary-soft px-1.5 font-medium text-primary-text text-xs leading-5"
        }
      >
        {collapsed ? null : count > 99 ? "99+" : count}
      </span>
      <span className="sr-only">{count} waiting</span>
    </>
  );
}
