"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTransition } from "react";
import { RepriceDialog } from "#components/bookings/price-dialog";
import { LongTextField, MoneyField, SelectField, TextField } from "#components/data/fields";
import { ActDialog } from "#components/payments/receivables/act-dialog";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import {
  cancelBooking,
  correctBooking,
  recordBookingPayment,
  refundBooking,
  stepBooking,
} from "#lib/bookings/actions/bookings";
import { methodWords } from "#lib/bookings/rules/money";
import type { nextSteps, Step } from "#lib/bookings/rules/words";
import { majorUnits } from "#lib/money";

type Props = {
  id: string;
  slug: string;
  number: string;
  may: ReturnType<typeof nextSteps>;
  today: string;
  adults: number;
  children: number;
  currency: string;
  startsAt: string;
  zone: string;
  deposit: string;
  open: string;
  refundable: string;
  record: boolean;
  contact: Record<"contactName" | "contactEmail" | "contactPhone" | "address" | "dietaryNotes" | "notes", string>;
};
const methods = Object.entries(methodWords).map(([value, label]) => ({ value, label }));

/** What may be done with a booking now; what may not is not there. */
export function BookingActs(props: Props) {
  const { id, slug, number, may, today, currency, zone, startsAt, contact } = props;
  const hidden = { bookingId: id };
  const more = BigInt(props.open) > 0n;
  return (
    <>
      {may.cancel ? (
        <ActDialog
          label="Cancel"
          title={`Cancel ${number}?`}
          text="The time is free again. What was paid goes back by the booking’s own rule; the rest is kept."
          verb="Cancel the booking"
          done="Cancelled."
          act={cancelBooking}
          hidden={hidden}
          reason="Why?"
        />
      ) : null}
      {may.noShow ? (
        <ActDialog
          label="No show"
          title={`Nobody was there for ${number}?`}
          text="What was paid is kept by the booking’s own rule."
          verb="Nobody was there"
          done="Noted."
          act={cancelBooking}
          hidden={{ ...hidden, noShow: "on" }}
          reason="What happened?"
        />
      ) : null}
      {BigInt(props.refundable) > 0n ? (
        <ActDialog
          label="Refund"
          title={`Give money of ${number} back`}
          text={`At most ${majorUnits(BigInt(props.refundable), currency)} ${currency}.`}
          verb="Give it back"
          done="On its way."
          act={refundBooking}
          hidden={{ ...hidden, currency }}
          keyed="key"
          reason="Why?"
        >
          <MoneyField name="amount" label="Amount" currency={currency} required />
          <SelectField
            name="method"
            label="How"
            options={[{ value: "card", label: "To the card that paid" }, ...methods]}
          />
        </ActDialog>
      ) : null}
      {props.record && more ? (
        <ActDialog
          label="Record payment"
          title={`A payment for ${number}`}
          text="Money that came by hand. Somebody else finds it on the statement and verifies it; then it is matched with the booking."
          verb="Record payment"
          done="Written down. It waits to be verified."
          act={recordBookingPayment}
          hidden={{ ...hidden, currency }}
          keyed="key"
        >
          <SelectField name="method" label="How" options={methods} />
          <MoneyField
            name="amount"
            label="Amount"
            currency={currency}
            required
            defaultValue={majorUnits(BigInt(props.open), currency)}
          />
          <TextField name="payer" label="Who paid" required maxLength={200} defaultValue={contact.contactName} />
          <TextField name="reference" label="Reference" maxLength={200} defaultValue={number} />
          <TextField name="receivedOn" label="Day" type="date" max={today} defaultValue={today} />
        </ActDialog>
      ) : null}
      {may.price ? (
        <RepriceDialog {...{ id, currency, adults: props.adults, children: props.children, deposit: props.deposit }} />
      ) : null}
      {may.move ? (
        <>
          <ActDialog
            label="Correct"
            title="Correct what was said"
            text="The contact, the address and the notes."
            verb="Save"
            done="Saved."
            act={correctBooking}
            hidden={hidden}
          >
            <TextField name="contactName" label="Name" required maxLength={200} defaultValue={contact.contactName} />
            <TextField
              name="contactEmail"
              label="E-mail"
              type="email"
              maxLength={254}
              defaultValue={contact.contactEmail}
            />
            <TextField name="contactPhone" label="Phone" maxLength={60} defaultValue={contact.contactPhone} />
            <LongTextField name="address" label="Address" rows={2} maxLength={500} defaultValue={contact.address} />
            <LongTextField
              name="dietaryNotes"
              label="Dietary notes"
              rows={2}
              maxLength={2000}
              defaultValue={contact.dietaryNotes}
            />
            <LongTextField name="notes" label="Our notes" rows={2} maxLength={4000} defaultValue={contact.notes} />
          </ActDialog>
          <Button variant="outline" asChild>
            <Link href={`/${slug}/bookings/board?day=${dayOf(startsAt, zone)}` as Route}>On the board</Link>
          </Button>
        </>
      ) : null}
      {may.steps.map((step) => (
        <StepButton key={step.to} id={id} step={step} main={step === may.steps[0]} />
      ))}
    </>
  );
}

function StepButton({ id, step, main }: { id: string; step: Step; main: boolean }) {
  const [pending, start] = useTransition();
  return (
    <Button
      variant={main ? "default" : "outline"}
      aria-disabled={pending}
      onClick={() =>
        start(async () => {
          const answer = await stepBooking({ bookingId: id, to: step.to });
          if (answer.ok) notify("success", "Done.");
          else notify("error", answer.problem.message);
        })
      }
    >
      {step.label}
    </Button>
  );
}

const dayOf = (moment: string, timeZone: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    new Date(moment),
  );
