import type { ReactNode } from "react";

/** A page of the door: what it is, why one is here, the form, and the way elsewhere. */
export function DoorPage({
  title,
  lead,
  children,
  footer,
}: {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
}) {
  return (
    <div className="grid gap-6">
      <header className="grid gap-1.5">
        <h1 className="font-semibold text-2xl">{title}</h1>
        {lead ? <p className="text-pretty text-muted-foreground">{lead}</p> : null}
      </header>
      {children}
      {footer ? <div className="grid gap-1 border-t pt-4 text-muted-foreground">{footer}</div> : null}
    </div>
  );
}

export const doorLink = "py-1 font-medium text-primary-text underline underline-offset-4 hover:no-underline";
