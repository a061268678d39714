"use client";

import type { Route } from "next";
import Link from "next/link";
import { useState, useTransition } from "react";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import type { Problem } from "#lib/errors";
import { verifyAudit } from "#lib/system/actions";
import type { AuditProof } from "#lib/system/rules";

/** Prove the whole log at the press of a button; the first link that does not hold is named, and leads to its line. */
export function VerifyAudit({ slug }: { slug: string }) {
  const [proof, setProof] = useState<AuditProof | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [proving, start] = useTransition();
  const prove = () =>
    start(async () => {
      const answer = await verifyAudit({});
      setProof(answer.ok ? answer.value : null);
      setProblem(answer.ok ? null : answer.problem);
    });
  return (
    <div data-print="hide" className="mb-5 grid gap-3">
      <Button
        variant="outline"
        className="justify-self-start"
        aria-disabled={proving}
        aria-busy={proving}
        onClick={prove}
      >
        {proving ? "Verifying…" : "Verify the chain"}
      </Button>
      <div role="status" className="empty:hidden">
        {proof?.ok ? (
          <Alert variant="success">
            <AlertTitle>The chain is intact</AlertTitle>
            <AlertDescription>
              {proof.checked.toLocaleString("en")} sealed {proof.checked === 1 ? "line is" : "lines are"} as written:{" "}
              {proof.detail}. Newer lines are sealed within a minute.
            </AlertDescription>
          </Alert>
        ) : null}
      </div>
      <div role="alert" className="empty:hidden">
        {proof && !proof.ok ? <Broken proof={proof} slug={slug} /> : null}
        {problem ? (
          <Alert variant="destructive">
            <AlertTitle>{problem.message}</AlertTitle>
          </Alert>
        ) : null}
      </div>
    </div>
  );
}

function Broken({ proof, slug }: { proof: AuditProof; slug: string }) {
  return (
    <Alert variant="destructive">
      <AlertTitle>
        {proof.firstBad === null ? "The log does not hold" : `The chain is broken at link ${proof.firstBad}`}
      </AlertTitle>
      <AlertDescription>
        <p>
          {proof.checked.toLocaleString("en")} links were checked: {proof.detail}.
        </p>
        {proof.auditId ? (
          <p>
            It belongs to the line{" "}
            <Link
              href={`/${slug}/system/audit/${proof.auditId}` as Route}
              className="break-all font-mono text-[0.8125rem] underline underline-offset-4"
            >
              {proof.auditId}
            </Link>
            .
          </p>
        ) : null}
      </AlertDescription>
    </Alert>
  );
}
