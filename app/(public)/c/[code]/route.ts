import { followLink } from "#lib/campaigns/screens";

export const GET = async (request: Request, { params }: RouteContext<"/c/[code]">) =>
  followLink(request, (await params).code);
