import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { TextLink } from "#components/payments/report";
import { Panel } from "#components/sponsorship/panel";
import { TableCell, TableRow } from "#components/ui/table";
import { payoutStates } from "#lib/payments/payouts/rules";
import type { QueuedPayout } from "#lib/sponsorship/queries/desk";

/** What was released lies in the wallet, and leaves it from here on: payouts that have not arrived yet. */
export function PayoutQueue({ payouts, slug, zone }: { payouts: readonly QueuedPayout[]; slug: string; zone: string }) {
  return (
    <Panel
      id="payouts"
      title="Payouts on their way"
      text={
        <>
          What was released is in the <TextLink href={`/${slug}/payments/wallet`}>wallet</TextLink> until it is paid
          out.
        </>
      }
      empty="No payout is waiting."
      none={payouts.length === 0}
      heads={["Payout", "To", "Amount", "Asked for", "State"]}
    >
      {payouts.map((one) => (
        <TableRow key={one.id}>
          <TableCell>
            <TextLink href={`/${slug}/payments/payouts/${one.id}`}>{`Payout ${one.number}`}</TextLink>
          </TableCell>
          <TableCell>{one.account}</TableCell>
          <TableCell className="text-right">
            <Money minor={one.amountMinor} currency={one.currency} />
          </TableCell>
          <TableCell>
            <Time at={one.at} zone={zone} />
          </TableCell>
          <TableCell>
            <StateBadge state={one.state} {...payoutStates[one.state]} />
          </TableCell>
        </TableRow>
      ))}
    </Panel>
  );
}
