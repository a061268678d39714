"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { FormDialog } from "#components/data/form-dialog";
import { type PlanField, PlanFields } from "#components/events/plan-fields";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { inviteGuest } from "#lib/ticketing/actions/selling";

type Props = { event: { id: string; slug: string; zone: string }; tiers: { value: string; label: string }[] };

/** Invite somebody. Their code is shown once: only its hash is kept. */
export function InviteGuest({ event, tiers }: Props) {
  const [open, setOpen] = useState(false);
  const [code, tell] = useState<string | null>(null);
  const fields: PlanField[] = [
    { name: "guestName", label: "Guest", kind: "text", required: true, half: true },
    { name: "guestEmail", label: "E-mail", kind: "email", half: true, hint: "The code goes there, when given." },
    { name: "tierId", label: "Ticket", kind: "choice", options: tiers, required: true, half: true },
    { name: "quantity", label: "How many", kind: "number", required: true, half: true },
    { name: "expiresAt", label: "Works until", kind: "moment", zone: event.zone },
  ];
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden /> Invite a guest
      </Button>
      {code ? (
        <Alert variant="info" role="status" className="max-w-md">
          <AlertTitle>
            The code is <span className="select-all font-mono">{code}</span>
          </AlertTitle>
          <p>It is shown only now. It works once, on the event's page.</p>
        </Alert>
      ) : null}
      {open ? (
        <FormDialog<{ id: string; code: string }>
          title="Invite a guest"
          verb="Invite"
          pendingVerb="Inviting…"
          action={(state, form) => inviteGuest(state, form)}
          hidden={{ eventId: event.id }}
          done="Invited."
          onDone={(made) => tell(made?.code ?? null)}
          close={() => setOpen(false)}
        >
          {(state) => (
            <PlanFields
              key={state.problem ? "again" : "first"}
              fields={fields}
              values={{ quantity: 1, tierId: tiers[0]?.value ?? "" }}
            />
          )}
        </FormDialog>
      ) : null}
    </>
  );
}
