import type { Route } from "next";
import Link from "next/link";
import { Time } from "#components/data/time";
import { ForgetRule } from "#components/payments/bank-forget-rule";
import { TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { accountHref, withSearch } from "#lib/payments/addresses";
import type { RememberedRule } from "#lib/payments/bank/queries/rules";

type Props = { slug: string; zone: string; bankAccountId: string; rules: readonly RememberedRule[] };

/** What was remembered about lines of this account: the words, what it suggests for them, and who said so. */
export function BankRules({ slug, zone, bankAccountId, rules }: Props) {
  const path = `/${slug}/payments/bank/${bankAccountId}`;
  if (rules.length === 0)
    return (
      <Card>
        <Empty
          title="No rule yet"
          action={
            <Button asChild>
              <Link href={path as Route}>Reconcile</Link>
            </Button>
          }
        >
          Choose an account for a line and tick “Suggest this for such lines”; it is remembered here.
        </Empty>
      </Card>
    );
  return (
    <ul className="grid max-w-4xl gap-3" aria-label="Remembered rules">
      {rules.map((rule) => (
        <li key={rule.id}>
          <Card className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 p-4">
            <div className="grid min-w-0 flex-1 basis-72 gap-1">
              <p className="break-words">
                Money that {rule.direction === "in" ? "came in" : "went out"} with{" "}
                <strong className="font-semibold">“{rule.contains}”</strong> is{" "}
                {rule.accountId ? (
                  <TextLink href={accountHref(slug, rule.accountId)}>{rule.accountName ?? rule.account}</TextLink>
                ) : (
                  <code className="font-mono text-[0.8125rem]">{rule.account}</code>
                )}
                {rule.memo ? `: ${rule.memo}` : ""}
              </p>
              <p className="text-[0.8125rem] text-muted-foreground">
                <TextLink href={withSearch(path, { show: "all", way: rule.direction, q: rule.contains })}>
                  {rule.lines === 1 ? "1 line" : `${rule.lines.toLocaleString("en")} lines`}
                </TextLink>{" "}
                with these words · {rule.person ?? "Somebody who has left"}, <Time at={rule.createdAt} zone={zone} />
              </p>
            </div>
            <ForgetRule ruleId={rule.id} words={rule.contains} />
          </Card>
        </li>
      ))}
    </ul>
  );
}
