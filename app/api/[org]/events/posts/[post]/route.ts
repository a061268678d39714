import { receivePicture } from "#lib/events/answers";

/** A picture for a post, from whoever plans its event. */
export async function POST(request: Request, { params }: RouteContext<"/api/[org]/events/posts/[post]">) {
  return receivePicture(request, (await params).post);
}
