"use client";

import type { Route } from "next";
import Link from "next/link";
import { type DragEvent, useState } from "react";
import { LoseDialog } from "#components/crm/stage-path";
import { Money } from "#components/data/money";
import { Day } from "#components/data/time";
import { useAct } from "#components/events/plan-item";
import { cn } from "#components/ui/cn";
import { moveOpportunity } from "#lib/crm/actions";
import type { BoardCard, BoardColumn } from "#lib/crm/queries/board";
import { spanWords } from "#lib/crm/rules";

type Props = { slug: string; columns: BoardColumn[]; now: number; may: boolean; settledDays: number };
type Losing = { card: BoardCard; column: BoardColumn };

/**
 * The pipeline: a column for each stage on a desk, the stages below each other on a phone. A card is dragged, or moved by
 * the select on it, which works with keys and thumbs alike.
 */
export function Board({ slug, columns, now, may, settledDays }: Props) {
  const [over, setOver] = useState<string | null>(null);
  const [losing, setLosing] = useState<Losing | null>(null);
  const { pending, problem, run } = useAct();
  const move = (id: string, stageId: string) => {
    const card = columns.flatMap(({ cards }) => cards).find((one) => one.id === id);
    const column = columns.find((one) => one.id === stageId);
    if (!card || !column || card.stageId === stageId) return;
    if (column.kind === "lost") setLosing({ card, column });
    else run(() => moveOpportunity({ id, stageId }), `${card.title}: ${column.name}.`);
  };
  const drop = (column: BoardColumn) => (event: DragEvent) => {
    event.preventDefault();
    setOver(null);
    move(event.dataTransfer.getData("text/plain"), column.id);
  };
  return (
    <>
      {problem ? (
        <p role="alert" className="mb-3 text-destructive-text">
          {problem}
        </p>
      ) : null}
      <ol
        aria-label="Pipeline"
        aria-busy={pending}
        className="grid gap-4 md:auto-cols-[minmax(11.5rem,1fr)] md:grid-flow-col md:overflow-x-auto md:pb-3"
      >
        {columns.map((column) => (
          <li
            key={column.id}
            aria-label={column.name}
            onDragOver={(event) => {
              if (!may) return;
              event.preventDefault();
              setOver(column.id);
            }}
            onDragLeave={() => setOver(null)}
            onDrop={drop(column)}
            className={cn(
              "flex min-w-0 flex-col gap-2 rounded-lg border bg-muted/50 p-2 md:min-h-64",
              over === column.id && "border-primary bg-primary-soft",
            )}
          >
            <div className="px-1.5 pt-1">
              <h2 className="flex items-baseline justify-between gap-2 font-semibold text-sm">
                {column.name}
                <span className="figures font-normal text-muted-foreground">{column.cards.length}</span>
              </h2>
              <p className="min-h-5 text-[0.8125rem] text-muted-foreground">
                {column.sums.map((sum, index) => (
                  <span key={sum.currency}>
                    {index > 0 ? " + " : ""}
                    <Money minor={sum.amountMinor} currency={sum.currency} />
                  </span>
                ))}
                {column.kind === "open" ? null : <span className="block">in the last {settledDays} days</span>}
              </p>
            </div>
            <ul className="grid gap-2">
              {column.cards.map((card) => (
                <Card key={card.id} {...{ slug, card, columns, now, may, move }} />
              ))}
            </ul>
            {column.cards.length === 0 ? (
              <p className="px-1.5 pb-1 text-[0.8125rem] text-muted-foreground">Nothing here.</p>
            ) : null}
          </li>
        ))}
      </ol>
      {losing ? (
        <LoseDialog
          id={losing.card.id}
          name={losing.card.title}
          stage={losing.column}
          move={moveOpportunity}
          close={() => setLosing(null)}
        />
      ) : null}
    </>
  );
}

type CardProps = Pick<Props, "slug" | "columns" | "now" | "may"> & {
  card: BoardCard;
  move: (id: string, stageId: string) => void;
};

function Card({ slug, card, columns, now, may, move }: CardProps) {
  return (
    <li
      draggable={may}
      onDragStart={(event) => event.dataTransfer.setData("text/plain", card.id)}
      className={cn("grid gap-1.5 rounded-md border bg-card p-3 shadow-xs", may && "md:cursor-grab")}
    >
      <Link
        draggable={false}
        className="break-words font-medium hover:underline"
        href={`/${slug}/crm/opportunities/${card.id}` as Route}
      >
        {card.title}
      </Link>
      <p className="flex flex-wrap justify-between gap-x-3 text-[0.8125rem] text-muted-foreground">
        <span>{card.customer ?? "No customer yet"}</span>
        <Money minor={card.amountMinor} currency={card.currency} className="text-foreground" />
      </p>
      <p className="flex flex-wrap justify-between gap-x-3 text-[0.8125rem] text-muted-foreground">
        <span suppressHydrationWarning>{spanWords(now - Date.parse(card.stageAt))} here</span>
        {card.expectedOn ? <Day day={card.expectedOn} /> : null}
      </p>
      {may ? (
        <select
          aria-label={`Stage of ${card.title}`}
          className="h-7 w-full rounded-md border border-input bg-card px-1.5 text-[0.8125rem] max-md:h-10 max-md:text-base"
          value={card.stageId}
          onChange={(change) => move(card.id, change.currentTarget.value)}
        >
          {columns.map((column) => (
            <option key={column.id} value={column.id}>
              {column.name}
            </option>
          ))}
        </select>
      ) : null}
    </li>
  );
}
