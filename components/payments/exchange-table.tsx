import { Money } from "#components/data/money";
import { Day, Time } from "#components/data/time";
import { Amount, StickyHead, TableCard, TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { transactionHref } from "#lib/payments/addresses";

export type ExchangeRow = {
  exchange: {
    id: string;
    transactionId: string;
    soldCurrency: string;
    soldMinor: bigint;
    boughtCurrency: string;
    boughtMinor: bigint;
    expectedMinor: bigint;
    rate: string;
    rateSource: string;
    rateOn: string;
    createdAt: Date;
  };
  author: string | null;
};

/** What was exchanged, at which rate of which source, and what it gained or lost against it. */
export function ExchangeTable({ slug, zone, rows }: { slug: string; zone: string; rows: readonly ExchangeRow[] }) {
  return (
    <TableCard>
      <CardHeader>
        <CardTitle>Exchanges</CardTitle>
      </CardHeader>
      <CardContent className="px-0 pb-0">
        {rows.length === 0 ? (
          <Empty title="Nothing was exchanged yet">The first exchange that you post stands here with its rate.</Empty>
        ) : (
          <Table label="Exchanges">
            <TableHeader>
              <TableRow>
                <StickyHead className="font-medium">Recorded</StickyHead>
                <TableHead className="text-right">Given</TableHead>
                <TableHead className="text-right">Received</TableHead>
                <TableHead>Rate and source</TableHead>
                <TableHead className="text-right">Gain or loss</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {rows.map(({ exchange, author }) => (
                <TableRow key={exchange.id}>
                  <StickyHead scope="row" className="max-sm:max-w-none">
                    <TextLink href={transactionHref(slug, exchange.transactionId)}>
                      <Time at={exchange.createdAt} zone={zone} show="day" />
                    </TextLink>
                    <span className="block text-[0.8125rem]">{author ?? "Somebody who has left"}</span>
                  </StickyHead>
                  <Amount>
                    <Money minor={exchange.soldMinor} currency={exchange.soldCurrency} />
                  </Amount>
                  <Amount>
                    <Money minor={exchange.boughtMinor} currency={exchange.boughtCurrency} />
                  </Amount>
                  <TableCell className="min-w-44">
                    <span className="figures">{exchange.rate.replace(/\.?0+$/, "")}</span>
                    <span className="block text-[0.8125rem] text-muted-foreground">
                      {exchange.rateSource}, <Day day={exchange.rateOn} />
                    </span>
                  </TableCell>
                  <Amount>
                    <Money
                      minor={exchange.boughtMinor - exchange.expectedMinor}
                      currency={exchange.boughtCurrency}
                      signed
                    />
                  </Amount>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </CardContent>
    </TableCard>
  );
}
