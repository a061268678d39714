"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { ActionForm, CheckboxField, LongTextField, SubmitButton, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { bookSlot } from "#lib/bookings/actions/bookings";

type Booked = { bookingId: string; number: string };
type Props = {
  slug: string;
  hidden: Record<string, string>;
  contact: { contactName: string; contactEmail: string; contactPhone: string; address: string; customerId: string };
};
const first: FormState<Booked> = { done: false };

/** For whom it is. The price follows the service; extras, discounts and quotes are on the booking's page. */
export function BookSlotForm({ slug, hidden, contact }: Props) {
  const [key] = useState(() => crypto.randomUUID());
  const router = useRouter();
  const [state, submit] = useActionState<FormState<Booked>, FormData>(async (before, form) => {
    // Not a hidden field: the server would have written another one into the page.
    form.set("key", key);
    if (form.get("customerId") === "") form.delete("customerId");
    const answer = await bookSlot(before, form);
    if (answer.result) {
      notify("success", `${answer.result.number} is booked.`);
      router.push(`/${slug}/bookings/${answer.result.bookingId}` as Route);
    }
    return answer;
  }, first);
  return (
    <ActionForm action={submit} state={state} className="grid gap-4">
      {Object.entries({ ...hidden, customerId: contact.customerId }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <TextField name="contactName" label="Name" required maxLength={200} defaultValue={contact.contactName} />
        <TextField
          name="contactEmail"
          label="E-mail"
          type="email"
          maxLength={254}
          defaultValue={contact.contactEmail}
        />
        <TextField name="contactPhone" label="Phone" maxLength={60} defaultValue={contact.contactPhone} />
      </div>
      <LongTextField name="address" label="Address" rows={2} maxLength={500} defaultValue={contact.address} />
      <LongTextField name="dietaryNotes" label="Dietary notes" rows={2} maxLength={2000} />
      <LongTextField name="notes" label="Our notes" rows={2} maxLength={4000} hint="No customer sees them." />
      <CheckboxField name="confirm" label="Confirm it now, without waiting for the deposit" />
      <SubmitButton className="justify-self-start" pendingLabel="Booking…">
        Book it
      </SubmitButton>
    </ActionForm>
  );
}
