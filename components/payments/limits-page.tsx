import { LongTextField, SelectField, TextField } from "#components/data/fields";
import { SettingsTabs } from "#components/organizations/settings-tabs";
import { FormButton } from "#components/payments/form-button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { formatMoney, majorUnits } from "#lib/money";
import { removeLimit, setLimit } from "#lib/payments/actions/planning";
import type { Limit } from "#lib/payments/limits/queries";
import { type LimitAct, limitActs } from "#lib/payments/limits/rules";

type Choice = { value: string; label: string };
type Props = {
  slug: string;
  currency: string;
  limits: readonly Limit[];
  holders: readonly Choice[];
  currencies: readonly Choice[];
};

/** Who may move money in which way, and up to how much. */
export function LimitsPage({ slug, limits, ...choices }: Props) {
  return (
    <>
      <SettingsTabs slug={slug} current="limits" may={{ rules: true }} />
      <p className="mb-4 max-w-prose text-muted-foreground">
        Where an act has no limit, its permission alone decides. Where it has one, only who has a limit may do it, and
        whoever matches several has the largest. What the worker does by itself has none.
      </p>
      <div className="grid max-w-3xl gap-4">
        {(Object.keys(limitActs) as LimitAct[]).map((act) => (
          <Card key={act}>
            <CardHeader>
              <CardTitle>{limitActs[act].words}</CardTitle>
              <LimitButton act={act} {...choices} />
            </CardHeader>
            <CardContent>
              <ActLimits act={act} limits={limits.filter((limit) => limit.act === act)} {...choices} />
            </CardContent>
          </Card>
        ))}
      </div>
    </>
  );
}

type Choices = Pick<Props, "currency" | "holders" | "currencies">;

function ActLimits({ act, limits, ...choices }: Choices & { act: LimitAct; limits: readonly Limit[] }) {
  if (limits.length === 0) return <p>Whoever may do it, for any amount.</p>;
  return (
    <ul className="grid gap-2">
      {limits.map((limit) => (
        <li key={limit.id} className="flex flex-wrap items-center justify-between gap-2">
          <span>
            <span className="font-medium">{limit.who}</span>: {wordsOf(limit)}
          </span>
          <span className="flex gap-1">
            <LimitButton act={act} limit={limit} {...choices} />
            <FormButton
              label="Remove"
              name={`Remove the limit of ${limit.who} for ${limitActs[act].words.toLowerCase()}`}
              size="sm"
              variant="ghost"
              title="Remove this limit?"
              text="Without any limit of this act, its permission alone decides; that may need a second person."
              verb="Remove"
              pendingVerb="Removing…"
              tone="destructive"
              action={removeLimit}
              hidden={{ act, holder: limit.holder, currency: limit.currency ?? "" }}
              done="Removed."
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

function wordsOf({ actMinor, dayMinor, currency }: Limit) {
  const parts = [
    actMinor !== null && currency ? `${formatMoney(actMinor, currency)} at once` : null,
    dayMinor !== null && currency ? `${formatMoney(dayMinor, currency)} a day` : null,
  ].filter(Boolean);
  return parts.join(", ") || "any amount";
}

function LimitButton({ act, limit, currency, holders, currencies }: Choices & { act: LimitAct; limit?: Limit }) {
  const amount = (minor: bigint | null | undefined) =>
    limit?.currency && minor !== null && minor !== undefined ? majorUnits(minor, limit.currency) : "";
  return (
    <FormButton
      label={limit ? "Change" : "Add a limit"}
      name={`${limit ? `Change the limit of ${limit.who}` : "Add a limit"}: ${limitActs[act].words}`}
      size="sm"
      title={limitActs[act].words}
      text="Lower counts at once. Higher may need a second person."
      verb="Save the limit"
      pendingVerb="Saving…"
      action={setLimit}
      hidden={{ act, ...(limit && { holder: limit.holder }) }}
      done="The limit counts from now on."
    >
      {limit ? null : <SelectField name="holder" label="Who" required options={holders} />}
      {limitActs[act].money ? (
        <div className="grid gap-4 sm:grid-cols-3">
          <TextField
            name="actMost"
            label="At once"
            inputMode="decimal"
            autoComplete="off"
            className="figures text-right"
            hint="Any amount, when empty."
            defaultValue={amount(limit?.actMinor)}
          />
          <TextField
            name="dayMost"
            label="A day"
            inputMode="decimal"
            autoComplete="off"
            className="figures text-right"
            hint="Any amount, when empty."
            defaultValue={amount(limit?.dayMinor)}
          />
          <SelectField
            name="currency"
            label="Currency"
            required
            options={currencies}
            defaultValue={limit?.currency ?? currency}
          />
        </div>
      ) : null}
      <LongTextField name="reason" label="Reason" rows={2} maxLength={500} />
    </FormButton>
  );
}
