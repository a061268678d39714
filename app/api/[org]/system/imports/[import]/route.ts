import { importAnswer, receiveImportPart } from "#lib/system/imports/uploads";

type Context = RouteContext<"/api/[org]/system/imports/[import]">;

/** A part of a file, as the body of the request. */
export const PUT = async (request: Request, { params }: Context) => receiveImportPart(request, (await params).import);

/** How far it is, or with `?errors=csv` what is wrong with it. */
export const GET = async (request: Request, { params }: Context) => importAnswer(request, (await params).import);
