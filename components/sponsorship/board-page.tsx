import type { Route } from "next";
import Link from "next/link";
import { Figure } from "#components/data/figure";
import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { HeldCharts, OverTime } from "#components/sponsorship/board-charts";
import { Packages, Pipeline } from "#components/sponsorship/board-tables";
import { Narrow } from "#components/sponsorship/narrow";
import { PromiseTable } from "#components/sponsorship/promise-table";
import { Button } from "#components/ui/button";
import { changeSince, type Period, type SpanKey, spans } from "#lib/analytics/rules";
import { type FigureKind, type RowsAsked, rowsHref, winRate } from "#lib/sponsorship/figures";
import type { BoardFacts } from "#lib/sponsorship/queries/board";

export type BoardProps = {
  board: BoardFacts;
  slug: string;
  zone: string;
  span: SpanKey;
  currency: string;
  event?: string;
  asOf: Date;
  today: string;
  period: Period;
  mayWrite: boolean;
};

/** The organizer's dashboard of sponsorship: what is under way, sold, promised and held, and what came of it, beside the period before. */
export function BoardPage(props: BoardProps) {
  const { board, slug, zone, span, currency, event, asOf, mayWrite } = props;
  const make = mayWrite ? <LinkButton href={`/${slug}/sponsorship/proposals/new`}>New proposal</LinkButton> : null;
  if (board.currencies.length === 0)
    return (
      <>
        <PageHeader title="Sponsorship overview" description="Your pipeline, what is sold, promised and held." />
        <Empty
          title="Nothing is offered yet"
          action={mayWrite ? <LinkButton href={`/${slug}/sponsorship/packages/new`}>New package</LinkButton> : null}
        >
          Make a package for an event, propose it to a sponsor, and its figures are here.
        </Empty>
      </>
    );
  return (
    <>
      <PageHeader
        title="Sponsorship overview"
        description={
          <p>
            In {currency}, as of <Time at={asOf} zone={zone} named />. Money from the history of what is held; compared
            with the {spans[span].label} before.
          </p>
        }
        actions={
          <>
            <nav aria-label="Period" className="flex gap-1">
              {(Object.keys(spans) as SpanKey[]).map((key) => (
                <Button key={key} variant={key === span ? "secondary" : "ghost"} size="sm" asChild>
                  <Link
                    href={
                      `/${slug}/sponsorship/overview?${new URLSearchParams({ span: key, currency, ...(event ? { event } : {}) })}` as Route
                    }
                    aria-current={key === span ? "true" : undefined}
                  >
                    {spans[key].label}
                  </Link>
                </Button>
              ))}
            </nav>
            {make}
          </>
        }
      />
      <Narrow
        action={`/${slug}/sponsorship/overview`}
        choices={[
          {
            name: "event",
            label: "Event",
            value: event,
            options: [{ id: "", name: "All events" }, ...board.events],
          },
          {
            name: "currency",
            label: "Currency",
            value: currency,
            options: board.currencies.map((one) => ({ id: one, name: one })),
          },
        ]}
        hidden={{ span }}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Figures {...props} />
        <Pipeline {...props} />
        <PromiseTable
          id="risks"
          title="Promises at risk"
          text="Late, due within two weeks, rejected, or waiting for the sponsor's yes."
          empty="Nothing is late, due soon or waiting."
          side="organizer"
          rows={board.promises}
          slug={slug}
        />
        <HeldCharts {...props} />
        <OverTime {...props} />
        <Packages {...props} />
      </div>
    </>
  );
}

/** What happened in the period, each figure against the one before. */
function Figures({ board: { now, before }, slug, span, currency, event, period }: BoardProps) {
  const rows = (kind: FigureKind, more: Partial<RowsAsked> = period) =>
    rowsHref(slug, { kind, side: "organizer", currency, event, ...more });
  const money = (minor: bigint) => <Money minor={minor} currency={currency} />;
  const change = (one: bigint, other: bigint, more: "good" | "neutral" = "good") => {
    const said = changeSince(one, other, `the ${spans[span].label} before`);
    return more === "good" ? said : { ...said, good: undefined };
  };
  const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;
  const won = winRate(now.won.n, now.lost.n);
  return (
    <div className="grid grid-cols-1 gap-3 min-[26rem]:grid-cols-2 xl:grid-cols-4">
      <Figure
        label="Proposals sent"
        value={money(now.sent.minor)}
        change={change(now.sent.minor, before.sent.minor)}
        href={rows("sent")}
        fresh={count(now.sent.n, "proposal")}
      />
      <Figure
        label="Accepted"
        value={money(now.won.minor)}
        change={change(now.won.minor, before.won.minor)}
        href={rows("won")}
        fresh={count(now.won.n, "order")}
      />
      <Figure
        label="Rejected or expired"
        value={money(now.lost.minor)}
        change={change(now.lost.minor, before.lost.minor, "neutral")}
        href={rows("lost")}
        fresh={count(now.lost.n, "proposal")}
      />
      <Figure
        label="Win rate"
        value={won}
        href={rows("won")}
        fresh={`${now.won.n} of ${now.won.n + now.lost.n} decided; ${winRate(before.won.n, before.lost.n)} in the ${spans[span].label} before`}
      />
      <Figure
        label="Paid by sponsors"
        value={money(now.paid)}
        change={change(now.paid, before.paid)}
        href={rows("paid")}
        fresh="Held until delivered"
      />
      <Figure
        label="Released to you"
        value={money(now.released)}
        change={change(now.released, before.released)}
        href={rows("released")}
        fresh="For what was delivered"
      />
      <Figure
        label="Platform fees"
        value={money(now.fees)}
        change={change(now.fees, before.fees, "neutral")}
        href={rows("fees")}
        fresh="Taken from releases"
      />
      <Figure
        label="Refunded"
        value={money(now.refunded)}
        change={change(now.refunded, before.refunded, "neutral")}
        href={rows("refunded")}
        fresh="Went back to sponsors"
      />
    </div>
  );
}
