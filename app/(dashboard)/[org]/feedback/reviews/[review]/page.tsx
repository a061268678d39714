import { notFound } from "next/navigation";
import { ReviewPage } from "#components/feedback/review-page";
import { HistoryPanel } from "#components/system/history-panel";
import { reviewById } from "#lib/feedback/queries";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { historyOf } from "#lib/system/queries";

export const metadata = { title: "Review" };

export default async function OneReviewPage({ params }: PageProps<"/[org]/feedback/reviews/[review]">) {
  const { org, review: id } = await params;
  const actor = await requireActor("feedback:read");
  const { zone } = await openOrganization();
  const found = await read("feedback:read", async (tx) => {
    const review = await reviewById(tx, id);
    if (!review) return null;
    const audited = can(actor, "system:audit");
    return {
      review,
      history: audited ? await historyOf(tx, { subject: "feedback.customer_reviews", subjectId: id }) : null,
    };
  });
  if (!found) notFound();
  const { review, history } = found;
  const may = { moderate: can(actor, "feedback:moderate"), publish: can(actor, "feedback:publish") };
  return (
    <ReviewPage slug={org} zone={zone} review={review} may={may}>
      {history ? <HistoryPanel lines={history} zone={zone} /> : null}
    </ReviewPage>
  );
}
