import "server-only";
import { createHash } from "node:crypto";
import { cookies } from "next/headers";
import { z } from "zod";
import { env } from "#lib/env";
import { orderLink } from "#lib/ticketing/tokens";

/**
 * What a visitor's browser remembers on the way from choosing to paying: cookies that scripts cannot read, that only one
 * address is sent, and that are gone within the hour. Nothing depends on them but the visitor's comfort.
 */
const options = (path: string) => ({
  path,
  httpOnly: true,
  secure: !env().local,
  sameSite: "lax" as const,
  maxAge: 60 * 60,
});

const Started = z.object({ order: z.string(), pay: z.string(), name: z.string(), email: z.string() });

/** The checkout that was begun at the page of this event. */
export const heldHere = async () => (await cookies()).get("held")?.value;
/** The payment that was begun at the page of this checkout, and who it was for. */
export async function startedHere(): Promise<z.output<typeof Started> | undefined> {
  try {
    return Started.parse(JSON.parse((await cookies()).get("started")?.value ?? "null"));
  } catch {
    return undefined;
  }
}
/** The checkout from which the order of this page came. */
export const checkoutOfOrder = async () => (await cookies()).get("checkout")?.value;

export async function rememberHold(org: string, event: string, token: string): Promise<void> {
  (await cookies()).set({ name: "held", value: token, ...options(`/e/${org}/${event}`) });
}

export async function rememberPayment(token: string, attempt: string, started: z.input<typeof Started>): Promise<void> {
  const jar = await cookies();
  jar.set({ name: "started", value: JSON.stringify(started), ...options(`/checkout/${token}`) });
  jar.set({ name: "checkout", value: token, ...options(orderLink(attempt)) });
}

/**
 * The id of the order to come: the same for the same page, name and e-mail, so that a double click is one order; another
 * as soon as the visitor came back and changed something. The time in it stays that of the page (UUIDv7, RFC 9562).
 */
export function attemptOf(page: string, ...typed: string[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([page, ...typed]))
    .digest("hex");
  return `${page.slice(0, 15)}${digest.slice(0, 3)}-8${digest.slice(3, 6)}-${digest.slice(6, 18)}`;
}
