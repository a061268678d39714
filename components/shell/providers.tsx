"use client";

import dynamic from "next/dynamic";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { TooltipProvider } from "#components/ui/tooltip";

const Toaster = dynamic(() => import("#components/ui/sonner"), { ssr: false });

/** What URL state, tooltips and toasts need. The shell brings it; a page outside the shell may. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <TooltipProvider delayDuration={400}>{children}</TooltipProvider>
      <Toaster />
    </NuqsAdapter>
  );
}
