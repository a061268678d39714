import { StateBadge } from "#components/data/state-badge";
import { Day } from "#components/data/time";
import { OrderLink, Panel } from "#components/sponsorship/panel";
import { Badge } from "#components/ui/badge";
import { TableCell, TableRow } from "#components/ui/table";
import type { PromiseFacts } from "#lib/sponsorship/queries/promises";
import { deliverableStates, type Side } from "#lib/sponsorship/words";

type Props = {
  id?: string;
  title: string;
  text?: string;
  empty: string;
  side: Side;
  rows: readonly PromiseFacts[];
  slug: string;
};

/** What was promised to a sponsor and is not over, each with the next step and whose it is. */
export function PromiseTable({ side, rows, slug, ...panel }: Props) {
  const heads = ["Order", side === "organizer" ? "Sponsor" : "Organizer", "Promised", "Due", "State", "Next step"];
  return (
    <Panel {...panel} none={rows.length === 0} heads={heads}>
      {rows.map((one) => (
        <TableRow key={one.id}>
          <TableCell>
            <OrderLink slug={slug} one={one} />
          </TableCell>
          <TableCell>{one.party}</TableCell>
          <TableCell className="min-w-40">{one.title}</TableCell>
          <TableCell>
            <Day day={one.dueOn} />{" "}
            {one.state === "approved" || one.state === "submitted" ? null : <Left days={one.left} />}
          </TableCell>
          <TableCell>
            <StateBadge state={one.state} {...deliverableStates[one.state]} />
          </TableCell>
          <TableCell className="min-w-56">
            <NextStep one={one} side={side} />
          </TableCell>
        </TableRow>
      ))}
    </Panel>
  );
}

function Left({ days }: { days: number }) {
  if (days > 14) return null;
  const words =
    days < 0
      ? `${-days} ${days === -1 ? "day" : "days"} late`
      : days === 0
        ? "Today"
        : `${days} ${days === 1 ? "day" : "days"} left`;
  return <Badge variant={days < 0 ? "danger" : "warning"}>{words}</Badge>;
}

function NextStep({ one, side }: { one: PromiseFacts; side: Side }) {
  const organizer = side === "organizer";
  if (one.state === "approved") return <>None: it was delivered.</>;
  if (one.state === "submitted")
    return (
      <>
        {organizer ? "The sponsor says yes or no" : "Say yes or no to the proof"}
        {one.silenceOn ? (
          <>
            ; silence is a yes on <Day day={one.silenceOn} />.
          </>
        ) : (
          "."
        )}
      </>
    );
  if (one.state === "rejected")
    return (
      <>
        {organizer ? "Show another proof." : "The organizer shows another proof."} Rejected: {one.reason}
      </>
    );
  return (
    <>
      {organizer ? "Deliver it and show proof" : "The organizer delivers it and shows proof"} by{" "}
      <Day day={one.graceUntil} />.
    </>
  );
}
