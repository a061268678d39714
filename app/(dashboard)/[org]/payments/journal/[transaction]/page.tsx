import { notFound } from "next/navigation";
import { TransactionPage } from "#components/payments/transaction-page";
import { HistoryPanel } from "#components/system/history-panel";
import { transactionById } from "#lib/payments/queries/journal";
import { sealOf, sourceFacts, sourceOrder } from "#lib/payments/queries/source";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { isId } from "#lib/system/ids";
import { historyOf } from "#lib/system/queries";
import { dayIn } from "#lib/time";

export const metadata = { title: "Journal entry" };

export default async function OneTransactionPage({ params }: PageProps<"/[org]/payments/journal/[transaction]">) {
  const actor = await requireActor("payments:read");
  const { transaction: transactionId } = await params;
  if (!isId(transactionId)) notFound();
  const found = await read("payments:read", async (tx) => {
    const transaction = await transactionById(tx, { transactionId });
    if (!transaction) return null;
    const { orderId } = transaction;
    const order = orderId ? await sourceOrder(tx, { orderId }) : undefined;
    const history = can(actor, "system:audit")
      ? await historyOf(tx, { subject: "payments.transactions", subjectId: transactionId })
      : null;
    const facts = await sourceFacts(tx, { transactionId, ...transaction });
    return { transaction, order, history, facts, seal: await sealOf(tx, { transactionId }) };
  });
  if (!found) notFound();
  const organization = await openOrganization();
  const today = dayIn(new Date(), organization.zone);
  return (
    <TransactionPage {...found} organization={organization} today={today} mayPost={can(actor, "payments:post")}>
      {found.history ? <HistoryPanel lines={found.history} zone={organization.zone} /> : null}
    </TransactionPage>
  );
}
