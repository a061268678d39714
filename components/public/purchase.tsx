import type { ReactNode } from "react";
import { Money } from "#components/data/money";
import { percent } from "#components/public/event-words";

export type PurchaseProps = {
  items: readonly { name: string; quantity: number; unitPriceMinor: bigint; totalMinor: bigint }[];
  currency: string;
  taxMinor: bigint;
  taxRatePpm: number;
  taxInclusive: boolean;
  totalMinor: bigint;
  /** What went back already. */
  refundedMinor?: bigint;
};

/** What is bought and what it costs, line by line, with the tax in it or on top. */
export function Purchase({
  items,
  currency,
  taxMinor,
  taxRatePpm,
  taxInclusive,
  totalMinor,
  refundedMinor = 0n,
}: PurchaseProps) {
  const rate = percent(taxRatePpm);
  return (
    <table className="figures w-full">
      <caption className="sr-only">What you buy and what it costs</caption>
      <tbody>
        {items.map((item) => (
          <tr key={item.name} className="align-top">
            <th scope="row" className="py-1.5 pr-4 text-left font-normal">
              {item.quantity} × {item.name}
              {item.quantity > 1 && item.unitPriceMinor > 0n ? (
                <span className="block text-muted-foreground text-sm">
                  <Money minor={item.unitPriceMinor} currency={currency} /> each
                </span>
              ) : null}
            </th>
            <td className="py-1.5 text-right">
              <Money minor={item.totalMinor} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
      <tbody className="border-t">
        {taxRatePpm > 0 && !taxInclusive ? (
          <Line label={`Tax, ${rate}`}>
            <Money minor={taxMinor} currency={currency} />
          </Line>
        ) : null}
        <Line label="Total" strong>
          <Money minor={totalMinor} currency={currency} />
        </Line>
        {taxRatePpm > 0 && taxInclusive ? (
          <Line label={`of which tax, ${rate}`} soft>
            <Money minor={taxMinor} currency={currency} />
          </Line>
        ) : null}
        {refundedMinor > 0n ? (
          <Line label="Refunded">
            <Money minor={-refundedMinor} currency={currency} />
          </Line>
        ) : null}
      </tbody>
    </table>
  );
}

function Line({
  label,
  strong,
  soft,
  children,
}: {
  label: string;
  strong?: boolean;
  soft?: boolean;
  children: ReactNode;
}) {
  const look = strong
    ? "py-2 font-semibold text-lg"
    : soft
      ? "pb-1 font-normal text-muted-foreground text-sm"
      : "py-1.5 font-normal";
  return (
    <tr>
      <th scope="row" className={`pr-4 text-left ${look}`}>
        {label}
      </th>
      <td className={`text-right ${look}`}>{children}</td>
    </tr>
  );
}
