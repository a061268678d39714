import { receiptAnswer } from "#lib/payments/payouts/receipt-answer";

/** The receipt of an approved payout as PDF. */
export async function GET(_request: Request, { params }: RouteContext<"/api/[org]/payments/payouts/[payout]/receipt">) {
  return receiptAnswer((await params).payout);
}
