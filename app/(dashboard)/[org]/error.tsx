"use client";

import { ErrorPanel } from "#components/shell/error-panel";
import { ToTheStart } from "#components/shell/to-the-start";
import { Button } from "#components/ui/button";

/** One page failed; the navigation stays. */
export default function Failure({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <ErrorPanel
      status={500}
      id={error.digest}
      action={
        <>
          <Button onClick={() => retry()}>Try again</Button>
          <ToTheStart />
        </>
      }
    />
  );
}
