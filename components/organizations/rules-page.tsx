import { StateBadge } from "#components/data/state-badge";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { formatMoney } from "#lib/money";
import { type Permission, permissionWords } from "#lib/permissions";
import { RuleButton, type RuleRow } from "./rule-dialog.tsx";
import { SettingsTabs } from "./settings-tabs.tsx";

type Props = {
  slug: string;
  currency: string;
  rules: readonly (Omit<RuleRow, "threshold"> & { threshold: string | null; thresholdMinor: bigint | null })[];
  currencies: readonly { value: string; label: string }[];
};

/** What this organization does not leave to one person alone. */
export function RulesPage({ slug, currency, rules, currencies }: Props) {
  return (
    <>
      <SettingsTabs slug={slug} current="rules" may={{ rules: true }} />
      <p className="mb-4 max-w-prose text-muted-foreground">
        One person asks, another decides. Making a rule stricter counts at once; making it looser is decided by a second
        person, too.
      </p>
      <div className="grid max-w-3xl gap-4">
        {rules.map(({ thresholdMinor, ...row }) => (
          <Card key={row.act}>
            <CardHeader>
              <CardTitle className="flex flex-wrap items-center gap-2">
                {row.words}
                <StateBadge
                  state={row.active ? "active" : "off"}
                  label={row.active ? "Two people" : "One person"}
                  tone={row.active ? "success" : "neutral"}
                />
              </CardTitle>
              <RuleButton rule={row} currency={currency} currencies={currencies} />
            </CardHeader>
            <CardContent>
              <p>{wordsOf(row, thresholdMinor)}</p>
            </CardContent>
          </Card>
        ))}
      </div>
    </>
  );
}

function wordsOf(
  rule: { active: boolean; currency: string | null; approver: Permission; money: boolean },
  minor: bigint | null,
) {
  if (!rule.active) return "Whoever may do it does it alone.";
  const from =
    rule.money && minor !== null && rule.currency ? `From more than ${formatMoney(minor, rule.currency)} on` : "Always";
  return `${from}, somebody else who may “${permissionWords[rule.approver]}” has to approve.`;
}
