import { LongTextField, SelectField, SwitchField, TextField } from "#components/data/fields";
import { PageForm } from "#components/sponsorship/page-form";
import { majorUnits } from "#lib/money";
import { saveWishes } from "#lib/sponsorship/matching/actions";
import type { Wishes } from "#lib/sponsorship/matching/queries/settings";
import { nameOf } from "#lib/sponsorship/matching/why";
import { Ticks } from "./ticks.tsx";

type Props = {
  wishes: Wishes | null;
  categories: readonly { value: string; label: string }[];
  currencies: readonly { value: string; label: string }[];
  currency: string;
  /** Of a sponsor of ours; without one it is about the organization itself. */
  sponsorId?: string;
};

/** What a sponsor looks for. What is left empty is not known, and counts neither for nor against. */
export function WishesForm({ wishes, categories, currencies, currency, sponsorId }: Props) {
  const budget = (minor: bigint | null | undefined) =>
    minor == null ? "" : majorUnits(minor, wishes?.currency ?? currency);
  return (
    <PageForm
      action={saveWishes}
      hidden={sponsorId ? { sponsorId } : {}}
      verb="Save"
      done="Saved. What it changes is computed within a minute."
    >
      {sponsorId ? (
        <SwitchField name="matchable" label="Compare them with packages" defaultChecked={wishes?.matchable ?? true} />
      ) : (
        <SwitchField
          name="matchable"
          label="Let organizers find us"
          hint="Organizers on this platform see your name and what stands below when a package of theirs may fit. Switched off, you are gone from their lists at once."
          defaultChecked={wishes?.matchable ?? false}
        />
      )}
      <LongTextField
        name="about"
        label={sponsorId ? "In words: what they do and look for" : "In words: what you do and look for"}
        rows={3}
        maxLength={2000}
        defaultValue={wishes?.about}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          name="budgetLeast"
          label="Budget from"
          inputMode="decimal"
          className="figures"
          defaultValue={budget(wishes?.budgetLeastMinor)}
        />
        <TextField
          name="budgetMost"
          label="Budget up to"
          inputMode="decimal"
          className="figures"
          defaultValue={budget(wishes?.budgetMostMinor)}
        />
        <SelectField
          name="currency"
          label="Currency"
          options={currencies}
          defaultValue={wishes?.currency ?? currency}
        />
        <TextField
          name="audienceLeast"
          label="People, at least"
          inputMode="numeric"
          className="figures"
          defaultValue={wishes?.audienceLeast ?? ""}
        />
        <TextField
          name="audienceMost"
          label="People, at most"
          inputMode="numeric"
          className="figures"
          defaultValue={wishes?.audienceMost ?? ""}
        />
      </div>
      <LongTextField
        name="places"
        label="Places"
        hint="Cities or countries, one a line."
        rows={3}
        maxLength={1000}
        defaultValue={wishes?.places.join("\n")}
      />
      <Ticks legend="Kinds of events" name="categories" options={categories} chosen={wishes?.categories ?? []} />
      <Ticks
        legend="Months"
        hint="None ticked: not known."
        name="months"
        options={Array.from({ length: 12 }, (_, n) => ({ value: String(n + 1), label: nameOf(n + 1) }))}
        chosen={(wishes?.months ?? []).map(String)}
      />
    </PageForm>
  );
}
