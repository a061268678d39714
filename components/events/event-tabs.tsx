"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { tab } from "#components/ui/surface";

export type EventTab = { path: string; label: string };

/** The parts of an event, each at an address of its own. On a phone the one that is open is scrolled into sight. */
export function EventTabs({ base, tabs }: { base: string; tabs: readonly EventTab[] }) {
  const here = usePathname();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>(`[data-path="${here}"]`);
    if (current && nav.current) nav.current.scrollLeft = current.offsetLeft - nav.current.offsetLeft - 24;
  }, [here]);
  return (
    <nav
      ref={nav}
      aria-label="Event"
      data-print="hide"
      className="mb-5 flex gap-4 overflow-x-auto overflow-y-hidden border-b"
    >
      {tabs.map(({ path, label }) => {
        const href = `${base}${path}`;
        return (
          <Link
            key={path}
            href={href as Route}
            data-path={href}
            className={tab}
            aria-current={href === here ? "page" : undefined}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
