import { Handshake } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Button } from "#components/ui/button";

/** The way from an event to its deck for sponsors, while something is on offer there. */
export const SponsorLink = ({ deck }: { deck: string | null }) =>
  deck ? (
    <Button asChild variant="outline" className="h-11 max-md:h-11 px-4">
      <Link href={deck as Route} prefetch={false}>
        <Handshake aria-hidden />
        Sponsor it
      </Link>
    </Button>
  ) : null;
