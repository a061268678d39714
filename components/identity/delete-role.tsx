"use client";

import type { Route } from "next";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { deleteRole } from "#lib/identity/actions/people";

const ConfirmDialog = dynamic(() => import("#components/data/confirm-dialog"), { ssr: false });

export function DeleteRoleButton({ slug, role }: { slug: string; role: { id: string; name: string } }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const router = useRouter();
  const remove = () =>
    start(async () => {
      const answer = await deleteRole({ id: role.id });
      if (!answer.ok) return setProblem(answer.problem.message);
      notify("success", `${role.name} is deleted.`);
      router.push(`/${slug}/identity/roles` as Route);
    });
  return (
    <>
      <Button
        variant="outline"
        className="text-destructive-text"
        aria-disabled={pending}
        onClick={() => setAsking(true)}
      >
        Delete
      </Button>
      {problem ? (
        <p role="alert" className="basis-full text-destructive-text">
          {problem}
        </p>
      ) : null}
      {asking ? (
        <ConfirmDialog
          title={`Delete ${role.name}?`}
          text="It can no longer be given. Only a role that nobody has can be deleted."
          verb="Delete"
          tone="destructive"
          onConfirm={remove}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
