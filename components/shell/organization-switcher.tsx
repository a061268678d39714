"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Avatar } from "#components/ui/avatar";
import { cn } from "#components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu";
import { samePlace } from "./nav.ts";
import { useShell } from "./shell-context.tsx";

/** The organization on screen; choosing another keeps the page. */
export function OrganizationSwitcher({ collapsed = false }: { collapsed?: boolean }) {
  const { organization, organizations } = useShell();
  const pathname = usePathname();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        className={cn(
          "flex h-9 w-full min-w-0 items-center gap-2 rounded-md px-1.5 text-left font-medium hover:bg-sidebar-accent data-[state=open]:bg-sidebar-accent",
          collapsed && "justify-center px-0",
        )}
      >
        <Avatar
          name={organization.name}
          src={organization.logo}
          shape="square"
          className={cn(
            "size-6",
            organization.logo ? "bg-transparent" : "bg-sidebar-primary text-sidebar-primary-foreground",
          )}
        />
        <span className="sr-only">Organization:</span>
        <span className={collapsed ? "sr-only" : "min-w-0 grow truncate"}>{organization.name}</span>
        {collapsed ? null : <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-sidebar-muted" />}
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64">
        <DropdownMenuLabel>Organizations</DropdownMenuLabel>
        {organizations.map((each) => {
          const current = each.slug === organization.slug;
          return (
            <DropdownMenuItem key={each.slug} asChild>
              <Link
                href={samePlace(pathname, organization.slug, each.slug) as Route}
                aria-current={current ? "true" : undefined}
              >
                <Avatar
                  name={each.name}
                  src={each.logo}
                  shape="square"
                  className={cn("size-6", each.logo && "bg-transparent")}
                />
                <span className="grid min-w-0 grow">
                  <span className="truncate">{each.name}</span>
                  <span className="truncate text-muted-foreground text-xs">{each.role}</span>
                </span>
                {current ? <Check aria-hidden /> : null}
              </Link>
            </DropdownMenuItem>
          );
        })}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
