import "server-only";
import Stripe from "stripe";
import { type Account, unseal } from "#lib/gateway/account";
import type { Gateway, PaymentStatus } from "#lib/gateway/gateway";
import { Unsigned } from "#lib/gateway/standard-webhooks";
import { clientOf, currencyOf, idOf } from "#lib/gateway/stripe/client";
import { completed } from "#lib/gateway/stripe/complete";
import { eventOf } from "#lib/gateway/stripe/events";

/** Seconds for which a webhook's signature is good. */
const tolerance = 300;
/** Currencies without minor units that Stripe counts in hundredths all the same. */
const countedOtherwise = ["ISK", "UGX"];
/** Stripe takes no session that ends sooner than this. */
const shortest = 31 * 60;

/**
 * Payments through an organization's own Stripe account, on Stripe's hosted page. What identifies a payment is its
 * checkout session; organization and order travel along as metadata, on the payment too.
 */
export function stripeGateway(account: Account): Gateway {
  const stripe = clientOf(account);
  return {
    name: account.gateway,
    capabilities: { takesRealMoney: account.gateway === "stripe", partialRefunds: true },

    async createPayment(request) {
      const { organizationId, reference, amountMinor, currency, description, returnUrl, cancelUrl, expiresAt } =
        request;
      if (countedOtherwise.includes(currency)) throw new Error(`Stripe counts ${currency} otherwise than ISO 4217.`);
      const metadata = { organization: organizationId, order: reference };
      const soonest = Math.floor(Date.now() / 1000) + shortest;
      const session = await stripe.checkout.sessions.create(
        {
          mode: "payment",
          client_reference_id: reference,
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: currency.toLowerCase(),
                unit_amount: Number(amountMinor),
                product_data: { name: description },
              },
            },
          ],
          success_url: returnUrl,
          cancel_url: cancelUrl,
          expires_at: Math.max(Math.floor(expiresAt.getTime() / 1000), soonest),
          metadata,
          payment_intent_data: { metadata, description },
        },
        { idempotencyKey: `payment:${reference}` },
      );
      if (!session.url) throw new Error("Stripe answered without the address of its page.");
      return { ref: session.id, url: session.url };
    },

    async retrieve(_, ref) {
      const session = await stripe.checkout.sessions.retrieve(ref, {
        expand: ["payment_intent.latest_charge.balance_transaction"],
      });
      const charge = chargeOf(session.payment_intent);
      const balance = typeof charge?.balance_transaction === "object" ? charge.balance_transaction : null;
      return {
        state: stateOf(session),
        amountMinor: BigInt(session.amount_total ?? 0),
        currency: currencyOf(session.currency ?? ""),
        feeMinor: BigInt(balance?.fee ?? 0),
        failure: session.status === "expired" ? "It was not paid in time." : null,
      };
    },

    async cancelPayment(_, ref) {
      try {
        await stripe.checkout.sessions.expire(ref);
        return true;
      } catch (error) {
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return false;
        throw error;
      }
    },

    async refund({ organizationId, paymentRef, reference, amountMinor }) {
      const session = await stripe.checkout.sessions.retrieve(paymentRef);
      const intent = idOf(session.payment_intent);
      if (!intent) return { state: "failed", reason: "Stripe has no paid payment of that id." };
      try {
        const metadata = { organization: organizationId, order: session.client_reference_id ?? "", refund: reference };
        const made = await stripe.refunds.create(
          { payment_intent: intent, amount: Number(amountMinor), metadata },
          { idempotencyKey: `refund:${reference}` },
        );
        return made.status === "failed"
          ? { state: "failed", reason: `Stripe could not send it: ${made.failure_reason ?? "no reason given"}.` }
          : { state: "pending", ref: made.id };
      } catch (error) {
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return { state: "failed", reason: error.message };
        throw error;
      }
    },

    signatureOf: (headers) => ({ account: account.accountId, header: headers.get("stripe-signature") ?? "" }),

    verifyWebhook(rawBody, { header = "" }, now) {
      const secret = unseal(account.sealedWebhookSecret, account.accountId);
      try {
        // Without `now` it was taken in before: then only the signature counts, and the moment is the one it was signed at.
        const at = now ?? new Date(Number(/(?:^|,)t=(\d+)/.exec(header)?.[1] ?? 0) * 1000);
        const event = stripe.webhooks.constructEvent(rawBody, header, secret, tolerance, undefined, at.getTime());
        return eventOf(event, account);
      } catch (error) {
        if (error instanceof Stripe.errors.StripeSignatureVerificationError) throw new Unsigned(signatureWords(error));
        throw error;
      }
    },

    complete: (event) => completed(event, { stripe, account }),

    async answerDispute({ disputeRef, answer, evidence, files }) {
      try {
        if (answer === "accept") {
          await stripe.disputes.close(disputeRef);
          return { state: "taken" };
        }
        const sent = await Promise.all(
          files.map((file) =>
            stripe.files.create({
              purpose: "dispute_evidence",
              file: { data: file.content, name: file.name, type: file.contentType },
            }),
          ),
        );
        await stripe.disputes.update(
          disputeRef,
          {
            evidence: {
              uncategorized_text: evidence,
              ...Object.fromEntries(sent.map(({ id }, n) => [evidencePlaces[n] ?? "uncategorized_file", id])),
            },
            submit: true,
          },
          { idempotencyKey: `dispute:${disputeRef}` },
        );
        return { state: "taken" };
      } catch (error) {
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return { state: "failed", reason: error.message };
        throw error;
      }
    },
  };
}

/** Stripe takes one file in each place; a dispute has five files at most, so each finds one of its own. */
const evidencePlaces = [
  "uncategorized_file",
  "service_documentation",
  "customer_communication",
  "receipt",
  "refund_policy",
] as const;

function chargeOf(intent: string | Stripe.PaymentIntent | null) {
  const charge = typeof intent === "object" ? intent?.latest_charge : null;
  return typeof charge === "object" ? charge : null;
}

function stateOf(session: Stripe.Checkout.Session): PaymentStatus["state"] {
  if (session.payment_status === "paid") return "succeeded";
  if (session.status === "expired") return "cancelled";
  return session.status === "complete" ? "processing" : "waiting";
}

const signatureWords = (error: Error) =>
  /tolerance/i.test(error.message) ? "The timestamp is more than five minutes away." : "The signature does not fit.";
