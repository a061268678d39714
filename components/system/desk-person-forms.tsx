"use client";

import { useActionState, useEffect } from "react";
import { ActionForm, LongTextField, SelectField, SubmitButton } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { approveAtDesk, rejectAtDesk, setAccountAtDesk } from "#lib/identity/actions/desk";
import { DeskAccessFields, type DeskChoice } from "./desk-access-fields.tsx";

type Deed = (state: unknown, form: FormData) => Promise<FormState>;

function useDeed(deed: Deed, said: string) {
  const [state, submit] = useActionState<FormState, FormData>(deed, { done: false });
  useEffect(() => {
    if (state.done) notify("success", said);
  }, [state, said]);
  return [state, submit] as const;
}

/** Organization, role, place and approval in one step. */
export function ApproveForm({ id, wants, choices }: { id: string; wants?: string; choices: readonly DeskChoice[] }) {
  const [state, submit] = useDeed(approveAtDesk, "Approved.");
  return (
    <ActionForm action={submit} state={state}>
      <input type="hidden" name="id" value={id} />
      <DeskAccessFields choices={choices} state={state} wants={wants} />
      <SubmitButton className="justify-self-start" pendingLabel="Approving…">
        Approve
      </SubmitButton>
    </ActionForm>
  );
}

export function RejectForm({ id, organizationId }: { id: string; organizationId?: string }) {
  const [state, submit] = useDeed(rejectAtDesk, "Rejected.");
  return (
    <ActionForm action={submit} state={state}>
      <input type="hidden" name="id" value={id} />
      {organizationId ? <input type="hidden" name="organizationId" value={organizationId} /> : null}
      <LongTextField name="reason" label="Reason" required rows={2} hint="They read it in the e-mail." />
      <SubmitButton variant="destructive" className="justify-self-start" pendingLabel="Rejecting…">
        Reject
      </SubmitButton>
    </ActionForm>
  );
}

const moves = {
  active: { words: "Open" },
  suspended: { words: "Suspend" },
  deactivated: { words: "Close" },
} as const;

export function AccountForm({ id, state: present }: { id: string; state: keyof typeof moves }) {
  const [state, submit] = useDeed(setAccountAtDesk, "The account was changed.");
  const options = Object.entries(moves).filter(([to]) => to !== present);
  return (
    <ActionForm action={submit} state={state}>
      <input type="hidden" name="id" value={id} />
      <SelectField
        name="to"
        label="What is to happen"
        required
        options={options.map(([value, { words }]) => ({ value, label: `${words} the account` }))}
      />
      <LongTextField name="reason" label="Reason" required rows={2} hint="They read it in the e-mail." />
      <SubmitButton variant="outline" className="justify-self-start" pendingLabel="Changing…">
        Change the account
      </SubmitButton>
    </ActionForm>
  );
}
