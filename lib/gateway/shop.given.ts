import { createServer } from "node:http";
import { Readable } from "node:stream";
import { problem } from "#lib/errors";
import { payWithCard } from "#lib/gateway/card";
import { receiveWebhook } from "#lib/gateway/receive";
import { holdTickets, startPayment } from "#lib/ticketing/checkout";

/**
 * The web process of the gateway's tests: receives webhooks over HTTP, and does at `/visitor` what a visitor's actions
 * do. A process of its own, because the worker's login may not become a visitor. Prints its address.
 */
const visitor: Record<string, (input: unknown) => Promise<unknown>> = {
  hold: holdTickets,
  start: startPayment,
  card: (input) => payWithCard(input, 10),
};

const server = createServer(async (incoming, outgoing) => {
  const { pathname } = new URL(incoming.url ?? "/", "http://shop");
  const request = new Request(`http://shop${pathname}`, {
    method: "POST",
    headers: incoming.headers as Record<string, string>,
    body: Readable.toWeb(incoming) as ReadableStream,
    duplex: "half",
  } as RequestInit);
  const [, , kind = "", name = "", account] = pathname.split("/");
  const response = kind === "webhooks" ? await receiveWebhook(name, request, account) : await act(request);
  outgoing
    .writeHead(response.status, Object.fromEntries(response.headers))
    .end(Buffer.from(await response.arrayBuffer()));
});

async function act(request: Request): Promise<Response> {
  const { call, input } = (await request.json()) as { call: string; input: unknown };
  try {
    return Response.json({ value: (await visitor[call]?.(input)) ?? null });
  } catch (error) {
    return Response.json({ problem: problem(error) }, { status: 422 });
  }
}

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object") console.log(`http://127.0.0.1:${address.port}`);
});
process.on("SIGTERM", () => process.exit(0));
