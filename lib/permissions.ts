/**
 * Who may do what. The only list: commands, pages and buttons read it here, and `db/sync.ts` copies it into the
 * tables that the row policies read. A permission is `<domain>:<what>`; its words are what the matrix screen shows.
 */
export const permissionWords = {
  "organizations:read": "See the organization's profile and its people",
  "organizations:write": "Change the organization's settings",
  "organizations:archive": "Change the organization's address, and archive it",
  "organizations:rules": "Decide what needs a second person",
  "identity:read": "See people, roles and stations",
  "identity:invite": "Invite people by e-mail",
  "identity:approve": "Approve, suspend and remove people",
  "identity:grant": "Give and take roles",
  "identity:roles": "Make and change the organization's own roles",
  "identity:stations": "Create and change stations",
  "events:read": "See events, venues and schedules",
  "events:write": "Create and change events and venues",
  "events:publish": "Publish, cancel and archive events",
  "ticketing:read": "See orders, attendees and ticket sales",
  "ticketing:write": "Change ticket tiers, codes, questions and seats, and correct attendees",
  "ticketing:sell": "Sell tickets at the door and by hand",
  "ticketing:refund": "Refund orders",
  "ticketing:scan": "Check tickets in at the door",
  "payments:read": "See the wallet, accounts and reports",
  "payments:post": "Post manual journal entries and reversals",
  "payments:record": "Write down payments made by hand",
  "payments:verify": "Verify, match and reverse payments made by hand",
  "payments:invoice": "Write and send invoices, bills and credit notes",
  "payments:write_off": "Write off what will not be paid",
  "payments:payout": "Request payouts",
  "payments:approve": "Approve payouts and releases requested by someone else",
  "payments:plan": "Plan: categories, goals, splits, credit packages and alerts",
  "payments:close": "Close and reopen periods",
  "payments:dispute": "Answer disputes",
  "payments:replay": "Process what a payment processor told us again",
  "payments:gateway": "Connect a payment processor",
  "payments:reconcile": "Import bank statements and match their lines",
  "crm:read": "See leads, customers and opportunities",
  "crm:write": "Work leads, customers and opportunities",
  "crm:merge": "Merge customers that are the same person, and undo it",
  "crm:import": "Import customers from files",
  "crm:stages": "Change the stages of the pipelines",
  "feedback:read": "See reviews, testimonials and posts",
  "feedback:moderate": "Approve, reject and answer reviews, and ask for them",
  "feedback:publish": "Publish testimonials and posts made from reviews",
  "analytics:read": "See dashboards and reports",
  "analytics:export": "Export lists and reports",
  "system:audit": "Read the audit log",
  "system:import": "Import files of events, sessions and orders",
  "system:views": "Share saved views with the organization",
  "system:platform": "Work at the platform's own desk",
} as const;

export type Permission = keyof typeof permissionWords;

const everything = Object.keys(permissionWords) as Permission[];
const reading = everything.filter((permission) => permission.endsWith(":read"));

/** Role → permissions. `worker` is the background process acting for one organization; no person can have it. */
export const rolePermissions = {
  super_admin: everything,
  admin: everything.filter((permission) => permission !== "system:platform"),
  organizer: [
    "organizations:read",
    "identity:read",
    "identity:invite",
    "events:read",
    "events:write",
    "events:publish",
    "ticketing:read",
    "ticketing:write",
    "ticketing:sell",
    "ticketing:refund",
    "ticketing:scan",
    "payments:read",
    "payments:record",
    "payments:invoice",
    "payments:payout",
    "payments:plan",
    "analytics:read",
    "analytics:export",
    "system:import",
  ],
  manager: [
    "organizations:read",
    "identity:read",
    "identity:invite",
    "events:read",
    "events:write",
    "events:publish",
    "ticketing:read",
    "ticketing:write",
    "ticketing:sell",
    "ticketing:scan",
    "payments:record",
    "crm:read",
    "crm:write",
    "crm:merge",
    "crm:import",
    "feedback:read",
    "feedback:moderate",
    "feedback:publish",
    "analytics:read",
    "analytics:export",
    "system:import",
  ],
  finance: [
    "organizations:read",
    "events:read",
    "ticketing:read",
    "ticketing:refund",
    "payments:read",
    "payments:post",
    "payments:record",
    "payments:verify",
    "payments:invoice",
    "payments:write_off",
    "payments:approve",
    "payments:plan",
    "payments:close",
    "payments:dispute",
    "payments:replay",
    "payments:reconcile",
    "crm:read",
    "analytics:read",
    "analytics:export",
    "system:audit",
  ],
  staff: [
    "organizations:read",
    "events:read",
    "ticketing:read",
    "ticketing:sell",
    "ticketing:scan",
    "payments:record",
    "crm:read",
    "crm:write",
    "feedback:read",
  ],
  viewer: reading.filter((permission) => !["payments:read", "identity:read"].includes(permission)),
  sponsor: ["organizations:read"],
  /** Stands at the door and sees nothing else of the house. */
  scanner: ["ticketing:scan"],
  worker: [
    "organizations:read",
    "events:read",
    "ticketing:read",
    "ticketing:refund",
    "payments:read",
    "payments:post",
    "crm:read",
    "crm:write",
    "feedback:read",
  ],
} as const satisfies Record<string, readonly Permission[]>;

export type Role = keyof typeof rolePermissions;

export const roleNames = {
  super_admin: "Platform administrator",
  admin: "Administrator",
  organizer: "Organizer",
  manager: "Station manager",
  finance: "Finance",
  staff: "Staff",
  viewer: "Viewer",
  sponsor: "Sponsor",
  scanner: "Door scanner",
  worker: "Background worker",
} as const satisfies Record<Role, string>;

/** A built-in role in words; an organization's own role is called what they called it. */
export const roleName = (role: string) => roleNames[role as Role] ?? role;

/** The roles a person can be given. */
export const grantableRoles = (Object.keys(rolePermissions) as Role[]).filter((role) => role !== "worker");

/** May someone with these permissions do this? The database asks the same of its own copy. */
export const can = (actor: { permissions: ReadonlySet<Permission> }, permission: Permission) =>
  actor.permissions.has(permission);
