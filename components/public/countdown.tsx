"use client";

import { Clock } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/**
 * How long the tickets are held. `seconds` is what the server said, so a wrong clock does no harm. Screen readers hear of
 * it at five minutes, at one, and at the end; then the page asks the server how things stand.
 */
export function Countdown({ seconds }: { seconds: number }) {
  const router = useRouter();
  const [left, setLeft] = useState(seconds);
  const [said, say] = useState("");
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    let before = seconds;
    const tick = () => {
      const now = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(now);
      if (before > 300 && now <= 300) say("Your tickets are held for five more minutes.");
      if (before > 60 && now <= 60) say("Your tickets are held for one more minute.");
      if (before > 0 && now === 0) {
        say("Your time is over.");
        clearInterval(timer);
        // A second later, so that the server agrees.
        setTimeout(() => router.refresh(), 1000);
      }
      before = now;
    };
    const timer = setInterval(tick, 1000);
    const seen = () => {
      if (document.visibilityState === "visible") tick();
    };
    // A page that comes back from the browser's memory may tell an old story.
    const back = (event: PageTransitionEvent) => event.persisted && router.refresh();
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("pageshow", back);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("pageshow", back);
    };
  }, [seconds, router]);
  const urgent = left <= 60;
  return (
    <div className={`flex items-center gap-2.5 rounded-lg px-4 py-3 ${urgent ? "bg-warning-soft" : "bg-secondary"}`}>
      <Clock aria-hidden className={`size-5 shrink-0 ${urgent ? "text-warning-text" : "text-muted-foreground"}`} />
      <p>
        Your tickets are held for{" "}
        <span role="timer" aria-live="off" className="figures font-semibold">
          {Math.floor(left / 60)}:{String(left % 60).padStart(2, "0")}
        </span>
      </p>
      <span aria-live="polite" className="sr-only">
        {said}
      </span>
    </div>
  );
}
