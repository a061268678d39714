import { notFound } from "next/navigation";
import { RequestPage } from "#components/organizations/request-page";
import { deedOf } from "#lib/organizations/deed";
import { approvalRequest } from "#lib/organizations/queries/approvals";
import { openOrganization, read, requireActor } from "#lib/session";

export const metadata = { title: "Request" };

export default async function OneRequestPage({ params }: PageProps<"/[org]/organizations/requests/[request]">) {
  const { request: id } = await params;
  const actor = await requireActor("organizations:read");
  const found = await read("organizations:read", async (tx) => {
    const request = await approvalRequest(tx, id);
    return request ? { request, deed: await deedOf(tx, request) } : null;
  });
  if (!found) notFound();
  const { zone } = await openOrganization();
  return <RequestPage {...found} zone={zone} mine={found.request.requestedBy === actor.userId} />;
}
