import "server-only";
import { sql } from "drizzle-orm";
import { asPublic } from "#db/tenant";
import { gatewayAt } from "#lib/gateway/gateway";
import { Unsigned } from "#lib/gateway/standard-webhooks";

const largest = 64 * 1024;

/**
 * Take a webhook in: signature first, then the store, then the answer. 200 means that it is kept and will be processed;
 * the same event again is 200 too and has no second effect. 401 for a bad signature or an old timestamp, 413 for a body
 * over 64 KiB, 404 for a gateway or a merchant that nobody knows, 400 for a signed body that is none of ours.
 */
export async function receiveWebhook(provider: string, request: Request, accountId?: string): Promise<Response> {
  const gateway = await gatewayAt(provider, accountId);
  if (!gateway) return answer(404, "There is no such gateway.");
  const rawBody = await bodyOf(request);
  if (rawBody === null) return answer(413, "A webhook is at most 64 KiB.");
  const signature = gateway.signatureOf(request.headers);
  let event: ReturnType<typeof gateway.verifyWebhook>;
  try {
    event = gateway.verifyWebhook(rawBody, signature, new Date());
  } catch (error) {
    return error instanceof Unsigned
      ? answer(401, error.message)
      : answer(400, "This is not an event of this gateway.");
  }
  const kind = event.kind === "nothing" ? event.type : event.kind;
  try {
    await asPublic((tx) =>
      tx.execute(
        sql`select gateway.receive(${gateway.name}, ${event.id}, ${kind}, ${event.organizationId}::uuid, ${rawBody}, ${JSON.stringify(signature)}::jsonb)`,
      ),
    );
  } catch (error) {
    if (codeOf(error) === "P0002") return answer(404, "There is no such merchant.");
    throw error;
  }
  return answer(200, "Kept.");
}

const answer = (status: number, message: string) => Response.json({ message }, { status });

const codeOf = (error: unknown) =>
  error instanceof Error && error.cause instanceof Error && "code" in error.cause ? error.cause.code : undefined;

/** The bytes as they came, as text; null when there are too many. Never read further than that. */
async function bodyOf(request: Request): Promise<string | null> {
  if (Number(request.headers.get("content-length") ?? 0) > largest) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > largest) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
