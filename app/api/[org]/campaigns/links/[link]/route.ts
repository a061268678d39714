import { linkPicture } from "#lib/campaigns/screens";

export const GET = async (request: Request, { params }: RouteContext<"/api/[org]/campaigns/links/[link]">) =>
  linkPicture(request, (await params).link);
