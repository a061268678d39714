import { ownPictureAnswer } from "#lib/feedback/answers";
import { apiActor } from "#lib/session";

/** A picture of a review, for those who may read it. */
export async function GET(_request: Request, { params }: RouteContext<"/api/[org]/feedback/pictures/[picture]">) {
  const actor = await apiActor("feedback:read");
  return actor instanceof Response ? actor : ownPictureAnswer(actor, (await params).picture);
}
