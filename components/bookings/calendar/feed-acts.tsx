"use client";

import { useState } from "react";
import ConfirmDialog from "#components/data/confirm-dialog";
import { FeedAddress } from "#components/events/feeds/feed-address";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import { renewBookingFeed, revokeBookingFeed } from "#lib/bookings/actions/calendar";

/** A new address for a feed, or its end. Either way the old address is dead at once. */
export function BookingFeedActs({ id, name }: { id: string; name: string }) {
  const [path, setPath] = useState<string | null>(null);
  const [asked, setAsked] = useState<"renew" | "revoke" | null>(null);
  const renew = async () => {
    const answer = await renewBookingFeed({ id });
    if (answer.ok) setPath(answer.value.path);
    else notify("error", answer.problem.message);
  };
  const revoke = async () => {
    const answer = await revokeBookingFeed({ id });
    if (!answer.ok) notify("error", answer.problem.message);
  };
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="outline" onClick={() => setAsked("renew")}>
          New address
        </Button>
        <Button size="sm" variant="outline" onClick={() => setAsked("revoke")}>
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
