import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { RemoveItem } from "#components/events/plan-item";
import { removeCustomerNote, removeInteraction } from "#lib/crm/actions/customers";
import type { Customer, Happening } from "#lib/crm/queries/customers";
import { interactionNames } from "#lib/crm/rules";

type Props = { slug: string; zone: string; customer: Customer; lines: Happening[]; may: boolean };

/** Where each kind of line leads; what has no page of its own leads nowhere. */
const paths: Record<string, (id: string) => string> = {
  lead: (id) => `crm/leads/${id}`,
  opportunity: (id) => `crm/opportunities/${id}`,
  booking: (id) => `bookings/${id}`,
  review: (id) => `feedback/reviews/${id}`,
  order: (id) => `ticketing/orders/${id}`,
  invoice: (id) => `payments/invoices/${id}`,
  dispute: (id) => `payments/disputes/${id}`,
};

/** What a letter was about, where it does not say so itself. */
const letterNames: Record<string, string> = {
  order_confirmation: "Confirmation of an order",
  refund_notice: "Money back",
  payment_failed: "A payment failed",
  waitlist_letter: "Waiting list",
  guest_invitation: "Invitation",
  invoice: "Invoice",
  review_request: "Asked for a review",
};
const letterStates: Record<string, { label: string; tone: "success" | "warning" | "danger" }> = {
  sent: { label: "Sent", tone: "success" },
  waiting: { label: "Waiting", tone: "warning" },
  failed: { label: "Not sent", tone: "danger" },
};

/** One line of time: leads, contacts, bookings, orders, invoices, reviews and our notes, the newest first. */
export function CustomerTimeline({ slug, zone, customer, lines, may }: Props) {
  const notes: Happening[] = customer.notesOf.map((note) => ({
    ...{ kind: "note", id: note.id, title: "Note", text: note.text, at: note.at },
    ...{ state: null, amountMinor: null, currency: null },
  }));
  const all = [...lines, ...notes].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  if (all.length === 0) return <p className="text-muted-foreground">Nothing happened yet. Record the first contact.</p>;
  return (
    <ol aria-label="Timeline" className="divide-y rounded-lg border bg-card">
      {all.map((line) => {
        const path = paths[line.kind]?.(line.id);
        const letter = line.kind === "letter" ? (letterNames[line.text] ?? line.text.replaceAll("_", " ")) : null;
        const contact = line.kind in interactionNames;
        return (
          <li
            key={`${line.kind} ${line.id} ${line.at}`}
            className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[9.5rem_minmax(0,1fr)_auto]"
          >
            <Time at={line.at} zone={zone} className="text-[0.8125rem] text-muted-foreground" />
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                {path ? (
                  <Link className="font-medium hover:underline" href={`/${slug}/${path}` as Route}>
                    {line.title}
                  </Link>
                ) : (
                  <span className="font-medium">
                    {letter === null ? line.title : `E-mail: ${line.title || letter}`}
                  </span>
                )}
                {line.state ? (
                  <StateBadge state={line.state} {...(letter === null ? {} : letterStates[line.state])} />
                ) : null}
              </p>
              {line.text && letter === null ? (
                <p className="whitespace-pre-line break-words text-muted-foreground">{line.text}</p>
              ) : null}
            </div>
            <div className="flex items-start justify-end gap-2">
              {line.amountMinor && line.currency ? <Money minor={line.amountMinor} currency={line.currency} /> : null}
              {may && line.kind === "note" ? (
                <RemoveItem
                  id={line.id}
                  name="this note"
                  act={removeCustomerNote}
                  text="The audit log keeps what it said."
                />
              ) : null}
              {may && contact ? (
                <RemoveItem
                  id={line.id}
                  name="this contact"
                  act={removeInteraction}
                  text="The audit log keeps what it said."
                />
              ) : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
