import { receiveWebhook } from "#lib/gateway/receive";

export const dynamic = "force-dynamic";

/** Where payment gateways tell us what happened. */
export async function POST(request: Request, { params }: { params: Promise<{ gateway: string }> }) {
  return receiveWebhook((await params).gateway, request);
}
