import { ScanLine } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { PlanField } from "#components/events/plan-fields";
import { AddItem, EditItem, RemoveItem } from "#components/events/plan-item";
import { NothingYet, PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { Live } from "#components/shell/live";
import { LiveBoard } from "#components/ticketing/live-board";
import { Button } from "#components/ui/button";
import { closeGate, saveGate } from "#lib/ticketing/actions/door";
import type { LiveView } from "#lib/ticketing/rules/live";

type Tier = { id: string; name: string };
type Props = {
  slug: string;
  event: { id: string; name: string };
  view: LiveView;
  gates: { id: string; name: string; tiers: string[] }[];
  tiers: Tier[];
  may: { export: boolean; scan: boolean; gates: boolean };
};

/** The night as it goes, and the gates through which people come. */
export function LivePage({ slug, event, view, gates, tiers, may }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <Live>
        <LiveBoard
          mayExport={may.export}
          slug={slug}
          event={event}
          first={view}
          actions={
            may.scan ? (
              <Button asChild variant="outline">
                <Link href={`/${slug}/events/${event.id}/door` as Route}>
                  <ScanLine aria-hidden /> Open the door
                </Link>
              </Button>
            ) : null
          }
        />
      </Live>
      <Gates event={event} gates={gates} tiers={tiers} editable={may.gates} />
    </div>
  );
}

function Gates({ event, gates, tiers, editable }: Pick<Props, "event" | "gates" | "tiers"> & { editable: boolean }) {
  const fields: PlanField[] = [
    { name: "name", label: "Name", kind: "text", required: true },
    {
      name: "tiers",
      label: "Tickets that enter here",
      kind: "many",
      hint: "None chosen: every ticket.",
      options: tiers.map(({ id, name }) => ({ value: id, label: name })),
      none: "This event has no tickets yet.",
    },
  ];
  const names = (ids: string[]) => tiers.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return (
    <section>
      <PlanHead
        title="Gates"
        text="Scanners choose their gate on the door page; a ticket that enters elsewhere is told where."
        actions={
          editable ? (
            <AddItem
              label="Add a gate"
              title="Add a gate"
              verb="Add gate"
              done="Gate added."
              variant="outline"
              action={saveGate}
              hidden={{ eventId: event.id }}
              fields={fields}
            />
          ) : null
        }
      />
      {gates.length === 0 ? (
        <NothingYet title="No gates yet">
          Without gates every ticket enters anywhere. Add one for each way in to see where people come from.
        </NothingYet>
      ) : (
        <PlanList label="Gates">
          {gates.map((gate) => (
            <PlanRow
              key={gate.id}
              title={gate.name}
              meta={[gate.tiers.length === 0 ? "Every ticket" : names(gate.tiers).join(", ")]}
              actions={
                editable ? (
                  <>
                    <EditItem
                      name={gate.name}
                      title="Change this gate"
                      verb="Save gate"
                      done="Gate saved."
                      action={saveGate}
                      hidden={{ eventId: event.id, id: gate.id }}
                      fields={fields}
                      values={{ name: gate.name, tiers: gate.tiers }}
                    />
                    <RemoveItem
                      id={gate.id}
                      name={gate.name}
                      act={closeGate}
                      text="Nobody scans at it any more. What it scanned so far stays."
                    />
                  </>
                ) : null
              }
            />
          ))}
        </PlanList>
      )}
    </section>
  );
}
