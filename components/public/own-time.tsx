"use client";

import { useSyncExternalStore } from "react";
import { formatMoment, zoneName } from "#lib/time";

/**
 * The same moment on the visitor's own clock, where that shows something else. Its line is there from the start, so that
 * nothing moves when the browser has said where it is.
 */
export function OwnTime({ at, zone }: { at: string; zone: string }) {
  const own = useSyncExternalStore(never, hereZone, () => null);
  const moment = new Date(at);
  const differs = own && formatMoment(moment, own) !== formatMoment(moment, zone);
  return (
    <span className="block min-h-6 text-muted-foreground text-sm">
      {differs ? `${formatMoment(moment, own)} where you are (${zoneName(moment, own)})` : null}
    </span>
  );
}

const never = () => () => {};
const hereZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
