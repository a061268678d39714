import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { DayField } from "#components/payments/day-field";
import { Questions, ReportFacts } from "#components/payments/report";
import { ReportFiles } from "#components/payments/report-files";
import { type StatementLine, StatementPages, StatementTable } from "#components/payments/statement-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { accountHref, type Place, type Span } from "#lib/payments/addresses";
import type { AccountKind } from "#lib/payments/chart";
import { isNarrow, type Lens } from "#lib/payments/reports/lens";
import { kindNames, normalOf } from "#lib/payments/statements";

export type AccountPageProps = {
  organization: { slug: string; name: string; zone: string };
  account: { id: string; code: string; name: string; kind: AccountKind; currency: string; state: string };
  span: Span;
  lens: Lens;
  /** What the lens shows, in words. */
  part: readonly string[];
  after?: Place;
  statement: { lines: readonly StatementLine[]; next?: Place };
  summary: { openingMinor: bigint; debitMinor: bigint; creditMinor: bigint; closingMinor: bigint; lines?: number };
  madeAt: Date;
  mayExport: boolean;
};

/** One account: opening balance + what moved = closing balance, and each line of it. */
export function AccountPage(props: AccountPageProps) {
  const { organization, account, span, lens, part, after, statement, summary, madeAt, mayExport } = props;
  const view = { ...span, ...lens };
  const { slug } = organization;
  const { currency, kind } = account;
  const path = accountHref(slug, account.id);
  const increases = normalOf(kind) === 1n ? "Debits increase it." : "Credits increase it.";
  return (
    <>
      <PageHeader
        title={account.name}
        badge={account.state === "open" ? null : <StateBadge state={account.state} />}
        crumbs={[{ label: account.name }]}
        description={
          <>
            <p className="break-all">
              <code className="font-mono text-[0.8125rem]">{account.code}</code> · {kindNames[kind]} in {currency} ·{" "}
              {increases}
            </p>
            <ReportFacts
              organization={organization}
              currencies={[currency]}
              from={span.from}
              asOf={span.to}
              madeAt={madeAt}
              part={part}
            />
          </>
        }
        actions={
          <ReportFiles
            path={`/api${path}`}
            csv={isNarrow(lens) ? undefined : `/api${accountHref(slug, account.id, span)}`}
            search={view}
            mayExport={mayExport}
          />
        }
      />
      <Questions action={path}>
        <DayField name="from" label="From" day={span.from} />
        <DayField name="to" label="To the end of" day={span.to} />
        {Object.entries(lens).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit">Show</Button>
        {isNarrow(lens) ? (
          <Button variant="ghost" asChild>
            <a href={accountHref(slug, account.id, span)}>The whole book</a>
          </Button>
        ) : null}
      </Questions>
      <Sums summary={summary} currency={currency} />
      {statement.lines.length > 0 ? (
        <>
          <StatementTable
            slug={slug}
            account={account}
            span={view}
            lines={statement.lines}
            closing={after ? undefined : summary.closingMinor}
            opening={statement.next ? undefined : summary.openingMinor}
          />
          <StatementPages slug={slug} accountId={account.id} span={view} first={!after} next={statement.next} />
        </>
      ) : (
        <Card>
          <Empty
            title={summary.lines ? "This page is empty" : "Nothing moved"}
            action={
              span.from || span.to || after ? (
                <Button variant="outline" asChild>
                  <a href={path}>Show every day</a>
                </Button>
              ) : null
            }
          >
            {span.from || span.to ? "No line of this account is dated in these days." : "Nothing was posted to it yet."}
          </Empty>
        </Card>
      )}
    </>
  );
}

/** Opening balance, what moved, closing balance: the arithmetic of the statement. */
function Sums({ summary, currency }: Pick<AccountPageProps, "summary"> & { currency: string }) {
  const lines =
    summary.lines === undefined
      ? ""
      : `, ${summary.lines.toLocaleString("en")} ${summary.lines === 1 ? "line" : "lines"}`;
  const sums: [string, bigint][] = [
    ["Opening balance", summary.openingMinor],
    ["Debits", summary.debitMinor],
    ["Credits", summary.creditMinor],
    [`Closing balance${lines}`, summary.closingMinor],
  ];
  return (
    <Card className="mb-4">
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 p-4 lg:grid-cols-4">
        {sums.map(([label, minor]) => (
          <div key={label} className="grid content-start gap-0.5">
            <dt className="text-[0.8125rem] text-muted-foreground">{label}</dt>
            <dd className="font-semibold text-lg">
              <Money minor={minor} currency={currency} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
