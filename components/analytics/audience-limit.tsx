"use client";

import { useState } from "react";
import { TextField } from "#components/data/fields";
import { FormDialog } from "#components/data/form-dialog";
import { Button } from "#components/ui/button";
import { raiseAudience } from "#lib/analytics/actions";

/** How many people a group has at least: once raised, it stays. */
export function RaiseAudience({ k }: { k: number }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
        Ask for larger groups
      </Button>
      {open ? (
        <FormDialog
          title="Larger groups"
          text={`A group has at least ${k} people now. The number can be raised and never lowered: lowering it would show by comparison who was hidden before.`}
          verb="Raise it for good"
          pendingVerb="Saving…"
          action={raiseAudience}
          done="Groups are larger from now on."
          close={() => setOpen(false)}
        >
          <TextField
            name="k"
            label="People a group has at least"
            required
            inputMode="numeric"
            defaultValue={String(Math.max(k + 5, 15))}
            className="max-w-32"
          />
        </FormDialog>
      ) : null}
    </div>
  );
}
