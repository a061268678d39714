import { fileProgress, receivePart } from "#lib/payments/bank/uploads";

type Context = RouteContext<"/api/[org]/payments/bank/files/[file]">;

/** A part of a statement file, as the body of the request. */
export const PUT = async (request: Request, { params }: Context) => receivePart(request, (await params).file);

/** How far it has been read. */
export const GET = async (_request: Request, { params }: Context) => fileProgress((await params).file);
