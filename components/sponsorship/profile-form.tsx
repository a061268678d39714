import { LongTextField, MoneyField, TextField } from "#components/data/fields";
import { PageForm } from "#components/sponsorship/page-form";
import { majorUnits } from "#lib/money";
import { saveProfile } from "#lib/sponsorship/actions";
import type { MyProfile } from "#lib/sponsorship/queries/profiles";

/** Everything a sponsor says of itself. */
export function ProfileForm({ one, currency }: { one: MyProfile; currency: string }) {
  const { profile } = one;
  const code = profile?.currency ?? currency;
  const money = (minor: bigint | null | undefined) =>
    minor === null || minor === undefined ? "" : majorUnits(minor, code);
  return (
    <PageForm
      action={saveProfile}
      hidden={{ currency: code, ...(one.sponsorId && { sponsorId: one.sponsorId }) }}
      verb="Save profile"
      done="Saved."
    >
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField name="name" label="Name" required maxLength={120} defaultValue={profile?.name ?? one.name} />
        <TextField
          name="sector"
          label="Sector"
          maxLength={80}
          defaultValue={profile?.sector}
          hint="Drinks, banking, outdoor clothes"
        />
        <TextField
          name="website"
          label="Website"
          type="url"
          placeholder="https://"
          maxLength={500}
          defaultValue={profile?.website}
        />
        <TextField
          name="taxId"
          label="Tax number"
          maxLength={40}
          defaultValue={profile?.taxId}
          hint="Your organizers need it for invoices. Never public."
        />
      </div>
      <LongTextField name="about" label="About you" rows={5} maxLength={4000} defaultValue={profile?.about} />
      <LongTextField
        name="audience"
        label="Whom you want to reach"
        rows={3}
        maxLength={1000}
        defaultValue={profile?.audience}
      />
      <LongTextField
        name="looksFor"
        label="What you look for"
        rows={3}
        maxLength={2000}
        defaultValue={profile?.looksFor}
        hint="A stage of your own, a stand, seats for your guests"
      />
      <TextField
        name="regions"
        label="Regions"
        maxLength={500}
        defaultValue={profile?.regions.join(", ")}
        hint="With commas between: Amsterdam, Utrecht"
      />
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-2 font-medium text-sm">Budget for one sponsorship</legend>
        <MoneyField name="budgetLeast" label="From" currency={code} defaultValue={money(profile?.budgetLeastMinor)} />
        <MoneyField name="budgetMost" label="To" currency={code} defaultValue={money(profile?.budgetMostMinor)} />
      </fieldset>
    </PageForm>
  );
}
