import Link from "next/link";
import { Button } from "#components/ui/button";

/** The way on from a page that cannot be shown: one's own organization, the waiting room, or the door. */
export function ToTheStart() {
  return (
    <Button asChild variant="outline">
      <Link href="/">Go to the start</Link>
    </Button>
  );
}
