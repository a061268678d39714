import { CheckboxField, SelectField, TextField } from "#components/data/fields";
import { FormButton } from "#components/payments/form-button";
import { archiveCategory, saveCategory } from "#lib/payments/actions/planning";
import type { CategoryKind } from "#lib/payments/planning/rules";

export type CategoryChoice = {
  id: string;
  name: string;
  kind: CategoryKind;
  parentId: string | null;
  accounts: readonly string[];
};
type Props = {
  kind: CategoryKind;
  category?: CategoryChoice;
  categories: readonly CategoryChoice[];
  accounts: readonly { code: string; name: string; kind: CategoryKind }[];
};

/** Make a category of this kind, or change the one that is given. */
export function CategoryButton({ kind, category, categories, accounts }: Props) {
  const tops = categories.filter((one) => one.kind === kind && one.parentId === null && one.id !== category?.id);
  const taken = new Map(categories.flatMap((one) => one.accounts.map((code) => [code, one] as const)));
  const own = [...new Map(accounts.filter((one) => one.kind === kind).map((one) => [one.code, one])).values()];
  return (
    <FormButton
      label={category ? "Change" : kind === "income" ? "New income category" : "New expense category"}
      name={category ? `Change the category: ${category.name}` : undefined}
      size={category ? "sm" : undefined}
      title={category ? "Change the category" : "A new category"}
      text="An account is in one category at most."
      verb="Save the category"
      pendingVerb="Saving…"
      action={saveCategory}
      hidden={{ kind, ...(category && { id: category.id }) }}
      done="Saved."
    >
      <TextField name="name" label="Name" required maxLength={80} defaultValue={category?.name} />
      <SelectField
        name="parentId"
        label="Below"
        options={[{ value: "", label: "Nothing" }, ...tops.map(({ id, name }) => ({ value: id, label: name }))]}
        defaultValue={category?.parentId ?? ""}
      />
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium text-sm">Accounts that it gathers</legend>
        {own.map(({ code, name }) => {
          const other = taken.get(code);
          return other && other.id !== category?.id ? (
            <p key={code} className="text-[0.8125rem] text-muted-foreground">
              {name} · <code>{code}</code> is in “{other.name}”.
            </p>
          ) : (
            <CheckboxField
              key={code}
              name="accounts[]"
              value={code}
              label={
                <span>
                  {name} <code className="font-normal text-muted-foreground text-xs">{code}</code>
                </span>
              }
              defaultChecked={category?.accounts.includes(code)}
            />
          );
        })}
      </fieldset>
    </FormButton>
  );
}

export const ArchiveCategoryButton = ({ category }: { category: CategoryChoice }) => (
  <FormButton
    label="Remove"
    name={`Remove the category: ${category.name}`}
    size="sm"
    variant="ghost"
    title={`Remove “${category.name}”?`}
    text="Its accounts are in no category then. Nothing in the ledger changes."
    verb="Remove"
    pendingVerb="Removing…"
    tone="destructive"
    action={archiveCategory}
    hidden={{ id: category.id }}
    done="Removed."
  />
);
