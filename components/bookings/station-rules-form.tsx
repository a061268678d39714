"use client";

import type { Route } from "next";
import Link from "next/link";
import { useActionState } from "react";
import { ActionForm, LongTextField, SubmitButton, SwitchField, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { setStationRules } from "#lib/bookings/actions/settings";
import type { stationRules } from "#lib/bookings/queries/settings";

type Props = { stationId: string; rules: Awaited<ReturnType<typeof stationRules>>; address: string };
const first: FormState = { done: false };

export function StationRulesForm({ stationId, rules, address }: Props) {
  const [state, submit] = useActionState<FormState, FormData>(async (before, form) => {
    const answer = await setStationRules(before, form);
    if (answer.done) notify("success", "Saved.");
    return answer;
  }, first);
  const number = (name: "slotMinutes" | "leadMinutes" | "horizonDays" | "holdMinutes", label: string, hint: string) => (
    <TextField name={name} label={label} hint={hint} type="number" min={0} defaultValue={String(rules[name])} />
  );
  return (
    <ActionForm action={submit} state={state} className="grid max-w-3xl gap-4">
      <input type="hidden" name="stationId" value={stationId} />
      <SwitchField
        name="publicPage"
        label="Customers can book this station themselves"
        hint={
          <>
            At{" "}
            <Link href={address as Route} prefetch={false} className="underline underline-offset-4">
              {address}
            </Link>
          </>
        }
        defaultChecked={rules.publicPage}
      />
      <LongTextField name="intro" label="Welcome" rows={3} maxLength={2000} defaultValue={rules.intro} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {number("slotMinutes", "Minutes between slots", "Slots begin every so many minutes.")}
        {number("leadMinutes", "Minutes of notice", "How long before the start a customer can still book.")}
        {number("horizonDays", "Days ahead", "How far ahead a customer can book.")}
        {number("holdMinutes", "Minutes to pay", "How long a slot is held while the deposit is paid.")}
        <TextField name="quietFrom" label="No reminders from" maxLength={5} defaultValue={rules.quietFrom} />
        <TextField name="quietTo" label="until" maxLength={5} defaultValue={rules.quietTo} />
      </div>
      <LongTextField
        name="payingByHand"
        label="Paying by hand"
        rows={3}
        maxLength={1000}
        hint="Zelle, Venmo, bank account: shown with what is open."
        defaultValue={rules.payingByHand}
      />
      <LongTextField
        name="terms"
        label="Terms"
        rows={8}
        maxLength={20_000}
        hint={
          rules.termsVersion > 0
            ? `Version ${rules.termsVersion}. A change is the next version; who agreed to this one, agreed to this one.`
            : "Customers agree to them before they book."
        }
        defaultValue={rules.terms}
      />
      <SubmitButton className="justify-self-start" pendingLabel="Saving…">
        Save
      </SubmitButton>
    </ActionForm>
  );
}
