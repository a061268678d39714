"use client";

import { Pencil, Plus, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState, useTransition } from "react";
import type { PlanField, PlanValues } from "#components/events/plan-fields";
import { notify } from "#components/shell/notify";
import { Button, type ButtonProps } from "#components/ui/button";
import type { Answer, FormState } from "#lib/action";

const PlanDialog = dynamic(() => import("#components/events/plan-dialog"), { ssr: false });
const ConfirmDialog = dynamic(() => import("#components/data/confirm-dialog"), { ssr: false });

type FormAct = (state: FormState<never>, form: FormData) => Promise<FormState<unknown>>;
type Act = (input: unknown) => Promise<Answer<unknown>>;

type DialogProps = {
  /** "Add a task", "Change this task". */
  title: string;
  text?: string;
  verb: string;
  done: string;
  action: unknown;
  hidden: Record<string, string>;
  fields: readonly PlanField[];
  values?: PlanValues;
};

/** A button that opens the form of something new; `plain` for a deed that makes nothing. */
export function AddItem({
  label,
  variant,
  size,
  plain,
  ...props
}: DialogProps & { label: string; plain?: boolean } & Pick<ButtonProps, "variant" | "size">) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant={variant} size={size} onClick={() => setOpen(true)}>
        {plain ? null : <Plus aria-hidden />} {label}
      </Button>
      {open ? <PlanDialog {...props} action={props.action as FormAct} close={() => setOpen(false)} /> : null}
    </>
  );
}

/** The pencil beside a row. `name` says which, for those who hear the page. */
export function EditItem({ name, ...props }: DialogProps & { name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="ghost" size="icon-sm" aria-label={`Edit ${name}`} onClick={() => setOpen(true)}>
        <Pencil aria-hidden />
      </Button>
      {open ? <PlanDialog {...props} action={props.action as FormAct} close={() => setOpen(false)} /> : null}
    </>
  );
}

export function RemoveItem({ id, name, act, text }: { id: string; name: string; act: Act; text: string }) {
  const [asking, setAsking] = useState(false);
  const { pending, problem, run } = useAct();
  return (
    <>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Remove ${name}`}
        aria-disabled={pending}
        onClick={() => setAsking(true)}
      >
        <Trash2 aria-hidden />
      </Button>
      <Problem words={problem} />
      {asking ? (
        <ConfirmDialog
          title={`Remove ${name}?`}
          text={text}
          verb="Remove"
          tone="destructive"
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            run(() => act({ id }), `Removed ${name}.`);
          }}
        />
      ) : null}
    </>
  );
}

/** One act with one button; with `ask` it asks first. */
export function ActButton({
  input,
  act,
  label,
  done,
  ask,
  ...props
}: { input: unknown; act: Act; label: string; done: string; ask?: { title: string; text: string } } & Pick<
  ButtonProps,
  "variant" | "size" | "className" | "aria-label"
>) {
  const [asking, setAsking] = useState(false);
  const { pending, problem, run } = useAct();
  const go = () => run(() => act(input), done);
  return (
    <>
      <Button
        size="sm"
        variant="outline"
        {...props}
        aria-disabled={pending}
        onClick={() => (ask ? setAsking(true) : go())}
      >
        {label}
      </Button>
      <Problem words={problem} />
      {asking && ask ? (
        <ConfirmDialog
          {...ask}
          verb={label}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            go();
          }}
        />
      ) : null}
    </>
  );
}

type StateProps = {
  id: string;
  name: string;
  state: string;
  label: string;
  next: readonly { value: string; label: string }[];
  act: Act;
};

/** The state of a row, and what it may become: a select, so that it works with keys and on a phone alike. */
export function StateSelect({ id, name, state, label, next, act }: StateProps) {
  const { pending, problem, run } = useAct();
  return (
    <span className="grid gap-1">
      <select
        aria-label={`State of ${name}`}
        className="h-7 rounded-md border border-input bg-card px-1.5 text-[0.8125rem] max-md:h-9"
        value={state}
        disabled={pending}
        onChange={(change) => {
          const to = change.target.value;
          run(() => act({ id, to }), `${name}: ${next.find((one) => one.value === to)?.label ?? to}.`);
        }}
      >
        <option value={state}>{label}</option>
        {next.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
      <Problem words={problem} />
    </span>
  );
}

function Problem({ words }: { words: string | null }) {
  return words ? (
    <span role="alert" className="max-w-64 text-[0.8125rem] text-destructive-text">
      {words}
    </span>
  ) : null;
}

/** Run a server action and keep what it refused. */
export function useAct() {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const run = (work: () => Promise<Answer<unknown>>, done: string) =>
    start(async () => {
      const answer = await work();
      setProblem(answer.ok ? null : answer.problem.message);
      if (answer.ok) notify("success", done);
    });
  return { pending, problem, run };
}
