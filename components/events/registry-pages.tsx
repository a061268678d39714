import type { Route } from "next";
import Link from "next/link";
import { Facts } from "#components/data/facts";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Warnings } from "#components/events/contract-list";
import type { PlanField, PlanValues } from "#components/events/plan-fields";
import { AddItem, EditItem, RemoveItem } from "#components/events/plan-item";
import { PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import { addAbsence, changeTalent, changeVendor, removeAbsence } from "#lib/events/actions/registry";
import type { Contract } from "#lib/events/queries/planning";
import type { talentById, vendorById } from "#lib/events/queries/registry";
import { choicesOf } from "#lib/events/rules/inputs";
import { talentKinds, vendorCategories } from "#lib/events/rules/registry";
import { formatRange } from "#lib/time";

type Found<F extends (...args: never[]) => Promise<unknown>> = NonNullable<Awaited<ReturnType<F>>>;

export const vendorFields: PlanField[] = [
  { name: "name", label: "Name", kind: "text", required: true },
  {
    name: "category",
    label: "What they do",
    kind: "choice",
    options: choicesOf(vendorCategories),
    half: true,
    required: true,
  },
  { name: "contactName", label: "Whom to ask", kind: "text", half: true },
  { name: "email", label: "E-mail", kind: "email", half: true },
  { name: "phone", label: "Phone", kind: "text", half: true },
  { name: "website", label: "Website", kind: "text" },
  { name: "notes", label: "Notes", kind: "long" },
];
export const talentFields: PlanField[] = [
  { name: "name", label: "Name", kind: "text", required: true },
  { name: "kind", label: "What they are", kind: "choice", options: choicesOf(talentKinds), half: true, required: true },
  { name: "agency", label: "Agency", kind: "text", half: true },
  { name: "email", label: "E-mail", kind: "email", half: true },
  { name: "phone", label: "Phone", kind: "text", half: true },
  { name: "bio", label: "What visitors may read", kind: "long" },
  { name: "notes", label: "What only we read", kind: "long" },
];

type Party = { slug: string; contracts: Contract[]; may: boolean };

export function VendorPage({ slug, vendor, contracts, may }: Party & { vendor: Found<typeof vendorById> }) {
  const { id, createdAt: _, organizationId: __, ...values } = vendor;
  return (
    <>
      <PageHeader
        title={vendor.name}
        badge={<Badge variant="outline">{vendorCategories[vendor.category]}</Badge>}
        crumbs={[{ label: "Vendors", href: `/${slug}/events/vendors` }, { label: vendor.name }]}
        actions={
          may ? (
            <Edit word="vendor" name={vendor.name} action={changeVendor} {...{ id, values }} fields={vendorFields} />
          ) : null
        }
      />
      <Facts
        className="mb-6"
        facts={[
          { label: "Contact", value: vendor.contactName || null },
          { label: "E-mail", value: vendor.email || null },
          { label: "Phone", value: vendor.phone || null },
          { label: "Website", value: vendor.website || null },
          { label: "Notes", value: vendor.notes || null },
        ]}
      />
      {may ? <Contracts slug={slug} contracts={contracts} /> : null}
    </>
  );
}

type TalentProps = Party & { person: Found<typeof talentById>; zone: string };

export function TalentPage({ slug, person, contracts, zone, may }: TalentProps) {
  const { id, absences, sessions, createdAt: _, organizationId: __, ...values } = person;
  return (
    <>
      <PageHeader
        title={person.name}
        badge={<Badge variant="outline">{talentKinds[person.kind]}</Badge>}
        description={person.agency ? `Through ${person.agency}` : undefined}
        crumbs={[{ label: "Talent", href: `/${slug}/events/talent` }, { label: person.name }]}
        actions={
          may ? (
            <Edit word="person" name={person.name} action={changeTalent} {...{ id, values }} fields={talentFields} />
          ) : null
        }
      />
      <Facts
        className="mb-6"
        facts={[
          { label: "E-mail", value: person.email || null },
          { label: "Phone", value: person.phone || null },
          { label: "About", value: person.bio || null },
          ...(may ? [{ label: "Our notes", value: person.notes || null }] : []),
        ]}
      />
      <PlanHead
        title="Away"
        text="No session can have them then."
        actions={
          may ? (
            <AddItem
              label="Add an absence"
              variant="outline"
              title={`When is ${person.name} away?`}
              verb="Add absence"
              done="Noted."
              action={addAbsence}
              hidden={{ talentId: id }}
              fields={[
                { name: "startsAt", label: "From", kind: "moment", zone, required: true },
                { name: "endsAt", label: "To", kind: "moment", zone, required: true },
                { name: "reason", label: "Why", kind: "text" },
              ]}
            />
          ) : null
        }
      />
      {absences.length === 0 ? (
        <p className="mb-6 text-muted-foreground">Always there, as far as we know.</p>
      ) : (
        <div className="mb-6">
          <PlanList label="Absences">
            {absences.map((one) => (
              <PlanRow
                key={one.id}
                title={formatRange(one.startsAt, one.endsAt, zone)}
                meta={[one.reason]}
                actions={
                  may ? (
                    <RemoveItem
                      id={one.id}
                      name="this absence"
                      act={removeAbsence}
                      text="Sessions can have them then."
                    />
                  ) : null
                }
              />
            ))}
          </PlanList>
        </div>
      )}
      <PlanHead title="On stage" />
      {sessions.length === 0 ? <p className="mb-6 text-muted-foreground">In no session yet.</p> : null}
      <ul className="mb-6 grid gap-1">
        {sessions.map((one) => (
          <li key={one.id}>
            <Link className="hover:underline" href={`/${slug}/events/${one.eventId}/schedule` as Route}>
              {one.title}, {one.event}
            </Link>{" "}
            <span className="text-muted-foreground">{formatRange(one.startsAt, one.endsAt, one.zone)}</span>
          </li>
        ))}
      </ul>
      {may ? <Contracts slug={slug} contracts={contracts} /> : null}
    </>
  );
}

type EditProps = { word: string; name: string; id: string; action: unknown; fields: PlanField[]; values: PlanValues };
const Edit = ({ word, id, ...props }: EditProps) => (
  <EditItem {...props} title={`Change this ${word}`} verb="Save" done="Saved." hidden={{ id }} />
);

function Contracts({ slug, contracts }: { slug: string; contracts: Contract[] }) {
  return (
    <>
      <PlanHead title="Contracts" text="They are made with an event, under its tab Contracts." />
      {contracts.length === 0 ? <p className="text-muted-foreground">None yet.</p> : null}
      {contracts.length > 0 ? (
        <PlanList label="Contracts">
          {contracts.map((one) => (
            <PlanRow
              key={one.id}
              title={
                <Link className="hover:underline" href={`/${slug}/events/${one.eventId}/contracts` as Route}>
                  {one.subject}
                </Link>
              }
              badges={
                <>
                  <StateBadge state={one.state} />
                  <Warnings contract={one} />
                </>
              }
              meta={[one.event, <Money key="cost" minor={one.costMinor} currency={one.currency} />]}
            />
          ))}
        </PlanList>
      ) : null}
    </>
  );
}
