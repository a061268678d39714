import { StateBadge } from "#components/data/state-badge";
import type { PlanField } from "#components/events/plan-fields";
import { ActButton, AddItem, EditItem, RemoveItem, StateSelect } from "#components/events/plan-item";
import { NothingYet, PlanFilter, PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { Badge } from "#components/ui/badge";
import {
  addShift,
  assignShift,
  changeShift,
  moveAssignment,
  moveShift,
  removeShift,
} from "#lib/events/actions/planning";
import type { Shift } from "#lib/events/queries/program";
import { movesOf, stateWords } from "#lib/events/rules/moves";
import type { Permission } from "#lib/permissions";
import { formatRange, toLocal } from "#lib/time";

export const shiftFilters = ["all", "gaps", "unconfirmed"] as const;
export type ShiftFilter = (typeof shiftFilters)[number];

type Props = {
  path: string;
  event: { id: string; zone: string; startsAt: Date; endsAt: Date };
  shifts: Shift[];
  shown: ShiftFilter;
  people: { value: string; label: string }[];
  permissions: ReadonlySet<Permission>;
  may: { plan: boolean };
};

const gap = (shift: Shift) => (shift.state === "cancelled" ? 0 : Math.max(shift.needed - shift.staffed, 0));
const fits: Record<ShiftFilter, (shift: Shift) => boolean> = {
  all: () => true,
  gaps: (shift) => gap(shift) > 0,
  unconfirmed: (shift) => shift.people.some((one) => one.state === "assigned"),
};
const labels = { all: "All shifts", gaps: "With gaps", unconfirmed: "Waiting for an answer" };

/** Who works when as what, and where somebody is missing. */
export function StaffPage({ path, event, shifts, shown, people, permissions, may }: Props) {
  const { zone } = event;
  const fields: PlanField[] = [
    { name: "role", label: "What they do", kind: "text", required: true, half: true },
    { name: "place", label: "Where", kind: "text", half: true },
    { name: "startsAt", label: "From", kind: "moment", zone, required: true },
    { name: "endsAt", label: "To", kind: "moment", zone, required: true },
    { name: "needed", label: "People needed", kind: "number", required: true, half: true },
    { name: "notes", label: "Notes", kind: "long", rows: 2 },
  ];
  const missing = shifts.reduce((sum, shift) => sum + gap(shift), 0);
  const needed = shifts.reduce((sum, shift) => sum + (shift.state === "cancelled" ? 0 : shift.needed), 0);
  const rows = shifts.filter(fits[shown]);
  return (
    <>
      <PlanHead
        title="Staff"
        text={
          shifts.length === 0
            ? undefined
            : missing > 0
              ? `${missing} of ${needed} places are not filled. Times are ${zone.replaceAll("_", " ")}.`
              : `All ${needed} places are filled. Times are ${zone.replaceAll("_", " ")}.`
        }
        actions={
          may.plan ? (
            <AddItem
              label="Add a shift"
              title="Add a shift"
              verb="Add shift"
              done="Shift added."
              action={addShift}
              hidden={{ eventId: event.id }}
              fields={fields}
              values={{ needed: 1, startsAt: toLocal(event.startsAt, zone), endsAt: toLocal(event.endsAt, zone) }}
            />
          ) : null
        }
      />
      {shifts.length === 0 ? (
        <NothingYet title="No shifts yet">Say what has to be staffed, from when to when and by how many.</NothingYet>
      ) : (
        <PlanFilter
          path={path}
          shown={shown}
          choices={shiftFilters.map((key) => ({ key, label: labels[key], count: shifts.filter(fits[key]).length }))}
        />
      )}
      {rows.length > 0 ? (
        <PlanList label="Shifts">
          {rows.map((shift) => (
            <PlanRow
              key={shift.id}
              title={shift.place ? `${shift.role}, ${shift.place}` : shift.role}
              tone={gap(shift) > 0 ? "warning" : undefined}
              badges={
                <>
                  <Badge variant={gap(shift) > 0 ? "warning" : "success"}>
                    {shift.staffed} of {shift.needed}
                    {gap(shift) > 0 ? `, ${gap(shift)} missing` : ""}
                  </Badge>
                  {may.plan && shift.state === "planned" ? null : <StateBadge state={shift.state} />}
                </>
              }
              meta={[formatRange(shift.startsAt, shift.endsAt, zone), shift.notes]}
              actions={
                may.plan ? (
                  <>
                    <StateSelect
                      id={shift.id}
                      name={shift.role}
                      state={shift.state}
                      label={stateWords(shift.state)}
                      next={movesOf("shift", shift.state, permissions)}
                      act={moveShift}
                    />
                    <EditItem
                      name={shift.role}
                      title="Change this shift"
                      verb="Save shift"
                      done="Shift saved."
                      action={changeShift}
                      hidden={{ id: shift.id }}
                      fields={fields}
                      values={{
                        ...{ role: shift.role, place: shift.place, needed: shift.needed, notes: shift.notes },
                        startsAt: toLocal(shift.startsAt, zone),
                        endsAt: toLocal(shift.endsAt, zone),
                      }}
                    />
                    <RemoveItem
                      id={shift.id}
                      name={shift.role}
                      act={removeShift}
                      text="Whoever was to work it is free again."
                    />
                  </>
                ) : null
              }
            >
              <People shift={shift} people={people} may={may} />
            </PlanRow>
          ))}
        </PlanList>
      ) : shifts.length > 0 ? (
        <p className="text-muted-foreground">None of them.</p>
      ) : null}
    </>
  );
}

const tones = { assigned: "info", confirmed: "success", declined: "danger", withdrawn: "neutral" } as const;

function People({ shift, people, may }: Pick<Props, "people" | "may"> & { shift: Shift }) {
  const here = new Set(shift.people.filter((one) => one.state !== "withdrawn").map((one) => one.userId));
  const shown = shift.people.filter((one) => one.state !== "withdrawn");
  return (
    <div className="mt-1 flex flex-wrap items-center gap-1.5">
      {shown.map((one) => (
        <span key={one.id} className="inline-flex items-center gap-1 rounded-md border px-1.5 py-0.5 text-[0.8125rem]">
          {one.name} <StateBadge state={one.state} tone={tones[one.state]} />
          {may.plan && one.state !== "declined" ? (
            <ActButton
              label="Take off"
              aria-label={`Take ${one.name} off ${shift.role}`}
              size="sm"
              variant="ghost"
              className="h-6 px-1.5"
              input={{ id: one.id, to: "withdrawn" }}
              act={moveAssignment}
              done={`${one.name} is free again.`}
            />
          ) : null}
        </span>
      ))}
      {may.plan && shift.state !== "done" && shift.state !== "cancelled" ? (
        <AddItem
          label="Assign"
          size="sm"
          variant="outline"
          title={`Who works ${shift.role}?`}
          verb="Assign"
          done="Assigned."
          action={assignShift}
          hidden={{ id: shift.id }}
          fields={[
            {
              name: "userId",
              label: "Person",
              kind: "choice",
              required: true,
              none: "Choose a person",
              options: people.filter((one) => !here.has(one.value)),
            },
          ]}
        />
      ) : null}
    </div>
  );
}
