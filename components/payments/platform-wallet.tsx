import { Figure, Figures } from "#components/data/figure";
import { Money } from "#components/data/money";
import { AccountLink, Amount, ReportFacts, StickyHead, TableCard } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Card } from "#components/ui/card";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { accountHref, withSearch } from "#lib/payments/addresses";
import type { HouseAccount, HousePurse } from "#lib/payments/platform";

export type PlatformWalletProps = {
  organization: { slug: string; name: string; zone: string };
  purses: readonly HousePurse[];
  madeAt: Date;
};

/** The platform's own wallet: whose money it keeps, where that money is, and what of it is earned. */
export function PlatformWallet({ organization, purses, madeAt }: PlatformWalletProps) {
  return (
    <>
      <PageHeader
        title="Wallet"
        description={
          <>
            <p>Money of organizations that the platform keeps, where it is, and what the platform earned.</p>
            <ReportFacts organization={organization} currencies={purses.map((one) => one.currency)} madeAt={madeAt} />
          </>
        }
      />
      {purses.length === 0 ? (
        <Card>
          <Empty title="Nothing here yet">The first ticket that an organization sells appears here at once.</Empty>
        </Card>
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        {purses.map((purse) => (
          <section
            key={purse.currency}
            aria-label={`Wallet in ${purse.currency}`}
            className="grid grid-cols-[minmax(0,1fr)] gap-4"
          >
            <h2 className="font-semibold text-base">{purse.currency}</h2>
            <Figures>
              {purse.figures.map(({ label, words, prefix, amountMinor, accounts }) => (
                <Figure
                  key={label}
                  label={label}
                  fresh={words}
                  value={<Money minor={amountMinor} currency={purse.currency} />}
                  href={rowsOf(organization.slug, purse.currency, prefix, accounts)}
                />
              ))}
            </Figures>
            <Organizations slug={organization.slug} currency={purse.currency} accounts={purse.owed} />
          </section>
        ))}
      </div>
    </>
  );
}

/** One account is its statement; several are the list of them. */
function rowsOf(slug: string, currency: string, prefix: string, accounts: readonly HouseAccount[]): string {
  const [only, ...others] = accounts;
  if (only && others.length === 0) return accountHref(slug, only.accountId);
  return withSearch(`/${slug}/payments/accounts`, { "f.code": prefix, "f.currency": currency });
}

type OrganizationsProps = { slug: string; currency: string; accounts: readonly HouseAccount[] };

function Organizations({ slug, currency, accounts }: OrganizationsProps) {
  if (accounts.length === 0) return null;
  return (
    <TableCard>
      <Table label={`Owed to organizations in ${currency}`}>
        <TableHeader>
          <TableRow>
            <StickyHead className="font-medium">Owed to organizations</StickyHead>
            <TableHead className="text-right">Balance</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {accounts.map((account) => (
            <TableRow key={account.accountId}>
              <StickyHead scope="row" className="h-auto py-2">
                <AccountLink slug={slug} account={account} />
              </StickyHead>
              <Amount>
                <Money minor={account.balanceMinor} currency={currency} />
              </Amount>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableCard>
  );
}
