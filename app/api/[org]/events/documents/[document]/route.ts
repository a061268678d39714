import { fileAnswer, receiveFile } from "#lib/events/answers";

/** The newest file of an event's document, for whoever may read the plan. */
export async function GET(_request: Request, { params }: RouteContext<"/api/[org]/events/documents/[document]">) {
  return fileAnswer((await params).document);
}

/** A file of an event's document, for whoever plans it. */
export async function POST(request: Request, { params }: RouteContext<"/api/[org]/events/documents/[document]">) {
  return receiveFile(request, (await params).document);
}
