import { visitId, visitorWord } from "#lib/analytics/rules/visits";

export const tenVisits = () => Array.from({ length: 10 }, () => ({ id: visitId(Date.now()), kind: "view" }));

/** What the script of an event's page sends for a visitor whom nobody has seen yet. */
export const beaconOf = (org, event) => ({
  org,
  page: "event",
  event,
  visitor: visitorWord(),
  consent: "granted",
  words: "2026-11",
  referrer: "",
  query: "",
  visits: tenVisits(),
});
