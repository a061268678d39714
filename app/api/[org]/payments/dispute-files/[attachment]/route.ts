import { disputeFileAnswer } from "#lib/payments/processor/answers";

/** A file of a dispute, as a download. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/api/[org]/payments/dispute-files/[attachment]">,
) {
  return disputeFileAnswer((await params).attachment);
}
