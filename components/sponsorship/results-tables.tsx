import { Money } from "#components/data/money";
import { Day, Time } from "#components/data/time";
import { TextLink } from "#components/payments/report";
import { Panel } from "#components/sponsorship/panel";
import { TableCell, TableRow } from "#components/ui/table";
import { rowsHref } from "#lib/sponsorship/figures";
import { provenance, type Results, sources } from "#lib/sponsorship/results";
import type { Side } from "#lib/sponsorship/words";

const measures = [
  ["views", "Impressions"],
  ["clicks", "Clicks"],
  ["arrivals", "Attendance"],
] as const;

/** Numbers with where they come from: measured by day, or shown by the organizer as a proof. */
export function ResultNumbers({ slug, side, results }: { slug: string; side: Side; results: Results }) {
  const { id, reach, declared, asOf, zone } = results;
  return (
    <Panel
      title="Numbers"
      text={
        asOf ? (
          <>
            Measured since the order was paid, as of <Time at={asOf} zone={zone} named />; and what proofs say.
          </>
        ) : (
          "Measured since the order was paid; and what proofs say."
        )
      }
      empty="Nothing is counted before an order is paid."
      none={reach.length + declared.length === 0}
      heads={["Event", "Figure", "Count", "Source", "When"]}
      figures={["Count"]}
    >
      {reach.flatMap((one) =>
        measures.map(([kind, label]) => (
          <TableRow key={`${one.eventId}:${kind}`}>
            <TableCell className="min-w-40">{one.event}</TableCell>
            <TableCell>{label}</TableCell>
            <TableCell className="figures text-right">
              <TextLink href={rowsHref(slug, { kind, side, sponsor: id, event: one.eventId })}>
                {one[kind].toLocaleString("en")}
              </TextLink>
            </TableCell>
            <TableCell className="min-w-56">{sources[kind]}</TableCell>
            <TableCell>
              From <Day day={one.since} />
            </TableCell>
          </TableRow>
        )),
      )}
      {declared.map((one) => (
        <TableRow key={one.id}>
          <TableCell className="min-w-40">{one.order.eventName}</TableCell>
          <TableCell className="min-w-40">{one.title}</TableCell>
          <TableCell className="figures text-right">{one.figure.toLocaleString("en")}</TableCell>
          <TableCell className="min-w-56">{provenance(one)}</TableCell>
          <TableCell>
            <Time at={one.proof.submittedAt} zone={zone} show="day" />
          </TableCell>
        </TableRow>
      ))}
    </Panel>
  );
}

/** What a thousand impressions and each who came cost, beside what the agreed price promised. */
export function ResultCosts({ results: { costs } }: { results: Results }) {
  return (
    <Panel
      title="What it cost"
      text="At the agreed price, were all of it delivered; of what was spent, refunds taken off; and of what was released for what was delivered."
      empty="Nothing was paid yet."
      none={costs.length === 0}
      heads={["Event", "For", "At the agreed price", "Spent", "Released"]}
      figures={["At the agreed price", "Spent", "Released"]}
    >
      {costs.flatMap(({ eventId, event, currency, costs: each }) =>
        each.map((one) => (
          <TableRow key={`${eventId}:${currency}:${one.measure}`}>
            <TableCell className="min-w-40">{event}</TableCell>
            <TableCell>{one.measure === "thousand" ? "1,000 impressions" : "Each who came"}</TableCell>
            {[one.agreed, one.spent, one.released].map((minor, at) => (
              <TableCell key={String(at)} className="text-right">
                {minor === null ? (
                  <span className="text-muted-foreground">–</span>
                ) : (
                  <Money minor={minor} currency={currency} />
                )}
              </TableCell>
            ))}
          </TableRow>
        )),
      )}
    </Panel>
  );
}
