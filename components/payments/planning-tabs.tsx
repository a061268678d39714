import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "#components/shell/page-header";
import { tab } from "#components/ui/surface";

const tabs = [
  { key: "goals", label: "Goals", below: "" },
  { key: "categories", label: "Categories", below: "/categories" },
  { key: "splits", label: "Splits", below: "/splits" },
  { key: "credits", label: "Credits", below: "/credits" },
] as const;
type Props = {
  slug: string;
  current: (typeof tabs)[number]["key"];
  description?: ReactNode;
  actions?: ReactNode;
};

/** The head of every page of planning. */
export function PlanningTabs({ slug, current, description, actions }: Props) {
  return (
    <>
      <PageHeader title="Planning" description={description} actions={actions} />
      <nav aria-label="Planning" className="mb-6 flex gap-4 overflow-x-auto overflow-y-hidden border-b">
        {tabs.map(({ key, label, below }) => (
          <Link
            key={key}
            href={`/${slug}/payments/planning${below}` as Route}
            className={tab}
            aria-current={key === current ? "page" : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
    </>
  );
}
