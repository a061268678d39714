import { ChartPanel } from "#components/data/chart-panel";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { TextLink } from "#components/payments/report";
import type { BoardProps } from "#components/sponsorship/board-page";
import { Panel } from "#components/sponsorship/panel";
import { TableCell, TableRow } from "#components/ui/table";
import { formatMoney } from "#lib/money";
import { rowsHref } from "#lib/sponsorship/figures";
import { packageStates, proposalStates } from "#lib/sponsorship/words";

const stages = ["draft", "sent", "viewed", "counter"] as const;

/** Proposals under way: how many in each state, what they are worth, how old the oldest is, and how long a stage takes. */
export function Pipeline({ board, slug, currency, event }: BoardProps) {
  const { pipeline, stages: durations } = board;
  const of = (state: string) => pipeline.find((one) => one.state === state);
  const href = (state?: (typeof stages)[number]) =>
    rowsHref(slug, { kind: "open", side: "organizer", currency, event, state });
  const total = pipeline.reduce((sum, one) => sum + one.minor, 0n);
  const n = pipeline.reduce((sum, one) => sum + one.n, 0);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
      <ChartPanel
        title="Pipeline by state"
        description={`What is on the table, ${currency}, now; a bar leads to its proposals`}
        axis="State"
        shape="bar"
        currency={currency}
        series={[{ key: "value", label: "On the table", color: 1 }]}
        points={stages.map((state) => ({
          label: proposalStates[state].label,
          href: href(state),
          value: String(of(state)?.minor ?? 0n),
        }))}
        summary={`${n === 1 ? "One proposal is" : `${n} proposals are`} under way, worth ${formatMoney(total, currency)}.`}
      />
      <Panel
        title="Where talks stand"
        text="Ages now; times in a stage are the middle one of those that ended in the period."
        empty="No talks are under way. Send a proposal to begin."
        none={n === 0 && durations.length === 0}
        heads={["State", "Proposals", "Value", "Oldest", "Time in stage"]}
        figures={["Proposals", "Value", "Oldest", "Time in stage"]}
      >
        {stages.map((state) => {
          const one = of(state);
          const took = durations.find((each) => each.state === state);
          return (
            <TableRow key={state}>
              <TableCell>
                <StateBadge state={state} {...proposalStates[state]} />
              </TableCell>
              <TableCell className="figures text-right">
                {one ? <TextLink href={href(state)}>{String(one.n)}</TextLink> : "0"}
              </TableCell>
              <TableCell className="text-right">
                <Money minor={one?.minor ?? 0n} currency={currency} />
              </TableCell>
              <TableCell className="figures whitespace-nowrap text-right">
                {one ? days(one.oldestDays ?? 0) : "–"}
              </TableCell>
              <TableCell className="figures whitespace-nowrap text-right">{took ? days(took.days) : "–"}</TableCell>
            </TableRow>
          );
        })}
      </Panel>
    </div>
  );
}

const days = (n: number) => (n < 1 ? "< 1 day" : `${n} ${n === 1 ? "day" : "days"}`);

/** What is on offer and what of it is gone, event by event. */
export function Packages({ board, slug, currency }: BoardProps) {
  return (
    <Panel
      id="packages"
      title="Sold inventory"
      text="Packages on offer and those that sold, the latest event first. Cancelled and refunded orders do not count."
      empty="No package is on offer in this currency."
      none={board.packages.length === 0}
      heads={["Package", "Event", "State", "Price", "Offered", "Sold", "Left", "Sold for"]}
      figures={["Price", "Offered", "Sold", "Left", "Sold for"]}
    >
      {board.packages.map((one) => (
        <TableRow key={one.id}>
          <TableCell className="min-w-32">
            <TextLink href={`/${slug}/sponsorship/packages/${one.id}`}>{one.name}</TextLink>
          </TableCell>
          <TableCell className="min-w-40">{one.event}</TableCell>
          <TableCell>
            <StateBadge state={one.state} {...packageStates[one.state as keyof typeof packageStates]} />
          </TableCell>
          <TableCell className="text-right">
            <Money minor={one.priceMinor} currency={currency} />
          </TableCell>
          <TableCell className="figures text-right">{one.offered}</TableCell>
          <TableCell className="figures text-right">{one.sold}</TableCell>
          <TableCell className="figures text-right">{Math.max(0, one.offered - one.sold)}</TableCell>
          <TableCell className="text-right">
            {one.sold === 0 ? (
              <span className="text-muted-foreground">–</span>
            ) : (
              <TextLink href={rowsHref(slug, { kind: "sold", side: "organizer", currency, package: one.id })}>
                <Money minor={one.soldMinor} currency={currency} />
              </TextLink>
            )}
          </TableCell>
        </TableRow>
      ))}
    </Panel>
  );
}
