import type { ReactNode } from "react";

export type EmptyProps = {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  /** One verb: "Create your first event". */
  action?: ReactNode;
};

/** Nothing here yet, and the one thing to do about it. */
export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <div data-slot="empty" className="grid place-items-center gap-1 px-6 py-14 text-center">
      {icon ? (
        <div
          aria-hidden
          className="mb-2 grid size-10 place-content-center rounded-lg border bg-card text-muted-foreground shadow-xs [&_svg]:size-5"
        >
          {icon}
        </div>
      ) : null}
      <h2 className="font-semibold text-sm">{title}</h2>
      {children ? <div className="max-w-sm text-balance text-muted-foreground">{children}</div> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
