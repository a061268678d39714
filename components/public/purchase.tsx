import type { ReactNode } from "react";
import { Money } from "#components/data/money";
import { percent } from "#components/public/event-words";

export type PurchaseProps = {
  items: readonly {
    name: string;
    quantity: number;
    unitPriceMinor: bigint;
    discountMinor: bigint;
    totalMinor: bigint;
    seats?: readonly string[];
  }[];
  /** The code that took something off. */
  code: string | null;
  /** Each tax by its name; without them the one rate is told. */
  taxes: readonly { name: string; ratePpm: number; taxMinor: bigint }[];
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
  code,
  taxes,
  taxMinor,
  taxRatePpm,
  taxInclusive,
  totalMinor,
  refundedMinor = 0n,
}: PurchaseProps) {
  const rates = taxes.length > 0 ? taxes : [{ name: "Tax", ratePpm: taxRatePpm, taxMinor }];
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
              {item.seats?.map((seat) => (
                <span key={seat} className="block text-muted-foreground text-sm">
                  {seat}
                </span>
              ))}
              {item.discountMinor > 0n ? (
                <span className="block text-sm text-success-text">
                  {code ? `${code}: ` : ""}
                  <Money minor={-item.discountMinor} currency={currency} />
                </span>
              ) : null}
            </th>
            <td className="py-1.5 text-right">
              {item.discountMinor > 0n ? (
                <s className="block text-muted-foreground text-sm">
                  <Money minor={item.totalMinor + item.discountMinor} currency={currency} />
                </s>
              ) : null}
              <Money minor={item.totalMinor} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
      <tbody className="border-t">
        {taxRatePpm > 0 && !taxInclusive
          ? rates.map(({ name, ratePpm, taxMinor: one }) => (
              <Line key={name} label={`${name}, ${percent(ratePpm)}`}>
                <Money minor={one} currency={currency} />
              </Line>
            ))
          : null}
        <Line label="Total" strong>
          <Money minor={totalMinor} currency={currency} />
        </Line>
        {taxRatePpm > 0 && taxInclusive
          ? rates.map(({ name, ratePpm, taxMinor: one }) => (
              <Line key={name} label={`of which ${name === "Tax" ? "tax" : name}, ${percent(ratePpm)}`} soft>
                <Money minor={one} currency={currency} />
              </Line>
            ))
          : null}
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
