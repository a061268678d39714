"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useActionState } from "react";
import { ActionForm, SubmitButton, TextField } from "#components/data/fields";
import { orRequest } from "#components/data/form-dialog";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { FieldError } from "#components/ui/field";
import { Label } from "#components/ui/label";
import type { FormState } from "#lib/action";
import { saveRole } from "#lib/identity/actions/people";
import { permissionGroups } from "#lib/identity/rules/roles";
import type { Permission } from "#lib/permissions";

type Props = {
  slug: string;
  role?: { id: string; name: string; permissions: readonly Permission[] };
  /** What whoever makes it holds: nobody puts more into a role. */
  held: readonly Permission[];
  readOnly?: boolean;
};
type Saved = { id?: string; requestId?: string };
const first: FormState<Saved> = { done: false };

export function RoleForm({ slug, role, held, readOnly = false }: Props) {
  const router = useRouter();
  const [state, submit] = useActionState<FormState<Saved>, FormData>(async (before, form) => {
    const answer = await saveRole(before, form);
    if (answer.done) {
      notify("success", orRequest("The role is saved.")(answer.result));
      router.push(`/${slug}/identity/roles` as Route);
    }
    return answer;
  }, first);
  const typed = state.values ? [state.values.permissions ?? []].flat().map(String) : role?.permissions;
  const problem = state.problem?.fields?.permissions;
  return (
    <ActionForm action={submit} state={state} className="grid gap-5">
      {role ? <input type="hidden" name="id" value={role.id} /> : null}
      <div className="max-w-md">
        <TextField name="name" label="Name" required maxLength={60} defaultValue={role?.name} readOnly={readOnly} />
      </div>
      {problem ? <FieldError role="alert">{problem.join(" ")}</FieldError> : null}
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        {permissionGroups.map((group) => (
          <fieldset key={group.domain} className="grid content-start gap-2 rounded-lg border bg-card p-4">
            <legend className="contents">
              <span className="font-semibold">{group.words}</span>
            </legend>
            {group.permissions.map((one) => (
              <Tick
                key={one.permission}
                {...one}
                checked={typed?.includes(one.permission) ?? false}
                disabled={readOnly || !held.includes(one.permission)}
              />
            ))}
          </fieldset>
        ))}
      </div>
      {readOnly ? null : (
        <div className="flex gap-2">
          <SubmitButton pendingLabel="Saving…">{role ? "Save the role" : "Make the role"}</SubmitButton>
          <Button variant="ghost" asChild>
            <Link href={`/${slug}/identity/roles` as Route}>Back</Link>
          </Button>
        </div>
      )}
    </ActionForm>
  );
}

type TickProps = { permission: Permission; words: string; checked: boolean; disabled: boolean };

/** What somebody does not hold themselves stays as it is: a form leaves out what is disabled, so it is sent beside it. */
function Tick({ permission, words, checked, disabled }: TickProps) {
  const id = `may-${permission}`;
  return (
    <div className="flex items-start gap-2">
      <Checkbox
        key={`${checked}`}
        id={id}
        name={disabled ? undefined : "permissions[]"}
        value={permission}
        defaultChecked={checked}
        disabled={disabled}
        className="mt-0.5"
      />
      {disabled && checked ? <input type="hidden" name="permissions[]" value={permission} /> : null}
      <Label htmlFor={id} className="font-normal leading-5">
        {words}
      </Label>
    </div>
  );
}
