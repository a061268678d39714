"use client";

import { useState } from "react";
import { TextField } from "#components/data/fields";
import { FormDialog } from "#components/data/form-dialog";
import { Button } from "#components/ui/button";
import { invitePerson } from "#lib/organizations/actions";
import { type AccessChoices, AccessFields } from "./access-fields.tsx";

type Props = {
  choices: AccessChoices;
  /** Whoever may approve lets people in at once; everybody else's guests wait in the queue. */
  skipsQueue: boolean;
};

export function InviteButton({ choices, skipsQueue }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Invite somebody</Button>
      {open ? (
        <FormDialog
          title="Invite somebody"
          text={
            skipsQueue
              ? "They get an e-mail with a link, and are in as soon as they accept."
              : "They get an e-mail with a link. After they accept, an administrator lets them in."
          }
          verb="Send the invitation"
          pendingVerb="Sending…"
          action={invitePerson}
          done="The invitation is on its way."
          close={() => setOpen(false)}
          wide
        >
          {(state) => (
            <>
              <TextField name="email" type="email" label="E-mail" required autoComplete="off" maxLength={254} />
              <AccessFields choices={choices} state={state} />
              <div className="grid gap-4 sm:grid-cols-2">
                <TextField
                  name="days"
                  type="number"
                  min={1}
                  max={60}
                  label="Good for"
                  required
                  defaultValue="7"
                  hint="Days until the link stops working."
                />
                <TextField name="endsOn" type="date" label="Last day of the role" hint="It stays, when empty." />
              </div>
            </>
          )}
        </FormDialog>
      ) : null}
    </>
  );
}
