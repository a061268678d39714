import { CheckboxField, DateTimeField, MoneyField, SelectField, TextField } from "#components/data/fields";
import type { Tier } from "#components/events/tier-table";
import { majorUnits } from "#lib/money";
import { toLocal } from "#lib/time";

/** What one ticket or extra is: price, quota, sale window, and who sees it. */
export function TierFields({ event, tier }: { event: { currency: string; zone: string }; tier?: Tier }) {
  return (
    <>
      <TextField name="name" label="Name" required defaultValue={tier?.name} />
      <TextField name="description" label="Description" defaultValue={tier?.description} />
      <div className="grid gap-4 sm:grid-cols-2">
        <MoneyField
          name="price"
          label="Price"
          required
          currency={event.currency}
          defaultValue={tier ? majorUnits(tier.priceMinor, tier.currency) : ""}
        />
        <TextField
          name="quota"
          label="Quota"
          required
          inputMode="numeric"
          defaultValue={tier?.quota}
          className="figures"
        />
      </div>
      <DateTimeField
        name="saleStartsAt"
        label="Sales start"
        zone={event.zone}
        defaultValue={tier ? toLocal(tier.saleStartsAt, event.zone) : ""}
      />
      <DateTimeField
        name="saleEndsAt"
        label="Sales end"
        zone={event.zone}
        defaultValue={tier ? toLocal(tier.saleEndsAt, event.zone) : ""}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="minPerOrder"
          label="Least per order"
          inputMode="numeric"
          defaultValue={tier?.minPerOrder ?? 1}
          className="figures"
        />
        <TextField
          name="maxPerOrder"
          label="Most per order"
          inputMode="numeric"
          defaultValue={tier?.maxPerOrder ?? 10}
          className="figures"
        />
      </div>
      <SelectField
        name="kind"
        label="What it is"
        options={[
          { value: "admission", label: "A ticket: admits one" },
          { value: "add_on", label: "An extra: a poster, a parking space" },
        ]}
        defaultValue={tier?.kind ?? "admission"}
      />
      <CheckboxField
        name="openPrice"
        label="People pay what they want"
        hint="The price above is the least."
        defaultChecked={tier?.openPrice ?? false}
      />
      <MoneyField
        name="suggested"
        label="Suggested price"
        currency={event.currency}
        defaultValue={tier?.suggestedMinor != null ? majorUnits(tier.suggestedMinor, tier.currency) : ""}
      />
      <CheckboxField
        name="hidden"
        label="Hidden: seen only with a code that unlocks it"
        defaultChecked={tier?.hidden ?? false}
      />
    </>
  );
}
