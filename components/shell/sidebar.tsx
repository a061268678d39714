"use client";

import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { cn } from "#components/ui/cn";
import { Tooltip, TooltipContent, TooltipTrigger } from "#components/ui/tooltip";
import { useFolds } from "./folds.tsx";
import { entryAt, type NavEntry, type NavGroup, navFor } from "./nav.ts";
import { navIcons } from "./nav-icons.tsx";
import { OrganizationSwitcher } from "./organization-switcher.tsx";
import { useShell } from "./shell-context.tsx";
import { UserMenu } from "./user-menu.tsx";

/** The sidebar's content, the same beside the page and in the phone's sheet. */
export function Sidebar({ collapsed = false, onGo }: { collapsed?: boolean; onGo?: () => void }) {
  const { organization, permissions, folds } = useShell();
  const current = entryAt(usePathname(), organization.slug);
  const groups = navFor(permissions);
  const { isOpen, toggle } = useFolds(groups, current, folds);
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
        {groups.map((group) => (
          <Group
            key={group.label ?? "top"}
            group={group}
            open={group.label === null || isOpen(group.label)}
            onToggle={toggle}
            collapsed={collapsed}
          >
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
          </Group>
        ))}
      </nav>
      <div className="shrink-0 border-sidebar-border border-t p-2">
        <UserMenu collapsed={collapsed} />
      </div>
    </div>
  );
}

type GroupProps = {
  group: NavGroup;
  open: boolean;
  onToggle: (label: string) => void;
  collapsed: boolean;
  children: ReactNode;
};

/** The places of a group. Its links are in the page when it is folded too, out of sight and out of the way of Tab. */
function Group({ group: { label, entries }, open, onToggle, collapsed, children }: GroupProps) {
  const { waiting: counts } = useShell();
  const places = <ul className="grid gap-px">{children}</ul>;
  if (label === null) return <div className="mb-2">{places}</div>;
  const waiting = entries.reduce((sum, { waits }) => sum + ((waits && counts?.[waits]) ?? 0), 0);
  const summary = (
    // biome-ignore lint/a11y/noStaticElementInteractions: a summary is a native control, for keys too
    <summary
      // The state is React's: the browser's own way of opening would be forgotten at the next rendering.
      onClick={(event) => {
        event.preventDefault();
        onToggle(label);
      }}
      className={cn(
        "relative flex h-7 cursor-pointer select-none list-none items-center gap-1.5 rounded-md px-2 font-medium text-sidebar-muted text-xs hover:bg-sidebar-accent hover:text-sidebar-accent-foreground max-md:h-10 [&::-webkit-details-marker]:hidden",
        collapsed && "justify-center px-0",
      )}
    >
      <ChevronRight aria-hidden className="size-3.5 shrink-0 transition-transform group-open/places:rotate-90" />
      <span className={collapsed ? "sr-only" : "truncate"}>{label}</span>
      {waiting > 0 && !open ? <Waiting count={waiting} collapsed={collapsed} /> : null}
    </summary>
  );
  return (
    <details open={open} className="group/places mb-1 open:mb-2">
      {collapsed ? <Named words={label}>{summary}</Named> : summary}
      {places}
    </details>
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
  return <Named words={waiting > 0 ? `${entry.label}: ${waiting} waiting` : entry.label}>{link}</Named>;
}

/** The name beside an icon that stands alone. */
function Named({ words, children }: { words: string; children: ReactNode }) {
  return (
    <Tooltip>
      <TooltipTrigger asChild>{children}</TooltipTrigger>
      <TooltipContent side="right">{words}</TooltipContent>
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
