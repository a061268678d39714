import type { Route } from "next";
import Link from "next/link";
import { tab } from "#components/ui/surface";
import { reportNames } from "#lib/payments/reports/names";

type Props = { slug: string; current: string };

/** The way between reports, at the head of each. */
export function ReportTabs({ slug, current }: Props) {
  const tabs = [
    { key: "statements", label: "Income and balance", href: `/${slug}/payments/reports` },
    { key: "trial-balance", label: "Trial balance", href: `/${slug}/payments/trial-balance` },
    ...(["fees", "taxes", "refunds", "held"] as const).map((key) => ({
      key,
      label: reportNames[key].title,
      href: `/${slug}/payments/reports/${key}`,
    })),
  ];
  return (
    <nav aria-label="Reports" data-print="hide" className="mb-5 flex gap-4 overflow-x-auto overflow-y-hidden border-b">
      {tabs.map(({ key, label, href }) => (
        <Link key={key} href={href as Route} className={tab} aria-current={key === current ? "page" : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
