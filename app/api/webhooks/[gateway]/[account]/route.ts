import { receiveWebhook } from "#lib/gateway/receive";

export const dynamic = "force-dynamic";

/** Where a payment gateway with a key an account tells us what happened: the key belongs to `account`. */
export async function POST(request: Request, { params }: { params: Promise<{ gateway: string; account: string }> }) {
  const { gateway, account } = await params;
  return receiveWebhook(gateway, request, account);
}
