import { MoneyField, SelectField, TextField } from "#components/data/fields";
import { FormButton } from "#components/payments/form-button";
import { formatMoney } from "#lib/money";
import { archivePackage, savePackage, sellCredits, useCredits } from "#lib/payments/actions/planning";
import type { CreditPackage } from "#lib/payments/credits/queries";
import { paidBy } from "#lib/payments/credits/rules";

type Choice = { value: string; label: string };

export const PackageButton = ({ currency, currencies }: { currency: string; currencies: readonly Choice[] }) => (
  <FormButton
    label="New package"
    title="A new package"
    text="What was sold stays as it was sold; another price is another package."
    verb="Save the package"
    pendingVerb="Saving…"
    action={savePackage}
    done="Saved."
  >
    <TextField name="name" label="Name" required maxLength={80} />
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        name="credits"
        label="Credits"
        required
        inputMode="numeric"
        autoComplete="off"
        className="figures text-right"
      />
      <TextField
        name="validDays"
        label="Good for days"
        inputMode="numeric"
        autoComplete="off"
        className="figures text-right"
        hint="For ever, when empty."
      />
      <MoneyField name="price" label="Price" currency={currency} required />
      <SelectField name="currency" label="Currency" required options={currencies} defaultValue={currency} />
    </div>
  </FormButton>
);

export const ArchivePackageButton = ({ one }: { one: CreditPackage }) => (
  <FormButton
    label="Withdraw"
    name={`Withdraw the package: ${one.name}`}
    size="sm"
    variant="ghost"
    title={`Withdraw “${one.name}”?`}
    text="It is not sold any more. Credits that were bought stay good."
    verb="Withdraw"
    pendingVerb="Withdrawing…"
    tone="destructive"
    action={archivePackage}
    hidden={{ id: one.id }}
    done="It is not sold any more."
  />
);

export const SellButton = ({ packages }: { packages: readonly CreditPackage[] }) => (
  <FormButton
    label="Sell credits"
    variant="default"
    title="Sell credits"
    text="What is paid is owed in credits until they are used."
    verb="Sell"
    pendingVerb="Selling…"
    action={sellCredits}
    keyed
    done="Sold."
  >
    <SelectField
      name="packageId"
      label="Package"
      required
      options={packages.map((one) => ({
        value: one.id,
        label: `${one.name} · ${one.credits} credits · ${formatMoney(one.priceMinor, one.currency)}`,
      }))}
    />
    <TextField name="holder" label="Whose credits" required maxLength={120} />
    <SelectField
      name="paidBy"
      label="Payment"
      required
      options={Object.entries(paidBy).map(([value, label]) => ({ value, label }))}
    />
  </FormButton>
);

export const UseButton = ({ holder }: { holder?: string }) => (
  <FormButton
    label="Use credits"
    title="Use credits"
    text="Oldest credits first; all of them or none."
    verb="Use"
    pendingVerb="Using…"
    action={useCredits}
    keyed
    done="Used."
  >
    <TextField
      name="credits"
      label="Credits"
      required
      inputMode="numeric"
      autoComplete="off"
      className="figures max-w-36 text-right"
    />
    <TextField name="holder" label="Whose" maxLength={120} defaultValue={holder} hint="Anybody's, when empty." />
    <TextField name="purpose" label="What for" required maxLength={300} />
  </FormButton>
);
