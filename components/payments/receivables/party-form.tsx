"use client";

import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useActionState } from "react";
import { ActionForm, LongTextField, SelectField, SubmitButton, SwitchField, TextField } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import type { FormState } from "#lib/action";
import { saveParty } from "#lib/payments/actions/receivables";
import { partyKinds } from "#lib/payments/receivables/words";

export type PartyValues = {
  id: string;
  kind: keyof typeof partyKinds;
  name: string;
  email: string | null;
  address: string;
  country: string;
  region: string;
  taxId: string;
  termsDays: number;
  note: string;
  archived: boolean;
};
type Props = {
  slug: string;
  countries: readonly { value: string; label: string }[];
  country: string;
  kind?: keyof typeof partyKinds;
  party?: PartyValues;
};
const first: FormState<{ id: string }> = { done: false };

/** Whoever is invoiced, or sends bills. */
export function PartyForm({ slug, countries, country, kind, party }: Props) {
  const router = useRouter();
  const [state, submit] = useActionState<FormState<{ id: string }>, FormData>(async (before, form) => {
    const answer = await saveParty(before, form);
    if (answer.result) {
      notify("success", "Saved.");
      router.push(`/${slug}/payments/parties/${answer.result.id}` as Route);
    }
    return answer;
  }, first);
  return (
    <ActionForm action={submit} state={state} className="grid max-w-2xl gap-4">
      {party ? <input type="hidden" name="id" value={party.id} /> : null}
      <TextField name="name" label="Name" required maxLength={200} defaultValue={party?.name} />
      <div className="grid gap-4 sm:grid-cols-2">
        {party ? (
          <input type="hidden" name="kind" value={party.kind} />
        ) : (
          <SelectField
            name="kind"
            label="What they are"
            required
            defaultValue={kind ?? "customer"}
            options={Object.entries(partyKinds).map(([value, label]) => ({ value, label }))}
          />
        )}
        <TextField
          name="email"
          label="E-mail for invoices"
          type="email"
          maxLength={254}
          defaultValue={party?.email ?? ""}
        />
        <SelectField
          name="country"
          label="Country"
          required
          defaultValue={party?.country ?? country}
          options={countries}
        />
        <TextField
          name="region"
          label="Region code"
          maxLength={3}
          hint="Where its taxes differ: QC, ON, CA."
          defaultValue={party?.region}
        />
        <TextField name="taxId" label="Tax number" maxLength={60} defaultValue={party?.taxId} />
        <TextField
          name="termsDays"
          label="Days to pay"
          inputMode="numeric"
          defaultValue={String(party?.termsDays ?? 14)}
        />
      </div>
      <LongTextField name="address" label="Address" rows={3} maxLength={1000} defaultValue={party?.address} />
      <LongTextField name="note" label="Note" rows={2} maxLength={2000} defaultValue={party?.note} />
      {party ? (
        <SwitchField
          name="archived"
          label="Archived"
          hint="Not offered for new documents."
          defaultChecked={party.archived}
        />
      ) : null}
      <div className="flex gap-2">
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        <Button variant="ghost" asChild>
          <Link href={`/${slug}/payments/parties` as Route}>Back</Link>
        </Button>
      </div>
    </ActionForm>
  );
}
