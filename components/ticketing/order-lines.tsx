import { Money } from "#components/data/money";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";

export type OrderLinesProps = {
  order: {
    currency: string;
    totalMinor: bigint;
    taxMinor: bigint;
    taxInclusive: boolean;
    refundedMinor: bigint;
    platformFeeMinor: bigint;
    processingFeeMinor: bigint;
    discountMinor: bigint;
    code: string | null;
    taxes: { name: string; ratePpm: number; taxMinor: bigint }[];
    items: { id: string; tier: string; quantity: number; unitPriceMinor: bigint; totalMinor: bigint }[];
  };
};

/** What was bought and what it came to, to the last cent. */
export function OrderLines({ order }: OrderLinesProps) {
  const { currency } = order;
  const how = order.taxInclusive ? ", contained" : "";
  const taxes: [string, bigint][] = order.taxes.map(({ name, ratePpm, taxMinor }) => [
    `${name} ${ratePpm / 10_000}%${how}`,
    taxMinor,
  ]);
  const sums: [string, bigint][] = [
    [`Taken off${order.code ? ` by ${order.code}` : ""}, in the amounts above`, -order.discountMinor],
    ...(taxes.length > 0 ? taxes : [[`Tax${how}`, order.taxMinor] as [string, bigint]]),
    ["Paid by the buyer", order.totalMinor],
    ["Refunded", -order.refundedMinor],
    ["Platform fee", order.platformFeeMinor],
    ["Processing fee", order.processingFeeMinor],
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle>Tickets and amounts</CardTitle>
      </CardHeader>
      <CardContent>
        <Table label="Order lines">
          <TableHeader>
            <TableRow>
              <TableHead>Ticket</TableHead>
              <TableHead className="text-right">Number</TableHead>
              <TableHead className="text-right">Each</TableHead>
              <TableHead className="text-right">Amount</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {order.items.map((item) => (
              <TableRow key={item.id}>
                <TableHead scope="row" className="font-medium text-foreground">
                  {item.tier}
                </TableHead>
                <TableCell className="figures text-right">{item.quantity}</TableCell>
                <TableCell className="text-right">
                  <Money minor={item.unitPriceMinor} currency={currency} />
                </TableCell>
                <TableCell className="text-right">
                  <Money minor={item.totalMinor} currency={currency} />
                </TableCell>
              </TableRow>
            ))}
            {sums
              .filter(([label, amount]) => amount !== 0n || label === "Paid by the buyer")
              .map(([label, amount]) => (
                <TableRow key={label}>
                  <TableHead
                    scope="row"
                    colSpan={3}
                    className={label === "Paid by the buyer" ? "text-foreground" : "font-normal"}
                  >
                    {label}
                  </TableHead>
                  <TableCell className={label === "Paid by the buyer" ? "text-right font-semibold" : "text-right"}>
                    <Money minor={amount} currency={currency} />
                  </TableCell>
                </TableRow>
              ))}
          </TableBody>
        </Table>
      </CardContent>
    </Card>
  );
}
