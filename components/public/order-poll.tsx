"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/** Asks whether the payment has an answer: every two seconds at first, then every ten, and not while nobody looks. */
export function OrderPoll({ token }: { token: string }) {
  const router = useRouter();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const begun = Date.now();
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const ask = async () => {
      if (document.visibilityState === "visible") {
        try {
          const answer = await fetch(`/api/public/orders/${token}`, { cache: "no-store" });
          if (!answer.ok) throw new Error(String(answer.status));
          const { state } = (await answer.json()) as { state: string };
          if (over) return;
          setLost(false);
          if (state !== "pending") router.refresh();
        } catch {
          setLost(true);
        }
      }
      if (!over) timer = setTimeout(ask, Date.now() - begun < 30_000 ? 2000 : 10_000);
    };
    timer = setTimeout(ask, 1000);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [token, router]);
  return (
    <p role="status" className="mt-3 flex items-center gap-2 text-muted-foreground text-sm">
      <span aria-hidden className="needs-script size-2 animate-pulse-soft rounded-full bg-info" />
      {lost
        ? "We cannot be reached right now. We keep trying; you may also load the page again later."
        : "Looking for the answer…"}
    </p>
  );
}
