"use client";

import { useState } from "react";
import { TextField } from "#components/data/fields";
import { FormDialog } from "#components/data/form-dialog";
import { Button } from "#components/ui/button";
import { endGrant } from "#lib/identity/actions/people";

/** `name` is the role with its place, in words. */
export function EndGrantButton({ id, name }: { id: string; name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" size="sm" onClick={() => setOpen(true)} aria-label={`End ${name}`}>
        End
      </Button>
      {open ? (
        <FormDialog
          title={`End ${name}?`}
          text="What it allowed is over at their next request."
          verb="End the role"
          pendingVerb="Ending…"
          tone="destructive"
          action={endGrant}
          hidden={{ id }}
          done="The role ends."
          close={() => setOpen(false)}
        >
          <TextField name="endsOn" type="date" label="Last day" className="w-44" hint="Now, when empty." />
        </FormDialog>
      ) : null}
    </>
  );
}
