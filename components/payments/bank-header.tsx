import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "#components/shell/page-header";
import { cn } from "#components/ui/cn";
import { accountHref } from "#lib/payments/addresses";
import type { BankAccount } from "#lib/payments/bank/queries/accounts";

type Place = "work" | "import" | "statement" | "rules" | "proof";
type Props = {
  slug: string;
  account: BankAccount;
  at: Place;
  mayImport: boolean;
  actions?: ReactNode;
  children?: ReactNode;
};

const titles: Record<Place, string> = {
  work: "Reconcile",
  import: "Statements",
  statement: "Statement",
  rules: "Rules",
  proof: "Proof",
};

/** Which account this is, and the places of it. */
export function BankHeader({ slug, account, at, mayImport, actions, children }: Props) {
  const path = `/${slug}/payments/bank/${account.id}`;
  const places = [
    { at: "work", label: "Reconcile", href: path },
    ...(mayImport || at === "import" ? [{ at: "import", label: "Statements", href: `${path}/import` }] : []),
    ...(mayImport ? [{ at: "rules", label: "Rules", href: `${path}/rules` }] : []),
    { at: "proof", label: "Proof", href: `${path}/proof` },
  ];
  return (
    <>
      <PageHeader
        title={`${account.name}: ${titles[at].toLowerCase()}`}
        crumbs={[{ label: account.name, href: path }, ...(at === "work" ? [] : [{ label: titles[at] }])]}
        description={
          <>
            <p>
              {account.currency}
              {account.ibanMasked ? ` · ${account.ibanMasked}` : ""} ·{" "}
              <Link
                href={accountHref(slug, account.accountId) as Route}
                className="break-all underline underline-offset-4"
              >
                assets:bank:{account.slug}
              </Link>
            </p>
            {children}
          </>
        }
        actions={actions}
      />
      <nav aria-label={`Places of ${account.name}`} data-print="hide" className="mb-4 flex flex-wrap gap-1 border-b">
        {places.map((place) => {
          const here = place.at === at || (at === "statement" && place.at === "import");
          return (
            <Link
              key={place.at}
              href={place.href as Route}
              aria-current={here ? "page" : undefined}
              className={cn(
                "-mb-px border-b-2 px-3 py-2 font-medium",
                here ? "border-primary" : "border-transparent text-muted-foreground hover:text-foreground",
              )}
            >
              {place.label}
            </Link>
          );
        })}
      </nav>
    </>
  );
}
