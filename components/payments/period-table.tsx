import { Day, Time } from "#components/data/time";
import { StickyHead, TableCard, TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
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
};

/** What is closed, who closed it, and the head of the chain that each period's statement carries. */
export function PeriodTable({ slug, zone, periods }: { slug: string; zone: string; periods: readonly Period[] }) {
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
              {periods.map(({ id, startsOn, endsOn, note, closedAt, closedBy, sealed, head }) => (
                <TableRow key={id}>
                  <StickyHead scope="row" className="font-medium text-foreground">
                    <Day day={startsOn} /> – <Day day={endsOn} />
                  </StickyHead>
                  <TableCell>
                    <Time at={closedAt} zone={zone} named />
                    <span className="block text-[0.8125rem] text-muted-foreground">
                      {closedBy ?? "Somebody who has left"}
                    </span>
                  </TableCell>
                  <TableCell className="min-w-32">{note || <span className="text-muted-foreground">–</span>}</TableCell>
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
