import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { WalletSum } from "#components/payments/payouts/wallet-sum";
import { ReportFacts, TextLink } from "#components/payments/report";
import { type StatementLine, StatementTable } from "#components/payments/statement-table";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { Card } from "#components/ui/card";
import { formatMoney } from "#lib/money";
import { accountHref } from "#lib/payments/addresses";

export type WalletPurse = {
  currency: string;
  postedMinor: bigint;
  availableMinor: bigint;
  shortfallMinor: bigint;
  requestedMinor: bigint;
  reserveMinor: bigint;
  disputedMinor: bigint;
  inTransitMinor: bigint;
  account?: { id: string };
  /** What the organization owes the platform, and the account that says so. */
  owed?: { accountId: string; minor: bigint };
  lines: readonly StatementLine[];
};
export type WalletPageProps = {
  organization: { slug: string; name: string; zone: string };
  purses: readonly WalletPurse[];
  /** May ask for payouts. */
  mayRequest: boolean;
  madeAt: Date;
};

/** What the platform keeps for the organization, per currency: the balance, what may leave, and why the rest may not. */
export function WalletPage({ organization, purses, mayRequest, madeAt }: WalletPageProps) {
  const used = purses.filter((purse) => purse.lines.length > 0 || purse.postedMinor !== 0n || purse.owed);
  return (
    <>
      <PageHeader
        title="Wallet"
        description={
          <>
            <p>Money from your sales that the platform keeps for you: what buyers paid, less tax and fees.</p>
            <ReportFacts
              organization={organization}
              currencies={purses.map(({ currency }) => currency)}
              madeAt={madeAt}
            />
          </>
        }
      />
      {used.length === 0 ? (
        <Card>
          <Empty title="Nothing here yet">The first ticket that somebody pays for arrives here at once.</Empty>
        </Card>
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        {used.map((purse) => (
          <Purse key={purse.currency} slug={organization.slug} purse={purse} mayRequest={mayRequest} />
        ))}
      </div>
    </>
  );
}

type PurseProps = { slug: string; purse: WalletPurse; mayRequest: boolean };

function Purse({ slug, purse, mayRequest }: PurseProps) {
  const { currency, postedMinor, availableMinor, account, owed, lines } = purse;
  const statement = account ? accountHref(slug, account.id) : undefined;
  const held = postedMinor - availableMinor;
  return (
    <section aria-label={`Wallet in ${currency}`} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <h2 className="font-semibold text-base">{currency}</h2>
      <Figures>
        <Figure
          label="At the platform"
          value={<Money minor={postedMinor} currency={currency} />}
          href={statement}
          fresh="Everything that was posted to your wallet"
        />
        <Figure
          label="Available"
          value={<Money minor={availableMinor} currency={currency} />}
          fresh={held === 0n ? "All of it may leave" : "What may leave today"}
        />
        {held > 0n ? (
          <Figure
            label="Not available"
            value={<Money minor={held} currency={currency} />}
            href={owed ? accountHref(slug, owed.accountId) : undefined}
            fresh="Why is told below"
          />
        ) : null}
      </Figures>
      <WalletSum slug={slug} {...purse} mayRequest={mayRequest} />
      {owed ? (
        <Alert variant="warning">
          <AlertTitle>{formatMoney(owed.minor, currency)} is owed to the platform</AlertTitle>
          <AlertDescription>
            Buyers were refunded more than your wallet held, and the platform paid the rest. It is taken back from your
            next sales by itself; nobody has to do anything.
          </AlertDescription>
        </Alert>
      ) : null}
      {account && lines.length > 0 ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <div className="flex flex-wrap items-baseline justify-between gap-2">
            <h3 className="font-medium text-sm">Latest movements</h3>
            <TextLink href={accountHref(slug, account.id)}>Whole statement in {currency}</TextLink>
          </div>
          <StatementTable
            slug={slug}
            account={{ id: account.id, kind: "asset", currency }}
            span={{}}
            lines={lines}
            closing={postedMinor}
          />
        </div>
      ) : null}
    </section>
  );
}
