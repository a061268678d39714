import { CircleAlert, Compass, KeyRound, Lock } from "lucide-react";
import type { ReactNode } from "react";

const kinds = {
  401: { icon: KeyRound, title: "Sign in first", text: "This page is for people who are signed in." },
  403: {
    icon: Lock,
    title: "You may not see this page",
    text: "Your role does not include it. An administrator of the organization can change that.",
  },
  404: {
    icon: Compass,
    title: "There is nothing here",
    text: "It may have been removed, or it belongs to an organization that you are not in.",
  },
  500: {
    icon: CircleAlert,
    title: "Something went wrong on our side",
    text: "Nothing that you entered was changed. Try again.",
  },
} as const;

export type ErrorPanelProps = {
  status: keyof typeof kinds;
  title?: string;
  children?: ReactNode;
  /** The id under which the error was logged. */
  id?: string;
  /** The way on: a link back, or "Try again". */
  action?: ReactNode;
  /** The panel is the page, so that its title is the page's heading. */
  page?: boolean;
};

/** Refused, missing and failed look alike and say different things. */
export function ErrorPanel({ status, title, children, id, action, page = true }: ErrorPanelProps) {
  const kind = kinds[status];
  const Heading = page ? "h1" : "h2";
  return (
    <div
      data-slot="error-panel"
      className={`grid place-items-center gap-1 px-6 text-center ${page ? "min-h-[60dvh] content-center py-16" : "py-12"}`}
    >
      <kind.icon aria-hidden className="mb-2 size-6 text-muted-foreground" />
      {page ? <p className="figures text-muted-foreground text-xs">{status}</p> : null}
      <Heading className="font-semibold text-base">{title ?? kind.title}</Heading>
      <div className="max-w-sm text-balance text-muted-foreground">
        {children ?? kind.text}
        {id && !children ? " If it happens again, tell us the number below." : null}
      </div>
      {id ? (
        <p className="mt-2 text-muted-foreground text-xs">
          Error <code className="select-all font-mono text-foreground">{id}</code>
        </p>
      ) : null}
      {action ? <div className="mt-4 flex gap-2">{action}</div> : null}
    </div>
  );
}
