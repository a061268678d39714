import type { PlainEntry } from "#components/shell/plain-frame";

/** Where a platform administrator can go at the desk. */
export const deskEntries: readonly PlainEntry[] = [
  { label: "People", href: "/admin/people?f.state=pending_approval&view=waiting" },
  { label: "Organizations", href: "/admin/organizations" },
  { label: "Payouts", href: "/admin/payouts" },
  { label: "Operations", href: "/admin/operations" },
  { label: "Errors", href: "/admin/errors" },
  { label: "Looks", href: "/admin/looks" },
];
