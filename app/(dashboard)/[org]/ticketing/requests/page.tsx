import { RequestsPage } from "#components/ticketing/requests-page";
import { openOrganization, read } from "#lib/session";
import { refundRequests } from "#lib/ticketing/queries/serving";

export const metadata = { title: "Refund requests" };

export default async function RefundRequestsPage({ params }: PageProps<"/[org]/ticketing/requests">) {
  const requests = await read("ticketing:refund", refundRequests);
  const { zone } = await openOrganization();
  return <RequestsPage slug={(await params).org} requests={requests} zone={zone} />;
}
