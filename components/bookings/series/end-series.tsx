"use client";

import { type FormEvent, useState } from "react";
import { notify } from "#components/shell/notify";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { NativeSelect } from "#components/ui/native-select";
import { cancelSeries } from "#lib/bookings/actions/series";
import type { Problem } from "#lib/errors";

/** No more of it: asks which and why, and says what follows. */
export function EndSeries({ bookingId }: { bookingId: string }) {
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answer = await cancelSeries({ ...Object.fromEntries(new FormData(event.currentTarget)), bookingId });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setOpen(false);
    await notify("success", `${answer.value.cancelled} were cancelled.`);
  };
  return (
    <>
      <Button variant="outline" onClick={() => setOpen(true)}>
        End the series
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent>
          <form onSubmit={send} className="grid gap-4" noValidate>
            <DialogHeader>
              <DialogTitle>End the series?</DialogTitle>
              <DialogDescription>
                Its bookings are cancelled. What was paid is given back by the cancellation rule of each.
              </DialogDescription>
            </DialogHeader>
            {problem ? (
              <Alert variant="destructive" role="alert">
                <AlertTitle>{problem.message}</AlertTitle>
              </Alert>
            ) : null}
            <Field label="Which" required>
              <NativeSelect name="scope" defaultValue="following">
                <option value="following">This one and those after it</option>
                <option value="all">All that are still to come</option>
              </NativeSelect>
            </Field>
            <Field label="Reason" required error={problem?.fields?.reason}>
              <Input name="reason" maxLength={500} />
            </Field>
            <DialogFooter>
              <Button variant="outline" onClick={() => setOpen(false)}>
                Back
              </Button>
              <Button type="submit" variant="destructive">
                Cancel them
              </Button>
            </DialogFooter>
          </form>
        </DialogContent>
      </Dialog>
    </>
  );
}
