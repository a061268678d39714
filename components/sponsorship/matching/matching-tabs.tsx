import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "#components/shell/page-header";
import { tab } from "#components/ui/surface";

const tabs = [
  { key: "fits", label: "Who fits", below: "" },
  { key: "weights", label: "What counts", below: "/weights" },
  { key: "models", label: "Comparing words", below: "/models" },
  { key: "profile", label: "Being found", below: "/profile" },
] as const;
type Props = {
  slug: string;
  current: (typeof tabs)[number]["key"];
  /** Who may not write does not say what the house itself looks for. */
  mayWrite: boolean;
  description?: ReactNode;
  actions?: ReactNode;
};

/** The head of every page of matching. */
export function MatchingTabs({ slug, current, mayWrite, description, actions }: Props) {
  const shown = tabs.filter(({ key }) => mayWrite || key !== "profile");
  return (
    <>
      <PageHeader title="Matching" description={description} actions={actions} />
      <nav aria-label="Matching" className="mb-6 flex gap-4 overflow-x-auto overflow-y-hidden border-b">
        {shown.map(({ key, label, below }) => (
          <Link
            key={key}
            href={`/${slug}/sponsorship/matching${below}` as Route}
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
