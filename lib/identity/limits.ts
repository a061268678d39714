import "server-only";
import { createHmac } from "node:crypto";
import { isIP } from "node:net";
import { sql } from "drizzle-orm";
import { asPublic } from "#db/tenant";
import { env } from "#lib/env";
import { Refusal } from "#lib/errors";

/** How often, per address, per e-mail, and per both; `per` is a PostgreSQL interval. */
const limits = {
  "sign-in": { per: "5 minutes", both: 10, email: 60, address: 100, words: "five minutes" },
  "sign-up": { per: "1 hour", both: 5, email: 10, address: 30, words: "an hour" },
  reset: { per: "1 hour", both: 5, email: 10, address: 30, words: "an hour" },
  resend: { per: "1 hour", both: 5, email: 10, address: 30, words: "an hour" },
  link: { per: "10 minutes", both: 30, email: 0, address: 30, words: "ten minutes" },
  authorize: { per: "10 minutes", both: 60, email: 0, address: 60, words: "ten minutes" },
} as const;

export type Limit = keyof typeof limits;
type Who = { address: string; email?: string };

/**
 * Count a try and refuse when there were too many. The same for addresses that have an account and those that have
 * none. Visitors of this machine itself share one address, so for them only the e-mail counts.
 */
export async function limit(what: Limit, who: Who): Promise<void> {
  const { per, words, ...allowed } = limits[what];
  const within = await asPublic(async (tx) => {
    for (const [kind, key] of keysOf(what, who)) {
      const { rows } = await tx.execute<{ ok: boolean }>(
        sql`select system.hit_limit(${key}, ${allowed[kind]}, ${per}::interval) as ok`,
      );
      if (!rows[0]?.ok) return false;
    }
    return true;
  });
  if (!within) throw new Refusal("busy", `That was tried too often. Wait ${words} and try again.`);
}

/** The right password was given: what this visitor tried for this e-mail before counts no more. */
export async function forgive(what: Limit, who: Who): Promise<void> {
  const mine = keysOf(what, who).filter(([kind]) => kind !== "address");
  await asPublic(async (tx) => {
    for (const [, key] of mine) await tx.execute(sql`select system.forget_limit(${key})`);
  });
}

/** E-mails are kept as keyed hashes, so that the table holds nobody's address. */
function keysOf(what: Limit, { address, email }: Who): ["both" | "email" | "address", string][] {
  const keys: ["both" | "email" | "address", string][] = [];
  if (!isThisMachine(address)) keys.push(["address", `${what}:${network(address)}`]);
  if (email) {
    const hash = createHmac("sha256", env().secretKey).update(email.toLowerCase()).digest("base64url").slice(0, 22);
    keys.push(["both", `${what}:${hash}:${network(address)}`], ["email", `${what}:${hash}`]);
  }
  return keys;
}

/** Whoever has one IPv6 address has all of its /64. */
function network(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail = ""] = address.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const zeros = address.includes("::") ? Array(Math.max(0, 8 - left.length - right.length)).fill("0") : [];
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}

const isThisMachine = (address: string) => /^(127\.|::1$|::ffff:127\.)/.test(address);
