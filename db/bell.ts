import "server-only";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";

/** An ear on a channel of the database. `heard` settles when it first listens; later it reconnects by itself. */
export type Bell = { heard: Promise<void>; close: () => Promise<void> };

/**
 * Call `ring` for each NOTIFY on `channel`, and after each reconnection, because something may have been missed.
 * A notification is a hint to look at once, never the message: whoever listens looks on a timer as well.
 */
export function listen(url: string, channel: "outbox", ring: () => void): Bell {
  const closing = new AbortController();
  let client: Client | undefined;

  async function connect() {
    const next = new Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    const lost = Promise.race([once(next, "end"), new Promise((resolve) => next.on("error", resolve))]);
    next.on("notification", ring);
    client = next;
    await next.connect();
    await next.query(`listen ${channel}`);
    ring();
    return { lost };
  }

  async function keep({ lost }: { lost: Promise<unknown> }) {
    for (let connected: Promise<unknown> = lost; !closing.signal.aborted; ) {
      await connected;
      await client?.end().catch(() => {});
      await wait(1_000, undefined, { signal: closing.signal, ref: false }).catch(() => {});
      if (closing.signal.aborted) return;
      connected = connect().then(
        (next) => next.lost,
        () => {},
      );
    }
  }

  const first = connect();
  first.then(keep, () => {});
  return {
    heard: first.then(() => {}),
    close: async () => {
      closing.abort();
      await client?.end().catch(() => {});
    },
  };
}
