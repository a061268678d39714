import { sideBySide } from "./lib/load.mjs";
import { beaconOf } from "./lib/visits.mjs";

/**
 * Ten visits at once, as the script of a public page reports them: read, judged, limited by address and by visitor, the
 * consent kept, each stored once, and acknowledged. Against ten bare rows in the same table, and against the function
 * behind it by itself. One request is ten visits.
 */
export function run({ web, bare, crowd, seconds, note }) {
  const floor = "ten visits, bare insert";
  return sideBySide(
    {
      [floor]: { ...bare, next: () => ({ path: "/hold/visits", method: "POST" }) },
      "ten visits, function": { ...bare, next: () => ({ path: "/hold/beacon", method: "POST" }), floor },
      "ten visits, beacon": {
        ...web,
        next: () => ({
          path: "/api/public/visits",
          method: "POST",
          body: JSON.stringify(beaconOf(crowd.slug, any(crowd.events).slug)),
          headers: {
            "content-type": "text/plain",
            origin: `http://localhost:${web.port}`,
            "user-agent": "Mozilla/5.0",
            "x-forwarded-for": address(),
          },
        }),
        floor,
      },
    },
    { seconds, note },
  );
}

const any = (list) => list[Math.floor(Math.random() * list.length)];

let turn = 0;
/** Each visitor has an address of their own, or the limiter would rightly stop them. */
function address() {
  turn += 1;
  return `10.${(turn >> 16) % 250}.${(turn >> 8) % 250}.${turn % 250}`;
}
