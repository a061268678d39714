import { env } from "#lib/env";
import { feedAnswer } from "#lib/events/feed";

/** A calendar for whoever has its secret; nothing else is asked of them. */
export const GET = async (request: Request, { params }: RouteContext<"/feeds/[file]">) =>
  feedAnswer(request, (await params).file, env().origin);
