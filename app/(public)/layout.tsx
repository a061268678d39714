import type { Metadata } from "next";
import type { ReactNode } from "react";
import { env } from "#lib/env";

export const generateMetadata = (): Metadata => ({ metadataBase: new URL(env().origin) });

/** Pages for visitors: no shell, as little script as they need, and without scripts what a form can do. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <noscript>
        <style>{".needs-script{display:none!important}"}</style>
      </noscript>
      {children}
    </>
  );
}
