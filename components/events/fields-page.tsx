import type { PlanField } from "#components/events/plan-fields";
import { AddItem, EditItem } from "#components/events/plan-item";
import { NothingYet, PlanList, PlanRow } from "#components/events/plan-list";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import { addField, changeField } from "#lib/events/actions/registry";
import type { fieldsOf } from "#lib/events/queries/registry";
import { choicesOf } from "#lib/events/rules/inputs";
import { fieldKinds } from "#lib/events/rules/registry";

const common: PlanField[] = [
  { name: "label", label: "Name", kind: "text", required: true },
  { name: "hint", label: "Hint", kind: "text" },
  { name: "options", label: "Options", kind: "long", hint: "Of a choice: one a line." },
  { name: "position", label: "Place in the form", kind: "number", half: true },
  { name: "required", label: "Has to be filled in", kind: "tick" },
];
const kind: PlanField = {
  name: "kind",
  label: "What it takes",
  kind: "choice",
  options: choicesOf(fieldKinds),
  required: true,
};
const archived: PlanField = {
  name: "archived",
  label: "Out of use",
  kind: "tick",
  hint: "Events that have it keep it.",
};

/** The organization's own fields of its events. A field's kind stays, because events have values of it. */
export function FieldsPage({ fields }: { fields: Awaited<ReturnType<typeof fieldsOf>> }) {
  return (
    <>
      <PageHeader
        title="Event fields"
        description="What you note of every event besides what is there anyway."
        actions={
          <AddItem
            label="Add a field"
            title="Add a field"
            verb="Add field"
            done="It stands in the form of every event."
            action={addField}
            hidden={{}}
            fields={[kind, ...common]}
            values={{ kind: "text", position: fields.length }}
          />
        }
      />
      {fields.length === 0 ? (
        <NothingYet title="No fields of your own">
          A dress code, a dog policy, the number of a permit: add what you ask of every event.
        </NothingYet>
      ) : (
        <PlanList label="Event fields">
          {fields.map((field) => (
            <PlanRow
              key={field.id}
              title={field.label}
              badges={
                <>
                  <Badge variant="outline">{fieldKinds[field.kind]}</Badge>
                  {field.required ? <Badge variant="primary">Required</Badge> : null}
                  {field.archived ? <Badge>Out of use</Badge> : null}
                </>
              }
              meta={[field.hint, field.options.join(", ")]}
              actions={
                <EditItem
                  name={field.label}
                  title="Change this field"
                  verb="Save field"
                  done="Field saved."
                  action={changeField}
                  hidden={{ id: field.id }}
                  fields={[...common, archived]}
                  values={{
                    ...{ label: field.label, hint: field.hint, position: field.position },
                    ...{ required: field.required, archived: field.archived, options: field.options.join("\n") },
                  }}
                />
              }
            />
          ))}
        </PlanList>
      )}
    </>
  );
}
