"use client";

import { useState } from "react";
import { FormDialog } from "#components/data/form-dialog";
import { type PlanField, PlanFields, type PlanValues } from "#components/events/plan-fields";
import type { FormState } from "#lib/action";

type Props = {
  title: string;
  text?: string;
  verb: string;
  done: string;
  action: (state: FormState<never>, form: FormData) => Promise<FormState<unknown>>;
  hidden: Record<string, string>;
  fields: readonly PlanField[];
  values?: PlanValues;
  close: () => void;
};

/** The form of one thing of a plan. What was ticked stays ticked when the form comes back with a refusal. */
export default function PlanDialog({ fields, values, action, ...props }: Props) {
  const [ticked, setTicked] = useState<PlanValues>({});
  const send = async (before: FormState<unknown>, form: FormData): Promise<FormState<unknown>> => {
    const many = fields.filter((field) => field.kind === "many");
    setTicked(Object.fromEntries(many.map(({ name }) => [name, form.getAll(`${name}[]`).map(String)])));
    return action(before as FormState<never>, form);
  };
  return (
    <FormDialog {...props} action={send} pendingVerb="Saving…">
      {(state) => (
        <PlanFields key={state.problem ? "again" : "first"} fields={fields} values={{ ...values, ...ticked }} />
      )}
    </FormDialog>
  );
}
