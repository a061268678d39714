import "server-only";
import type { TenantTx } from "#db/tenant";
import { shiftDay } from "#lib/payments/addresses";
import { eventChoices, offeredPackages, sponsorChoices } from "#lib/sponsorship/queries/catalogue";
import { sponsorProfile } from "#lib/sponsorship/queries/profiles";
import type { Terms } from "#lib/sponsorship/rules";
import { proposedTerms } from "#lib/sponsorship/terms";
import { isId } from "#lib/system/ids";
import { dayIn } from "#lib/time";

type Asked = { [key: string]: string | string[] | undefined };

/** What the form of a new proposal begins from: the package and variant of the address, with their days and amounts worked out. */
export async function proposalChoices(tx: TenantTx, asked: Asked, organization: { zone: string; currency: string }) {
  const [sponsors, events, packages] = [await sponsorChoices(tx), await eventChoices(tx), await offeredPackages(tx)];
  const sponsorId = typeof asked.sponsor === "string" && isId(asked.sponsor) ? asked.sponsor : undefined;
  const today = dayIn(new Date(), organization.zone);
  const offered = packages.find(({ id }) => id === asked.package);
  const variant = offered?.variants.find(({ id }) => id === asked.variant);
  const event = events.find(({ id }) => id === offered?.eventId);
  const price = variant?.priceMinor ?? offered?.priceMinor;
  const terms: Terms | undefined =
    offered && event && price !== undefined
      ? proposedTerms(offered.terms, price, { today, startsOn: event.startsOn, endsOn: event.endsOn })
      : undefined;
  return {
    key: `${offered?.id} ${variant?.id}`,
    sponsors,
    sponsorId,
    profile: sponsorId ? await sponsorProfile(tx, sponsorId) : null,
    enquiryId: typeof asked.enquiry === "string" && isId(asked.enquiry) ? asked.enquiry : undefined,
    events,
    packages,
    offered,
    variant,
    price,
    terms,
    currency: offered?.currency ?? organization.currency,
    expiresOn: shiftDay(today, 21),
  };
}
export type ProposalChoices = Awaited<ReturnType<typeof proposalChoices>>;
