"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { cn } from "#components/ui/cn";
import { Providers } from "./providers.tsx";
import { type Shell, ShellProvider, useShell } from "./shell-context.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import { Sidebar } from "./sidebar.tsx";
import { TopBar } from "./top-bar.tsx";

const Palette = dynamic(() => import("./palette.tsx"), { ssr: false });
const KeyboardHelp = dynamic(() => import("./keyboard-help.tsx"), { ssr: false });
const PhoneNav = dynamic(() => import("./phone-nav.tsx"), { ssr: false });

export type AppShellProps = Omit<Shell, "permissions" | "search"> & {
  permissions: readonly string[];
  search?: string;
  /** Whether the cookie `sidebar` says `collapsed`; the layout reads it, so that the first paint is right. */
  collapsed?: boolean;
  /** Shown above everything: "viewing as", maintenance, an unpaid bill. */
  banner?: ReactNode;
  children: ReactNode;
};

/** Navigation, palette, shortcuts and toasts around every signed-in page. */
export function AppShell({ permissions, search, collapsed, banner, children, ...rest }: AppShellProps) {
  const held = useMemo(() => new Set(permissions), [permissions]);
  const shell = { ...rest, permissions: held, search: search ?? `/api/${rest.organization.slug}/search` };
  return (
    <Providers>
      <ShellProvider shell={shell}>
        <Frame collapsed={collapsed ?? false} banner={banner}>
          {children}
        </Frame>
        <Shortcuts />
        <OpenPanel />
      </ShellProvider>
    </Providers>
  );
}

function Frame({ collapsed: first, banner, children }: { collapsed: boolean; banner: ReactNode; children: ReactNode }) {
  const [collapsed, setCollapsed] = useState(first);
  const toggle = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
    document.cookie = `sidebar=${collapsed ? "open" : "collapsed"};path=/;max-age=31536000;samesite=lax`;
    setCollapsed(!collapsed);
  };
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 font-medium text-primary-foreground focus:translate-y-0"
      >
        Skip to the content
      </a>
      {banner ? <OnTop>{banner}</OnTop> : null}
      <div className="flex min-h-[calc(100dvh-var(--on-top,0px))]">
        <aside
          id="sidebar"
          data-print="hide"
          className={cn(
            "sticky top-(--on-top,0px) h-[calc(100dvh-var(--on-top,0px))] shrink-0 border-sidebar-border border-r bg-sidebar max-md:hidden",
            collapsed ? "w-14" : "w-60",
          )}
        >
          <Sidebar collapsed={collapsed} />
        </aside>
        <div className="flex min-w-0 grow flex-col">
          <TopBar collapsed={collapsed} onCollapse={toggle} />
          <main id="main" tabIndex={-1} className="min-w-0 grow px-4 py-5 outline-none md:px-6 md:py-6">
            {children}
          </main>
        </div>
      </div>
    </>
  );
}

/** Stays on top while the page scrolls under it; what else stays there begins below it. */
function OnTop({ children }: { children: ReactNode }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = bar;
    if (!current) return;
    const { style } = document.documentElement;
    const measure = () => style.setProperty("--on-top", `${current.offsetHeight}px`);
    const watcher = new ResizeObserver(measure);
    watcher.observe(current);
    return () => {
      watcher.disconnect();
      style.removeProperty("--on-top");
    };
  }, []);
  return (
    <div ref={bar} data-print="hide" className="sticky top-0 z-40">
      {children}
    </div>
  );
}

/** Each panel's code arrives when it is first opened. */
function OpenPanel() {
  const { open, show } = useShell();
  const close = () => show(null);
  if (open === "palette") return <Palette onClose={close} />;
  if (open === "keys") return <KeyboardHelp onClose={close} />;
  if (open === "nav") return <PhoneNav onClose={close} />;
  return null;
}
