"use client";

import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import type { Problem } from "#lib/errors";

type Tier = { id: number; name: string; price: string; quota: string; saleStartsAt: string; saleEndsAt: string };

const blank = (id: number): Tier => ({ id, name: "", price: "", quota: "", saleStartsAt: "", saleEndsAt: "" });

/** The tickets of a new event, one row each; what is typed stays whatever the server answers. */
export function TierRows({ currency, zone, problem }: { currency: string; zone: string; problem?: Problem }) {
  const [tiers, setTiers] = useState<Tier[]>([{ ...blank(0), name: "General admission" }]);
  const change = (id: number, part: Partial<Tier>) =>
    setTiers(tiers.map((tier) => (tier.id === id ? { ...tier, ...part } : tier)));
  const add = () => setTiers([...tiers, blank(Math.max(-1, ...tiers.map((tier) => tier.id)) + 1)]);
  return (
    <div className="grid gap-4">
      {tiers.map((tier, index) => {
        const field = (key: Exclude<keyof Tier, "id">) => ({
          name: `tiers.${index}.${key}`,
          value: tier[key],
          onChange: (event: { target: { value: string } }) => change(tier.id, { [key]: event.target.value }),
        });
        const error = (key: keyof Tier) => problem?.fields?.[`tiers.${index}.${key}`];
        return (
          <fieldset key={tier.id} className="grid gap-3 rounded-lg border p-4">
            <legend className="px-1 font-medium text-[0.8125rem]">Ticket {index + 1}</legend>
            <div className="grid gap-3 sm:grid-cols-[1fr_8rem_7rem]">
              <Field label="Name" required error={error("name")}>
                <Input {...field("name")} />
              </Field>
              <Field label={`Price (${currency})`} required error={error("price")}>
                <Input
                  {...field("price")}
                  inputMode="decimal"
                  className="figures text-right"
                  placeholder="0 for free"
                />
              </Field>
              <Field label="Quota" required error={error("quota")}>
                <Input {...field("quota")} inputMode="numeric" className="figures text-right" />
              </Field>
            </div>
            <div className="grid gap-3 sm:grid-cols-2">
              <Field
                label="Sales start"
                hint={`Now when empty. ${zone.replaceAll("_", " ")}`}
                error={error("saleStartsAt")}
              >
                <Input type="datetime-local" {...field("saleStartsAt")} />
              </Field>
              <Field label="Sales end" hint="When the event begins, if empty." error={error("saleEndsAt")}>
                <Input type="datetime-local" {...field("saleEndsAt")} />
              </Field>
            </div>
            {tiers.length > 1 ? (
              <Button
                variant="ghost"
                size="sm"
                className="justify-self-start text-destructive-text"
                onClick={() => setTiers(tiers.filter((other) => other.id !== tier.id))}
              >
                <Trash2 aria-hidden /> Remove ticket {index + 1}
              </Button>
            ) : null}
          </fieldset>
        );
      })}
      <Button variant="outline" className="justify-self-start" onClick={add}>
        <Plus aria-hidden /> Add another ticket
      </Button>
    </div>
  );
}
