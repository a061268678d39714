import { LongTextField, MoneyField, SelectField, TextField } from "#components/data/fields";
import { majorUnits } from "#lib/money";
import type { Terms } from "#lib/sponsorship/rules";

type Props = {
  currency: string;
  price?: bigint;
  terms?: Terms;
  /** Which tax it is, is the organizer's to say. */
  mayTax: boolean;
};

/** The terms of one version. Rows that are left empty do not count, so a few more are there to fill in. */
export function TermsFields({ currency, price, terms, mayTax }: Props) {
  const money = (minor?: bigint | string) => (minor === undefined ? "" : majorUnits(BigInt(minor), currency));
  const parts = padded(terms?.milestones ?? [], 2);
  const promised = padded(terms?.deliverables ?? [], 3);
  const places = parts.map((_, n) => ({ value: String(n), label: String(n + 1) }));
  return (
    <>
      <input type="hidden" name="currency" value={currency} />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <MoneyField name="price" label="Price, tax included" currency={currency} required defaultValue={money(price)} />
        {mayTax ? (
          <TextField
            name="taxPercent"
            label="Tax in percent"
            inputMode="decimal"
            required
            defaultValue={String((terms?.taxPpm ?? 0) / 10_000)}
            hint="It is due as the money is released."
          />
        ) : null}
        <TextField
          name="holdDays"
          label="Held at most, in days"
          type="number"
          required
          defaultValue={String(terms?.holdDays ?? 180)}
          hint="By then it is released or returned."
        />
        <TextField
          name="autoApproveDays"
          label="Silence approves after, in days"
          type="number"
          defaultValue={terms?.autoApproveDays ? String(terms.autoApproveDays) : ""}
          hint="Empty: silence approves nothing."
        />
      </div>
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-semibold text-sm">Milestones: together they are the price</legend>
        {parts.map((one, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <div key={n} className="grid items-end gap-3 rounded-lg border p-3 sm:grid-cols-[minmax(0,1fr)_11rem_10rem]">
            <TextField
              name={`milestones.${n}.title`}
              label={`Milestone ${n + 1}`}
              maxLength={120}
              defaultValue={one?.title}
            />
            <MoneyField
              name={`milestones.${n}.amount`}
              label="Amount"
              currency={currency}
              defaultValue={money(one?.amountMinor)}
            />
            <TextField name={`milestones.${n}.dueOn`} label="Due" type="date" defaultValue={one?.dueOn} />
          </div>
        ))}
      </fieldset>
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-semibold text-sm">
          Deliverables: what the organizer shows, how many where a number is promised, and days of grace
        </legend>
        {promised.map((one, n) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            key={n}
            className="grid items-end gap-3 rounded-lg border p-3 sm:grid-cols-[minmax(0,1fr)_8rem_10rem_7rem_7rem]"
          >
            <TextField
              name={`deliverables.${n}.title`}
              label={`Deliverable ${n + 1}`}
              maxLength={120}
              defaultValue={one?.title}
            />
            <TextField
              name={`deliverables.${n}.wanted`}
              label="Number"
              type="number"
              defaultValue={one?.wanted ? String(one.wanted) : ""}
            />
            <TextField name={`deliverables.${n}.dueOn`} label="Due" type="date" defaultValue={one?.dueOn} />
            <TextField
              name={`deliverables.${n}.slaDays`}
              label="Grace"
              type="number"
              defaultValue={String(one?.slaDays ?? 0)}
            />
            <SelectField
              name={`deliverables.${n}.milestone`}
              label="Part"
              options={places}
              defaultValue={String(one?.milestone ?? 0)}
            />
          </div>
        ))}
      </fieldset>
      <LongTextField name="note" label="Note to the other side" rows={3} maxLength={2000} />
    </>
  );
}

/** What is there, and so many empty rows. */
export const padded = <T,>(rows: readonly T[], more: number): (T | undefined)[] => [
  ...rows,
  ...Array.from({ length: more }, () => undefined),
];
