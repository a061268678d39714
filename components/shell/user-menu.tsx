"use client";

import { Keyboard, LogOut } from "lucide-react";
import { useTransition } from "react";
import { Avatar } from "#components/ui/avatar";
import { cn } from "#components/ui/cn";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "#components/ui/dropdown-menu";
import { AccountItems } from "./account-items.tsx";
import { useShell } from "./shell-context.tsx";

/** Who is signed in, how the screen looks, and the way out. */
export function UserMenu({ collapsed = false }: { collapsed?: boolean }) {
  const { person, platformAdmin, show, signOut } = useShell();
  const [leaving, leave] = useTransition();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        className={cn(
          "flex h-11 w-full min-w-0 items-center gap-2.5 rounded-md px-1.5 text-left hover:bg-sidebar-accent data-[state=open]:bg-sidebar-accent",
          collapsed && "justify-center px-0",
        )}
      >
        <Avatar name={person.name} src={person.avatarUrl} />
        <span className="sr-only">Account:</span>
        {collapsed ? (
          <span className="sr-only">{person.name}</span>
        ) : (
          <span className="grid min-w-0 grow leading-tight">
            <span className="truncate font-medium text-[0.8125rem]">{person.name}</span>
            <span className="truncate text-sidebar-muted text-xs">{person.email}</span>
          </span>
        )}
      </DropdownMenuTrigger>
      <DropdownMenuContent side="top" align="start" className="w-60">
        <AccountItems platformAdmin={platformAdmin} />
        <DropdownMenuItem onSelect={() => show("keys")}>
          <Keyboard aria-hidden />
          Keyboard shortcuts
        </DropdownMenuItem>
        <DropdownMenuItem disabled={leaving} onSelect={() => leave(signOut)}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
