"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Paints the page anew every three seconds while something runs and somebody looks. */
export function RepaintWhile({ busy }: { busy: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, 3000);
    return () => clearInterval(timer);
  }, [busy, router]);
  return null;
}
