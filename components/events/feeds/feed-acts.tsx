"use client";

import { useState } from "react";
import ConfirmDialog from "#components/data/confirm-dialog";
import { FeedAddress } from "#components/events/feeds/feed-address";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import type { Answer } from "#lib/action";
import { renewFeed, revokeFeed } from "#lib/events/actions/feeds";

type Props = {
  id: string;
  name: string;
  /** Other ways to the same two deeds: of a booking's feed, or from a page of no organization. */
  onRenew?: (input: { id: string }) => Promise<Answer<{ path: string }>>;
  onRevoke?: (input: { id: string }) => Promise<Answer<unknown>>;
};

/** A new address for a feed, or its end. Either way the old address is dead at once. */
export function FeedActs({ id, name, onRenew = renewFeed, onRevoke = revokeFeed }: Props) {
  const [path, setPath] = useState<string | null>(null);
  const [asked, setAsked] = useState<"renew" | "revoke" | null>(null);
  const renew = async () => {
    const answer = await onRenew({ id });
    if (answer.ok) setPath(answer.value.path);
    else notify("error", answer.problem.message);
  };
  const revoke = async () => {
    const answer = await onRevoke({ id });
    if (!answer.ok) notify("error", answer.problem.message);
  };
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" onClick={() => setAsked("renew")}>
          New address
        </Button>
        <Button variant="outline" onClick={() => setAsked("revoke")}>
          Revoke
        </Button>
      </div>
      {asked ? (
        <ConfirmDialog
          title={asked === "renew" ? `A new address for ${name}?` : `Revoke ${name}?`}
          text="Whoever reads its present address sees nothing any more, at once."
          verb={asked === "renew" ? "Make a new address" : "Revoke"}
          tone={asked === "renew" ? "default" : "destructive"}
          onConfirm={asked === "renew" ? renew : revoke}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {path ? <FeedAddress path={path} /> : null}
    </div>
  );
}
