import type { Metadata } from "next";
import Link from "next/link";
import { ErrorPanel } from "#components/shell/error-panel";
import { Button } from "#components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="main">
      <ErrorPanel
        status={404}
        action={
          <Button asChild variant="outline">
            <Link href="/">Go to the start</Link>
          </Button>
        }
      >
        The address may be mistyped, or what it led to was removed or is not public.
      </ErrorPanel>
    </main>
  );
}
