"use client";

import { useState } from "react";
import { CheckboxField, LongTextField, MoneyField, SelectField, TextField } from "#components/data/fields";
import { ActDialog } from "#components/payments/receivables/act-dialog";
import { Button } from "#components/ui/button";
import { offerQuote, repriceBooking } from "#lib/bookings/actions/bookings";
import { majorUnits } from "#lib/money";

type Price = { id: string; adults: number; children: number; currency: string; deposit: string };

/** The price anew, at once. */
export function RepriceDialog({ id, ...price }: Price) {
  return (
    <ActDialog
      label="Price"
      title="Change the price"
      text="Guests, extras and discounts. The service’s own price and minimum are computed anew."
      verb="Change the price"
      done="The price is changed."
      act={repriceBooking}
      hidden={{ bookingId: id, currency: price.currency }}
    >
      <PriceFields {...price} />
      <TextField name="reason" label="Why?" maxLength={500} />
    </ActDialog>
  );
}

/** A price that the customer is asked about. */
export function OfferDialog({ id, mail, ...price }: Price & { mail: string | null }) {
  return (
    <ActDialog
      label="Write a quote"
      title="Write a quote"
      text="The customer sees it by its link and accepts it there. The version before it counts no more."
      verb="Offer it"
      done="The quote is there."
      act={offerQuote}
      hidden={{ bookingId: id, currency: price.currency }}
    >
      <PriceFields {...price} />
      <LongTextField name="message" label="Message" rows={2} maxLength={2000} />
      <TextField
        name="goodForDays"
        label="Good for days"
        type="number"
        min={1}
        max={365}
        defaultValue="14"
        className="max-w-28"
      />
      {mail ? <CheckboxField name="send" label={`Send it to ${mail}`} defaultChecked /> : null}
    </ActDialog>
  );
}

function PriceFields({ adults, children, currency, deposit }: Omit<Price, "id">) {
  const [rows, setRows] = useState<number[]>([]);
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        <TextField name="adults" label="Adults" type="number" min={0} defaultValue={String(adults)} />
        <TextField name="children" label="Children" type="number" min={0} defaultValue={String(children)} />
      </div>
      {rows.map((row, place) => (
        <fieldset key={row} className="grid gap-3 rounded-lg border p-3 sm:grid-cols-2">
          <legend className="px-1 font-medium">Line {place + 1}</legend>
          <SelectField
            name={`extras.${place}.kind`}
            label="What"
            options={[
              { value: "extra", label: "Extra" },
              { value: "discount", label: "Discount" },
            ]}
          />
          <TextField name={`extras.${place}.description`} label="Description" maxLength={200} />
          <TextField name={`extras.${place}.quantity`} label="Quantity" type="number" min={1} defaultValue="1" />
          <MoneyField name={`extras.${place}.price`} label="Each" currency={currency} />
        </fieldset>
      ))}
      <Button variant="outline" className="justify-self-start" onClick={() => setRows([...rows, Date.now()])}>
        Add an extra or a discount
      </Button>
      <MoneyField
        name="deposit"
        label="Deposit"
        currency={currency}
        hint="By the service’s rule, if empty."
        placeholder={majorUnits(BigInt(deposit), currency)}
      />
    </>
  );
}
