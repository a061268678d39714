"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { ActionForm, SubmitButton } from "#components/data/fields";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import type { FormState } from "#lib/action";
import { mergeCustomers } from "#lib/crm/actions/customers";
import type { Customer } from "#lib/crm/queries/customers";
import { type MergeField, mergeFields } from "#lib/crm/rules";

type Side = "survivor" | "merged" | "both";
const labels: Record<MergeField, string> = {
  name: "Name",
  email: "E-mail",
  phone: "Phone",
  address: "Address",
  notes: "Good to know",
};

/** Both side by side; what is chosen is what the one who stays will say. Empty fields are filled from the other. */
export function MergeForm({ slug, survivor, merged }: { slug: string; survivor: Customer; merged: Customer }) {
  const router = useRouter();
  const [take, choose] = useState<Record<MergeField, Side>>(() => filled(survivor, merged));
  const [state, submit] = useActionState(async (before: FormState<unknown>, form: FormData) => {
    const answer = await mergeCustomers(before, form);
    if (answer.done) {
      notify("success", "Merged. It can be undone on this page.");
      router.push(`/${slug}/crm/customers/${survivor.id}` as Route);
    }
    return answer;
  }, first);
  const sideOf = { survivor, merged } as const;
  const swap = `/${slug}/crm/customers/merge?one=${merged.id}&other=${survivor.id}` as Route;
  return (
    <ActionForm state={state} action={submit} className="grid gap-5">
      <input type="hidden" name="survivorId" value={survivor.id} />
      <input type="hidden" name="mergedId" value={merged.id} />
      <div className="grid gap-4">
        {mergeFields.map((field) => {
          const options: [Side, string][] = [
            ["survivor", survivor[field] ?? ""],
            ["merged", merged[field] ?? ""],
            ...(field === "notes" && survivor.notes && merged.notes
              ? [["both", `${survivor.notes}\n${merged.notes}`] as [Side, string]]
              : []),
          ];
          return (
            <fieldset key={field} className="grid gap-1.5">
              <legend className="mb-1.5 font-medium">{labels[field]}</legend>
              <div className="grid gap-2 sm:grid-cols-2">
                {options.map(([side, value]) => (
                  <label
                    key={side}
                    className={cn(
                      "flex min-h-11 items-start gap-2.5 rounded-md border bg-card px-3 py-2.5",
                      take[field] === side && "border-primary bg-primary-soft",
                    )}
                  >
                    <input
                      type="radio"
                      name={`take.${field}`}
                      value={side}
                      checked={take[field] === side}
                      onChange={() => choose({ ...take, [field]: side })}
                      className="mt-0.5 size-4 accent-primary"
                    />
                    <span className="min-w-0 whitespace-pre-line break-words">
                      {value || <span className="text-muted-foreground">empty</span>}
                      {side === "both" ? (
                        <span className="block text-[0.8125rem] text-muted-foreground">both</span>
                      ) : null}
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
          );
        })}
      </div>
      <section aria-label="What stays" className="rounded-lg border bg-card p-4">
        <h2 className="mb-2 font-semibold text-sm">So it will be</h2>
        <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[8rem_minmax(0,1fr)]">
          {mergeFields.map((field) => (
            <div key={field} className="contents">
              <dt className="text-muted-foreground">{labels[field]}</dt>
              <dd className="whitespace-pre-line break-words">
                {take[field] === "both"
                  ? `${survivor.notes}\n${merged.notes}`
                  : sideOf[take[field] as "survivor" | "merged"][field] || "–"}
              </dd>
            </div>
          ))}
          <dt className="text-muted-foreground">Tags</dt>
          <dd>{[...new Set([...survivor.tags, ...merged.tags])].sort().join(", ") || "–"}</dd>
          <dt className="text-muted-foreground">Offers</dt>
          <dd>{offers(survivor, merged)}</dd>
        </dl>
      </section>
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Merging…">Merge the two</SubmitButton>
        <Button variant="outline" onClick={() => router.push(swap)}>
          Keep the other one
        </Button>
      </div>
    </ActionForm>
  );
}
const first: FormState<unknown> = { done: false };

function filled(survivor: Customer, merged: Customer): Record<MergeField, Side> {
  const side = (field: MergeField): Side => (!survivor[field] && merged[field] ? "merged" : "survivor");
  const notes: Side = survivor.notes && merged.notes ? "both" : side("notes");
  return { name: side("name"), email: side("email"), phone: side("phone"), address: side("address"), notes };
}

const offers = (...both: Customer[]) => {
  const said = both.map(({ marketing }) => marketing);
  if (said.includes("withdrawn")) return "No: a no of either counts for both";
  return said.includes("granted") ? "Yes" : "Never asked";
};
