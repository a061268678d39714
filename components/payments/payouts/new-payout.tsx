import { PayoutRequestForm } from "#components/payments/payouts/request-form";
import { WalletSum, type WalletSumProps } from "#components/payments/payouts/wallet-sum";
import { TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Card } from "#components/ui/card";
import { majorUnits } from "#lib/money";
import { newPayoutHref, payoutSettingsHref } from "#lib/payments/payouts/addresses";

type Props = {
  organization: { slug: string; name: string };
  currency: string;
  purse?: Omit<WalletSumProps, "slug" | "mayRequest">;
  currencies: readonly string[];
  accounts: readonly { value: string; label: string }[];
  accountId?: string;
  banks: readonly { value: string; label: string }[];
};

/** What may leave, how that comes about, and where it should go. */
export function NewPayout({
  organization: { slug, name },
  currency,
  purse,
  currencies,
  accounts,
  accountId,
  banks,
}: Props) {
  const others = currencies.filter((code) => code !== currency);
  return (
    <>
      <PageHeader
        title="Request payout"
        crumbs={[{ label: "Request" }]}
        description={
          <>
            <p>From the wallet of {name} to its bank, once somebody else approved it.</p>
            {others.length > 0 ? (
              <p className="flex flex-wrap gap-x-2">
                {others.map((code) => (
                  <TextLink key={code} href={newPayoutHref(slug, code)}>{`In ${code} instead`}</TextLink>
                ))}
              </p>
            ) : null}
          </>
        }
      />
      <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-6">
        {purse ? <WalletSum slug={slug} mayRequest={false} {...purse} /> : null}
        {!purse || purse.availableMinor === 0n ? (
          <Card>
            <Empty title={`Nothing is available in ${currency}`}>
              The next sale that is paid for arrives here at once.
            </Empty>
          </Card>
        ) : accounts.length === 0 ? (
          <Card>
            <Empty title={`No account in ${currency} can be paid yet`}>
              <TextLink href={payoutSettingsHref(slug)}>Add one</TextLink>, have it approved and verified, and wait
              until its waiting time is over.
            </Empty>
          </Card>
        ) : (
          <PayoutRequestForm
            slug={slug}
            currency={currency}
            available={majorUnits(purse.availableMinor, currency)}
            accounts={accounts}
            accountId={accountId}
            banks={banks}
          />
        )}
      </div>
    </>
  );
}
