"use client";

import { createContext, type Dispatch, type ReactNode, type SetStateAction, use, useEffect, useState } from "react";

export type ShellPerson = { name: string; email: string; avatarUrl?: string | null };
export type ShellOrganization = { slug: string; name: string; role: string; logo: string | null };
export type Crumb = { label: string; href?: string };

/** What the parts of the shell share; every value is plain. */
export type Shell = {
  person: ShellPerson;
  organization: { slug: string; name: string; logo: string | null };
  organizations: readonly ShellOrganization[];
  permissions: ReadonlySet<string>;
  /** Somebody of the platform: they have a desk at `/admin`. */
  platformAdmin?: boolean;
  /** What waits for this person, by the `waits` of a place in the navigation. */
  waiting?: Readonly<Record<string, number | undefined>>;
  signOut: () => Promise<void>;
  /** The cookie of the folded groups as it came with the request, so that the first paint is right. */
  folds?: string | undefined;
  /** `GET ?q=` answering `{ results: { kind, label, hint, href }[] }`. */
  search: string;
};

type Panels = { open: "palette" | "keys" | "nav" | null; show: (panel: Panels["open"]) => void };

const ShellContext = createContext<(Shell & Panels) | null>(null);
const CrumbContext = createContext<[readonly Crumb[], Dispatch<SetStateAction<readonly Crumb[]>>] | null>(null);

export function ShellProvider({ shell, children }: { shell: Shell; children: ReactNode }) {
  const [open, show] = useState<Panels["open"]>(null);
  const crumbs = useState<readonly Crumb[]>([]);
  return (
    <ShellContext value={{ ...shell, open, show }}>
      <CrumbContext value={crumbs}>{children}</CrumbContext>
    </ShellContext>
  );
}

export function useShell(): Shell & Panels {
  const shell = use(ShellContext);
  if (!shell) throw new Error("useShell stands inside <AppShell>.");
  return shell;
}

/** The crumbs that the page on screen added below its place in the navigation. */
export function useCrumbs(): readonly Crumb[] {
  return use(CrumbContext)?.[0] ?? [];
}

/** Rendered by a page to say where it is below its navigation entry; shows nothing itself. */
export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const set = use(CrumbContext)?.[1];
  const key = JSON.stringify(crumbs);
  useEffect(() => {
    set?.(JSON.parse(key));
    return () => set?.([]);
  }, [key, set]);
  return null;
}
