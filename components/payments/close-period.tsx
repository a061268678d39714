"use client";

import type { Route } from "next";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import type { Problem } from "#lib/errors";
import { closePeriod } from "#lib/payments/actions";

const ConfirmDialog = dynamic(() => import("#components/data/confirm-dialog"), { ssr: false });

type Props = { slug: string; through: string; words: string };

/** Closes the book through a day, after its consequence was read and the day was typed. */
export function ClosePeriod({ slug, through, words }: Props) {
  const [note, setNote] = useState("");
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, start] = useTransition();
  const router = useRouter();
  const close = () =>
    start(async () => {
      const answer = await closePeriod({ through, note });
      setProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) return;
      notify("success", `Closed through ${through}.`);
      router.push(`/${slug}/payments/periods` as Route);
    });
  return (
    <div className="grid gap-3">
      {problem ? (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{problem.message}</AlertTitle>
        </Alert>
      ) : null}
      <Field label="Note" error={problem?.fields?.note} hint="Stands beside the period: who agreed, which statement.">
        <Input value={note} autoComplete="off" onChange={(event) => setNote(event.target.value)} />
      </Field>
      <Button className="justify-self-start" aria-disabled={pending} onClick={() => setAsking(true)}>
        {pending ? "Closing…" : `Close through ${through}`}
      </Button>
      {asking ? (
        <ConfirmDialog
          title={`Close the book through ${through}?`}
          text={`${words} Nothing can be posted on or before that day until two people open the period again.`}
          verb="Close period"
          typed={through}
          onConfirm={() => {
            setAsking(false);
            close();
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
