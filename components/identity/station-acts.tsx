"use client";

import dynamic from "next/dynamic";
import { useState, useTransition } from "react";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { archiveStation, restoreStation } from "#lib/identity/actions/people";
import type { AccessChoices } from "./access-fields.tsx";
import { GrantDialog } from "./person-dialogs.tsx";

const ConfirmDialog = dynamic(() => import("#components/data/confirm-dialog"), { ssr: false });

/** Close a station, or open it again. */
export function StationActs({ id, name, open }: { id: string; name: string; open: boolean }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const go = () =>
    start(async () => {
      const answer = await (open ? archiveStation : restoreStation)({ id });
      setProblem(answer.ok ? null : answer.problem.message);
      if (answer.ok) notify("success", open ? `${name} is closed.` : `${name} is open again.`);
    });
  return (
    <>
      <Button
        variant="outline"
        className={open ? "text-destructive-text" : undefined}
        aria-disabled={pending}
        onClick={() => (open ? setAsking(true) : go())}
      >
        {open ? "Close station" : "Open again"}
      </Button>
      {problem ? (
        <p role="alert" className="basis-full text-destructive-text">
          {problem}
        </p>
      ) : null}
      {asking ? (
        <ConfirmDialog
          title={`Close ${name}?`}
          text="The roles that people have for this station end, and open invitations to it are taken back. Its events and orders stay as they are."
          verb="Close station"
          tone="destructive"
          typed={name}
          onConfirm={() => {
            setAsking(false);
            go();
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

type StaffProps = {
  station: { id: string; name: string };
  zone: string;
  people: readonly { id: string; name: string; email: string }[];
  choices: AccessChoices;
};

export function StationStaffButton(props: StaffProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="outline" onClick={() => setOpen(true)}>
        Add somebody
      </Button>
      {open ? <GrantDialog {...props} close={() => setOpen(false)} /> : null}
    </>
  );
}
