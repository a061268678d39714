import { sideBySide } from "./lib/load.mjs";

/** The public event page, whole, as a visitor without a session gets it. */
export function run({ web, bare, crowd, seconds, note }) {
  const path = `/e/${crowd.slug}/${crowd.events[0].slug}`;
  const floor = "event, bare SQL";
  return sideBySide(
    {
      [floor]: { ...bare, next: () => ({ path: "/bare/event" }) },
      "event, visitor's transaction": { ...bare, next: () => ({ path: "/tenant/event" }), floor },
      "event page, HTML": { ...web, next: () => ({ path, headers: { accept: "text/html" } }), floor },
    },
    { seconds, note },
  );
}
