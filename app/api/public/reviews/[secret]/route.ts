import { receiveReview } from "#lib/feedback/answers";

/** The review form behind a customer's own link. */
export async function POST(request: Request, { params }: RouteContext<"/api/public/reviews/[secret]">) {
  return receiveReview(request, (await params).secret);
}
