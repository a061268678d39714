import type { ReactNode } from "react";
import { type Fact, Facts } from "#components/data/facts";
import { StateBadge } from "#components/data/state-badge";
import { Day, Time } from "#components/data/time";
import { TextLink } from "#components/payments/report";
import { PageHeader } from "#components/shell/page-header";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { buttonVariants } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { formatMoney } from "#lib/money";
import { payoutHref, receiptHref } from "#lib/payments/payouts/addresses";
import type { Composition } from "#lib/payments/payouts/composition";
import type { Payout, PayoutAccount, PayoutStep } from "#lib/payments/payouts/queries";
import { payoutStates } from "#lib/payments/payouts/rules";
import { CompositionCard } from "./composition-card.tsx";
import { PayoutActions } from "./payout-actions.tsx";

export type PayoutPageProps = {
  organization: { slug: string; name: string; zone: string };
  payout: Payout;
  steps: readonly PayoutStep[];
  composition: Composition | null;
  accounts: readonly PayoutAccount[];
  may: { approve: boolean; cancel: boolean; retry: boolean };
  children?: ReactNode;
};

/** One payout: how far it is, what it is made of, and what can be done now. */
export function PayoutPage({ organization, payout, steps, composition, accounts, may, children }: PayoutPageProps) {
  const { slug, zone } = organization;
  const { label, tone } = payoutStates[payout.state];
  const amount = formatMoney(payout.amountMinor, payout.currency);
  const choices = accounts
    .filter(({ state, currency }) => state === "active" && currency === payout.currency)
    .map(({ id, holder, lastFour }) => ({ value: id, label: `${holder} ··${lastFour}` }));
  return (
    <>
      <PageHeader
        title={`Payout ${payout.number}: ${amount}`}
        badge={<StateBadge state={payout.state} label={label} tone={tone} />}
        crumbs={[{ label: `Payout ${payout.number}` }]}
        description={
          <p>
            {organization.name} · days in {zone.replaceAll("_", " ")}
          </p>
        }
        actions={
          <>
            {composition ? (
              <a href={receiptHref(slug, payout.id)} className={buttonVariants({ variant: "outline" })}>
                Receipt (PDF)
              </a>
            ) : null}
            <PayoutActions
              slug={slug}
              id={payout.id}
              amount={amount}
              to={toWords(payout)}
              may={may}
              accounts={choices}
              accountId={payout.account.id}
            />
          </>
        }
      />
      <Trouble slug={slug} payout={payout} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 gap-4">
          {composition ? (
            <CompositionCard slug={slug} number={payout.number} currency={payout.currency} composition={composition} />
          ) : (
            <NotYet payout={payout} zone={zone} />
          )}
          {children}
        </div>
        <div className="grid min-w-0 gap-4">
          <Panel title="Where it goes" facts={factsOf(payout, slug)} />
          <Timeline steps={steps} zone={zone} />
        </div>
      </div>
    </>
  );
}

const toWords = ({ account }: Payout) => `${account.holder}, ending in ${account.lastFour}`;

function Trouble({ slug, payout }: { slug: string; payout: Payout }) {
  if (payout.state !== "failed" && payout.state !== "returned") return null;
  return (
    <Alert variant="destructive" className="mb-4">
      <AlertTitle>{payout.note}</AlertTitle>
      <AlertDescription>
        The money is in the wallet again.{" "}
        {payout.retriedBy ? (
          <TextLink href={payoutHref(slug, payout.retriedBy.id)}>
            Payout {payout.retriedBy.number} is the next attempt.
          </TextLink>
        ) : (
          "Try again, to the same account or another one."
        )}
      </AlertDescription>
    </Alert>
  );
}

function NotYet({ payout, zone }: { payout: Payout; zone: string }) {
  const waiting = payout.state === "draft";
  return (
    <Card>
      <CardContent className="grid gap-1 pt-4">
        <p className="font-medium">{waiting ? "Nothing has moved yet" : "Nothing was moved"}</p>
        <p className="text-muted-foreground">
          {waiting ? (
            <>
              The money leaves the wallet when a second person approves it. If nobody does until{" "}
              <Time at={payout.expiresAt} zone={zone} named />, it is cancelled.
            </>
          ) : (
            payout.note
          )}
        </p>
      </CardContent>
    </Card>
  );
}

function factsOf(payout: Payout, slug: string): Fact[] {
  const { account, settledOn, bankReference, retryOf, requester, approver, requestedBy, approvedAt } = payout;
  return [
    { label: "Holder", value: account.holder },
    { label: "Account", value: `${account.country} ··${account.lastFour}` },
    { label: "Asked for by", value: requestedBy ? (requester ?? "Somebody who has left") : "The schedule" },
    ...(approvedAt ? [{ label: "Approved by", value: approver ?? "Nobody had to, by your rule" }] : []),
    ...(settledOn ? [{ label: "At the bank", value: <Day day={settledOn} /> }] : []),
    ...(bankReference ? [{ label: "Bank ref.", value: bankReference }] : []),
    { label: "Reference", value: <code className="break-all font-mono text-xs">{payout.id.replaceAll("-", "")}</code> },
    ...(retryOf
      ? [
          {
            label: "Next attempt of",
            value: <TextLink href={payoutHref(slug, retryOf.id)}>Payout {retryOf.number}</TextLink>,
          },
        ]
      : []),
  ];
}

function Panel({ title, facts }: { title: string; facts: readonly Fact[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent>
        <Facts facts={facts} />
      </CardContent>
    </Card>
  );
}

const nobody: Record<string, string> = {
  platform: "The platform",
  schedule: "By itself",
  person: "Somebody who has left",
};

function Timeline({ steps, zone }: { steps: readonly PayoutStep[]; zone: string }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>How far it is</CardTitle>
      </CardHeader>
      <CardContent>
        <ol className="grid gap-3">
          {steps.map((step) => (
            <li key={step.id} className="grid gap-0.5">
              <p className="flex flex-wrap items-center justify-between gap-2">
                <StateBadge
                  state={step.state}
                  label={payoutStates[step.state].label}
                  tone={payoutStates[step.state].tone}
                />
                <Time at={step.at} zone={zone} className="text-[0.8125rem] text-muted-foreground" />
              </p>
              <p className="text-[0.8125rem] text-muted-foreground">
                {step.who ?? nobody[step.by]}
                {step.note ? `: ${step.note}` : ""}
              </p>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}
