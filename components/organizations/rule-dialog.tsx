"use client";

import { useState } from "react";
import { LongTextField, SelectField, SwitchField, TextField } from "#components/data/fields";
import { FormDialog } from "#components/data/form-dialog";
import { Button } from "#components/ui/button";
import { setApprovalRule } from "#lib/organizations/actions";
import { type Permission, permissionWords } from "#lib/permissions";

export type RuleRow = {
  act: string;
  words: string;
  money: boolean;
  active: boolean;
  approver: Permission;
  /** In major units of `currency`. */
  threshold: string | null;
  currency: string | null;
  expiresHours: number;
};
type Props = { rule: RuleRow; currency: string; currencies: readonly { value: string; label: string }[] };

export function RuleButton({ rule, currency, currencies }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" size="sm" onClick={() => setOpen(true)} aria-label={`Change the rule: ${rule.words}`}>
        Change
      </Button>
      {open ? (
        <FormDialog
          title={rule.words}
          text="Does it need a second person?"
          verb="Save the rule"
          pendingVerb="Saving…"
          action={setApprovalRule}
          hidden={{ act: rule.act }}
          done={(result) =>
            result?.requestId
              ? "Making it looser needs a second person, who is asked now."
              : "The rule counts from now on."
          }
          close={() => setOpen(false)}
        >
          <SwitchField name="active" label="A second person approves" defaultChecked={rule.active} />
          {rule.money ? (
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField
                name="threshold"
                label="From more than"
                inputMode="decimal"
                autoComplete="off"
                className="figures text-right"
                defaultValue={rule.threshold ?? ""}
                hint="Always, when empty."
              />
              <SelectField
                name="currency"
                label="Currency"
                required
                options={currencies}
                defaultValue={rule.currency ?? currency}
              />
            </div>
          ) : null}
          <TextField
            name="expiresHours"
            label="A request waits for"
            inputMode="numeric"
            autoComplete="off"
            className="figures max-w-28 text-right"
            defaultValue={String(rule.expiresHours)}
            hint="Hours; nobody having decided by then, it has to be asked for again."
          />
          <SelectField
            name="approver"
            label="The second person may"
            required
            hint="At least two people must hold it, so that nobody waits in vain."
            options={Object.entries(permissionWords)
              .filter(([key]) => key !== "system:platform")
              .map(([value, label]) => ({ value, label }))}
            defaultValue={rule.approver}
          />
          <LongTextField
            name="reason"
            label="Reason"
            rows={2}
            maxLength={500}
            hint="For whoever is asked, when the rule becomes looser."
          />
        </FormDialog>
      ) : null}
    </>
  );
}
