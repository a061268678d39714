import { formatMoney } from "#lib/money";

type Props = {
  lines: readonly { description: string; quantity: number; unitMinor: bigint }[];
  taxMinor: bigint;
  taxInclusive: boolean;
  totalMinor: bigint;
  depositMinor: bigint;
  currency: string;
};

/** What a price is made of, its tax, the total and the deposit. */
export function PriceLines({ lines, taxMinor, taxInclusive, totalMinor, depositMinor, currency }: Props) {
  const row = "flex justify-between gap-4";
  return (
    <dl className="grid gap-2 rounded-xl border bg-card p-4 shadow-xs">
      {lines.map((line) => (
        <div key={`${line.description} ${line.unitMinor}`} className={row}>
          <dt className="min-w-0 break-words">
            {line.quantity > 1 ? `${line.quantity} × ` : ""}
            {line.description}
          </dt>
          <dd className="figures">{formatMoney(line.unitMinor * BigInt(line.quantity), currency)}</dd>
        </div>
      ))}
      {taxMinor > 0n ? (
        <div className={`${row} text-muted-foreground`}>
          <dt>{taxInclusive ? "Tax in it" : "Tax"}</dt>
          <dd className="figures">{formatMoney(taxMinor, currency)}</dd>
        </div>
      ) : null}
      <div className={`${row} border-t pt-2 font-semibold text-lg`}>
        <dt>Total</dt>
        <dd className="figures">{formatMoney(totalMinor, currency)}</dd>
      </div>
      {depositMinor > 0n ? (
        <div className={row}>
          <dt>Deposit, to confirm it</dt>
          <dd className="figures">{formatMoney(depositMinor, currency)}</dd>
        </div>
      ) : null}
    </dl>
  );
}
