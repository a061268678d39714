import Link from "next/link";
import type { ReactNode } from "react";
import { Mark } from "#components/identity/mark";

/** The door: one column, the same on a phone and on a desk. */
export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] px-5">
      <header className="mx-auto w-full max-w-6xl py-5">
        <Link href="/" className="inline-flex items-center gap-2.5 rounded-md py-1 font-semibold text-base">
          <Mark className="size-7" />
          Greenroom
        </Link>
      </header>
      <main
        id="main"
        className="mx-auto w-full max-w-sm self-center py-8 has-[[data-wide]]:max-w-5xl has-[[data-wide]]:self-start"
      >
        {children}
      </main>
      <footer className="mx-auto w-full max-w-6xl py-5 text-muted-foreground text-xs">
        The back office for event and booking businesses.
      </footer>
    </div>
  );
}
