import { videoAnswer } from "#lib/events/videos";

/** The video of an event's page, for whoever was given its name. */
export async function GET(request: Request, { params }: RouteContext<"/media/video/[id]">) {
  return videoAnswer(request, (await params).id);
}
