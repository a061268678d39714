import type { ScanAnswer } from "#lib/ticketing/rules/door";

/** A scan that the server has not answered yet. It waits in this browser, for this event, until it was. */
export type Waiting = {
  key: string;
  code?: string;
  ticketId?: string;
  gateId?: string;
  scannedAt: string;
  /** What the list says while nobody knows who it is. */
  label: string;
};

/** What the screen shows of one scan. `queued` is not an answer: nobody was let in by it. */
export type Shown = {
  key: string;
  label: string;
  scannedAt: string;
  outcome: "asking" | "queued" | ScanAnswer["outcome"];
  words: string;
  answer?: ScanAnswer;
};

const place = (eventId: string) => `door:${eventId}:queue`;

/** What waits from before, also after the page was closed. What cannot be read is not a queue. */
export function kept(eventId: string): Waiting[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place(eventId)) ?? "[]");
    return Array.isArray(found) ? found.filter(isWaiting) : [];
  } catch {
    return [];
  }
}

export function keep(eventId: string, queue: readonly Waiting[]): void {
  try {
    if (queue.length === 0) localStorage.removeItem(place(eventId));
    else localStorage.setItem(place(eventId), JSON.stringify(queue));
  } catch {
    // A browser that stores nothing still holds the queue in memory while the page is open.
  }
}

const isWaiting = (one: unknown): one is Waiting =>
  typeof one === "object" && one !== null && "key" in one && "scannedAt" in one && "label" in one;

/** 26 letters and digits of Crockford's base 32, however they were typed. */
export function codeIn(text: string): string | null {
  const bare = text.replace(/[\s-]/g, "").toUpperCase();
  return /^[0-9A-HJKMNP-TV-Z]{26}$/.test(bare) ? bare : null;
}

export const queuedWords = "Queued: not verified. It is sent as soon as there is a connection.";
