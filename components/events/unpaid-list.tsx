import type { Route } from "next";
import Link from "next/link";
import { Money } from "#components/data/money";
import { StateBadge } from "#components/data/state-badge";
import { Day } from "#components/data/time";
import { PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { Badge } from "#components/ui/badge";
import type { Unpaid } from "#lib/events/queries/readiness";

/** Invoices and bills of the event that wait for their money; nothing where there are none. */
export function UnpaidList({ slug, unpaid }: { slug: string; unpaid: Unpaid[] }) {
  if (unpaid.length === 0) return null;
  return (
    <section id="unpaid" aria-label="Unpaid" className="mb-6">
      <PlanHead title="Unpaid" text="Invoices and bills of this event that are not paid yet." />
      <PlanList label="Unpaid">
        {unpaid.map((one) => (
          <PlanRow
            key={one.id}
            title={
              <Link className="hover:underline" href={`/${slug}/payments/invoices/${one.id}` as Route}>
                {one.number}
              </Link>
            }
            badges={
              <>
                <Badge variant="outline">{one.kind === "bill" ? "Bill" : "Invoice"}</Badge>
                <StateBadge state={one.state} />
              </>
            }
            meta={[
              <Money key="open" minor={one.openMinor} currency={one.currency} />,
              one.dueOn ? <Due key="due" day={one.dueOn} /> : null,
            ]}
          />
        ))}
      </PlanList>
    </section>
  );
}

function Due({ day }: { day: string }) {
  return (
    <>
      due <Day day={day} />
    </>
  );
}
