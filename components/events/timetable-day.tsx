"use client";

import dynamic from "next/dynamic";
import { type DragEvent, type KeyboardEvent, useId, useRef, useState } from "react";
import type { PlanField, PlanValues } from "#components/events/plan-fields";
import { useAct } from "#components/events/plan-item";
import { cn } from "#components/ui/cn";
import { changeSession, placeSession } from "#lib/events/actions/planning";
import type { Day } from "#lib/events/rules/timetable";

const PlanDialog = dynamic(() => import("#components/events/plan-dialog"), { ssr: false });

export type Shown = {
  id: string;
  title: string;
  when: string;
  people: string;
  state: string;
  warning: string | null;
  values: PlanValues;
};
type Props = { label: string; day: Day; sessions: readonly Shown[]; fields: readonly PlanField[]; may: boolean };
const rowHeight = 20;

/**
 * One day of the programme. A session can be dragged, moved with Alt and the arrow keys, or opened and given another
 * room or hour in its form. The database refuses a room or a person that is taken, and what it says stands on top.
 */
export function TimetableDay({ label, day, sessions, fields, may }: Props) {
  const { pending, problem, run } = useAct();
  const [open, setOpen] = useState<Shown | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const hint = useId();
  const place = (id: string, row: number, column: number) => {
    const slot = day.slots[row];
    const to = day.columns[column];
    if (!slot || !to || pending) return;
    const shown = sessions.find((one) => one.id === id);
    const words = `${shown?.title ?? "Session"}: ${slot.local.slice(11)}, ${to.name}.`;
    run(() => placeSession({ id, roomId: to.id ?? "", startsAt: slot.local }), words);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const [id = "", grabbed = "0"] = event.dataTransfer.getData("text/plain").split(" ");
    const box = grid.current?.getBoundingClientRect();
    if (!box) return;
    const heads = [...(grid.current?.querySelectorAll("[data-column]") ?? [])];
    const column = heads.findIndex((head) => event.clientX < head.getBoundingClientRect().right);
    const row = Math.floor((event.clientY - box.top - headHeight) / rowHeight) - Number(grabbed);
    place(id, Math.max(0, row), column);
  };
  const keys = (event: KeyboardEvent, block: Day["blocks"][number]) => {
    const [down, right] = moves[event.key] ?? [0, 0];
    if (!event.altKey || (down === 0 && right === 0)) return;
    event.preventDefault();
    place(block.id, block.row + down, block.column + right);
  };
  return (
    <section aria-label={label} className="mb-6">
      <h3 className="mb-2 font-semibold">{label}</h3>
      {day.clocksChange ? (
        <p className="mb-2 text-warning-text">The clocks change: times are told with their zone.</p>
      ) : null}
      {problem ? (
        <p role="alert" className="mb-2 text-destructive-text">
          {problem}
        </p>
      ) : null}
      {may ? (
        <p id={hint} data-print="hide" className="mb-2 text-[0.8125rem] text-muted-foreground">
          Drag a session, or focus it and press Alt with the arrow keys; Enter opens it.
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={`Timetable of ${label}`} className="overflow-x-auto rounded-lg border bg-card">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping has its keys on the sessions themselves */}
        <div
          ref={grid}
          onDragOver={may ? (event) => event.preventDefault() : undefined}
          onDrop={may ? drop : undefined}
          className="relative grid"
          style={{
            gridTemplateColumns: `5.5rem repeat(${day.columns.length}, minmax(9rem, 1fr))`,
            gridTemplateRows: `${headHeight}px repeat(${day.slots.length}, ${rowHeight}px)`,
          }}
        >
          {day.columns.map((column, index) => (
            <div
              key={column.key}
              data-column
              className="truncate border-b border-l px-2 py-2 font-medium text-[0.8125rem]"
              style={{ gridColumn: index + 2, gridRow: 1 }}
            >
              {column.name}
            </div>
          ))}
          {day.slots.map((slot, index) =>
            slot.label ? (
              <div
                key={slot.local + slot.label}
                className="figures border-t px-2 text-[0.75rem] text-muted-foreground"
                style={{ gridColumn: "1 / -1", gridRow: index + 2 }}
              >
                {slot.label}
              </div>
            ) : null,
          )}
          {day.blocks.map((block) => {
            const shown = sessions.find((one) => one.id === block.id);
            if (!shown) return null;
            return (
              <button
                key={block.id}
                type="button"
                draggable={may}
                aria-describedby={may ? hint : undefined}
                onClick={() => setOpen(shown)}
                onKeyDown={may ? (event) => keys(event, block) : undefined}
                onDragStart={(event) => {
                  const grabbed = event.clientY - event.currentTarget.getBoundingClientRect().top;
                  event.dataTransfer.setData("text/plain", `${block.id} ${Math.floor(grabbed / rowHeight)}`);
                }}
                className={cn(
                  "z-10 m-0.5 grid content-start gap-0.5 overflow-hidden rounded-md border-l-4 px-2 py-1 text-left text-[0.8125rem] leading-4",
                  tones[shown.state] ?? tones.planned,
                  shown.warning && "border-l-warning-text",
                  may && "cursor-grab",
                )}
                style={{ gridColumn: block.column + 2, gridRow: `${block.row + 2} / span ${block.span}` }}
              >
                <span className="truncate font-medium">{shown.title}</span>
                <span className={block.span > 2 ? "truncate" : "sr-only"}>{shown.when}</span>
                <span className="sr-only">{day.columns[block.column]?.name}</span>
                {block.span > 3 && shown.people ? <span className="truncate">{shown.people}</span> : null}
                {block.span > 4 && shown.warning ? (
                  <span className="truncate text-warning-text">{shown.warning}</span>
                ) : null}
              </button>
            );
          })}
        </div>
      </section>
      {open && may ? (
        <PlanDialog
          title="Change this session"
          verb="Save session"
          done="Session saved."
          action={changeSession}
          hidden={{ id: open.id }}
          fields={fields}
          values={open.values}
          close={() => setOpen(null)}
        />
      ) : null}
    </section>
  );
}

const headHeight = 36;
const moves: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
const tones: Record<string, string> = {
  planned: "border-l-info bg-info-soft text-info-text",
  confirmed: "border-l-primary bg-primary-soft text-primary-text",
  running: "border-l-success-text bg-success-soft text-success-text",
  done: "border-l-input bg-secondary text-secondary-foreground",
};
