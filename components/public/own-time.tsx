"use client";

import { useSyncExternalStore } from "react";
import { dayIn, formatMoment, zoneName } from "#lib/time";

/** The same moment on the visitor's own clock, where that shows something else; on the line that names the event's zone. */
export function OwnTime({ at, zone }: { at: string; zone: string }) {
  const own = useSyncExternalStore(never, hereZone, () => null);
  const moment = new Date(at);
  const differs = own && formatMoment(moment, own) !== formatMoment(moment, zone);
  if (!differs) return null;
  const sameDay = dayIn(moment, own) === dayIn(moment, zone);
  return (
    <span className="whitespace-nowrap" title={`${formatMoment(moment, own)} ${zoneName(moment, own)} (${own})`}>
      {" · "}
      {clockWords(moment, own, !sameDay)} for you
    </span>
  );
}

const never = () => () => {};
const hereZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

function clockWords(moment: Date, timeZone: string, weekday: boolean) {
  const day = weekday ? ({ weekday: "short" } as const) : {};
  return new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", minute: "2-digit", ...day }).format(moment);
}
