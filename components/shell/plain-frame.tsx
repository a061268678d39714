"use client";

import { House, LogOut } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useTransition } from "react";
import { Mark } from "#components/identity/mark";
import { Avatar } from "#components/ui/avatar";
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from "#components/ui/dropdown-menu";
import { AccountItems } from "./account-items.tsx";
import { Providers } from "./providers.tsx";

export type PlainEntry = { label: string; href: string };
export type PlainFrameProps = {
  /** What these pages are: "Platform desk", "Your account". */
  title: string;
  entries?: readonly PlainEntry[];
  person: { name: string; email: string; avatarUrl?: string | null };
  platformAdmin: boolean;
  signOut: () => Promise<void>;
  children: ReactNode;
};

/** Signed-in pages that belong to no organization: their own small navigation, and the way back. */
export function PlainFrame({ title, entries = [], children, ...rest }: PlainFrameProps) {
  return (
    <Providers>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 font-medium text-primary-foreground focus:translate-y-0"
      >
        Skip to the content
      </a>
      <header data-print="hide" className="sticky top-0 z-30 border-b bg-background">
        <div className="mx-auto flex h-13 max-w-7xl items-center gap-3 px-4 md:px-6">
          <Link href="/" className="inline-flex min-w-0 items-center gap-2.5 rounded-md py-1 font-semibold">
            <Mark className="size-6 shrink-0" />
            <span className="max-sm:sr-only">Greenroom</span>
          </Link>
          <span className="min-w-0 truncate border-l pl-3 font-medium text-muted-foreground">{title}</span>
          <div className="ml-auto">
            <Menu {...rest} />
          </div>
        </div>
        {entries.length > 0 ? <Places title={title} entries={entries} /> : null}
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-7xl px-4 py-5 outline-none md:px-6 md:py-6">
        {children}
      </main>
    </Providers>
  );
}

function Places({ title, entries }: { title: string; entries: readonly PlainEntry[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label={title} className="mx-auto max-w-7xl overflow-x-auto px-2 md:px-4">
      <ul className="flex w-max">
        {entries.map(({ label, href }) => (
          <li key={href}>
            <Link
              href={href as Route}
              aria-current={pathname.startsWith(href.split("?")[0] ?? href) ? "page" : undefined}
              className="inline-flex h-10 items-center border-transparent border-b-2 px-2.5 text-muted-foreground text-sm hover:text-foreground aria-[current=page]:border-primary aria-[current=page]:font-medium aria-[current=page]:text-foreground"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Menu({ person, platformAdmin, signOut }: Pick<PlainFrameProps, "person" | "platformAdmin" | "signOut">) {
  const [leaving, leave] = useTransition();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-10 items-center gap-2.5 rounded-md px-1.5 hover:bg-accent data-[state=open]:bg-accent">
        <Avatar name={person.name || person.email} src={person.avatarUrl} />
        <span className="sr-only">Account:</span>
        <span className="max-w-48 truncate text-[0.8125rem] max-sm:sr-only">{person.name || person.email}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
        <DropdownMenuItem asChild>
          <Link href="/">
            <House aria-hidden />
            Your organizations
          </Link>
        </DropdownMenuItem>
        <AccountItems platformAdmin={platformAdmin} />
        <DropdownMenuItem disabled={leaving} onSelect={() => leave(signOut)}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
