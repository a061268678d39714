import { SelectField, TextField } from "#components/data/fields";
import { LinkButton } from "#components/payments/payouts/link-button";
import { PageForm } from "#components/sponsorship/page-form";
import { TermsFields } from "#components/sponsorship/terms-fields";
import { formatMoney } from "#lib/money";
import { saveProposal } from "#lib/sponsorship/actions";
import type { ProposalChoices } from "#lib/sponsorship/drafting";

type Props = Omit<ProposalChoices, "key" | "profile"> & { slug: string };

/** A draft to one sponsor: from a package, whose days and amounts are worked out, or written freely. */
export function ProposalForm({
  slug,
  sponsors,
  sponsorId,
  enquiryId,
  events,
  packages,
  offered,
  variant,
  price,
  terms,
  currency,
  expiresOn,
}: Props) {
  if (sponsors.length === 0)
    return (
      <div className="grid justify-items-start gap-3">
        <p>Add the sponsor first.</p>
        <LinkButton href={`/${slug}/sponsorship/sponsors/new`}>Add sponsor</LinkButton>
      </div>
    );
  return (
    <div className="grid gap-5">
      {packages.length > 0 && !offered ? (
        <nav aria-label="Begin from a package" className="flex flex-wrap gap-2">
          {packages.flatMap((one) =>
            [{ id: "", name: "", priceMinor: one.priceMinor }, ...one.variants].map((kind) => (
              <LinkButton
                key={`${one.id} ${kind.id}`}
                variant="outline"
                href={`/${slug}/sponsorship/proposals/new?package=${one.id}${kind.id ? `&variant=${kind.id}` : ""}${sponsorId ? `&sponsor=${sponsorId}` : ""}${enquiryId ? `&enquiry=${enquiryId}` : ""}`}
              >
                {[one.name, kind.name].filter(Boolean).join(", ")}: {formatMoney(kind.priceMinor, one.currency)}
              </LinkButton>
            )),
          )}
        </nav>
      ) : null}
      <PageForm
        action={saveProposal}
        hidden={{
          ...(offered && { packageId: offered.id, eventId: offered.eventId }),
          ...(variant && { variantId: variant.id }),
          ...(enquiryId && { enquiryId }),
        }}
        verb="Save draft"
        done="The draft is kept. Send it when it is right."
        to={`/${slug}/sponsorship/proposals/:id`}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField name="sponsorId" label="Sponsor" required options={sponsors} defaultValue={sponsorId} />
          {offered ? null : (
            <SelectField
              name="eventId"
              label="Event"
              required
              options={events.map((one) => ({ value: one.id, label: one.name }))}
            />
          )}
          <TextField
            name="title"
            label="Title"
            required
            maxLength={120}
            defaultValue={offered ? [offered.name, variant?.name, offered.event].filter(Boolean).join(", ") : ""}
          />
          <TextField name="expiresOn" label="Stands until" type="date" required defaultValue={expiresOn} />
        </div>
        <TermsFields currency={currency} price={price} terms={terms} mayTax />
      </PageForm>
    </div>
  );
}
