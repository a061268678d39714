"use client";

import { useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button, type ButtonProps } from "#components/ui/button";
import type { Answer } from "#lib/action";
import { checkAllIntegrity, checkIntegrity, replayDeadJobs, replayJob, settleError } from "#lib/system/actions/desk";

type DeedProps<O> = Pick<ButtonProps, "variant" | "size"> & {
  run: () => Promise<Answer<O>>;
  said: (value: O) => [tone: "success" | "warning", words: string];
  label: string;
  /** What a screen reader hears beside the label, where many buttons say the same. */
  about?: string;
};

/** One deed of the desk; a refusal stands beside its button. */
function Deed<O>({ run, said, label, about, variant = "outline", size = "sm" }: DeedProps<O>) {
  const [problem, setProblem] = useState<string | null>(null);
  const [running, start] = useTransition();
  const press = () =>
    start(async () => {
      setProblem(null);
      const answer = await run();
      if (!answer.ok) return setProblem(answer.problem.message);
      await notify(...said(answer.value));
    });
  return (
    <span className="relative inline-flex flex-wrap items-center gap-2">
      <Button variant={variant} size={size} aria-disabled={running} aria-busy={running} onClick={press}>
        {label}
        {about ? <span className="sr-only"> {about}</span> : null}
      </Button>
      {problem ? (
        <span role="alert" className="text-[0.8125rem] text-destructive-text">
          {problem}
        </span>
      ) : null}
    </span>
  );
}

export function ProveButton({ organizationId, name }: { organizationId: string; name: string }) {
  return (
    <Deed
      label="Run now"
      about={`for ${name}`}
      run={() => checkIntegrity({ organizationId })}
      said={({ faults }) =>
        faults === 0
          ? ["success", `${name}: everything proves true.`]
          : ["warning", `${name}: ${faults} ${faults === 1 ? "check fails" : "checks fail"}.`]
      }
    />
  );
}

export function ReplayButton({ organizationId, id, topic }: { organizationId: string; id: string; topic: string }) {
  return (
    <Deed
      label="Replay"
      about={topic}
      run={() => replayJob({ organizationId, id })}
      said={() => ["success", `${topic} is tried again, from its first attempt.`]}
    />
  );
}

export function ProveAllButton() {
  return (
    <Deed
      label="Run all now"
      run={() => checkAllIntegrity({})}
      said={({ asked }) =>
        asked > 0
          ? [
              "success",
              `${asked} ${asked === 1 ? "organization is" : "organizations are"} checked by the worker. Look again in a minute.`,
            ]
          : ["warning", "They were asked for a moment ago. Look again in a minute."]
      }
    />
  );
}

export function ReplayAllButton() {
  return (
    <Deed
      label="Replay all"
      run={() => replayDeadJobs({})}
      said={({ replayed }) => ["success", `${replayed} ${replayed === 1 ? "job is" : "jobs are"} tried again.`]}
    />
  );
}

const verdicts = { resolved: "Resolve", ignored: "Ignore", open: "Open again" } as const;

export function SettleButtons({ id, state }: { id: string; state: keyof typeof verdicts }) {
  return (Object.keys(verdicts) as (keyof typeof verdicts)[])
    .filter((becomes) => becomes !== state)
    .map((becomes) => (
      <Deed
        key={becomes}
        size="default"
        variant={becomes === "resolved" ? "default" : "outline"}
        label={verdicts[becomes]}
        run={() => settleError({ id, becomes })}
        said={() => ["success", becomes === "open" ? "It is open again." : `It is ${becomes}.`]}
      />
    ));
}
