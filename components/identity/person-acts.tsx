"use client";

import { useState } from "react";
import { orRequest } from "#components/data/form-dialog";
import { Button } from "#components/ui/button";
import {
  approvePerson,
  deactivatePerson,
  reinstatePerson,
  rejectPerson,
  removePerson,
  suspendPerson,
} from "#lib/identity/actions/people";
import type { AccessChoices, Place } from "./access-fields.tsx";
import { ApproveDialog, GrantDialog, ReasonDialog } from "./person-dialogs.tsx";

const decisions = {
  reject: {
    action: rejectPerson,
    title: "Reject",
    text: "They do not get in. Unless they belong to another organization, the account is closed.",
    verb: "Reject",
    pendingVerb: "Rejecting…",
    done: "Rejected. They are told why.",
    tone: "destructive",
  },
  suspend: {
    action: suspendPerson,
    title: "Suspend",
    text: "They are out at their next request, and their sessions end. Nothing of theirs is deleted.",
    verb: "Suspend",
    pendingVerb: "Suspending…",
    done: "Suspended. They are told why.",
    tone: "destructive",
  },
  reinstate: {
    action: reinstatePerson,
    title: "Reinstate",
    text: "They can work again at once, with the roles that have not ended.",
    verb: "Reinstate",
    pendingVerb: "Reinstating…",
    done: "Reinstated. They are told.",
    tone: "default",
  },
  remove: {
    action: removePerson,
    title: "Remove",
    text: "Their roles here end. Their account stays, and what they did stays in the log.",
    verb: "Remove",
    pendingVerb: "Removing…",
    done: "Removed. They are told why.",
    tone: "destructive",
  },
  deactivate: {
    action: deactivatePerson,
    title: "Close the account of",
    text: "Their roles here end, and unless another organization has them, their account is closed for good.",
    verb: "Close the account",
    pendingVerb: "Closing…",
    done: "Closed. They are told why.",
    tone: "destructive",
  },
} as const;
export type PersonAct = keyof typeof decisions | "approve" | "grant";

type Props = {
  person: { id: string; name: string; invited: (Place & { role: string }) | null; hasRoles: boolean };
  /** What this person may do about them now, in order of the buttons. */
  acts: readonly PersonAct[];
  choices: AccessChoices | null;
  zone: string;
};

export function PersonActs({ person, acts, choices, zone }: Props) {
  const [open, setOpen] = useState<PersonAct | null>(null);
  const close = () => setOpen(null);
  const hidden = { id: person.id };
  const decision = open && open !== "approve" && open !== "grant" ? decisions[open] : null;
  return (
    <>
      {acts.map((act) => (
        <Button key={act} {...lookOf(act)} onClick={() => setOpen(act)}>
          {labels[act]}
        </Button>
      ))}
      {open === "approve" && choices ? (
        <ApproveDialog
          who={person.name}
          action={approvePerson}
          hidden={hidden}
          choices={choices}
          first={person.invited ?? {}}
          mayKeep={person.hasRoles}
          done={orRequest("Approved. They are told by e-mail.")}
          close={close}
        />
      ) : null}
      {open === "grant" && choices ? <GrantDialog who={person} choices={choices} zone={zone} close={close} /> : null}
      {decision ? (
        <ReasonDialog {...decision} title={`${decision.title} ${person.name}?`} hidden={hidden} close={close} />
      ) : null}
    </>
  );
}

const labels: Record<PersonAct, string> = {
  approve: "Approve",
  grant: "Give a role",
  reject: "Reject",
  suspend: "Suspend",
  reinstate: "Reinstate",
  remove: "Remove",
  deactivate: "Close account",
};
function lookOf(act: PersonAct) {
  if (act === "approve" || act === "grant" || act === "reinstate") return {};
  return { variant: "outline" as const, className: "text-destructive-text" };
}
