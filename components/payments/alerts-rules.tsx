import { SelectField, SwitchField, TextField } from "#components/data/fields";
import { StateBadge } from "#components/data/state-badge";
import { FormButton } from "#components/payments/form-button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { formatMoney, majorUnits } from "#lib/money";
import { archiveAlertRule, saveAlertRule } from "#lib/payments/actions/planning";
import { type AlertKind, alertKinds } from "#lib/payments/alerts/rules";

type Rule = {
  id: string;
  kind: string;
  accountId: string | null;
  thresholdMinor: bigint | null;
  currency: string | null;
  after: number | null;
  active: boolean;
};
type Choice = { value: string; label: string };
type Props = {
  rules: readonly { rule: Rule; account: string | null }[];
  accounts: readonly Choice[];
  mayPlan: boolean;
};

/** Every kind of alert with the organization's rules for it. */
export function AlertRules({ rules, accounts, mayPlan }: Props) {
  const kinds = (Object.keys(alertKinds) as AlertKind[]).filter((kind) => alertKinds[kind].ready);
  return (
    <div className="grid max-w-3xl gap-4">
      {kinds.map((kind) => {
        const own = rules.filter(({ rule }) => rule.kind === kind);
        return (
          <Card key={kind}>
            <CardHeader>
              <CardTitle>{alertKinds[kind].words}</CardTitle>
              {mayPlan && (own.length === 0 || kind === "balance") ? (
                <RuleButton kind={kind} accounts={accounts} />
              ) : null}
            </CardHeader>
            <CardContent className="grid gap-2">
              <p className="text-muted-foreground">{alertKinds[kind].text}</p>
              {own.map(({ rule, account }) => (
                <div key={rule.id} className="flex flex-wrap items-center justify-between gap-2">
                  <span className="flex flex-wrap items-center gap-2">
                    <StateBadge
                      state={rule.active ? "active" : "off"}
                      label={rule.active ? "On" : "Off"}
                      tone={rule.active ? "success" : "neutral"}
                    />
                    {wordsOf(rule, account)}
                  </span>
                  {mayPlan ? (
                    <span className="flex gap-1">
                      <RuleButton kind={kind} rule={rule} accounts={accounts} />
                      <FormButton
                        label="Remove"
                        name={`Remove the rule: ${wordsOf(rule, account)}`}
                        size="sm"
                        variant="ghost"
                        title="Remove this rule?"
                        text="Its open alerts are closed."
                        verb="Remove"
                        pendingVerb="Removing…"
                        tone="destructive"
                        action={archiveAlertRule}
                        hidden={{ id: rule.id }}
                        done="Removed."
                      />
                    </span>
                  ) : null}
                </div>
              ))}
            </CardContent>
          </Card>
        );
      })}
    </div>
  );
}

function wordsOf(rule: Rule, account: string | null) {
  const unit = alertKinds[rule.kind as AlertKind]?.after;
  if (rule.thresholdMinor !== null && rule.currency)
    return `${account ?? "An account"} below ${formatMoney(rule.thresholdMinor, rule.currency)}`;
  return unit ? `After ${rule.after} ${unit}` : "Each time";
}

function RuleButton({ kind, rule, accounts }: { kind: AlertKind; rule?: Rule; accounts: readonly Choice[] }) {
  const { words, text, after } = alertKinds[kind];
  return (
    <FormButton
      label={rule ? "Change" : "Add a rule"}
      name={`${rule ? "Change the rule" : "Add a rule"}: ${words}`}
      size="sm"
      title={words}
      text={text}
      verb="Save the rule"
      pendingVerb="Saving…"
      action={saveAlertRule}
      hidden={{ kind, ...(rule && { id: rule.id }) }}
      done="Saved, and looked at."
    >
      {kind === "balance" ? (
        <>
          <SelectField
            name="accountId"
            label="Account"
            required
            options={accounts}
            defaultValue={rule?.accountId ?? ""}
          />
          <TextField
            name="threshold"
            label="Below"
            required
            inputMode="decimal"
            autoComplete="off"
            className="figures max-w-44 text-right"
            hint="In the currency of the account."
            defaultValue={
              rule?.currency && rule.thresholdMinor !== null ? majorUnits(rule.thresholdMinor, rule.currency) : ""
            }
          />
        </>
      ) : null}
      {after ? (
        <TextField
          name="after"
          label={after === "hours" ? "After hours" : "After days"}
          required
          inputMode="numeric"
          autoComplete="off"
          className="figures max-w-28 text-right"
          defaultValue={rule?.after === null || rule?.after === undefined ? "" : String(rule.after)}
        />
      ) : null}
      <SwitchField name="active" label="Raise alerts" defaultChecked={rule?.active ?? true} />
    </FormButton>
  );
}
