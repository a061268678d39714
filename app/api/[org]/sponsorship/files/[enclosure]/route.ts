import { partyFileAnswer } from "#lib/sponsorship/screens";

/** A file between an organizer and a sponsor, as a download. */
export async function GET(_request: Request, { params }: RouteContext<"/api/[org]/sponsorship/files/[enclosure]">) {
  return partyFileAnswer((await params).enclosure);
}
