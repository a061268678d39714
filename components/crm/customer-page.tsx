import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { CustomerCards } from "#components/crm/customer-cards";
import { CustomerTimeline } from "#components/crm/customer-timeline";
import { customerFields, interactionFields } from "#components/crm/fields";
import { NoteForm } from "#components/crm/note-form";
import { Money } from "#components/data/money";
import { AddItem, EditItem } from "#components/events/plan-item";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import { changeCustomer, noteCustomer, recordInteraction } from "#lib/crm/actions/customers";
import type { Customer, Happening } from "#lib/crm/queries/customers";
import { type CustomerFigure, moneyFigures } from "#lib/crm/queries/money";
import { askForReview } from "#lib/feedback/actions";

export type CustomerMay = { write: boolean; merge: boolean; ask: boolean };
type Props = {
  slug: string;
  zone: string;
  today: string;
  customer: Customer;
  timeline: Happening[];
  /** Null for those who may not read the books. */
  figures: CustomerFigure[] | null;
  may: CustomerMay;
  children?: ReactNode;
};

/** A customer on one page: what was between us, on one line of time, and what the books say. */
export function CustomerPage({ slug, zone, today, customer, timeline, figures, may, children }: Props) {
  const { id, name } = customer;
  return (
    <>
      <PageHeader
        title={name}
        badge={customer.tags.map((tag) => (
          <Badge key={tag} variant="outline">
            {tag}
          </Badge>
        ))}
        description={[customer.email, customer.phone].filter(Boolean).join(" · ") || undefined}
        crumbs={[{ label: name }]}
        actions={
          <>
            {may.write ? (
              <EditItem
                name={name}
                title="Change this customer"
                verb="Save"
                done="Saved."
                action={changeCustomer}
                hidden={{ id }}
                fields={customerFields(null)}
                values={{
                  name,
                  email: customer.email,
                  phone: customer.phone,
                  address: customer.address,
                  tags: customer.tags.join(", "),
                  notes: customer.notes,
                }}
              />
            ) : null}
            {may.ask ? (
              <AddItem
                label="Ask for a review"
                variant="outline"
                title={`Ask ${name} how it was`}
                text="They get a letter with a link of their own. Whoever wants no letters is not written to."
                verb="Ask"
                done="Asked. The timeline shows what came of it."
                action={askForReview}
                hidden={{ customerId: id, ...(customer.stations[0] ? { stationId: customer.stations[0].id } : {}) }}
                fields={[
                  {
                    name: "occasion",
                    label: "Thank you for",
                    kind: "text",
                    hint: "Such as: the evening in your garden",
                  },
                ]}
              />
            ) : null}
            {may.write ? (
              <AddItem
                label="Record a contact"
                title={`What happened with ${name}?`}
                verb="Record"
                done="Recorded."
                action={recordInteraction}
                hidden={{ customerId: id }}
                fields={interactionFields(zone)}
                values={{ kind: "call", direction: "out" }}
              />
            ) : null}
          </>
        }
      />
      {figures && figures.length > 0 ? <Figures slug={slug} id={id} figures={figures} /> : null}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-5">
          {may.write ? <NoteForm action={noteCustomer} hidden={{ customerId: id }} /> : null}
          <CustomerTimeline slug={slug} zone={zone} customer={customer} lines={timeline} may={may.write} />
          {children}
        </div>
        <CustomerCards slug={slug} zone={zone} today={today} customer={customer} may={may} />
      </div>
    </>
  );
}

/** Each figure leads to the entries that it is the sum of. */
function Figures({ slug, id, figures }: { slug: string; id: string; figures: CustomerFigure[] }) {
  return (
    <ul aria-label="What the books say" className="mb-6 flex flex-wrap gap-3">
      {figures.map(({ figure, currency, amountMinor }) => (
        <li key={`${figure} ${currency}`}>
          <Link
            href={`/${slug}/crm/customers/${id}/money?figure=${figure}` as Route}
            title={moneyFigures[figure].about}
            className="grid min-w-36 gap-0.5 rounded-lg border bg-card px-4 py-3 shadow-xs hover:border-primary"
          >
            <span className="text-[0.8125rem] text-muted-foreground">
              {moneyFigures[figure].label}, {currency}
            </span>
            <Money minor={amountMinor} currency={currency} className="font-semibold text-lg" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
