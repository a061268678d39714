"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { approveRequest } from "#lib/organizations/actions";

/** The requests that are ticked inside, approved one after another: each counts by itself, and what is refused says why. */
export function ApproveMany({ names, children }: { names: Record<string, string>; children: ReactNode }) {
  const router = useRouter();
  const [refused, setRefused] = useState<string[]>([]);
  const [pending, start] = useTransition();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const ids = new FormData(event.currentTarget).getAll("request").map(String);
    if (ids.length === 0) return setRefused(["Tick what you approve first."]);
    start(async () => {
      const problems: string[] = [];
      for (const id of ids) {
        const form = new FormData();
        form.set("id", id);
        const answer = await approveRequest({ done: false }, form);
        if (!answer.done) problems.push(`${names[id] ?? "One"}: ${answer.problem?.message ?? "was not approved."}`);
      }
      setRefused(problems);
      const done = ids.length - problems.length;
      if (done > 0) await notify("success", done === 1 ? "One is approved." : `${done} are approved.`);
      router.refresh();
    });
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      {refused.length > 0 ? (
        <div role="alert" className="text-destructive-text">
          {refused.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </div>
      ) : null}
      {children}
      <div>
        <Button type="submit" aria-disabled={pending}>
          {pending ? "Approving…" : "Approve what is ticked"}
        </Button>
      </div>
    </form>
  );
}
