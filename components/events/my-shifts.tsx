import type { Route } from "next";
import Link from "next/link";
import { StateBadge } from "#components/data/state-badge";
import { ActButton } from "#components/events/plan-item";
import { NothingYet, PlanList, PlanRow } from "#components/events/plan-list";
import { PageHeader } from "#components/shell/page-header";
import { answerShift } from "#lib/events/actions/planning";
import type { shiftsFor } from "#lib/events/queries/program";
import { formatRange, zoneWords } from "#lib/time";

type Props = { slug: string; shifts: Awaited<ReturnType<typeof shiftsFor>> };

/** What I work, and my answer. */
export function MyShifts({ slug, shifts }: Props) {
  return (
    <>
      <PageHeader title="My shifts" description="What you are to work, soonest first. Say whether you come." />
      {shifts.length === 0 ? (
        <NothingYet title="No shifts for you">Once somebody plans you in, it stands here.</NothingYet>
      ) : (
        <PlanList label="My shifts">
          {shifts.map((shift) => (
            <PlanRow
              key={shift.id}
              title={shift.place ? `${shift.role}, ${shift.place}` : shift.role}
              tone={shift.state === "assigned" && shift.shiftState !== "cancelled" ? "warning" : undefined}
              badges={<StateBadge state={shift.shiftState === "cancelled" ? "cancelled" : shift.state} />}
              meta={[
                <Link key="event" className="hover:underline" href={`/${slug}/events/${shift.eventId}` as Route}>
                  {shift.event}
                </Link>,
                `${formatRange(shift.startsAt, shift.endsAt, shift.zone)}, ${zoneWords(shift.startsAt, shift.zone)}`,
                shift.notes,
              ]}
              actions={
                shift.shiftState === "planned" ? <Answers id={shift.id} role={shift.role} state={shift.state} /> : null
              }
            />
          ))}
        </PlanList>
      )}
    </>
  );
}

function Answers({ id, role, state }: { id: string; role: string; state: string }) {
  return (
    <>
      {state === "assigned" ? (
        <ActButton
          label="I come"
          aria-label={`I come: ${role}`}
          variant="default"
          input={{ id, answer: "confirmed" }}
          act={answerShift}
          done="Thank you. They know."
        />
      ) : null}
      {state === "assigned" || state === "confirmed" ? (
        <ActButton
          label="I cannot"
          aria-label={`I cannot: ${role}`}
          input={{ id, answer: "declined" }}
          act={answerShift}
          done="They know, and look for somebody else."
          ask={{ title: "You cannot come?", text: "Whoever plans the staff sees the gap at once." }}
        />
      ) : null}
    </>
  );
}
