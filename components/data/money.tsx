import { cn } from "#components/ui/cn";
import { formatMoney } from "#lib/money";

export type MoneyProps = {
  /** Minor units, as a number without a point: `bigint`, or text when it came through JSON. */
  minor: bigint | string;
  currency: string;
  /** A plus sign before what came in. */
  signed?: boolean;
  className?: string;
};

/** An exact amount in its currency; figures line up below each other. */
export function Money({ minor, currency, signed, className }: MoneyProps) {
  const amount = BigInt(minor);
  return (
    <span className={cn("figures whitespace-nowrap", className)}>
      {signed && amount > 0n ? "+" : ""}
      {formatMoney(amount, currency)}
    </span>
  );
}
