import type { ReactNode } from "react";
import { type Crumb, Crumbs } from "./shell-context.tsx";

export type PageHeaderProps = {
  title: string;
  description?: ReactNode;
  /** Next to the title: a state badge, mostly. */
  badge?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** Where a record stands below its list; the page itself comes last. */
  crumbs?: readonly Crumb[];
};

export function PageHeader({ title, description, badge, actions, crumbs }: PageHeaderProps) {
  return (
    <div data-slot="page-header" className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      {crumbs ? <Crumbs crumbs={crumbs} /> : null}
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="font-semibold text-xl leading-7">{title}</h1>
          {badge}
        </div>
        {description ? <div className="mt-0.5 max-w-prose text-muted-foreground">{description}</div> : null}
      </div>
      {actions ? (
        <div data-print="hide" className="flex flex-wrap items-center gap-2">
          {actions}
        </div>
      ) : null}
    </div>
  );
}
