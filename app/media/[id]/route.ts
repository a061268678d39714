import { mediaAnswer } from "#lib/users/answers";

/** A picture of ours, for whoever was given its name. */
export async function GET(_request: Request, { params }: RouteContext<"/media/[id]">) {
  return mediaAnswer((await params).id);
}
