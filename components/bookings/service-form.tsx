"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ReactNode, useActionState } from "react";
import {
  ActionForm,
  LongTextField,
  MoneyField,
  SelectField,
  SubmitButton,
  SwitchField,
  TextField,
} from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { saveService } from "#lib/bookings/actions/settings";
import type { serviceById } from "#lib/bookings/queries/settings";
import { majorUnits } from "#lib/money";

type Service = NonNullable<Awaited<ReturnType<typeof serviceById>>>;
type Props = {
  slug: string;
  stations: readonly { id: string; name: string }[];
  currency: string;
  service?: Service;
  readOnly?: boolean;
};
const first: FormState<{ id: string }> = { done: false };

/** What can be booked: how long, how much, what is due at once, and what cancelling costs. */
export function ServiceForm({ slug, stations, currency, service, readOnly }: Props) {
  const router = useRouter();
  const [state, submit] = useActionState<FormState<{ id: string }>, FormData>(async (before, form) => {
    const answer = await saveService(before, form);
    if (answer.result) {
      notify("success", "Saved.");
      router.push(`/${slug}/bookings/services` as Route);
    }
    return answer;
  }, first);
  const money = (minor: bigint | null | undefined) => (minor ? majorUnits(minor, currency) : "");
  const tiers = service?.cancellation ?? [
    { hoursBefore: 168, percent: 100 },
    { hoursBefore: 48, percent: 50 },
  ];
  return (
    <ActionForm action={submit} state={state} className="grid max-w-3xl gap-6">
      <fieldset disabled={readOnly} className="contents">
        <input type="hidden" name="id" value={service?.id ?? ""} />
        <input type="hidden" name="currency" value={currency} />
        <Part title="What it is">
          <TextField name="name" label="Name" required maxLength={120} defaultValue={service?.name} />
          <LongTextField
            name="description"
            label="Description"
            rows={3}
            maxLength={2000}
            defaultValue={service?.description}
          />
          <div className="grid gap-4 sm:grid-cols-3">
            <Minutes name="durationMinutes" label="Minutes it lasts" value={service?.durationMinutes ?? 120} />
            <TextField
              name="minGuests"
              label="Fewest guests"
              type="number"
              min={1}
              defaultValue={String(service?.minGuests ?? 1)}
            />
            <TextField
              name="maxGuests"
              label="Most guests"
              type="number"
              min={1}
              defaultValue={String(service?.maxGuests ?? 40)}
            />
            <Minutes name="setupMinutes" label="Minutes to set up" value={service?.setupMinutes ?? 0} />
            <Minutes name="cleanupMinutes" label="Minutes to clean up" value={service?.cleanupMinutes ?? 0} />
            <Minutes name="travelMinutes" label="Minutes each way" value={service?.travelMinutes ?? 0} />
          </div>
        </Part>
        <Part title="What it costs">
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              name="pricing"
              label="Price"
              defaultValue={service?.pricing ?? "per_guest"}
              options={[
                { value: "per_guest", label: "For each guest" },
                { value: "flat", label: "For all together" },
              ]}
            />
            <MoneyField
              name="price"
              label="Price"
              currency={currency}
              required
              defaultValue={money(service?.priceMinor)}
            />
            <MoneyField
              name="childPrice"
              label="Of a child"
              currency={currency}
              hint="That of an adult, if empty."
              defaultValue={money(service?.childPriceMinor)}
            />
            <MoneyField
              name="minimumTotal"
              label="At least"
              currency={currency}
              hint="For the whole booking."
              defaultValue={money(service?.minimumTotalMinor)}
            />
            <TextField
              name="taxRate"
              label="Tax in percent"
              inputMode="decimal"
              defaultValue={service ? String(service.taxRateMillionths / 10_000) : ""}
            />
            <SwitchField
              name="taxInclusive"
              label="Prices contain the tax"
              defaultChecked={service?.taxInclusive ?? false}
            />
          </div>
        </Part>
        <Part title="What is due at once">
          <div className="grid gap-4 sm:grid-cols-3">
            <SelectField
              name="depositKind"
              label="Deposit"
              defaultValue={service?.depositKind ?? "percent"}
              options={[
                { value: "percent", label: "A share of the total" },
                { value: "fixed", label: "A fixed amount" },
                { value: "none", label: "None" },
              ]}
            />
            <TextField
              name="depositPercent"
              label="Share in percent"
              type="number"
              min={0}
              max={100}
              defaultValue={String(service?.depositPercent ?? 25)}
            />
            <MoneyField
              name="deposit"
              label="Fixed amount"
              currency={currency}
              defaultValue={money(service?.depositMinor)}
            />
          </div>
        </Part>
        <Part
          title="What cancelling costs"
          hint="Nearer to the start less goes back; after the last step, nothing. Without steps everything does. Empty a row to leave it out."
        >
          {[0, 1, 2, 3].map((place) => (
            <div key={place} className="grid grid-cols-2 gap-4">
              <TextField
                name={`cancellation.${place}.hoursBefore`}
                label={`Step ${place + 1}: hours before`}
                type="number"
                min={0}
                defaultValue={String(tiers[place]?.hoursBefore ?? "")}
              />
              <TextField
                name={`cancellation.${place}.percent`}
                label="Percent given back"
                type="number"
                min={0}
                max={100}
                defaultValue={String(tiers[place]?.percent ?? "")}
              />
            </div>
          ))}
        </Part>
        <Part title="Where it is offered">
          <div className="grid gap-2 sm:grid-cols-2">
            {stations.map((one) => (
              <label key={one.id} className="flex min-h-6 items-center gap-2">
                <input
                  type="checkbox"
                  name="stationIds[]"
                  value={one.id}
                  defaultChecked={service?.stationIds.includes(one.id)}
                  className="size-4 accent-primary"
                />
                {one.name}
              </label>
            ))}
          </div>
          <SwitchField name="active" label="Can be booked" defaultChecked={service?.active ?? true} />
        </Part>
        {readOnly ? null : (
          <SubmitButton className="justify-self-start" pendingLabel="Saving…">
            Save
          </SubmitButton>
        )}
      </fieldset>
    </ActionForm>
  );
}

function Minutes({ name, label, value }: { name: string; label: string; value: number }) {
  return <TextField name={name} label={label} type="number" min={0} max={2880} defaultValue={String(value)} />;
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="grid gap-4 rounded-xl border bg-card p-4 shadow-xs">
      <div>
        <h2 className="font-semibold">{title}</h2>
        {hint ? <p className="text-muted-foreground">{hint}</p> : null}
      </div>
      {children}
    </section>
  );
}
