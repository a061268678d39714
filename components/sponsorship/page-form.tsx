"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ReactNode, useActionState } from "react";
import { ActionForm, SubmitButton } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";

type Made = { id?: string; orderId?: string };
type Props = {
  action: (state: unknown, form: FormData) => Promise<FormState<Made>>;
  hidden?: Record<string, string>;
  verb: string;
  done: string;
  /** Where to go then; `:id` is what was made. */
  to?: string;
  children?: ReactNode;
};

/** A form that is a page or a card; its fields come from the server as they are. */
export function PageForm({ action, hidden, verb, done, to, children }: Props) {
  const router = useRouter();
  const [state, submit] = useActionState<FormState<Made>, FormData>(
    async (before, form) => {
      const answer = await action(before, form);
      if (answer.done) {
        notify("success", done);
        if (to) router.push(to.replace(":id", answer.result?.orderId ?? answer.result?.id ?? "") as Route);
      }
      return answer;
    },
    { done: false },
  );
  return (
    <ActionForm action={submit} state={state} className="grid gap-5">
      {Object.entries(hidden ?? {}).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      {children}
      <div>
        <SubmitButton pendingLabel="One moment…">{verb}</SubmitButton>
      </div>
    </ActionForm>
  );
}
