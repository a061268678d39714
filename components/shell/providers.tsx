"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { TooltipProvider } from "#components/ui/tooltip";

const Toaster = dynamic(() => import("#components/ui/sonner"), { ssr: false });

/** What live islands, URL state, tooltips and toasts need. The shell brings it; a page outside the shell may. */
export function Providers({ children }: { children: ReactNode }) {
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: 1 } } }));
  return (
    <QueryClientProvider client={queries}>
      <NuqsAdapter>
        <TooltipProvider delayDuration={400}>{children}</TooltipProvider>
        <Toaster />
      </NuqsAdapter>
    </QueryClientProvider>
  );
}
