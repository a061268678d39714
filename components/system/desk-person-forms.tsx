"use client";

import { useActionState, useEffect, useState } from "react";
import { ActionForm, LongTextField, SelectField, SubmitButton } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { approveAtDesk, rejectAtDesk, setAccountAtDesk } from "#lib/identity/actions/desk";
import { grantableRoles, roleName } from "#lib/permissions";

type Choice = { id: string; name: string; platform: boolean };
type Deed = (state: unknown, form: FormData) => Promise<FormState>;

function useDeed(deed: Deed, said: string) {
  const [state, submit] = useActionState<FormState, FormData>(deed, { done: false });
  useEffect(() => {
    if (state.done) notify("success", said);
  }, [state, said]);
  return [state, submit] as const;
}

/** Organization, role and approval in one step. */
export function ApproveForm({ id, wants, choices }: { id: string; wants?: string; choices: readonly Choice[] }) {
  const [state, submit] = useDeed(approveAtDesk, "Approved.");
  const [organization, choose] = useState(wants ?? "");
  const platform = choices.find((each) => each.id === organization)?.platform ?? false;
  const roles = grantableRoles.filter((role) => platform || role !== "super_admin");
  return (
    <ActionForm action={submit} state={state}>
      <input type="hidden" name="id" value={id} />
      <SelectField
        name="organizationId"
        label="Organization"
        required
        defaultValue={wants ?? ""}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">Choose an organization</option>
        {choices.map((each) => (
          <option key={each.id} value={each.id}>
            {each.platform ? `${each.name} (the platform)` : each.name}
          </option>
        ))}
      </SelectField>
      <SelectField name="role" label="Role" required defaultValue="viewer">
        {roles.map((role) => (
          <option key={role} value={role}>
            {roleName(role)}
          </option>
        ))}
      </SelectField>
      <SubmitButton className="justify-self-start" pendingLabel="Approving…" disabled={!organization}>
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
