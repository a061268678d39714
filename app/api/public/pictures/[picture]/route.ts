import { pictureAnswer } from "#lib/feedback/visitor";

/** A picture of a published testimonial. */
export async function GET(_request: Request, { params }: RouteContext<"/api/public/pictures/[picture]">) {
  return pictureAnswer((await params).picture);
}
