import { receivePart } from "#lib/sponsorship/uploads";

type Context = RouteContext<"/api/[org]/sponsorship/uploads/[upload]">;

/** A part of a file between two parties, as the body of the request. */
export const PUT = async (request: Request, { params }: Context) => receivePart(request, (await params).upload);
