import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { LinkButton } from "#components/payments/payouts/link-button";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { formatMoney, majorUnits } from "#lib/money";
import { payoutSettingsHref } from "#lib/payments/payouts/addresses";
import type { PayoutAccount, PayoutConfiguration } from "#lib/payments/payouts/queries";
import { accountStates } from "#lib/payments/payouts/rules";
import { AccountActions } from "./account-actions.tsx";
import { ScheduleForm } from "./schedule-form.tsx";

type Props = {
  organization: { slug: string; name: string; zone: string; isPlatform: boolean };
  userId: string;
  may: { request: boolean; approve: boolean };
  accounts: readonly PayoutAccount[];
  configurations: readonly PayoutConfiguration[];
  currencies: readonly string[];
};

/** Where payouts go, and when they are asked for by themselves. */
export function PayoutSettingsPage({ organization, userId, may, accounts, configurations, currencies }: Props) {
  const { slug, zone } = organization;
  return (
    <>
      <PageHeader
        title="Payout settings"
        crumbs={[{ label: "Settings" }]}
        description={
          organization.isPlatform
            ? "The bank accounts that the platform pays from, one in each currency."
            : "The bank accounts that payouts go to, and when payouts are asked for by themselves."
        }
        actions={may.request ? <LinkButton href={`${payoutSettingsHref(slug)}/new`}>Add account</LinkButton> : null}
      />
      <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-6">
        <section aria-label="Accounts" className="grid gap-3">
          <h2 className="font-semibold text-base">Accounts</h2>
          {accounts.length === 0 ? (
            <Card>
              <Empty title="No account yet">
                Add the bank account that your money should go to. Somebody else approves it, a test transfer proves it.
              </Empty>
            </Card>
          ) : null}
          {accounts.map((account) => (
            <AccountCard key={account.id} account={account} zone={zone} userId={userId} may={may} />
          ))}
        </section>
        {organization.isPlatform
          ? null
          : currencies.map((currency) => (
              <ScheduleCard
                key={currency}
                currency={currency}
                mayChange={may.request}
                configuration={configurations.find((one) => one.currency === currency)}
                accounts={accounts.filter((one) => one.currency === currency && one.state === "active")}
              />
            ))}
      </div>
    </>
  );
}

type AccountCardProps = { account: PayoutAccount; zone: string; userId: string; may: Props["may"] };

function AccountCard({ account, zone, userId, may }: AccountCardProps) {
  const { id, state, holder, lastFour, country, currency, bic, requestedBy, usableAt } = account;
  const { label, tone } = accountStates[state];
  const name = `${holder} ··${lastFour}`;
  const mine = requestedBy === userId;
  const live = state === "proposed" || state === "verifying" || state === "active" || state === "blocked";
  const reject = state === "proposed" && may.approve && !mine;
  return (
    <Card>
      <CardContent className="grid gap-2 pt-4 sm:flex sm:items-start sm:justify-between sm:gap-4">
        <div className="grid min-w-0 gap-1">
          <h3 className="flex flex-wrap items-center gap-2 font-medium">
            {name} <StateBadge state={state} label={label} tone={tone} />
          </h3>
          <p className="text-muted-foreground">{[country, currency, bic].filter(Boolean).join(" · ")}</p>
          <p className="text-[0.8125rem] text-muted-foreground">
            {nextStep(account, mine)}
            {state === "active" && usableAt && usableAt > new Date() ? (
              <>
                First payout from <Time at={usableAt} zone={zone} named /> on.
              </>
            ) : null}
          </p>
        </div>
        <AccountActions
          id={id}
          name={name}
          may={{
            approve: state === "proposed" && may.approve && !mine,
            reject,
            remove: live && !reject && (may.request || may.approve),
            confirm: state === "verifying" && account.sent && may.request,
          }}
        />
      </CardContent>
    </Card>
  );
}

function nextStep({ state, requester, decider, note, sent, attemptsLeft }: PayoutAccount, mine: boolean): string {
  const proposed = `Proposed by ${requester ?? "somebody who has left"}`;
  switch (state) {
    case "proposed":
      return mine ? "You proposed it, so somebody else approves it." : `${proposed}.`;
    case "verifying":
      return sent
        ? `A test transfer is on its way. ${attemptsLeft} attempts to enter its code.`
        : "The platform sends a test transfer with a code next.";
    case "active":
      return `${proposed}${decider ? `, approved by ${decider}` : ""}. `;
    case "blocked":
      return "Blocked after five wrong codes.";
    default:
      return note;
  }
}

type ScheduleCardProps = {
  currency: string;
  mayChange: boolean;
  configuration?: PayoutConfiguration;
  accounts: readonly PayoutAccount[];
};

function ScheduleCard({ currency, mayChange, configuration: known, accounts }: ScheduleCardProps) {
  const settings = {
    accountId: known?.payoutAccountId ?? "",
    schedule: known?.schedule ?? "manual",
    weekday: known?.weekday ?? 1,
    monthDay: known?.monthDay ?? 1,
    minimum: majorUnits(known?.minimumMinor ?? 1n, currency),
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>Payouts in {currency}</CardTitle>
      </CardHeader>
      <CardContent className="grid gap-4">
        {mayChange ? (
          <ScheduleForm
            currency={currency}
            settings={settings}
            accounts={accounts.map(({ id, holder, lastFour }) => ({ value: id, label: `${holder} ··${lastFour}` }))}
          />
        ) : null}
        <p className="text-[0.8125rem] text-muted-foreground">{termsOf(currency, known)}</p>
      </CardContent>
    </Card>
  );
}

function termsOf(currency: string, known?: PayoutConfiguration): string {
  const fixed = known && known.reserveMinor > 0n ? formatMoney(known.reserveMinor, currency) : null;
  const share =
    known && known.reservePpm > 0
      ? `${known.reservePpm / 10_000} % of the sales of the last ${known.reserveDays} days`
      : null;
  const reserve = [fixed, share].filter(Boolean).join(" and ");
  return `The platform's terms: ${reserve ? `${reserve} stays in the wallet` : "no reserve is kept back"}; a new account rests for ${known?.coolingHours ?? 72} hours before its first payout.`;
}
