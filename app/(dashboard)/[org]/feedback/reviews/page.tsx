import { AddReview } from "#components/feedback/add-review";
import { ReviewTable } from "#components/feedback/review-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { crmChoices } from "#lib/crm/queries";
import { reviewList, reviewViews } from "#lib/feedback/lists";
import { can } from "#lib/permissions";
import { read, requireActor } from "#lib/session";
import { listScreen } from "#lib/system/list-screen";

export const metadata = { title: "Reviews" };

export default async function ReviewsPage({ params, searchParams }: PageProps<"/[org]/feedback/reviews">) {
  const { org } = await params;
  const actor = await requireActor("feedback:read");
  const screen = await listScreen(reviewList, await searchParams, reviewViews);
  const may = can(actor, "feedback:moderate");
  const { stations, everywhere } = await read("feedback:read", crmChoices);
  return (
    <>
      <PageHeader
        title="Reviews"
        description="What customers say, wherever they said it. Nothing is shown before it is approved."
        actions={may ? <AddReview org={org} stations={stations} everywhere={everywhere} /> : null}
      />
      <ReviewTable
        {...screen}
        label="Reviews"
        may={may}
        empty={<Empty title="No reviews yet">Ask a customer on their page; bookings ask by themselves.</Empty>}
      />
    </>
  );
}
