"use client";

import { type ReactNode, useEffect, useState } from "react";
import { ErrorPanel } from "#components/shell/error-panel";
import { Button } from "#components/ui/button";
import { reportFailure } from "#lib/system/actions/desk";

export type Failed = Error & { digest?: string };

/**
 * A page broke. What broke on the server has a digest and is kept already; what broke in the browser is reported from
 * here, and the id to tell us comes back.
 */
export function ReportedFailure({ error, retry, more }: { error: Failed; retry?: () => void; more?: ReactNode }) {
  const [id, setId] = useState(error.digest);
  useEffect(() => {
    if (error.digest) return setId(error.digest);
    let shown = true;
    const what = {
      message: `${error.name}: ${error.message}`.slice(0, 2000),
      stack: (error.stack ?? "").slice(0, 8000),
      path: window.location.pathname.slice(0, 300),
    };
    reportFailure(what).then(
      (answer) => shown && setId(answer.ok ? answer.value.id : answer.problem.id),
      () => {},
    );
    return () => {
      shown = false;
    };
  }, [error]);
  const again = retry ?? (() => window.location.reload());
  return (
    <ErrorPanel
      status={500}
      id={id}
      action={
        <>
          <Button onClick={() => again()}>{retry ? "Try again" : "Load the page again"}</Button>
          {more}
        </>
      }
    />
  );
}
