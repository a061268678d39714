import { Money } from "#components/data/money";
import { TextLink } from "#components/payments/report";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { withSearch } from "#lib/payments/addresses";
import type { Unexplained } from "#lib/payments/bank/queries/accounts";

/** What is missing before a period can be closed, each with the place where it is mended. */
export function BankUnexplained({
  slug,
  through,
  missing,
}: {
  slug: string;
  through: string;
  missing: readonly Unexplained[];
}) {
  return (
    <Alert variant="warning">
      <AlertTitle>Bank accounts are not explained yet. Until they are, this period stays open.</AlertTitle>
      <AlertDescription>
        <ul className="mt-1 grid gap-1">
          {missing.map((one) => (
            <li key={`${one.bankAccountId} ${one.what}`}>
              <TextLink href={placeOf(slug, through, one)}>{one.name}</TextLink>: {wordsOf(one)}
              {one.amountMinor !== null ? (
                <>
                  {" "}
                  (<Money minor={one.amountMinor} currency={one.currency} />)
                </>
              ) : null}
            </li>
          ))}
        </ul>
      </AlertDescription>
    </Alert>
  );
}

function placeOf(slug: string, through: string, { bankAccountId, what }: Unexplained): string {
  const path = `/${slug}/payments/bank/${bankAccountId}`;
  if (what === "lines") return withSearch(path, { to: through });
  if (what === "statements") return `${path}/import`;
  return withSearch(`${path}/proof`, { day: through });
}

function wordsOf({ what, n }: Unexplained): string {
  const one = n === 1;
  if (what === "lines") return `${n} ${one ? "line is" : "lines are"} not explained`;
  if (what === "statements")
    return `${n} imported ${one ? "statement waits" : "statements wait"} to be taken or discarded`;
  if (what === "entries") return `${n} ${one ? "entry" : "entries"} of the books never reached the bank`;
  return "the bank's own balance is not what its lines come to";
}
