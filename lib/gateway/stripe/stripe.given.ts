import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A server on this machine that answers in the shapes that Stripe documents, for tests: requests are form-encoded and
 * carry a bearer key and, where something is made, an idempotency key; the same key again is the same answer. It is not
 * Stripe: what it proves is that we ask and read as documented.
 */
export async function standInForStripe() {
  const asked: { method: string; path: string; form: URLSearchParams; key?: string; idempotency?: string }[] = [];
  const objects = new Map<string, Record<string, unknown>>();
  const answered = new Map<string, unknown>();
  let parts: unknown[] = [];
  let count = 0;
  const id = (prefix: string) => `${prefix}_${(++count).toString().padStart(6, "0")}${crypto.randomUUID().slice(0, 6)}`;
  const keep = (one: Record<string, unknown> & { id: string }) => {
    objects.set(one.id, one);
    return one;
  };
  const make: Record<string, (form: URLSearchParams) => unknown> = {
    "/v1/checkout/sessions": (form) => {
      const session = id("cs_test");
      return keep({
        id: session,
        object: "checkout.session",
        url: `https://checkout.stripe.test/${session}`,
        status: "open",
        payment_status: "unpaid",
        livemode: false,
        client_reference_id: form.get("client_reference_id"),
        amount_total: Number(form.get("line_items[0][price_data][unit_amount]")),
        currency: form.get("line_items[0][price_data][currency]"),
        metadata: { organization: form.get("metadata[organization]"), order: form.get("metadata[order]") },
        payment_intent: null,
      });
    },
    "/v1/refunds": (form) =>
      keep({
        id: id("re"),
        object: "refund",
        status: "succeeded",
        created: seconds(),
        currency: "usd",
        amount: Number(form.get("amount")),
        payment_intent: form.get("payment_intent"),
        failure_reason: null,
        metadata: {
          organization: form.get("metadata[organization]"),
          order: form.get("metadata[order]"),
          refund: form.get("metadata[refund]"),
        },
        balance_transaction: balance("refund", -Number(form.get("amount")), 0),
      }),
    "/v1/webhook_endpoints": () => ({ id: id("we"), object: "webhook_endpoint", secret: "whsec_madethere1234567890" }),
  };
  const balance = (category: string, amount: number, fee: number, source: unknown = null) => ({
    id: id("txn"),
    object: "balance_transaction",
    reporting_category: category,
    type: category === "payout" ? "payout" : category,
    status: "available",
    amount,
    fee,
    net: amount - fee,
    currency: "usd",
    created: seconds(),
    available_on: seconds() + 2 * 86_400,
    description: null,
    source,
  });
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://stripe");
    const form = new URLSearchParams(await textOf(request));
    const key = request.headers.authorization?.replace("Bearer ", "");
    const idempotency = request.headers["idempotency-key"] as string | undefined;
    asked.push({ method: request.method ?? "", path: pathname, form, key, idempotency });
    const say = (status: number, body: unknown) =>
      response
        .writeHead(status, { "content-type": "application/json", "request-id": id("req") })
        .end(JSON.stringify(body));
    if (!/^(sk|rk)_test_\w+$/.test(key ?? ""))
      return say(401, { error: { type: "invalid_request_error", message: "Invalid API Key provided." } });
    const [, , kind = "", second = "", third = ""] = pathname.split("/");
    const maker = request.method === "POST" ? make[pathname] : undefined;
    if (maker) {
      const again = idempotency && answered.get(idempotency);
      const made = again || maker(form);
      if (idempotency) answered.set(idempotency, made);
      return say(200, made);
    }
    if (kind === "files") return say(200, keep({ id: id("file"), object: "file", purpose: "dispute_evidence" }));
    if (kind === "account") return say(200, { id: "acct_test_1", object: "account" });
    if (kind === "balance_transactions")
      return say(200, { object: "list", has_more: false, url: pathname, data: parts });
    if (pathname === "/v1/checkout/sessions") {
      const data = [...objects.values()].filter((one) => one.object === "checkout.session");
      return say(200, { object: "list", has_more: false, url: pathname, data: data.slice(-1) });
    }
    const found = objects.get(kind === "checkout" ? third : second);
    if (!found) return say(404, { error: { type: "invalid_request_error", message: `No such object: ${second}` } });
    if (request.method === "POST" && pathname.endsWith("/expire")) found.status = "expired";
    if (request.method === "POST" && pathname.endsWith("/close")) found.status = "lost";
    if (request.method === "POST" && kind === "disputes") found.evidence = Object.fromEntries(form);
    return say(200, found);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    asked,
    keep,
    id,
    balance,
    objects,
    /** What the next payout is made of. */
    sweep: (some: unknown[]) => {
      parts = some;
    },
    close: () => server.close(),
  };
}

export const seconds = () => Math.floor(Date.now() / 1000);

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
