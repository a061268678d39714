import type { Route } from "next";
import Link from "next/link";
import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { Day, Time } from "#components/data/time";
import { NothingYet, PlanHead } from "#components/events/plan-list";
import { UnpaidList } from "#components/events/unpaid-list";
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { Roi, RoiEntry, RoiLine, Unpaid } from "#lib/events/queries/readiness";

type Props = {
  slug: string;
  eventId: string;
  name: string;
  zone: string;
  roi: Roi[];
  now: Date;
  entries: RoiEntry[] | null;
  unpaid: Unpaid[];
};

/** What an event brought and cost, from the journal: every figure opens the entries that it is the sum of. */
export function MoneyPage({ slug, eventId, name, zone, roi, now, entries, unpaid }: Props) {
  const path = `/${slug}/events/${eventId}/money`;
  return (
    <>
      <PlanHead
        title="Money"
        text={
          <>
            From the journal as of <Time at={now} zone={zone} named />. Nothing here is typed, and currencies are never
            added up.
          </>
        }
      />
      <UnpaidList slug={slug} unpaid={unpaid} />
      {roi.length === 0 ? (
        <NothingYet title="Nothing in the books yet">
          Sales, refunds and costs that are booked for {name} appear here by themselves.
        </NothingYet>
      ) : null}
      {roi.map((one) => (
        <section key={one.currency} aria-label={`Result in ${one.currency}`} className="mb-6 grid gap-4">
          <Figures>
            <Figure
              label={`Income, ${one.currency}`}
              value={<Money minor={one.incomeMinor} currency={one.currency} />}
            />
            <Figure
              label={`Expenses, ${one.currency}`}
              value={<Money minor={one.expensesMinor} currency={one.currency} />}
            />
            <Figure
              label={`Result, ${one.currency}`}
              value={<Money minor={one.resultMinor} currency={one.currency} />}
            />
            <Figure
              label="Return on what was spent"
              value={one.returnTenths === null ? "–" : percent(one.returnTenths)}
            />
          </Figures>
          <div className="rounded-lg border bg-card">
            <Table label={`Accounts in ${one.currency}`}>
              <TableHeader>
                <TableRow>
                  <TableHead>Account</TableHead>
                  <TableHead className="text-right">Entries</TableHead>
                  <TableHead className="text-right">Amount</TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                <Lines title="Income" path={path} lines={one.income} currency={one.currency} />
                <Lines title="Expenses" path={path} lines={one.expenses} currency={one.currency} />
              </TableBody>
              <TableFooter>
                <TableRow>
                  <TableCell colSpan={2}>Result</TableCell>
                  <TableCell className="text-right">
                    <Money minor={one.resultMinor} currency={one.currency} />
                  </TableCell>
                </TableRow>
              </TableFooter>
            </Table>
          </div>
        </section>
      ))}
      {entries ? <Entries slug={slug} entries={entries} /> : null}
    </>
  );
}

const percent = (tenths: bigint) => `${tenths < 0n ? "−" : ""}${Number(tenths < 0n ? -tenths : tenths) / 10} %`;

function Lines({ title, path, lines, currency }: { title: string; path: string; lines: RoiLine[]; currency: string }) {
  return lines.map((line) => (
    <TableRow key={line.accountId}>
      <TableCell>
        <Link className="hover:underline" href={`${path}?account=${line.accountId}#entries` as Route}>
          {line.name}
        </Link>
        <span className="text-muted-foreground text-[0.8125rem]">
          {" "}
          {title} · {line.code}
        </span>
      </TableCell>
      <TableCell className="figures text-right">{line.entries.toLocaleString("en")}</TableCell>
      <TableCell className="text-right">
        <Money minor={line.amountMinor} currency={currency} />
      </TableCell>
    </TableRow>
  ));
}

/** The newest entries of one account for this event; the figure above counts all of them. */
function Entries({ slug, entries }: { slug: string; entries: RoiEntry[] }) {
  return (
    <section id="entries" aria-label="Entries" className="rounded-lg border bg-card">
      <Table label="Entries">
        <TableHeader>
          <TableRow>
            <TableHead>Day</TableHead>
            <TableHead>Transaction</TableHead>
            <TableHead className="text-right">Amount</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {entries.map((entry) => (
            <TableRow key={`${entry.transactionId} ${entry.line}`}>
              <TableCell>
                <Day day={entry.day} />
              </TableCell>
              <TableCell>
                <Link className="hover:underline" href={`/${slug}/payments/journal/${entry.transactionId}` as Route}>
                  {entry.memo || entry.kind}
                </Link>
              </TableCell>
              <TableCell className="text-right">
                <Money minor={entry.amountMinor} currency={entry.currency} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
