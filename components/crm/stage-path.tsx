"use client";

import { Check } from "lucide-react";
import { useState } from "react";
import { LostFields } from "#components/crm/lead-table";
import { FormDialog } from "#components/data/form-dialog";
import { useAct } from "#components/events/plan-item";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import type { Answer, FormState } from "#lib/action";

export type PathStage = { id: string; name: string; kind: "open" | "won" | "lost" };
type Props = {
  id: string;
  name: string;
  stageId: string;
  stages: readonly PathStage[];
  move: (input: unknown) => Promise<Answer<unknown>>;
  /** Nothing moves any more, or this person may not. */
  fixed: boolean;
  /** Where won is reached another way: a lead is converted. */
  withoutWon?: boolean;
};

/** Where it stands on its way, and every other place it can go: one press. Lost asks why first. */
export function StagePath({ id, name, stageId, stages, move, fixed, withoutWon }: Props) {
  const [losing, setLosing] = useState<PathStage | null>(null);
  const { pending, problem, run } = useAct();
  const at = stages.findIndex((stage) => stage.id === stageId);
  const go = (stage: PathStage) =>
    stage.kind === "lost" ? setLosing(stage) : run(() => move({ id, stageId: stage.id }), `${name}: ${stage.name}.`);
  return (
    <div className="grid gap-2">
      <ol aria-label={`Stages of ${name}`} className="flex flex-wrap gap-1.5">
        {stages.map((stage, index) => {
          const here = stage.id === stageId;
          const still = fixed || here || (withoutWon && stage.kind === "won");
          return (
            <li key={stage.id} aria-current={here ? "step" : undefined}>
              <Button
                variant={here ? "default" : "outline"}
                size="sm"
                className={cn("rounded-full px-3", !here && index < at && "text-muted-foreground")}
                disabled={still && !here}
                aria-disabled={pending || (still && !here)}
                aria-label={here ? `${stage.name}, now` : `Move to ${stage.name}`}
                onClick={() => (still ? undefined : go(stage))}
              >
                {index < at && stage.kind === "open" ? <Check aria-hidden /> : null}
                {stage.name}
              </Button>
            </li>
          );
        })}
      </ol>
      {problem ? (
        <p role="alert" className="text-[0.8125rem] text-destructive-text">
          {problem}
        </p>
      ) : null}
      {losing ? <LoseDialog id={id} name={name} stage={losing} move={move} close={() => setLosing(null)} /> : null}
    </div>
  );
}

type LoseProps = Pick<Props, "id" | "name" | "move"> & { stage: PathStage; close: () => void };

/** Why it came to nothing; nothing is lost without a reason. */
export function LoseDialog({ id, name, stage, move, close }: LoseProps) {
  const send = async (_: unknown, form: FormData): Promise<FormState<unknown>> => {
    const values = { reason: String(form.get("reason") ?? ""), note: String(form.get("note") ?? "") };
    const answer = await move({ id, stageId: stage.id, ...values });
    return answer.ok ? { done: true } : { done: false, problem: answer.problem, values };
  };
  return (
    <FormDialog
      title={`Why was ${name} lost?`}
      text="It can be opened again."
      verb="Mark as lost"
      pendingVerb="Saving…"
      done={`${name}: ${stage.name}.`}
      action={send}
      close={close}
    >
      <LostFields />
    </FormDialog>
  );
}
