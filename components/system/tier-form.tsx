"use client";

import { useActionState, useEffect } from "react";
import { ActionForm, SelectField, SubmitButton } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import type { FormState } from "#lib/action";
import { setTier } from "#lib/system/actions/desk";
import { type Tier, type TierLimits, tiers } from "#lib/system/desk/rules";

/** What the organization may use; what each tier holds stands beside its name. */
export function TierForm({ organizationId, tier }: { organizationId: string; tier: Tier }) {
  const [state, submit] = useActionState<FormState, FormData>(setTier, { done: false });
  useEffect(() => {
    if (state.done) notify("success", "The tier was changed.");
  }, [state]);
  return (
    <ActionForm action={submit} state={state}>
      <input type="hidden" name="organizationId" value={organizationId} />
      <SelectField
        name="tier"
        label="Tier"
        required
        defaultValue={tier}
        options={Object.entries(tiers).map(([value, limits]) => ({ value, label: wordsOf(limits) }))}
      />
      <SubmitButton variant="outline" className="justify-self-start" pendingLabel="Changing…">
        Change the tier
      </SubmitButton>
    </ActionForm>
  );
}

function wordsOf({ words, members, stations, eventsAtOnce }: TierLimits): string {
  if (members === null) return `${words}: no limits`;
  const station = stations === 1 ? "1 station" : `${stations} stations`;
  return `${words}: ${members} people, ${station}, ${eventsAtOnce} events at once`;
}
