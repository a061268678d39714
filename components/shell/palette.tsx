"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowRight, Building2, Keyboard, LogOut, Moon, ShieldCheck, Sun, UserRound } from "lucide-react";
import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useEffect, useState } from "react";
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandShortcut,
} from "#components/ui/command";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "#components/ui/dialog";
import { Kbd } from "#components/ui/kbd";
import { Live } from "./live.tsx";
import { navFor, samePlace } from "./nav.ts";
import { navIcons } from "./nav-icons.tsx";
import { useShell } from "./shell-context.tsx";

type Found = { kind: string; label: string; hint: string; href: string };

/** Search and go anywhere: records from the server, then pages and actions, always. */
export default function Palette({ onClose }: { onClose: () => void }) {
  return (
    <Live>
      <Open onClose={onClose} />
    </Live>
  );
}

function Open({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [chosen, choose] = useState("");
  const { found, searching, failed } = useFound(text);
  const best = found[0]?.href;
  useEffect(() => {
    if (best) choose(foundValue(best));
  }, [best]);
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent closable={false} className="top-[12vh] max-w-xl translate-y-0 gap-0 p-0">
        <DialogTitle className="sr-only">Search and commands</DialogTitle>
        <DialogDescription className="sr-only">
          Type to find records, pages and actions; arrow keys choose, Enter opens.
        </DialogDescription>
        <Command label="Search and commands" loop value={chosen} onValueChange={choose}>
          <CommandInput value={text} onValueChange={setText} placeholder="Search orders, events, people, codes…" />
          <CommandList>
            <CommandEmpty>{searching ? "Searching…" : `Nothing matches “${text}”.`}</CommandEmpty>
            {failed ? (
              <p className="px-2 py-1.5 text-destructive-text text-sm">
                The search did not answer. Pages and actions still work.
              </p>
            ) : null}
            <FoundItems found={found} onClose={onClose} />
            <PlaceItems onClose={onClose} />
            <ActionItems onClose={onClose} />
          </CommandList>
        </Command>
      </DialogContent>
    </Dialog>
  );
}

function useFound(text: string) {
  const { search } = useShell();
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const wait = setTimeout(() => setAsked(text.trim()), 150);
    return () => clearTimeout(wait);
  }, [text]);
  const answer = useQuery({
    queryKey: ["search", search, asked],
    enabled: asked.length > 1,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const response = await fetch(`${search}?q=${encodeURIComponent(asked)}`, { signal });
      if (!response.ok) throw new Error(`The search answered ${response.status}.`);
      return ((await response.json()) as { results: Found[] }).results;
    },
  });
  return {
    found: asked.length > 1 ? (answer.data ?? []) : [],
    searching: answer.isFetching,
    failed: answer.isError,
  };
}

function FoundItems({ found, onClose }: { found: readonly Found[]; onClose: () => void }) {
  const go = useGo(onClose);
  const kinds = [...new Set(found.map((each) => each.kind))];
  return kinds.map((kind) => (
    <CommandGroup key={kind} heading={kind} forceMount>
      {found
        .filter((each) => each.kind === kind)
        .map((each) => (
          <CommandItem key={each.href} value={foundValue(each.href)} forceMount onSelect={() => go(each.href)}>
            <ArrowRight aria-hidden />
            <span className="truncate">{each.label}</span>
            <CommandShortcut className="truncate">{each.hint}</CommandShortcut>
          </CommandItem>
        ))}
    </CommandGroup>
  ));
}

function PlaceItems({ onClose }: { onClose: () => void }) {
  const { organization, permissions } = useShell();
  const go = useGo(onClose);
  return (
    <CommandGroup heading="Go to">
      {navFor(permissions)
        .flatMap((group) => group.entries)
        .map((entry) => {
          const Icon = navIcons[entry.icon];
          return (
            <CommandItem
              key={entry.label}
              value={`go to ${entry.label}`}
              onSelect={() => go(entry.href(organization.slug))}
            >
              <Icon aria-hidden />
              {entry.label}
              {entry.shortcut ? (
                <CommandShortcut>
                  <Kbd>G</Kbd>
                  <Kbd>{entry.shortcut.toUpperCase()}</Kbd>
                </CommandShortcut>
              ) : null}
            </CommandItem>
          );
        })}
    </CommandGroup>
  );
}

function ActionItems({ onClose }: { onClose: () => void }) {
  const { organization, organizations, platformAdmin, show, signOut } = useShell();
  const { resolvedTheme, setTheme } = useTheme();
  const pathname = usePathname();
  const go = useGo(onClose);
  const dark = resolvedTheme === "dark";
  return (
    <CommandGroup heading="Actions">
      {organizations
        .filter((each) => each.slug !== organization.slug)
        .map((each) => (
          <CommandItem
            key={each.slug}
            value={`switch to ${each.name} ${each.slug}`}
            onSelect={() => go(samePlace(pathname, organization.slug, each.slug))}
          >
            <Building2 aria-hidden />
            Switch to {each.name}
          </CommandItem>
        ))}
      <CommandItem
        value={`use the ${dark ? "light" : "dark"} theme`}
        keywords={["theme", "dark", "light"]}
        onSelect={() => {
          setTheme(dark ? "light" : "dark");
          onClose();
        }}
      >
        {dark ? <Sun aria-hidden /> : <Moon aria-hidden />}
        Use the {dark ? "light" : "dark"} theme
      </CommandItem>
      <CommandItem value="keyboard shortcuts help" onSelect={() => show("keys")}>
        <Keyboard aria-hidden />
        Keyboard shortcuts
      </CommandItem>
      <CommandItem value="your account profile password" onSelect={() => go("/account")}>
        <UserRound aria-hidden />
        Your account
      </CommandItem>
      {platformAdmin ? (
        <CommandItem value="platform desk" onSelect={() => go("/admin")}>
          <ShieldCheck aria-hidden />
          Platform desk
        </CommandItem>
      ) : null}
      <CommandItem value="sign out" onSelect={() => void signOut()}>
        <LogOut aria-hidden />
        Sign out
      </CommandItem>
    </CommandGroup>
  );
}

/** cmdk knows an item by its value; a record found comes before every page and action. */
const foundValue = (href: string) => `found ${href}`;

function useGo(onClose: () => void) {
  const router = useRouter();
  return (href: string) => {
    onClose();
    router.push(href as Route);
  };
}
