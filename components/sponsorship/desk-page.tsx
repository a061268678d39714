import { Figure } from "#components/data/figure";
import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { LinkButton } from "#components/payments/payouts/link-button";
import { PageHeader } from "#components/shell/page-header";
import { PayoutQueue } from "#components/sponsorship/desk-payouts";
import { DisputeLane, DueTable, HeldTable, RefundLane, WaitingLane } from "#components/sponsorship/desk-tables";
import type { DeskFacts, HeldOrder } from "#lib/sponsorship/queries/desk";
import { inSentence } from "#lib/sponsorship/words";

type Props = { desk: DeskFacts; heldName: string; slug: string; zone: string; asOf: Date };

/** What finance decides about sponsors' money: due, blocked, waiting for a second person, disputed, and what must leave soon. */
export function DeskPage({ desk, heldName, slug, zone, asOf }: Props) {
  const due = desk.due.filter(
    (one) => one.waitsFor.length === 0 && one.state !== "funded" && one.freeMinor > 0n && !one.requestId,
  );
  const blocked = desk.due.filter((one) => !due.includes(one) && !one.requestId);
  const currencies = [...new Set(desk.held.map((one) => one.currency))].sort();
  return (
    <>
      <PageHeader
        title="Release desk"
        description={
          <p>
            Nothing leaves the {inSentence(heldName)} but on two people's word. As of{" "}
            <Time at={asOf} zone={zone} named />.
          </p>
        }
        actions={
          <LinkButton href={`/${slug}/payments/reports/held`} variant="outline">
            {heldName} by age
          </LinkButton>
        }
      />
      <div className="mb-5 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {currencies.map((currency) => (
          <HeldFigures key={currency} currency={currency} held={desk.held.filter((one) => one.currency === currency)} />
        ))}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <WaitingLane waiting={desk.waiting} slug={slug} zone={zone} />
        <DueTable
          title="Due for release"
          text="Everything for it is approved."
          rows={due}
          slug={slug}
          empty="Nothing is due."
        />
        <DisputeLane disputes={desk.disputes} slug={slug} zone={zone} />
        <RefundLane refunds={desk.refunds} slug={slug} />
        <DueTable title="Blocked, and why" rows={blocked} slug={slug} why empty="Nothing is blocked." />
        <HeldTable held={desk.held} slug={slug} />
        {desk.payouts ? <PayoutQueue payouts={desk.payouts} slug={slug} zone={zone} /> : null}
      </div>
    </>
  );
}

function HeldFigures({ currency, held }: { currency: string; held: readonly HeldOrder[] }) {
  const sum = (of: readonly HeldOrder[]) => of.reduce((total, one) => total + one.heldMinor, 0n);
  const money = (of: readonly HeldOrder[]) => <Money minor={sum(of)} currency={currency} />;
  return (
    <>
      <Figure
        label={`Held in ${currency}`}
        value={money(held)}
        href="#held"
        fresh={held.length === 1 ? "1 order" : `${held.length} orders`}
      />
      <Figure
        label={`Must leave within 7 days, ${currency}`}
        value={money(held.filter((one) => one.left <= 7))}
        href="#held"
        fresh={held.some((one) => one.left < 0) ? "Some are overdue" : "None is overdue"}
      />
      <Figure
        label={`Held for more than 60 days, ${currency}`}
        value={money(held.filter((one) => one.days > 60))}
        href="#held"
      />
      <Figure
        label={`Frozen by disputes, ${currency}`}
        value={<Money minor={held.reduce((total, one) => total + one.frozenMinor, 0n)} currency={currency} />}
        href="#disputes"
      />
    </>
  );
}
