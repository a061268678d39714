"use client";

import { Eye } from "lucide-react";
import { useState, useTransition } from "react";
import { Time } from "#components/data/time";
import { Button } from "#components/ui/button";
import { endImpersonation } from "#lib/system/actions/desk";

export type Impersonation = {
  id: string;
  organizationId: string;
  organization: string;
  writable: boolean;
  expiresAt: Date;
  person: { name: string; email: string } | null;
};

/** Above every page of an organization that the platform looks at through other eyes. */
export function ImpersonationBanner({ look, zone }: { look: Impersonation; zone: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [ending, start] = useTransition();
  const end = () =>
    start(async () => {
      const answer = await endImpersonation({ id: look.id });
      if (!answer.ok) return setProblem(answer.problem.message);
      window.location.assign(`/admin/organizations/${look.organizationId}`);
    });
  const eyes = look.person ? look.person.name || look.person.email : "an administrator";
  return (
    <section
      aria-label="Looking through other eyes"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-warning-soft px-4 py-1.5 text-sm max-md:text-[0.8125rem] max-md:leading-snug md:px-6 md:py-2"
    >
      <Eye aria-hidden className="size-4 shrink-0 text-warning-text" />
      <p className="min-w-0 flex-1">
        You are viewing <strong className="font-semibold">{look.organization}</strong> as{" "}
        <strong className="font-semibold">{eyes}</strong>{" "}
        {look.writable ? "and may change things" : "and can only look"}, until{" "}
        <Time at={look.expiresAt} zone={zone} named />.<span className="max-md:sr-only"> Each page is on record.</span>
      </p>
      <Button variant="outline" aria-disabled={ending} aria-busy={ending} onClick={end}>
        End
      </Button>
      {problem ? (
        <p role="alert" className="basis-full text-destructive-text">
          {problem}
        </p>
      ) : null}
    </section>
  );
}
