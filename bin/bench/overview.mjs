import { sideBySide } from "./lib/load.mjs";

/**
 * The first page of an organization: 30 days of sales against the 30 before, from the ledger, and what comes next.
 * Without the person's organization these statements would be others, so the signed transaction is the floor.
 */
export function run({ web, bare, crowd, cookie, seconds, note }) {
  const floor = "overview, tenant SQL";
  return sideBySide(
    {
      [floor]: { ...bare, next: () => ({ path: "/tenant/overview" }) },
      "overview, HTML": { ...web, next: () => ({ path: `/${crowd.slug}`, headers: { cookie } }), floor },
    },
    { seconds, note },
  );
}
