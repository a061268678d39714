"use client";

import Link from "next/link";
import { ErrorPanel } from "#components/shell/error-panel";
import { Button } from "#components/ui/button";

export default function Failure({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main id="main">
      <ErrorPanel
        status={500}
        id={error.digest}
        action={
          <>
            <Button onClick={() => retry()}>Try again</Button>
            <Button asChild variant="outline">
              <Link href="/">Go to the start</Link>
            </Button>
          </>
        }
      />
    </main>
  );
}
