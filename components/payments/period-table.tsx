import { Day, Time } from "#components/data/time";
import { ReopenButton } from "#components/payments/reopen-dialog";
import { StickyHead, TableCard, TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { Badge } from "#components/ui/badge";
import { CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { withSearch } from "#lib/payments/addresses";

export type Period = {
  id: string;
  startsOn: string;
  endsOn: string;
  note: string;
  closedAt: Date;
  closedBy: string | null;
  sealed: bigint;
  head: string;
  reopenedAt: Date | null;
  reason: string | null;
  asker: string | null;
  approver: string | null;
};
type PeriodTableProps = {
  slug: string;
  zone: string;
  periods: readonly Period[];
  /** The day through which the book is closed, for people who may open its last period again. */
  reopens?: string;
};

/** What is closed, who closed it, and the head of the chain that each period's statement carries. */
export function PeriodTable({ slug, zone, periods, reopens }: PeriodTableProps) {
  return (
    <TableCard>
      <CardHeader>
        <CardTitle>Closed periods</CardTitle>
      </CardHeader>
      <CardContent className="px-0 pb-0">
        {periods.length === 0 ? (
          <Empty title="No period is closed yet">Every day can still be posted to.</Empty>
        ) : (
          <Table label="Closed periods">
            <TableHeader>
              <TableRow>
                <StickyHead className="font-medium">Period</StickyHead>
                <TableHead>Closed</TableHead>
                <TableHead>Note</TableHead>
                <TableHead>Sealed</TableHead>
                <TableHead>Reports</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {periods.map(({ id, startsOn, endsOn, note, closedAt, closedBy, sealed, head, ...again }) => (
                <TableRow key={id}>
                  <StickyHead scope="row" className="font-medium text-foreground">
                    <Day day={startsOn} /> – <Day day={endsOn} />
                  </StickyHead>
                  <TableCell>
                    <Time at={closedAt} zone={zone} show="day" />
                    <span className="block text-[0.8125rem] text-muted-foreground">
                      {closedBy ?? "Somebody who has left"}
                    </span>
                  </TableCell>
                  <TableCell className="min-w-36">
                    {note || <span className="text-muted-foreground">–</span>}
                    {again.reopenedAt ? <Reopened {...again} at={again.reopenedAt} zone={zone} /> : null}
                    {endsOn === reopens && !again.reopenedAt ? (
                      <ReopenButton periodId={id} startsOn={startsOn} endsOn={endsOn} />
                    ) : null}
                  </TableCell>
                  <TableCell className="whitespace-nowrap">
                    {sealed.toLocaleString("en")}
                    <code className="block font-mono text-muted-foreground text-xs" title={head}>
                      {head.slice(0, 16)}…
                    </code>
                  </TableCell>
                  <TableCell className="whitespace-nowrap">
                    <div className="grid justify-items-start gap-2">
                      <TextLink href={withSearch(`/${slug}/payments/trial-balance`, { asOf: endsOn })}>
                        Trial balance
                      </TextLink>
                      <TextLink href={withSearch(`/${slug}/payments/reports`, { from: startsOn, to: endsOn })}>
                        Statements
                      </TextLink>
                    </div>
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </CardContent>
    </TableCard>
  );
}

type ReopenedProps = Pick<Period, "reason" | "asker" | "approver"> & { at: Date; zone: string };

function Reopened({ reason, asker, approver, at, zone }: ReopenedProps) {
  return (
    <div className="mt-1 grid justify-items-start gap-0.5 text-[0.8125rem]">
      <Badge variant="warning">Reopened</Badge>
      <span>{reason}</span>
      <span className="text-muted-foreground">
        {asker ?? "Somebody who has left"},{" "}
        {approver ? `agreed by ${approver}` : "alone: nobody else may close periods"},{" "}
        <Time at={at} zone={zone} named />
      </span>
    </div>
  );
}
