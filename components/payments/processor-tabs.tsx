import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "#components/shell/page-header";
import { tab } from "#components/ui/surface";

type Props = {
  slug: string;
  current: "events" | "balance" | "payouts" | "account";
  mayConnect: boolean;
  actions?: ReactNode;
};

/** The head of every page about the processor. */
export function ProcessorTabs({ slug, current, mayConnect, actions }: Props) {
  const at = `/${slug}/payments/processor`;
  const tabs = [
    { key: "events", label: "Events", href: at, shown: true },
    { key: "balance", label: "Balance", href: `${at}/balance`, shown: true },
    { key: "payouts", label: "To the bank", href: `${at}/payouts`, shown: true },
    { key: "account", label: "Account", href: `${at}/account`, shown: mayConnect },
  ];
  return (
    <>
      <PageHeader
        title="Processor"
        description="What whoever takes the cards told us, what it holds, and what it sent to the bank."
        actions={actions}
      />
      <nav aria-label="Processor" className="mb-6 flex gap-4 overflow-x-auto overflow-y-hidden border-b">
        {tabs
          .filter((one) => one.shown)
          .map((one) => (
            <Link
              key={one.key}
              href={one.href as Route}
              className={tab}
              aria-current={one.key === current ? "page" : undefined}
            >
              {one.label}
            </Link>
          ))}
      </nav>
    </>
  );
}
