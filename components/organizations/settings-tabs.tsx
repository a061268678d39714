import type { Route } from "next";
import Link from "next/link";
import { PageHeader } from "#components/shell/page-header";
import { tab } from "#components/ui/surface";

type Tab = "organization" | "rules" | "limits" | "sponsorship";
type Props = { slug: string; current: Tab; may: { rules: boolean } };

/** The head of every page of the settings. */
export function SettingsTabs({ slug, current, may }: Props) {
  const tabs = [
    { key: "organization", label: "Organization", href: `/${slug}/settings`, shown: true },
    { key: "rules", label: "Second person", href: `/${slug}/settings/rules`, shown: may.rules },
    { key: "limits", label: "Limits", href: `/${slug}/settings/limits`, shown: may.rules },
    { key: "sponsorship", label: "Sponsorship", href: `/${slug}/settings/sponsorship`, shown: true },
  ];
  return (
    <>
      <PageHeader title="Settings" />
      <nav aria-label="Settings" className="mb-6 flex gap-4 overflow-x-auto overflow-y-hidden border-b">
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
