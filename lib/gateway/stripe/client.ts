import "server-only";
import Stripe from "stripe";
import { type Account, unseal } from "#lib/gateway/account";

/** A client with this account's own key. `STRIPE_ADDRESS` puts another server in Stripe's place, for tests. */
export const clientOf = (account: Account) => clientWith(unseal(account.sealedKey, account.accountId));

export function clientWith(key: string, address = process.env.STRIPE_ADDRESS): Stripe {
  const other = address ? new URL(address) : undefined;
  return new Stripe(key, {
    timeout: 15_000,
    maxNetworkRetries: 2,
    telemetry: false,
    ...(other && { protocol: "http" as const, host: other.hostname, port: other.port }),
  });
}

/** What a key is for, from how it begins; undefined for what is no secret or restricted key. */
export const gatewayOfKey = (key: string) =>
  /^(sk|rk)_live_/.test(key) ? "stripe" : /^(sk|rk)_test_/.test(key) ? "stripe-test" : undefined;

/** Stripe writes ISO 4217 codes small. */
export const currencyOf = (code: string) => code.toUpperCase();

export const idOf = (one: string | { id: string } | null | undefined) => (typeof one === "string" ? one : one?.id);
export const momentOf = (seconds: number) => new Date(seconds * 1000).toISOString();
export const dayOf = (seconds: number) => momentOf(seconds).slice(0, 10);
