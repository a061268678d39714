import Link from "next/link";
import type { ReactNode } from "react";
import { ForgetDoors } from "#components/identity/forget-doors";
import { Mark } from "#components/identity/mark";
import { OpenDoor } from "#components/identity/open-door";

/** The door: a form on the left, what is behind it on the right; on a phone the form alone. */
export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <div className="group grid min-h-dvh lg:grid-cols-[minmax(28rem,1fr)_minmax(0,1.1fr)] lg:has-[[data-wide]]:grid-cols-1">
      <ForgetDoors />
      <div className="grid grid-rows-[auto_1fr] px-5 sm:px-10">
        <header className="mx-auto w-full max-w-5xl py-5">
          <Link href="/" className="inline-flex items-center gap-2.5 rounded-md py-1 font-semibold text-base">
            <Mark className="size-7" />
            Greenroom
          </Link>
        </header>
        <main
          id="main"
          className="mx-auto w-full max-w-sm pt-[clamp(1.5rem,9vh,7rem)] pb-12 has-[[data-wide]]:max-w-5xl has-[[data-wide]]:pt-6"
        >
          {children}
        </main>
      </div>
      <aside className="hidden p-3 lg:block lg:group-has-[[data-wide]]:hidden">
        <OpenDoor />
      </aside>
    </div>
  );
}
