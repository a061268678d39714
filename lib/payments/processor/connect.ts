import "server-only";
import { sql } from "drizzle-orm";
import Stripe from "stripe";
import { command } from "#lib/command";
import { Refusal } from "#lib/errors";
import { seal } from "#lib/gateway/account";
import { clientWith, gatewayOfKey } from "#lib/gateway/stripe/client";
import { wantedEvents } from "#lib/gateway/stripe/events";
import { origin } from "#lib/gateway/test-gateway";
import { Connection, Disconnection } from "#lib/payments/processor/rules";

/** Where Stripe tells us what happens in this account. */
export const webhookAddress = (accountId: string) => `${origin()}/api/webhooks/stripe/${accountId}`;

/**
 * Connect the organization's own Stripe account: the key is tried, and where no signing secret is given the webhook is
 * set up there. From then on the organization settles directly. Keys are sealed before they are stored, and not audited.
 */
export const connectProcessor = command({
  name: "payments.connect_processor",
  needs: "payments:gateway",
  input: Connection,
  async prepare({ input: { id, secretKey, webhookSecret } }) {
    const gateway = gatewayOfKey(secretKey);
    if (!gateway) throw refused("secretKey", "A secret key begins with sk_live_ or sk_test_.");
    return { gateway, ...(await introduce(id, secretKey, webhookSecret)) };
  },
  async run({ tx, input: { id, secretKey }, prepared: { gateway, account, secret } }) {
    await tx.execute(sql`select payments.connect_processor(${id}::uuid, ${gateway}, ${account}, ${seal(secretKey, id)},
      ${seal(secret, id)}, ${secretKey.slice(-4)})`);
    return { accountId: id, gateway };
  },
  secret: ["secretKey", "webhookSecret"],
  trace: ({ accountId }) => ({ subject: "payments.processor_accounts", subjectId: accountId }),
});

/** New payments go through the platform again. Refunds of earlier ones still go the way the money came. */
export const disconnectProcessor = command({
  name: "payments.disconnect_processor",
  needs: "payments:gateway",
  input: Disconnection,
  async run({ tx, input: { accountId } }) {
    await tx.execute(sql`select payments.disconnect_processor(${accountId}::uuid)`);
    return { accountId };
  },
  trace: (_, { accountId }) => ({ subject: "payments.processor_accounts", subjectId: accountId }),
});

const refused = (field: string, words: string) =>
  new Refusal("invalid", "The account was not connected.", { [field]: [words] });

/** Try the key, and have Stripe send its webhooks here. */
async function introduce(id: string, key: string, given: string): Promise<{ account: string; secret: string }> {
  const stripe = clientWith(key);
  const quick = { timeout: 8_000, maxNetworkRetries: 0 };
  try {
    const account = await stripe.accounts.retrieveCurrent(undefined, quick);
    if (given) return { account: account.id, secret: given };
    const url = webhookAddress(id);
    const made = await stripe.webhookEndpoints.create({ url, enabled_events: [...wantedEvents] }, quick);
    return { account: account.id, secret: made.secret ?? "" };
  } catch (error) {
    if (
      error instanceof Stripe.errors.StripeAuthenticationError ||
      error instanceof Stripe.errors.StripePermissionError
    )
      throw refused("secretKey", "Stripe does not take this key. Copy it again from your Stripe dashboard.");
    if (error instanceof Stripe.errors.StripeInvalidRequestError)
      throw refused(
        "webhookSecret",
        `Stripe cannot send to this address. Set up the webhook there and paste its secret. (${error.message})`,
      );
    if (error instanceof Stripe.errors.StripeError)
      throw new Refusal("busy", "Stripe did not answer. Nothing was changed: try again in a moment.");
    throw error;
  }
}
