"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Asks the server how things stand every few seconds, while somebody looks. */
export function Watch({ every }: { every: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, every * 1000);
    return () => clearInterval(timer);
  }, [every, router]);
  return null;
}
