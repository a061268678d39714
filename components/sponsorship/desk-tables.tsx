import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { TextLink } from "#components/payments/report";
import { ApproveMany } from "#components/sponsorship/approve-many";
import { OrderLink, Panel } from "#components/sponsorship/panel";
import { Badge } from "#components/ui/badge";
import { TableCell, TableRow } from "#components/ui/table";
import { formatMoney } from "#lib/money";
import type {
  DueMilestone,
  HeldOrder,
  OpenDispute,
  RefundOnItsWay,
  WaitingRelease,
} from "#lib/sponsorship/queries/desk";
import { orderStates, refundStates, sideWords } from "#lib/sponsorship/words";

const kinds = {
  release: "Release",
  refund: "Refund",
  return: "Refund after release",
  split: "Split of a dispute",
} as Record<string, string>;
type DueProps = {
  title: string;
  text?: string;
  rows: readonly DueMilestone[];
  slug: string;
  why?: boolean;
  empty: string;
};

export function DueTable({ title, text, rows, slug, why, empty }: DueProps) {
  const heads = ["Order", "Sponsor", "Milestone", "Due", "Amount", why ? "Why" : "State"];
  return (
    <Panel title={title} text={text} empty={empty} none={rows.length === 0} heads={heads}>
      {rows.map((one) => (
        <TableRow key={one.milestoneId}>
          <TableCell>
            <OrderLink slug={slug} one={one} />
          </TableCell>
          <TableCell>{one.sponsor}</TableCell>
          <TableCell>{one.milestone}</TableCell>
          <TableCell>
            <Day day={one.dueOn} />
          </TableCell>
          <TableCell className="text-right">
            <Money minor={why ? one.openMinor : one.freeMinor} currency={one.currency} />
          </TableCell>
          <TableCell className="min-w-48">
            {why ? (
              reasonOf(one)
            ) : (
              <StateBadge state={one.state} {...orderStates[one.state as keyof typeof orderStates]} />
            )}
          </TableCell>
        </TableRow>
      ))}
    </Panel>
  );
}

function reasonOf(one: DueMilestone): string {
  if (one.state === "funded") return "The money is not locked yet.";
  if (one.waitsFor.length > 0) return `Waits for: ${one.waitsFor.join(", ")}.`;
  return "Frozen by a dispute.";
}

export function WaitingLane({
  waiting,
  slug,
  zone,
}: {
  waiting: readonly WaitingRelease[];
  slug: string;
  zone: string;
}) {
  const names = Object.fromEntries(waiting.map((one) => [one.id, one.number]));
  const table = (
    <Panel
      title="Waits for a second person"
      text="Whoever asked does not approve."
      empty="Nobody has asked for anything."
      none={waiting.length === 0}
      heads={["Approve", "What", "Order", "Sponsor", "Amount", "Asked by", "Reason"]}
    >
      {waiting.map((one) => (
        <TableRow key={one.id}>
          <TableCell>
            {one.mayDecide ? (
              <input
                type="checkbox"
                name="request"
                value={one.id}
                aria-label={`${kinds[one.kind]} of ${formatMoney(one.amountMinor, one.currency)} of ${one.number}`}
                className="block size-6 accent-primary"
              />
            ) : (
              <span className="text-muted-foreground">{one.mine ? "Yours" : "–"}</span>
            )}
          </TableCell>
          <TableCell>
            <TextLink href={`/${slug}/organizations/requests/${one.id}`}>{kinds[one.kind] ?? one.kind}</TextLink>
          </TableCell>
          <TableCell>
            <OrderLink slug={slug} one={one} />
          </TableCell>
          <TableCell>{one.sponsor}</TableCell>
          <TableCell className="text-right">
            <Money minor={one.amountMinor} currency={one.currency} />
          </TableCell>
          <TableCell>
            {one.mine ? "You" : one.asker}, <Time at={one.at} zone={zone} />
          </TableCell>
          <TableCell className="min-w-48">{one.reason}</TableCell>
        </TableRow>
      ))}
    </Panel>
  );
  return waiting.some((one) => one.mayDecide) ? <ApproveMany names={names}>{table}</ApproveMany> : table;
}

export function DisputeLane({
  disputes,
  slug,
  zone,
}: {
  disputes: readonly OpenDispute[];
  slug: string;
  zone: string;
}) {
  return (
    <Panel
      id="disputes"
      title="Disputes"
      text="Settle one on the page of its order: a part to each."
      empty="Nothing is disputed."
      none={disputes.length === 0}
      heads={["Order", "Sponsor", "Opened", "Frozen", "Evidence", "Reason"]}
    >
      {disputes.map((one) => (
        <TableRow key={one.id}>
          <TableCell>
            <OrderLink slug={slug} one={one} />
          </TableCell>
          <TableCell>{one.sponsor}</TableCell>
          <TableCell>
            <Time at={one.at} zone={zone} show="day" /> by the {sideWords[one.side].toLowerCase()}
          </TableCell>
          <TableCell className="text-right">
            <Money minor={one.amountMinor} currency={one.currency} />
          </TableCell>
          <TableCell>{one.evidence}</TableCell>
          <TableCell className="min-w-48">{one.reason}</TableCell>
        </TableRow>
      ))}
    </Panel>
  );
}

export function RefundLane({ refunds, slug }: { refunds: readonly RefundOnItsWay[]; slug: string }) {
  if (refunds.length === 0) return null;
  return (
    <Panel title="Money on its way back" empty="" none={false} heads={["Order", "Sponsor", "Amount", "By", "State"]}>
      {refunds.map((one) => (
        <TableRow key={one.id}>
          <TableCell>
            <OrderLink slug={slug} one={one} />
          </TableCell>
          <TableCell>{one.sponsor}</TableCell>
          <TableCell className="text-right">
            <Money minor={one.amountMinor} currency={one.currency} />
          </TableCell>
          <TableCell>{one.byCard ? "Card" : "Bank transfer"}</TableCell>
          <TableCell>
            <StateBadge state={one.state} {...refundStates[one.state]} /> {one.failure}
          </TableCell>
        </TableRow>
      ))}
    </Panel>
  );
}

/** All held money, what must leave first on top. */
export function HeldTable({ held, slug }: { held: readonly HeldOrder[]; slug: string }) {
  return (
    <Panel
      id="held"
      title="Held, by the day it must leave"
      text="Released or returned by then: nobody keeps a sponsor's money for ever."
      empty="Nothing is held."
      none={held.length === 0}
      heads={["Order", "Sponsor", "Held", "Frozen", "Since", "Must leave by"]}
    >
      {held.map((one) => (
        <TableRow key={one.orderId}>
          <TableCell>
            <OrderLink slug={slug} one={one} />
          </TableCell>
          <TableCell>{one.sponsor}</TableCell>
          <TableCell className="text-right">
            <Money minor={one.heldMinor} currency={one.currency} />
          </TableCell>
          <TableCell className="text-right">
            {one.frozenMinor === 0n ? "–" : <Money minor={one.frozenMinor} currency={one.currency} />}
          </TableCell>
          <TableCell>
            <Day day={one.fundedOn} />, {one.days} days
          </TableCell>
          <TableCell>
            <Day day={one.mustLeaveBy} />{" "}
            {one.left <= 7 ? (
              <Badge variant={one.left < 0 ? "danger" : "warning"}>
                {one.left < 0 ? "Overdue" : `${one.left} days left`}
              </Badge>
            ) : null}
          </TableCell>
        </TableRow>
      ))}
    </Panel>
  );
}
