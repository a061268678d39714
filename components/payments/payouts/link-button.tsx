import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type ButtonProps, buttonVariants } from "#components/ui/button";

type Props = { href: string; variant?: ButtonProps["variant"]; children: ReactNode };

/** A link that looks like a button, for what happens on another page. */
export function LinkButton({ href, variant, children }: Props) {
  return (
    <Link href={href as Route} prefetch={false} className={buttonVariants({ variant })}>
      {children}
    </Link>
  );
}
