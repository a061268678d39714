import { Merge } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { ActButton } from "#components/events/plan-item";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { keepApart } from "#lib/crm/actions/customers";
import type { Pair, Person } from "#lib/crm/queries/customers";

/** Pairs that may be one person, with the reasons; each is merged or told apart. */
export function DuplicatesPage({ slug, pairs }: { slug: string; pairs: Pair[] }) {
  return (
    <>
      <PageHeader
        title="Duplicates"
        description="Customers who may be the same person, the likeliest first, and why."
        crumbs={[{ label: "Duplicates" }]}
      />
      {pairs.length === 0 ? (
        <Empty title="Nobody looks like somebody else">New ones appear here as they come.</Empty>
      ) : (
        <ul aria-label="Pairs" className="grid gap-3">
          {pairs.map(({ one, other, reasons }) => (
            <li
              key={`${one.id} ${other.id}`}
              className="grid gap-x-6 gap-y-3 rounded-lg border bg-card p-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
            >
              <Side slug={slug} person={one} />
              <Side slug={slug} person={other} />
              <div className="flex flex-wrap items-start gap-2 md:justify-end">
                <ActButton
                  input={{ oneId: one.id, otherId: other.id }}
                  act={keepApart}
                  label="Two people"
                  aria-label={`${one.name} and ${other.name} are two people`}
                  done="Not suggested again."
                />
                <Button asChild size="sm">
                  <Link href={`/${slug}/crm/customers/merge?one=${one.id}&other=${other.id}` as Route}>
                    <Merge aria-hidden /> Compare
                  </Link>
                </Button>
              </div>
              <p className="flex flex-wrap gap-1.5 md:col-span-3">
                {reasons.map((reason) => (
                  <Badge key={reason} variant="warning">
                    {reason}
                  </Badge>
                ))}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Side({ slug, person }: { slug: string; person: Person }) {
  return (
    <div className="min-w-0">
      <Link className="font-medium hover:underline" href={`/${slug}/crm/customers/${person.id}` as Route}>
        {person.name}
      </Link>
      {[person.email, person.phone, person.address].filter(Boolean).map((line) => (
        <p key={line} className="break-words text-[0.8125rem] text-muted-foreground">
          {line}
        </p>
      ))}
    </div>
  );
}
