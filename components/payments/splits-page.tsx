import type { Route } from "next";
import Link from "next/link";
import { MoneyField, SelectField, SwitchField, TextField } from "#components/data/fields";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { FormButton } from "#components/payments/form-button";
import { AccountLink } from "#components/payments/report";
import { SplitLines } from "#components/payments/split-lines";
import { Empty } from "#components/shell/empty";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { formatMoney, majorUnits } from "#lib/money";
import { archiveSplit, releaseReserve, saveSplit } from "#lib/payments/actions/planning";
import type { Reserve, Split } from "#lib/payments/splits/queries";
import { percentText } from "#lib/payments/splits/rules";

type Choice = { value: string; label: string };
export type SplitChoices = { currency: string; accounts: readonly Choice[]; currencies: readonly Choice[] };
type Props = {
  slug: string;
  splits: readonly Split[];
  reserves: readonly Reserve[];
  choices?: SplitChoices;
  mayPost: boolean;
};

/** How incoming money is set aside, and what is. */
export function SplitsPage({ slug, splits, reserves, choices, mayPost }: Props) {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <div className="grid content-start gap-4">
        {splits.length === 0 ? (
          <Card>
            <Empty title="No splits yet" action={choices ? <SplitButton choices={choices} /> : null}>
              Set a part of what comes in aside before it is spent, such as 10 % for bad weather.
            </Empty>
          </Card>
        ) : null}
        {splits.map((split) => (
          <Card key={split.id}>
            <CardHeader>
              <CardTitle className="flex flex-wrap items-center gap-2">
                <Link
                  href={`/${slug}/payments/planning/splits/${split.id}` as Route}
                  className="underline-offset-4 hover:underline"
                >
                  {split.name}
                </Link>
                <StateBadge
                  state={split.activeFrom ? "active" : "off"}
                  label={split.activeFrom ? "Every night" : "By hand"}
                  tone={split.activeFrom ? "success" : "neutral"}
                />
              </CardTitle>
            </CardHeader>
            <CardContent>
              <SplitWords split={split} />
            </CardContent>
          </Card>
        ))}
      </div>
      <Card className="content-start self-start">
        <CardHeader>
          <CardTitle>Set aside</CardTitle>
        </CardHeader>
        <CardContent>
          {reserves.length === 0 ? <p className="text-muted-foreground">Nothing was set aside yet.</p> : null}
          <ul className="grid gap-3">
            {reserves.map((reserve) => (
              <li key={reserve.accountId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                <AccountLink slug={slug} account={{ ...reserve, code: `equity:allocated:${reserve.reserve}` }} />
                <span className="flex items-center gap-3">
                  <Money minor={reserve.balanceMinor} currency={reserve.currency} />
                  {mayPost && reserve.balanceMinor > 0n ? <ReleaseButton reserve={reserve} /> : null}
                </span>
              </li>
            ))}
          </ul>
        </CardContent>
      </Card>
    </div>
  );
}

export function SplitWords({ split }: { split: Split }) {
  return (
    <ol className="grid gap-1">
      {split.lines.map((line) => (
        <li key={line.id} className="flex justify-between gap-4">
          <span>{line.reserve.replaceAll("-", " ")}</span>
          <span className="figures text-muted-foreground">
            {line.kind === "fixed"
              ? formatMoney(line.amountMinor ?? 0n, split.currency)
              : line.kind === "share"
                ? `${percentText(line.basisPoints ?? 0)} %`
                : "the rest"}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Make a split, or change the one that is given. */
export function SplitButton({ split, choices }: { split?: Split; choices: SplitChoices }) {
  const lines = split?.lines.map(({ kind, basisPoints, amountMinor, reserve }) => ({
    kind,
    reserve: reserve.replaceAll("-", " "),
    size:
      kind === "share"
        ? percentText(basisPoints ?? 0)
        : kind === "fixed"
          ? majorUnits(amountMinor ?? 0n, split.currency)
          : "",
  }));
  return (
    <FormButton
      label={split ? "Change" : "New split"}
      variant={split ? "outline" : "default"}
      title={split ? "Change the split" : "A new split"}
      text="Nothing leaves the wallet: a part of what is the organization's own is named for a purpose."
      verb="Save the split"
      pendingVerb="Saving…"
      action={saveSplit}
      hidden={split ? { id: split.id } : undefined}
      done="Saved."
      wide
    >
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField name="name" label="Name" required maxLength={80} defaultValue={split?.name} />
        <SelectField
          name="currency"
          label="Currency"
          required
          options={split ? choices.currencies.filter(({ value }) => value === split.currency) : choices.currencies}
          defaultValue={split?.currency ?? choices.currency}
        />
        <SelectField
          name="accountCode"
          label="Of the income in"
          options={[{ value: "", label: "All accounts" }, ...choices.accounts]}
          defaultValue={split?.accountCode ?? ""}
        />
      </div>
      <SplitLines lines={lines ?? [{ kind: "share", size: "10", reserve: "" }]} />
      <SwitchField
        name="active"
        label="Split each day's income in the night after it"
        defaultChecked={Boolean(split?.activeFrom)}
      />
    </FormButton>
  );
}

export const ArchiveSplitButton = ({ split }: { split: Split }) => (
  <FormButton
    label="End"
    title={`End “${split.name}”?`}
    text="Nothing more is set aside by it. What was set aside stays."
    verb="End the split"
    pendingVerb="Ending…"
    tone="destructive"
    action={archiveSplit}
    hidden={{ id: split.id }}
    done="The split is over."
  />
);

const ReleaseButton = ({ reserve }: { reserve: Reserve }) => (
  <FormButton
    label="Set free"
    name={`Set free: ${reserve.reserve.replaceAll("-", " ")}`}
    size="sm"
    title={`Set money free: ${reserve.reserve.replaceAll("-", " ")}`}
    text={`At most ${formatMoney(reserve.balanceMinor, reserve.currency)}.`}
    verb="Set free"
    pendingVerb="Setting free…"
    action={releaseReserve}
    hidden={{ reserve: reserve.reserve, currency: reserve.currency }}
    keyed
    done="It is free again."
  >
    <MoneyField name="amount" label="Amount" currency={reserve.currency} required />
    <TextField name="memo" label="What for" required maxLength={300} />
  </FormButton>
);
