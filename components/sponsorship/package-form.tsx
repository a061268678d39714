import { LongTextField, MoneyField, SelectField, TextField } from "#components/data/fields";
import { PageForm } from "#components/sponsorship/page-form";
import { padded } from "#components/sponsorship/terms-fields";
import { majorUnits } from "#lib/money";
import { savePackage } from "#lib/sponsorship/actions";
import type { PackageFacts, TemplateFacts } from "#lib/sponsorship/queries/catalogue";
import { anchors } from "#lib/sponsorship/words";

type Props = {
  slug: string;
  currency: string;
  events: readonly { id: string; name: string }[];
  /** What is changed, or what a new one begins from. */
  from?: PackageFacts | TemplateFacts;
  id?: string;
};

const whens = Object.entries(anchors).map(([value, label]) => ({ value, label }));

/** A package: what it costs, how many there are, and when what is due. Days count from the anchor; negative is before. */
export function PackageForm({ slug, currency, events, from, id }: Props) {
  const terms = from?.terms;
  const code = from?.currency ?? currency;
  const parts = padded(terms?.milestones ?? [], terms ? 1 : 2);
  const places = parts.map((_, n) => ({ value: String(n), label: String(n + 1) }));
  const variants = from && "variants" in from ? from.variants : [];
  return (
    <PageForm
      action={savePackage}
      hidden={{ currency: code, ...(id && { id }) }}
      verb={id ? "Save" : "Create package"}
      done="Saved."
      to={id ? undefined : `/${slug}/sponsorship/packages/:id`}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="name" label="Name" required maxLength={120} defaultValue={from?.name} />
        <SelectField
          name="eventId"
          label="Event"
          required
          options={events.map((one) => ({ value: one.id, label: one.name }))}
          defaultValue={from && "eventId" in from ? from.eventId : undefined}
        />
        <MoneyField
          name="price"
          label="Price, tax included"
          currency={code}
          required
          defaultValue={from && majorUnits(from.priceMinor, code)}
        />
        <TextField name="quantity" label="How many" type="number" required defaultValue={String(from?.quantity ?? 1)} />
        <TextField
          name="taxPercent"
          label="Tax in percent"
          inputMode="decimal"
          required
          defaultValue={String((terms?.taxPpm ?? 0) / 10_000)}
        />
        <TextField
          name="holdDays"
          label="Held at most, in days"
          type="number"
          required
          defaultValue={String(terms?.holdDays ?? 180)}
        />
        <TextField
          name="autoApproveDays"
          label="Silence approves after, in days"
          type="number"
          defaultValue={terms?.autoApproveDays ? String(terms.autoApproveDays) : ""}
        />
      </div>
      <LongTextField name="description" label="What it is" rows={4} maxLength={2000} defaultValue={from?.description} />
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-semibold text-sm">Variants, which take from the same number</legend>
        {padded(variants, 2).map((one, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <div key={n} className="grid items-end gap-3 rounded-lg border p-3 sm:grid-cols-[minmax(0,1fr)_11rem]">
            <TextField
              name={`variants.${n}.name`}
              label={`Variant ${n + 1}`}
              maxLength={120}
              defaultValue={one?.name}
            />
            <MoneyField
              name={`variants.${n}.price`}
              label="Price"
              currency={code}
              defaultValue={one && majorUnits(one.priceMinor, code)}
            />
          </div>
        ))}
      </fieldset>
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-semibold text-sm">Milestones: 100 percent together</legend>
        {parts.map((one, n) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            key={n}
            className="grid items-end gap-3 rounded-lg border p-3 sm:grid-cols-[minmax(0,1fr)_6rem_6rem_13rem]"
          >
            <TextField
              name={`milestones.${n}.title`}
              label={`Milestone ${n + 1}`}
              maxLength={120}
              defaultValue={one?.title}
            />
            <TextField
              name={`milestones.${n}.percent`}
              label="Percent"
              type="number"
              defaultValue={one && String(one.percent)}
            />
            <TextField name={`milestones.${n}.days`} label="Days" type="number" defaultValue={String(one?.days ?? 0)} />
            <SelectField name={`milestones.${n}.anchor`} label="Counted" options={whens} defaultValue={one?.anchor} />
          </div>
        ))}
      </fieldset>
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-semibold text-sm">Deliverables, and how many where a number is promised</legend>
        {padded(terms?.deliverables ?? [], 3).map((one, n) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            key={n}
            className="grid items-end gap-3 rounded-lg border p-3 sm:grid-cols-[minmax(0,1fr)_8rem_6rem_12rem_7rem_7rem]"
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
            <TextField
              name={`deliverables.${n}.days`}
              label="Days"
              type="number"
              defaultValue={String(one?.days ?? 0)}
            />
            <SelectField name={`deliverables.${n}.anchor`} label="Counted" options={whens} defaultValue={one?.anchor} />
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
    </PageForm>
  );
}
