import { sideBySide } from "./lib/load.mjs";

/** The first page of an organization: 30 days of sales against the 30 before, from the ledger, and what comes next. */
export function run({ web, bare, crowd, cookie, seconds, note }) {
  const floor = "overview, bare SQL";
  return sideBySide(
    {
      [floor]: { ...bare, next: () => ({ path: "/bare/overview" }) },
      "overview, tenant SQL": { ...bare, next: () => ({ path: "/tenant/overview" }), floor },
      "overview, HTML": { ...web, next: () => ({ path: `/${crowd.slug}`, headers: { cookie } }), floor },
    },
    { seconds, note },
  );
}
