import { receiveVideoPart } from "#lib/events/video-uploads";

type Context = RouteContext<"/api/[org]/events/videos/[video]">;

/** A part of an event's video, as the body of the request. */
export const PUT = async (request: Request, { params }: Context) => receiveVideoPart(request, (await params).video);
