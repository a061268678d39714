import type { Route } from "next";
import Link from "next/link";
import { type ComponentProps, Fragment, type ReactNode } from "react";
import { Day, Time } from "#components/data/time";
import { Card } from "#components/ui/card";
import { cn } from "#components/ui/cn";
import { TableCell, TableHead } from "#components/ui/table";
import { accountHref, type Span } from "#lib/payments/addresses";
import type { Lens } from "#lib/payments/reports/lens";

export type ReportFactsProps = {
  organization: { name: string; zone: string };
  currencies: readonly string[];
  /** The last day that counts; without it the report says how things stand now. */
  asOf?: string;
  from?: string;
  madeAt: Date;
  /** The event or station that it is narrowed to, and as of which knowledge. */
  part?: readonly string[];
};

/** Whose figures these are, in which currency, by whose calendar, and as of when: what every report says of itself. */
export function ReportFacts({ organization, currencies, asOf, from, madeAt, part = [] }: ReportFactsProps) {
  return (
    <p className="flex flex-wrap gap-x-1.5">
      <span>{organization.name}</span>
      <Dot />
      {part.map((words) => (
        <Fragment key={words}>
          <span className="font-medium text-foreground">{words}</span>
          <Dot />
        </Fragment>
      ))}
      <span>{currencies.length > 0 ? currencies.join(", ") : "no currency yet"}</span>
      <Dot />
      <span>
        {asOf ? (
          from ? (
            <>
              <Day day={from} /> to the end of <Day day={asOf} />
            </>
          ) : (
            <>
              as of the end of <Day day={asOf} />
            </>
          )
        ) : (
          "as it stands now"
        )}
      </span>
      <Dot />
      <span>days in {organization.zone.replaceAll("_", " ")}</span>
      <Dot />
      <span>
        drawn up <Time at={madeAt} zone={organization.zone} named />
      </span>
    </p>
  );
}

const Dot = () => <span aria-hidden>·</span>;

type AccountLinkProps = {
  slug: string;
  account: { accountId: string; code: string; name: string };
  span?: Span & Lens;
};

/** An account by name and code, leading to the statement of the same days. */
export function AccountLink({ slug, account, span }: AccountLinkProps) {
  return (
    <Link
      href={accountHref(slug, account.accountId, span) as Route}
      prefetch={false}
      className="group block min-w-0 max-sm:min-w-32"
    >
      <span className="font-medium text-foreground underline-offset-4 group-hover:underline">{account.name}</span>
      <span className="block break-all font-mono font-normal text-muted-foreground text-xs max-sm:line-clamp-2">
        {account.code}
      </span>
    </Link>
  );
}

/** The first column of a wide table stays in sight while the figures scroll. */
export function StickyHead({ className, ...props }: ComponentProps<typeof TableHead>) {
  return (
    <TableHead
      className={cn(
        "py-2 font-normal max-lg:sticky max-lg:left-0 max-lg:z-1 max-lg:bg-card max-sm:max-w-44 max-sm:whitespace-normal max-sm:shadow-[1px_0_0_var(--border)]",
        className,
      )}
      {...props}
    />
  );
}

/** A card that is one table from edge to edge. */
export function TableCard({ className, ...props }: ComponentProps<typeof Card>) {
  return (
    <Card
      className={cn("overflow-hidden [&_[data-slot=table-container]]:outline-offset-[-2px]", className)}
      {...props}
    />
  );
}

export function Amount({ className, ...props }: ComponentProps<typeof TableCell>) {
  return <TableCell className={cn("figures whitespace-nowrap text-right", className)} {...props} />;
}

/** A link as text reads it. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href as Route} prefetch={false} className="text-primary-text underline underline-offset-4">
      {children}
    </Link>
  );
}

/** The questions of a report, asked by address: it can be copied, and works before scripts do. */
export function Questions({ action, children }: { action: string; children: ReactNode }) {
  return (
    <form action={action} method="get" data-print="hide" className="mb-4 flex flex-wrap items-end gap-3">
      {children}
    </form>
  );
}
