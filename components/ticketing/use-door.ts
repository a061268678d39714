"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Answer } from "#lib/action";
import { scanTicket, undoScan } from "#lib/ticketing/actions/door";
import type { ScanAnswer } from "#lib/ticketing/rules/door";
import { keep, kept, queuedWords, type Shown, type Waiting } from "./door-queue.ts";

const patience = 6000;
const again = 4000;

/**
 * The scans of this device. Each is written down first and then sent, one after another; until the server has answered
 * it is queued, whatever the reason. `online` is what the last attempt learned, not what the browser believes.
 */
export function useDoor(eventId: string) {
  const queries = useQueryClient();
  const queue = useRef<Waiting[]>([]);
  const busy = useRef(false);
  const [shown, setShown] = useState<Shown[]>([]);
  const [waiting, setWaiting] = useState(0);
  const [online, setOnline] = useState(true);

  const tell = useCallback((key: string, change: Partial<Shown>) => {
    setShown((list) => list.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }, []);
  const store = useCallback(
    (next: Waiting[]) => {
      queue.current = next;
      keep(eventId, next);
      setWaiting(next.length);
    },
    [eventId],
  );

  const flush = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    try {
      for (let first = queue.current[0]; first; first = queue.current[0]) {
        const { label: _, ...scan } = first;
        const answer = await within(scanTicket({ eventId, ...scan, device: "door page" }));
        if (!answer || (!answer.ok && ["failed", "busy"].includes(answer.problem.code))) {
          setOnline(answer !== null);
          for (const { key } of queue.current) tell(key, { outcome: "queued", words: queuedWords });
          return;
        }
        setOnline(true);
        store(queue.current.slice(1));
        tell(first.key, said(answer));
        navigator.vibrate?.(answer.ok && answer.value.outcome === "verified" ? 60 : [120, 80, 120]);
      }
      void queries.invalidateQueries({ queryKey: ["door", eventId] });
    } finally {
      busy.current = false;
    }
  }, [eventId, queries, store, tell]);

  const scan = useCallback(
    (what: { code?: string; ticketId?: string; gateId?: string; label: string }) => {
      const entry: Waiting = { ...what, key: crypto.randomUUID(), scannedAt: new Date().toISOString() };
      const { key, label, scannedAt } = entry;
      setShown((list) =>
        [{ key, label, scannedAt, outcome: "asking" as const, words: "Asking…" }, ...list].slice(0, 30),
      );
      store([...queue.current, entry]);
      void flush();
    },
    [flush, store],
  );

  const undo = useCallback(
    async (one: Shown) => {
      if (!one.answer) return null;
      const answer = await within(undoScan({ id: one.answer.id }));
      if (answer?.ok) tell(one.key, said(answer));
      void queries.invalidateQueries({ queryKey: ["door", eventId] });
      return answer ? (answer.ok ? null : answer.problem.message) : "There is no connection. Nothing was undone.";
    },
    [eventId, queries, tell],
  );

  useEffect(() => {
    const before = kept(eventId);
    queue.current = before;
    setWaiting(before.length);
    setShown(
      before.map(({ key, label, scannedAt }) => ({ key, label, scannedAt, outcome: "queued", words: queuedWords })),
    );
    void flush();
    const back = () => void flush();
    const timer = setInterval(back, again);
    window.addEventListener("online", back);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", back);
    };
  }, [eventId, flush]);

  return { shown, waiting, online, scan, undo };
}

const said = (answer: Answer<ScanAnswer>): Partial<Shown> =>
  answer.ok
    ? {
        outcome: answer.value.outcome,
        words: answer.value.words,
        answer: answer.value,
        ...(answer.value.attendee ? { label: answer.value.attendee } : {}),
      }
    : { outcome: "refused", words: answer.problem.message };

/** The answer; null when none came in time or the connection broke. */
async function within<T>(asked: Promise<T>): Promise<T | null> {
  const late = new Promise<null>((resolve) => {
    setTimeout(resolve, patience, null);
  });
  try {
    return await Promise.race([asked, late]);
  } catch {
    return null;
  }
}
