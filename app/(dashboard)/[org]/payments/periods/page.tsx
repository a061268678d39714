import { Suspense } from "react";
import { ClosePanel } from "#components/payments/close-panel";
import { PeriodTable } from "#components/payments/period-table";
import { Proof } from "#components/payments/proof";
import { PageHeader } from "#components/shell/page-header";
import { Skeleton } from "#components/ui/skeleton";
import { dayOf, lastMonthEnd, shiftDay } from "#lib/payments/addresses";
import { unexplainedThrough } from "#lib/payments/bank/queries/accounts";
import { bookState, periodList, whatCloses } from "#lib/payments/queries/periods";
import { bookProof } from "#lib/payments/queries/reports";
import { can } from "#lib/permissions";
import { openOrganization, read, requireActor } from "#lib/session";
import { dayIn } from "#lib/time";

export const metadata = { title: "Periods" };

export default async function PeriodsPage({ searchParams }: PageProps<"/[org]/payments/periods">) {
  const actor = await requireActor("payments:read");
  const { id, slug, name, zone } = await openOrganization();
  const today = dayIn(new Date(), zone);
  const asked = dayOf(await searchParams, "through");
  const { periods, lockedThrough, through, closes, unexplained } = await read("payments:read", async (tx) => {
    const locked = (await bookState(tx))?.lockedThrough;
    const month = lastMonthEnd(today);
    const through = asked ?? (locked && locked >= month ? shiftDay(today, -1) : month);
    const [closes, unexplained] = [await whatCloses(tx, { through }), await unexplainedThrough(tx, { through })];
    return { periods: await periodList(tx), lockedThrough: locked, through, closes, unexplained };
  });
  const closer = can(actor, "payments:close");
  const reopens = closer ? lockedThrough : undefined;
  return (
    <>
      <PageHeader
        title="Periods"
        description={`What is closed stays as it was, unless two people open it again. ${name} counts its days in ${zone.replaceAll("_", " ")}.`}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          <PeriodTable {...{ slug, zone, periods, reopens }} />
          {closer ? <ClosePanel {...{ slug, today, lockedThrough, through, closes, unexplained }} /> : null}
        </div>
        <Suspense fallback={<Skeleton className="h-96" />}>
          <BookProof organizationId={id} zone={zone} />
        </Suspense>
      </div>
    </>
  );
}

/** Goes through the whole book, so the page does not wait for it. */
async function BookProof({ organizationId, zone }: { organizationId: string; zone: string }) {
  const checks = await read("payments:read", (tx) => bookProof(tx, { organizationId }));
  return <Proof checks={checks} at={new Date()} zone={zone} />;
}
