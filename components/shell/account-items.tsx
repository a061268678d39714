import { ShieldCheck, UserRound } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { DropdownMenuItem, DropdownMenuSeparator } from "#components/ui/dropdown-menu";
import { ThemeChoice } from "./theme-choice.tsx";

/** What every menu of a signed-in person offers, inside an organization and outside. */
export function AccountItems({ platformAdmin = false }: { platformAdmin?: boolean }) {
  return (
    <>
      <DropdownMenuItem asChild>
        <Link href={"/account" as Route}>
          <UserRound aria-hidden />
          Your account
        </Link>
      </DropdownMenuItem>
      {platformAdmin ? (
        <DropdownMenuItem asChild>
          <Link href={"/admin" as Route}>
            <ShieldCheck aria-hidden />
            Platform desk
          </Link>
        </DropdownMenuItem>
      ) : null}
      <DropdownMenuSeparator />
      <ThemeChoice />
      <DropdownMenuSeparator />
    </>
  );
}
