import type { PlanField } from "#components/events/plan-fields";
import { EditItem } from "#components/events/plan-item";
import { PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { saveReminderRule } from "#lib/bookings/actions/reminders";
import type { ReminderRule } from "#lib/bookings/queries/reminders";
import { type ReminderKind, reminderKinds } from "#lib/bookings/rules/reminders";

const kinds = Object.entries(reminderKinds).map(([value, label]) => ({ value, label }));
const fields: PlanField[] = [
  { name: "customerKinds", label: "Customers are reminded", kind: "many", options: kinds, none: "" },
  { name: "chefKinds", label: "Chefs are reminded", kind: "many", options: kinds, none: "" },
  {
    name: "quiet",
    label: "One that falls into the quiet hours is sent",
    kind: "choice",
    required: true,
    options: [
      { value: "earlier", label: "just before they begin" },
      { value: "later", label: "when they end, if that is early enough" },
    ],
  },
];

/** What each station sends, and when it is quiet. */
export function ReminderRules({ rules, editable }: { rules: readonly ReminderRule[]; editable: boolean }) {
  const said = (list: ReminderKind[]) =>
    list.map((kind) => reminderKinds[kind].replace(" before", "")).join(", ") || "never";
  return (
    <section className="mb-6">
      <PlanHead
        title="What stations send"
        text="Times are those of each station's clocks. 24 hours before is the same time of the day before."
      />
      <PlanList label="Stations">
        {rules.map((rule) => (
          <PlanRow
            key={rule.stationId}
            title={rule.station}
            meta={[
              `Customers: ${said(rule.customerKinds)}`,
              `Chefs: ${said(rule.chefKinds)}`,
              `Quiet ${rule.quietFrom}–${rule.quietTo}, sent ${rule.quiet === "earlier" ? "before" : "after"}`,
            ]}
            actions={
              editable ? (
                <EditItem
                  name={rule.station}
                  title={`Reminders of ${rule.station}`}
                  verb="Save"
                  done="Saved."
                  action={saveReminderRule}
                  hidden={{ stationId: rule.stationId }}
                  fields={fields}
                  values={{ customerKinds: rule.customerKinds, chefKinds: rule.chefKinds, quiet: rule.quiet }}
                />
              ) : null
            }
          />
        ))}
      </PlanList>
    </section>
  );
}
