"use client";

import { Pencil, Plus, Trash2 } from "lucide-react";
import { useActionState, useEffect, useState, useTransition } from "react";
import { ActionForm, SubmitButton } from "#components/data/fields";
import { Money } from "#components/data/money";
import { Time } from "#components/data/time";
import { TierFields } from "#components/events/tier-fields";
import { notify } from "#components/shell/notify";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "#components/ui/dialog";
import { Progress } from "#components/ui/progress";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import type { FormState } from "#lib/action";
import { addTier, removeTier, updateTier } from "#lib/ticketing/actions";

export type Tier = {
  id: string;
  name: string;
  description: string;
  priceMinor: bigint;
  currency: string;
  quota: number;
  held: number;
  sold: number;
  left: number;
  saleStartsAt: Date;
  saleEndsAt: Date;
  minPerOrder: number;
  maxPerOrder: number;
  kind: "admission" | "add_on";
  hidden: boolean;
  openPrice: boolean;
  suggestedMinor: bigint | null;
};
type Props = { event: { id: string; currency: string; zone: string }; tiers: Tier[]; editable: boolean };

/** An event's tickets: price, sale window, and how many are left of each. */
export function TierTable({ event, tiers, editable }: Props) {
  const [open, setOpen] = useState<Tier | "new" | null>(null);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Tickets</CardTitle>
        {editable ? (
          <Button variant="outline" size="sm" onClick={() => setOpen("new")}>
            <Plus aria-hidden /> Add ticket
          </Button>
        ) : null}
      </CardHeader>
      <CardContent>
        {tiers.length === 0 ? (
          <p className="text-muted-foreground">
            No tickets yet. An event needs at least one before it can be published.
          </p>
        ) : (
          <Table label="Tickets">
            <TableHeader>
              <TableRow>
                <TableHead>Ticket</TableHead>
                <TableHead className="text-right">Price</TableHead>
                <TableHead className="text-right">Sold of quota</TableHead>
                <TableHead className="max-md:hidden">On sale</TableHead>
                {editable ? <TableHead className="sr-only">Actions</TableHead> : null}
              </TableRow>
            </TableHeader>
            <TableBody>
              {tiers.map((tier) => (
                <TableRow key={tier.id}>
                  <TableHead scope="row" className="font-medium text-foreground">
                    {tier.name} {tier.kind === "add_on" ? <Badge variant="outline">Extra</Badge> : null}
                    {tier.hidden ? <Badge>Hidden</Badge> : null}
                  </TableHead>
                  <TableCell className="text-right">
                    {tier.openPrice ? <span className="block text-muted-foreground text-xs">At least</span> : null}
                    {tier.priceMinor === 0n ? "Free" : <Money minor={tier.priceMinor} currency={tier.currency} />}
                  </TableCell>
                  <TableCell className="text-right">
                    <span className="figures">
                      {tier.sold.toLocaleString("en")} of {tier.quota.toLocaleString("en")}
                    </span>
                    {tier.held > 0 ? <span className="text-muted-foreground"> · {tier.held} held</span> : null}
                    <Progress
                      className="mt-1"
                      label={`${tier.name} sold`}
                      value={Math.round((tier.sold / tier.quota) * 100)}
                    />
                  </TableCell>
                  <TableCell className="max-md:hidden">
                    <Time at={tier.saleStartsAt} zone={event.zone} /> –{" "}
                    <Time at={tier.saleEndsAt} zone={event.zone} named />
                  </TableCell>
                  {editable ? (
                    <TableCell className="text-right">
                      <Button
                        variant="ghost"
                        size="icon-sm"
                        aria-label={`Change ${tier.name}`}
                        onClick={() => setOpen(tier)}
                      >
                        <Pencil aria-hidden />
                      </Button>
                    </TableCell>
                  ) : null}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </CardContent>
      {open ? <TierDialog event={event} tier={open === "new" ? undefined : open} close={() => setOpen(null)} /> : null}
    </Card>
  );
}

const first: FormState = { done: false };

function TierDialog({ event, tier, close }: { event: Props["event"]; tier?: Tier; close: () => void }) {
  const [state, submit] = useActionState<FormState, FormData>(tier ? updateTier : addTier, first);
  useEffect(() => {
    if (state.done) close();
  }, [state.done, close]);
  return (
    <Dialog open onOpenChange={(stays) => stays || close()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{tier ? `Change ${tier.name}` : "Add a ticket"}</DialogTitle>
          <DialogDescription>What was sold keeps the price it was sold at.</DialogDescription>
        </DialogHeader>
        <ActionForm action={submit} state={state}>
          <input type="hidden" name={tier ? "id" : "eventId"} value={tier?.id ?? event.id} />
          <TierFields event={event} tier={tier} />
          <div className="flex flex-wrap items-center justify-between gap-2">
            <SubmitButton pendingLabel="Saving…">{tier ? "Save ticket" : "Add ticket"}</SubmitButton>
            {tier && tier.sold === 0 && tier.held === 0 ? <RemoveTier id={tier.id} close={close} /> : null}
          </div>
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}

function RemoveTier({ id, close }: { id: string; close: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const remove = () =>
    start(async () => {
      const answer = await removeTier({ id });
      if (!answer.ok) return setProblem(answer.problem.message);
      notify("success", "Ticket removed.");
      close();
    });
  return (
    <>
      <Button variant="ghost" className="text-destructive-text" aria-disabled={pending} onClick={remove}>
        <Trash2 aria-hidden /> Remove
      </Button>
      {problem ? (
        <p role="alert" className="basis-full text-destructive-text">
          {problem}
        </p>
      ) : null}
    </>
  );
}
