import { LongTextField, SelectField, TextField } from "#components/data/fields";
import { PageForm } from "#components/sponsorship/page-form";
import { saveCampaign } from "#lib/campaigns/actions";
import type { Campaign } from "#lib/campaigns/queries";
import { campaignChannels } from "#lib/campaigns/rules";

type Choice = { value: string; label: string };
type Props = { slug: string; from?: Campaign; choices: { places: Choice[]; codes: Choice[] }; today: string };

/** A campaign: what it is called, where it runs, for what, and when. */
export function CampaignForm({ slug, from, choices, today }: Props) {
  const place = from?.eventId ? `event:${from.eventId}` : from?.stationId ? `station:${from.stationId}` : "";
  const known = choices.places.some(({ value }) => value === place);
  const places = known || !place ? choices.places : [{ value: place, label: from?.place ?? "" }, ...choices.places];
  return (
    <PageForm
      action={saveCampaign}
      hidden={from ? { id: from.id } : undefined}
      verb={from ? "Save" : "Create campaign"}
      done="Saved."
      to={from ? undefined : `/${slug}/campaigns/:id`}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="name" label="Name" required maxLength={120} defaultValue={from?.name} />
        <SelectField
          name="channel"
          label="Channel"
          required
          options={Object.entries(campaignChannels).map(([value, label]) => ({ value, label }))}
          defaultValue={from?.channel}
        />
        <SelectField
          name="place"
          label="Leads to"
          options={[{ value: "", label: "The whole programme" }, ...places]}
          defaultValue={place}
        />
        <SelectField
          name="promoCodeId"
          label="Its code"
          options={[{ value: "", label: "No code" }, ...choices.codes]}
          defaultValue={from?.promoCodeId ?? ""}
        />
        <TextField name="startsOn" label="From" type="date" required defaultValue={from?.startsOn ?? today} />
        <TextField name="endsOn" label="Until" type="date" defaultValue={from?.endsOn ?? ""} />
      </div>
      <LongTextField name="notes" label="Notes" rows={3} maxLength={2000} defaultValue={from?.notes} />
    </PageForm>
  );
}
