import { MoneyField, SelectField, TextField } from "#components/data/fields";
import { FormButton } from "#components/payments/form-button";
import { majorUnits } from "#lib/money";
import { archiveGoal, saveGoal } from "#lib/payments/actions/planning";
import type { Goal } from "#lib/payments/planning/queries";
import { everyWords, goalMeasures } from "#lib/payments/planning/rules";

export type Choice = { value: string; label: string };
export type GoalChoices = {
  currency: string;
  month: string;
  categories: readonly Choice[];
  accounts: readonly Choice[];
  events: readonly Choice[];
  stations: readonly Choice[];
  currencies: readonly Choice[];
};

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const none = (label: string, choices: readonly Choice[]) => [{ value: "", label }, ...choices];

/** Make a goal, or change the one that is given. */
export function GoalButton({ goal, choices }: { goal?: Goal; choices: GoalChoices }) {
  const currency = goal?.currency ?? choices.currency;
  return (
    <FormButton
      label={goal ? "Change" : "New goal"}
      name={goal ? `Change the goal: ${goal.name}` : undefined}
      variant={goal ? "outline" : "default"}
      title={goal ? "Change the goal" : "A new goal"}
      text="What was earned or spent is read from the ledger; nothing is entered twice."
      verb="Save the goal"
      pendingVerb="Saving…"
      action={saveGoal}
      hidden={goal ? { id: goal.id } : undefined}
      done="Saved."
      wide
    >
      <TextField name="name" label="Name" required maxLength={120} defaultValue={goal?.name} />
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField name="every" label="Counts" required options={options(everyWords)} defaultValue={goal?.every} />
        <MoneyField
          name="target"
          label="Target"
          currency={currency}
          required
          defaultValue={goal ? majorUnits(goal.targetMinor, currency) : ""}
        />
        <SelectField name="currency" label="Currency" required options={choices.currencies} defaultValue={currency} />
        <SelectField
          name="measure"
          label="What is counted"
          required
          options={options(goalMeasures)}
          defaultValue={goal?.measure}
        />
        <SelectField
          name="categoryId"
          label="Category"
          hint="When a category is counted."
          options={none("None", choices.categories)}
          defaultValue={goal?.categoryId ?? ""}
        />
        <SelectField
          name="accountId"
          label="Account"
          hint="When an account is counted."
          options={none("None", choices.accounts)}
          defaultValue={goal?.accountId ?? ""}
        />
        <SelectField
          name="eventId"
          label="Only for the event"
          options={none("Every event", choices.events)}
          defaultValue={goal?.eventId ?? ""}
        />
        <SelectField
          name="stationId"
          label="Only at the station"
          options={none("Every station", choices.stations)}
          defaultValue={goal?.stationId ?? ""}
        />
        <TextField
          name="startsOn"
          label="From"
          type="month"
          required
          defaultValue={goal?.startsOn.slice(0, 7) ?? choices.month}
        />
      </div>
    </FormButton>
  );
}

export const ArchiveGoalButton = ({ goal }: { goal: Goal }) => (
  <FormButton
    label="End"
    name={`End the goal: ${goal.name}`}
    title={`End “${goal.name}”?`}
    text="It is not counted any more. The ledger stays as it is."
    verb="End the goal"
    pendingVerb="Ending…"
    tone="destructive"
    action={archiveGoal}
    hidden={{ id: goal.id }}
    done="The goal is over."
  />
);
