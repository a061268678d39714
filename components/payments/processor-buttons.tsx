"use client";

import { useState, useTransition } from "react";
import ConfirmDialog from "#components/data/confirm-dialog";
import { notify } from "#components/shell/notify";
import { Button } from "#components/ui/button";
import type { Answer } from "#lib/action";
import { disconnectProcessor, hurryTestGateway, replayEvent } from "#lib/payments/processor/actions";

type Doing = { run: () => Promise<Answer<unknown>>; done: string; label: string; busy: string };

function Doer({ run, done, label, busy }: Doing) {
  const [pending, start] = useTransition();
  const go = () =>
    start(async () => {
      const answer = await run();
      await (answer.ok ? notify("success", done) : notify("error", answer.problem.message));
    });
  return (
    <Button variant="outline" aria-disabled={pending} onClick={() => pending || go()}>
      {pending ? busy : label}
    </Button>
  );
}

export const ReplayButton = ({ eventId }: { eventId: string }) => (
  <Doer
    run={() => replayEvent({ eventId })}
    done="It is processed again, within seconds. What it did before it does not do twice."
    label="Process again"
    busy="Asking…"
  />
);

/** At the test gateway: what the night would do, now. */
export const HurryButtons = () => (
  <>
    <Doer
      run={() => hurryTestGateway({ step: "pay_out" })}
      done="Whatever stood in the account is on its way to the bank."
      label="Pay out now"
      busy="Paying out…"
    />
    <Doer
      run={() => hurryTestGateway({ step: "arrive" })}
      done="What was on its way is at the bank."
      label="Let it arrive"
      busy="Waiting for the bank…"
    />
  </>
);

export function DisconnectButton({ accountId }: { accountId: string }) {
  const [asked, ask] = useState(false);
  const [pending, start] = useTransition();
  const go = () =>
    start(async () => {
      const answer = await disconnectProcessor({ accountId });
      await (answer.ok
        ? notify("success", "Disconnected. New payments go through the platform.")
        : notify("error", answer.problem.message));
    });
  return (
    <>
      <Button variant="outline" className="text-destructive-text" aria-disabled={pending} onClick={() => ask(true)}>
        {pending ? "Disconnecting…" : "Disconnect"}
      </Button>
      {asked ? (
        <ConfirmDialog
          title="Disconnect this account?"
          text="New payments no longer go through it. Refunds of payments that did still go back the same way, so the key stays with us, sealed."
          verb="Disconnect"
          tone="destructive"
          onConfirm={go}
          onClose={() => ask(false)}
        />
      ) : null}
    </>
  );
}
