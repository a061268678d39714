import { Figure } from "#components/data/figure";
import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { MineMonths, MineOrders, MineReach } from "#components/sponsorship/mine-tables";
import { Narrow } from "#components/sponsorship/narrow";
import { PromiseTable } from "#components/sponsorship/promise-table";
import { Alert, AlertTitle } from "#components/ui/alert";
import { rowsHref } from "#lib/sponsorship/figures";
import type { MineFacts } from "#lib/sponsorship/queries/mine";

type Props = {
  mine: MineFacts;
  slug: string;
  zone: string;
  sponsor?: string;
  asOf: Date;
  today: string;
  from: string;
};

/** A sponsor's dashboard: what was spent, where it is now, whom it reached, what is still owed, and what waits for them. */
export function MinePage({ mine, slug, zone, sponsor, asOf, from }: Props) {
  const { sponsors, sums, promises } = mine;
  const waiting = promises.filter(({ state }) => state === "submitted").length;
  const reports = sponsor ? sponsors.filter(({ id }) => id === sponsor) : sponsors;
  if (sponsors.length === 0)
    return (
      <>
        <PageHeader title="Our sponsorships" description="What you spend as a sponsor, and what comes of it." />
        <Empty title="You are no sponsor here yet">
          An organizer ties you, or this whole organization, to a sponsor of theirs. Then its proposals and orders are
          here.
        </Empty>
      </>
    );
  return (
    <>
      <PageHeader
        title="Our sponsorships"
        description={
          <p>
            Your side, for{" "}
            {sponsors.map(({ name, organizer }) => (organizer ? `${name} at ${organizer}` : name)).join(", ")}. Money
            from the statements of what is held, as of <Time at={asOf} zone={zone} named />.
          </p>
        }
        actions={reports.slice(0, 3).map(({ id, name }) => (
          <LinkButton key={id} href={`/${slug}/sponsorship/results/${id}`} variant="outline">
            {reports.length === 1 ? "Results report" : `Results of ${name}`}
          </LinkButton>
        ))}
      />
      <Narrow
        action={`/${slug}/sponsorship/mine`}
        choices={[
          {
            name: "sponsor",
            label: "Acting for",
            value: sponsor,
            options:
              sponsors.length < 2
                ? []
                : [
                    { id: "", name: "All of them" },
                    ...sponsors.map(({ id, name, organizer }) => ({
                      id,
                      name: organizer ? `${name} at ${organizer}` : name,
                    })),
                  ],
          },
        ]}
      />
      {waiting + mine.talks > 0 ? (
        <Alert className="mb-4">
          <AlertTitle>Waits for you</AlertTitle>
          <p>
            {[
              waiting > 0 ? `${waiting} ${waiting === 1 ? "proof" : "proofs"} to look at` : "",
              mine.talks > 0 ? `${mine.talks} ${mine.talks === 1 ? "proposal" : "proposals"} to answer` : "",
            ]
              .filter(Boolean)
              .join(" and ")}
            .
          </p>
        </Alert>
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {sums.length === 0 ? (
          <p className="text-muted-foreground">Nothing has been paid yet, so there are no figures.</p>
        ) : (
          sums.map((one) => <Sums key={one.currency} one={one} slug={slug} sponsor={sponsor} />)
        )}
        <MineReach mine={mine} slug={slug} zone={zone} sponsor={sponsor} />
        <PromiseTable
          id="promises"
          title="What you were promised"
          text="Of orders whose money is locked, what is late first."
          empty="Nothing is open. What an organizer owes you appears here once your money is locked."
          side="sponsor"
          rows={promises}
          slug={slug}
        />
        <MineOrders orders={mine.orders} slug={slug} />
        {sums.map(({ currency }) => (
          <MineMonths key={currency} mine={mine} currency={currency} from={from} slug={slug} sponsor={sponsor} />
        ))}
      </div>
    </>
  );
}

type SumsProps = { one: MineFacts["sums"][number]; slug: string; sponsor?: string };

function Sums({ one, slug, sponsor }: SumsProps) {
  const { currency } = one;
  const rows = (kind: "paid" | "held" | "released" | "refunded") =>
    rowsHref(slug, { kind, side: "sponsor", currency, sponsor });
  const money = (minor: bigint) => <Money minor={minor} currency={currency} />;
  return (
    <section aria-label={`Money in ${currency}`} className="grid gap-2">
      <div className="grid grid-cols-1 gap-3 min-[26rem]:grid-cols-2 xl:grid-cols-4">
        <Figure
          label={`Paid, ${currency}`}
          value={money(one.paid)}
          href={rows("paid")}
          fresh={<>Spent after refunds: {money(one.paid - one.refunded)}</>}
        />
        <Figure label={`Held, ${currency}`} value={money(one.held)} href={rows("held")} fresh="Not yet delivered for" />
        <Figure
          label={`Delivered and released, ${currency}`}
          value={money(one.released)}
          href={rows("released")}
          fresh="The organizer has it"
        />
        <Figure
          label={`Refunded, ${currency}`}
          value={money(one.refunded)}
          href={rows("refunded")}
          fresh="Back to you"
        />
      </div>
      <p className="text-[0.8125rem] text-muted-foreground">
        Paid = held + delivered and released + refunded, in {one.orders === 1 ? "one order" : `${one.orders} orders`}.
      </p>
    </section>
  );
}
