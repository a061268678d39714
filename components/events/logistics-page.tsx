import { Time } from "#components/data/time";
import { PlanTab } from "#components/events/plan-tab";
import { Badge } from "#components/ui/badge";
import {
  addLogistics,
  addRun,
  changeLogistics,
  changeRun,
  moveLogistics,
  moveRun,
  removeLogistics,
  removeRun,
} from "#lib/events/actions/planning";
import type { logisticsOf, runsOf } from "#lib/events/queries/program";
import { choicesOf } from "#lib/events/rules/inputs";
import { movesOf } from "#lib/events/rules/moves";
import { logisticsKinds, runKinds } from "#lib/events/rules/planning";
import type { Permission } from "#lib/permissions";
import { formatRange, toLocal } from "#lib/time";

type Choice = { value: string; label: string };
type Common = {
  event: { id: string; zone: string; startsAt: Date; endsAt: Date };
  people: Choice[];
  permissions: ReadonlySet<Permission>;
  may: boolean;
};

/** Things and services that have to be there in time. */
export function LogisticsTab({
  event,
  items,
  vendors,
  people,
  permissions,
  may,
}: Common & { items: Awaited<ReturnType<typeof logisticsOf>>; vendors: Choice[] }) {
  const there = items.filter((one) => ["delivered", "returned"].includes(one.state)).length;
  const wanted = items.filter((one) => one.state !== "cancelled").length;
  return (
    <PlanTab
      title="Logistics"
      text={items.length > 0 ? `${there} of ${wanted} there.` : undefined}
      word="an item"
      empty={{
        title: "Nothing needed yet",
        text: "Stages, generators, vans, rooms for the crew: what, how many, by when.",
      }}
      hidden={{ eventId: event.id }}
      may={may}
      first={{ kind: "equipment", quantity: 1 }}
      fields={[
        { name: "name", label: "What is needed", kind: "text", required: true },
        { name: "kind", label: "Kind", kind: "choice", options: choicesOf(logisticsKinds), half: true, required: true },
        { name: "quantity", label: "How many", kind: "number", half: true, required: true },
        { name: "vendorId", label: "From whom", kind: "choice", options: vendors, none: "Nobody yet", half: true },
        { name: "ownerId", label: "Who sees to it", kind: "choice", options: people, none: "Nobody yet", half: true },
        { name: "neededAt", label: "Needed by", kind: "moment", zone: event.zone },
        { name: "place", label: "Where", kind: "text" },
        { name: "notes", label: "Notes", kind: "long", rows: 2 },
      ]}
      acts={{ add: addLogistics, change: changeLogistics, move: moveLogistics, remove: removeLogistics }}
      items={items.map((one) => ({
        id: one.id,
        name: one.name,
        title: one.quantity > 1 ? `${one.quantity} × ${one.name}` : one.name,
        state: one.state,
        next: movesOf("logistics", one.state, permissions),
        badges: <Badge variant="outline">{logisticsKinds[one.kind]}</Badge>,
        meta: [
          one.vendor ? `from ${one.vendor}` : null,
          one.owner,
          one.place,
          one.neededAt ? (
            <span key="by">
              by <Time at={one.neededAt} zone={event.zone} />
            </span>
          ) : null,
        ],
        body: one.notes ? <p className="text-[0.8125rem]">{one.notes}</p> : null,
        values: {
          ...{ name: one.name, kind: one.kind, quantity: one.quantity, vendorId: one.vendorId, ownerId: one.ownerId },
          ...{ place: one.place, notes: one.notes, neededAt: one.neededAt ? toLocal(one.neededAt, event.zone) : "" },
        },
      }))}
    />
  );
}

/** The production: build, sound check, rehearsal, doors, show, strike, each with its running order. */
export function ProductionTab({
  event,
  runs,
  people,
  permissions,
  may,
}: Common & { runs: Awaited<ReturnType<typeof runsOf>> }) {
  const { zone } = event;
  return (
    <PlanTab
      title="Production"
      text={`From the first case in to the last case out. Times are ${zone.replaceAll("_", " ")}.`}
      word="a run"
      empty={{
        title: "No production runs yet",
        text: "Build, sound check, doors, show, strike: when each begins and ends.",
      }}
      hidden={{ eventId: event.id }}
      may={may}
      first={{ kind: "build", startsAt: toLocal(event.startsAt, zone), endsAt: toLocal(event.endsAt, zone) }}
      fields={[
        { name: "title", label: "What happens", kind: "text", required: true },
        { name: "kind", label: "Kind", kind: "choice", options: choicesOf(runKinds), half: true, required: true },
        { name: "ownerId", label: "Who leads it", kind: "choice", options: people, none: "Nobody yet", half: true },
        { name: "startsAt", label: "From", kind: "moment", zone, required: true },
        { name: "endsAt", label: "To", kind: "moment", zone, required: true },
        { name: "cues", label: "Running order", kind: "long", rows: 6, hint: "One cue a line." },
      ]}
      acts={{ add: addRun, change: changeRun, move: moveRun, remove: removeRun }}
      items={runs.map((one) => ({
        id: one.id,
        name: one.title,
        state: one.state,
        next: movesOf("run", one.state, permissions),
        badges: <Badge variant="outline">{runKinds[one.kind]}</Badge>,
        meta: [formatRange(one.startsAt, one.endsAt, zone), one.owner],
        body: one.cues ? (
          <ol className="list-inside list-decimal text-[0.8125rem]">
            {one.cues.split("\n").map((cue, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text
              <li key={index}>{cue}</li>
            ))}
          </ol>
        ) : null,
        values: {
          ...{ title: one.title, kind: one.kind, ownerId: one.ownerId, cues: one.cues },
          ...{ startsAt: toLocal(one.startsAt, zone), endsAt: toLocal(one.endsAt, zone) },
        },
      }))}
    />
  );
}
