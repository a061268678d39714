"use client";

import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { Alert, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "#components/ui/dialog";
import { stepOnBoard } from "#lib/bookings/actions/board";
import { type BoardBooking, type BoardResource, boardSteps, movable } from "#lib/bookings/rules/board";
import { formatRange, zoneWords } from "#lib/time";
import { blockTones, stateWords } from "./block.tsx";

type Props = {
  slug: string;
  zone: string;
  booking: BoardBooking;
  resources: BoardResource[];
  mayWrite: boolean;
  onMove: () => void;
  onChanged: () => void;
  onClose: () => void;
};

/** A booking, and what can be done with it from here. */
export default function BookingDialog({ slug, zone, booking, resources, mayWrite, onMove, onChanged, onClose }: Props) {
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const step = boardSteps[booking.state];
  const who = resources.filter(({ id }) => booking.resourceIds.includes(id)).map(({ name }) => name);
  const go = async () => {
    if (!step) return;
    setBusy(true);
    const answer = await stepOnBoard({ bookingId: booking.id, to: step.to });
    setBusy(false);
    if (answer.ok) onChanged();
    else setRefused(answer.problem.message);
  };
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>
            {booking.name} <span className="font-normal text-muted-foreground">{booking.number}</span>
          </DialogTitle>
          <DialogDescription>
            {formatRange(new Date(booking.startsAt), new Date(booking.endsAt), zone)} (
            {zoneWords(new Date(booking.startsAt), zone)})
          </DialogDescription>
        </DialogHeader>
        {refused ? (
          <Alert variant="destructive" role="alert">
            <AlertTitle>{refused}</AlertTitle>
          </Alert>
        ) : null}
        <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 [&_dt]:text-muted-foreground">
          <dt>State</dt>
          <dd>
            <span className={`rounded border px-1.5 text-xs ${blockTones[booking.state]}`}>
              {stateWords(booking, zone)}
            </span>
          </dd>
          <dt>Service</dt>
          <dd>{booking.service}</dd>
          <dt>Guests</dt>
          <dd>
            {booking.guests}
            {booking.diet ? ", with dietary notes" : ""}
          </dd>
          <dt>Who</dt>
          <dd>{who.join(", ")}</dd>
          {booking.address ? (
            <>
              <dt>Where</dt>
              <dd className="break-words">{booking.address}</dd>
            </>
          ) : null}
        </dl>
        <DialogFooter>
          <Button asChild variant="outline">
            <Link href={`/${slug}/bookings/${booking.id}` as Route}>Open</Link>
          </Button>
          {booking.series || (mayWrite && movable(booking)) ? (
            <Button asChild variant="outline">
              <Link href={`/${slug}/bookings/${booking.id}/series` as Route}>
                {booking.series ? "Series" : "Repeat"}
              </Link>
            </Button>
          ) : null}
          {mayWrite && movable(booking) ? (
            <Button variant="outline" onClick={onMove}>
              Move
            </Button>
          ) : null}
          {mayWrite && step ? (
            <Button aria-disabled={busy} onClick={go}>
              {step.verb}
            </Button>
          ) : null}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
