"use client";

import { Pencil } from "lucide-react";
import { useActionState, useEffect, useState } from "react";
import { ActionForm, SubmitButton, TextField } from "#components/data/fields";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { AddItem } from "#components/events/plan-item";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "#components/ui/dialog";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { FormState } from "#lib/action";
import { correctAttendee } from "#lib/ticketing/actions";
import { transferTicket } from "#lib/ticketing/actions/serving";

export type TicketRow = {
  id: string;
  state: string;
  attendeeName: string;
  attendeeEmail: string;
  tier: string;
  redeemedAt: Date | null;
  seat: string | null;
  answers: { label: string; answer: string }[];
};

/** The admissions of an order, and who comes with each. */
export function TicketRows({ tickets, zone, editable }: { tickets: TicketRow[]; zone: string; editable: boolean }) {
  const [open, setOpen] = useState<TicketRow | null>(null);
  if (tickets.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Attendees</CardTitle>
      </CardHeader>
      <CardContent>
        <Table label="Attendees">
          <TableHeader>
            <TableRow>
              <TableHead>Attendee</TableHead>
              <TableHead>Ticket</TableHead>
              <TableHead>State</TableHead>
              {editable ? <TableHead className="sr-only">Actions</TableHead> : null}
            </TableRow>
          </TableHeader>
          <TableBody>
            {tickets.map((ticket) => (
              <TableRow key={ticket.id}>
                <TableHead scope="row" className="font-medium text-foreground">
                  {ticket.attendeeName}
                  <span className="block font-normal text-muted-foreground">{ticket.attendeeEmail}</span>
                </TableHead>
                <TableCell>
                  {ticket.tier}
                  {ticket.seat ? <span className="block font-medium">{ticket.seat}</span> : null}
                  {ticket.answers.map(({ label, answer }) => (
                    <span key={label} className="block text-[0.8125rem] text-muted-foreground">
                      {label}: {answer}
                    </span>
                  ))}
                </TableCell>
                <TableCell>
                  <StateBadge state={ticket.state} />{" "}
                  {ticket.redeemedAt ? (
                    <Time at={ticket.redeemedAt} zone={zone} className="text-muted-foreground" />
                  ) : null}
                </TableCell>
                {editable ? (
                  <TableCell className="text-right">
                    <div className="flex flex-wrap justify-end gap-1.5">
                      {ticket.state === "issued" ? (
                        <AddItem
                          label="Pass on"
                          title={`Pass on the ticket of ${ticket.attendeeName}`}
                          text="The new owner gets a code of their own by e-mail. The old code admits nobody any more, and whoever had it is told."
                          verb="Pass on"
                          done="Passed on. Both were told."
                          variant="ghost"
                          size="sm"
                          action={transferTicket}
                          hidden={{ id: ticket.id }}
                          fields={passOn}
                        />
                      ) : null}
                      <Button
                        variant="ghost"
                        size="icon-sm"
                        aria-label={`Correct ${ticket.attendeeName}`}
                        onClick={() => setOpen(ticket)}
                      >
                        <Pencil aria-hidden />
                      </Button>
                    </div>
                  </TableCell>
                ) : null}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardContent>
      {open ? <CorrectAttendee ticket={open} close={() => setOpen(null)} /> : null}
    </Card>
  );
}

const passOn = [
  { name: "name", label: "New owner", kind: "text", required: true },
  { name: "email", label: "E-mail", kind: "email", required: true },
] as const;
const first: FormState = { done: false };

function CorrectAttendee({ ticket, close }: { ticket: TicketRow; close: () => void }) {
  const [state, submit] = useActionState<FormState, FormData>(correctAttendee, first);
  useEffect(() => {
    if (!state.done) return;
    notify("success", "Attendee corrected.");
    close();
  }, [state.done, close]);
  return (
    <Dialog open onOpenChange={(stays) => stays || close()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Correct an attendee</DialogTitle>
          <DialogDescription>The ticket and its code stay the same.</DialogDescription>
        </DialogHeader>
        <ActionForm action={submit} state={state}>
          <input type="hidden" name="id" value={ticket.id} />
          <TextField name="attendeeName" label="Name" required defaultValue={ticket.attendeeName} autoComplete="off" />
          <TextField
            name="attendeeEmail"
            label="E-mail"
            required
            type="email"
            defaultValue={ticket.attendeeEmail}
            autoComplete="off"
          />
          <SubmitButton className="justify-self-start" pendingLabel="Saving…">
            Save
          </SubmitButton>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
