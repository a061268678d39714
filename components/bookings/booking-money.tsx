import type { Route } from "next";
import Link from "next/link";
import { Panel } from "#components/bookings/panel";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import type { OpenedBooking } from "#lib/bookings/open";
import type { BookingMoney } from "#lib/bookings/queries/bookings";
import { methodWords } from "#lib/bookings/rules/money";
import { refundStates } from "#lib/bookings/rules/words";
import { withSearch } from "#lib/payments/addresses";
import { disputeReason, disputeStates } from "#lib/payments/processor/rules";
import type { Permission } from "#lib/permissions";

type Props = {
  booking: OpenedBooking["booking"];
  money: BookingMoney;
  slug: string;
  permissions: ReadonlySet<Permission>;
};
const cardStates = {
  waiting: { label: "Waiting", tone: "warning" },
  failed: { label: "Not paid", tone: "neutral" },
  succeeded: { label: "Paid", tone: "success" },
} as const;
const disputed = {
  open: { label: "To be answered", tone: "warning" },
  contested: { label: disputeStates.contested, tone: "info" },
  accepted: { label: disputeStates.accepted, tone: "neutral" },
  won: { label: disputeStates.won, tone: "success" },
  lost: { label: disputeStates.lost, tone: "danger" },
} as const;
const handStates = {
  pending: { label: "To be verified", tone: "warning" },
  verified: { label: "Verified", tone: "success" },
  rejected: { label: "Rejected", tone: "neutral" },
  reversed: { label: "Reversed", tone: "danger" },
} as const;
const wayWords = (way: string) => (way === "card" ? "Card" : (methodWords[way as keyof typeof methodWords] ?? way));

/** What came and what went, with the figures that it adds up to. For who sees the books, each line leads to its posting. */
export function BookingMoneyPanel({ booking, money, slug, permissions }: Props) {
  const { currency, zone, depositMinor, paidMinor, refundedMinor, totalMinor, earnedMinor } = booking;
  const books = permissions.has("payments:read");
  const held = paidMinor - refundedMinor;
  const ended = booking.state === "cancelled" || booking.state === "no_show";
  const line = "flex flex-wrap items-center justify-between gap-x-4 gap-y-1";
  const nothing = money.cards.length + money.byHand.length + money.refunds.length === 0;
  return (
    <Panel
      title="Payments"
      actions={
        books && paidMinor + earnedMinor > 0n ? (
          <Link
            href={withSearch(`/${slug}/payments/journal`, { q: booking.number }) as Route}
            className="underline underline-offset-4"
          >
            In the books
          </Link>
        ) : null
      }
    >
      <div className="grid gap-4">
        {nothing ? <p className="text-muted-foreground">Nothing was paid yet.</p> : null}
        <ul className="grid gap-3 empty:hidden">
          {money.cards.map((one) => (
            <li key={one.id} className={line}>
              <span className="min-w-0">
                <Time at={one.at} zone={zone} /> · Card{" "}
                {one.failure ? <span className="text-muted-foreground">{one.failure}</span> : null}
              </span>
              <span className="flex items-center gap-3">
                <StateBadge state={one.state} {...cardStates[one.state]} />
                <Money minor={one.amountMinor} currency={currency} />
              </span>
            </li>
          ))}
          {money.byHand.map((one) => (
            <li key={one.id} className={line}>
              <span className="min-w-0">
                <Day day={one.receivedOn} /> ·{" "}
                {books ? (
                  <Link href={`/${slug}/payments/manual/${one.id}` as Route} className="underline underline-offset-4">
                    {wayWords(one.method)} from {one.payer}
                  </Link>
                ) : (
                  `${wayWords(one.method)} from ${one.payer}`
                )}
                {one.state === "verified" && one.hereMinor < one.amountMinor ? (
                  <span className="text-muted-foreground">
                    {" "}
                    of <Money minor={one.amountMinor} currency={currency} />
                    {one.hereMinor === 0n ? ", not matched yet" : ""}
                  </span>
                ) : null}
              </span>
              <span className="flex items-center gap-3">
                <StateBadge state={one.state} {...handStates[one.state]} />
                <Money minor={one.state === "verified" ? one.hereMinor : one.amountMinor} currency={currency} />
              </span>
            </li>
          ))}
          {money.disputes.map((one) => (
            <li key={one.id} className={line}>
              <span className="min-w-0">
                <Time at={one.at} zone={zone} /> ·{" "}
                {books ? (
                  <Link href={`/${slug}/payments/disputes/${one.id}` as Route} className="underline underline-offset-4">
                    Disputed by their bank
                  </Link>
                ) : (
                  "Disputed by their bank"
                )}
                <span className="text-muted-foreground">: {disputeReason(one.reason)}</span>
                {one.state === "open" && one.respondUntil ? (
                  <span className="block text-muted-foreground text-sm">
                    Finance answers by <Time at={one.respondUntil} zone={zone} />. Until it is decided none of it can be
                    given back.
                  </span>
                ) : null}
              </span>
              <span className="flex items-center gap-3">
                <StateBadge state={one.state} {...disputed[one.state]} />
                <Money minor={one.amountMinor} currency={currency} />
              </span>
            </li>
          ))}
          {money.refunds.map((one) => (
            <li key={one.id} className={line}>
              <span className="min-w-0">
                <Time at={one.at} zone={zone} /> ·{" "}
                {one.way === "dispute" ? "Taken by a dispute" : `Back by ${wayWords(one.way).toLowerCase()}`}:{" "}
                {one.reason}
                {one.failure ? <span className="text-destructive-text"> {one.failure}</span> : null}
              </span>
              <span className="flex items-center gap-3">
                <StateBadge state={one.state} {...refundStates[one.state]} />
                <Money minor={-one.amountMinor} currency={currency} />
              </span>
            </li>
          ))}
        </ul>
        <dl className="grid gap-2 border-t pt-3">
          {[
            ["Paid", held],
            ...(held < depositMinor && !ended ? [["Deposit due", depositMinor - held] as const] : []),
            ...(ended
              ? [["Kept", earnedMinor] as const]
              : [["Open", totalMinor > held ? totalMinor - held : 0n] as const]),
            ...(!ended && held > totalMinor ? [["Paid too much", held - totalMinor] as const] : []),
          ].map(([label, amount]) => (
            <div key={String(label)} className="flex justify-between gap-4 font-medium">
              <dt>{String(label)}</dt>
              <dd>
                <Money minor={amount as bigint} currency={currency} />
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Panel>
  );
}
