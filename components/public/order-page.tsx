import { CalendarPlus, Download, Smartphone } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { RefundAsk, TicketActs } from "#components/public/buyer-acts";
import { bigButton, PublicFrame } from "#components/public/frame";
import { OrderStatus } from "#components/public/order-status";
import { Print } from "#components/public/print";
import { Purchase } from "#components/public/purchase";
import { TicketCard, type TicketCardProps } from "#components/public/ticket-card";
import { Button } from "#components/ui/button";
import type { OrderView } from "#lib/ticketing/rules";
import { formatRange, zoneWords } from "#lib/time";

export type OrderPageProps = {
  token: string;
  order: OrderView;
  /** Each ticket with its QR code as a picture; none for a ticket that is no longer good. */
  tickets: TicketCardProps["ticket"][];
  /** The checkout that it came from, while its tickets are held and this browser knows it. */
  checkout?: string;
};

/** Everything a buyer sees of an order: how it stands, the tickets, the receipt. */
export function OrderPage({ token, order, tickets, checkout }: OrderPageProps) {
  const { organization, event } = order;
  const good = tickets.some((ticket) => ticket.qr);
  const upcoming = ["published", "live", "postponed"].includes(event.state);
  return (
    <PublicFrame seller={organization} quiet>
      <div className="mx-auto grid max-w-3xl gap-6">
        <OrderStatus token={token} order={order} checkout={checkout} />
        {tickets.length > 0 ? (
          <section aria-label="Tickets" className="grid gap-4">
            {good ? (
              <div data-print="hide" className="flex flex-wrap gap-2">
                <Button asChild variant="outline" className="h-11 max-md:h-11 px-4">
                  <a href={`/e/${organization.slug}/${event.slug}/calendar.ics`} download>
                    <CalendarPlus aria-hidden />
                    Add to calendar
                  </a>
                </Button>
                <Button asChild variant="outline" className="h-11 max-md:h-11 px-4">
                  <a href={`/orders/${token}/pdf`} download>
                    <Download aria-hidden />
                    Tickets as PDF
                  </a>
                </Button>
                <Print />
              </div>
            ) : null}
            <ul className="grid gap-4">
              {tickets.map((ticket, index) => (
                <li key={ticket.code} className="break-inside-avoid">
                  <TicketCard
                    ticket={ticket}
                    event={event}
                    seller={organization.name}
                    place={index + 1}
                    of={tickets.length}
                  />
                  {ticket.qr ? (
                    <div data-print="hide" className="mt-2 flex flex-wrap items-start gap-2">
                      <Button asChild variant="outline" className="h-11 max-md:h-11 px-4">
                        <Link href={`/tickets/${ticket.code}`} prefetch={false}>
                          <Smartphone aria-hidden />
                          Wallet size
                        </Link>
                      </Button>
                      {ticket.state === "issued" && upcoming ? (
                        <TicketActs token={token} code={ticket.code} attendee={ticket.attendee} />
                      ) : null}
                    </div>
                  ) : null}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <Receipt order={order} />
        <Refund token={token} order={order} />
        <Button asChild variant="outline" data-print="hide" className={`${bigButton} justify-self-start`}>
          <Link href={`/e/${organization.slug}/${event.slug}`} prefetch={false}>
            See the event
          </Link>
        </Button>
      </div>
    </PublicFrame>
  );
}

/** Asking for the money, and what became of it. */
function Refund({ token, order }: { token: string; order: OrderView }) {
  const { request, state, organization } = order;
  const may = ["paid", "partially_refunded"].includes(state) && request?.state !== "asked";
  if (!may && !request) return null;
  return (
    <section aria-label="Refund" data-print="hide" className="grid gap-3">
      {request?.state === "asked" ? (
        <p>You asked for a refund. {organization.name} will answer you.</p>
      ) : request?.state === "rejected" ? (
        <p>
          {organization.name} answered your request for a refund: “{request.answer}”
        </p>
      ) : null}
      {may ? <RefundAsk token={token} /> : null}
    </section>
  );
}

function Receipt({ order }: { order: OrderView }) {
  const { event, organization, number, buyerName, buyerEmail, paidAt, createdAt } = order;
  const at = paidAt ?? createdAt;
  return (
    <section aria-labelledby="receipt" className="break-inside-avoid rounded-xl border bg-card p-4 shadow-xs sm:p-6">
      <h2 id="receipt" className="font-semibold text-lg">
        {paidAt ? "Receipt" : "Your order"}
      </h2>
      <dl className="mt-3 grid gap-x-8 gap-y-3 border-b pb-4 sm:grid-cols-2">
        <Fact name="Order">
          <span className="font-mono">{number}</span>
        </Fact>
        <Fact name={paidAt ? "Paid" : "Ordered"}>
          {formatRange(at, at, event.zone)} <span className="text-muted-foreground">({zoneWords(at, event.zone)})</span>
        </Fact>
        <Fact name="Buyer">
          {buyerName}
          <span className="block text-muted-foreground">{buyerEmail}</span>
        </Fact>
        <Fact name="Sold by">
          {organization.name}
          {organization.supportEmail ? (
            <span className="block text-muted-foreground">{organization.supportEmail}</span>
          ) : null}
        </Fact>
      </dl>
      <div className="pt-3">
        <Purchase {...order} />
      </div>
    </section>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-muted-foreground text-sm">{name}</dt>
    <dd className="figures break-words">{children}</dd>
  </div>
);
