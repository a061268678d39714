import type { Permission } from "#lib/permissions";

/** The one list of where a person can go: sidebar, palette, shortcuts and the organization switcher read it. */
export type NavIcon =
  | "overview"
  | "events"
  | "shifts"
  | "tasks"
  | "venues"
  | "vendors"
  | "talent"
  | "fields"
  | "orders"
  | "attendees"
  | "doors"
  | "returns"
  | "wallet"
  | "payouts"
  | "invoices"
  | "bills"
  | "parties"
  | "manual"
  | "trial-balance"
  | "journal"
  | "accounts"
  | "statements"
  | "periods"
  | "exchange"
  | "planning"
  | "alerts"
  | "bank"
  | "disputes"
  | "processor"
  | "people"
  | "approvals"
  | "invitations"
  | "roles"
  | "stations"
  | "requests"
  | "audit"
  | "imports"
  | "feeds"
  | "settings";

export type NavEntry = {
  label: string;
  href: (slug: string) => string;
  icon: NavIcon;
  /** Who lacks it does not see the entry; the page refuses by itself. */
  needs: Permission;
  /** The letter after `g`. */
  shortcut?: string;
  /** The count beside it, from `lib/system/waiting.ts`: what waits for whoever looks. */
  waits?: "approvals" | "requests" | "alerts";
  /** Pages that belong to it without lying below its address. */
  covers?: (slug: string) => readonly string[];
};

export type NavGroup = { label: string | null; entries: readonly NavEntry[] };

const below = (path: string) => (slug: string) => `/${slug}/${path}`;

export const nav: readonly NavGroup[] = [
  {
    label: null,
    entries: [
      {
        label: "Overview",
        href: (slug) => `/${slug}`,
        icon: "overview",
        needs: "organizations:read",
        shortcut: "h",
      },
      { label: "Events", href: below("events"), icon: "events", needs: "events:read", shortcut: "e" },
    ],
  },
  {
    label: "Preparation",
    entries: [
      { label: "My shifts", href: below("events/shifts"), icon: "shifts", needs: "events:read" },
      { label: "Tasks", href: below("events/tasks"), icon: "tasks", needs: "events:read" },
      { label: "Venues", href: below("events/venues"), icon: "venues", needs: "events:read" },
      { label: "Vendors", href: below("events/vendors"), icon: "vendors", needs: "events:read" },
      { label: "Talent", href: below("events/talent"), icon: "talent", needs: "events:read" },
      { label: "Calendar feeds", href: below("events/feeds"), icon: "feeds", needs: "events:read" },
      { label: "Event fields", href: below("events/fields"), icon: "fields", needs: "events:write" },
    ],
  },
  {
    label: "Sales",
    entries: [
      { label: "Orders", href: below("ticketing/orders"), icon: "orders", needs: "ticketing:read", shortcut: "o" },
      {
        label: "Attendees",
        href: (slug) => `/${slug}/ticketing/attendees`,
        icon: "attendees",
        needs: "ticketing:read",
        shortcut: "a",
      },
      { label: "Refund requests", href: below("ticketing/requests"), icon: "returns", needs: "ticketing:refund" },
      { label: "Doors", href: below("ticketing/door"), icon: "doors", needs: "ticketing:scan", shortcut: "d" },
    ],
  },
  {
    label: "Money",
    entries: [
      ofMoney("Wallet", "wallet", "wallet", { shortcut: "w" }),
      ofMoney("Payouts", "payouts", "payouts", { shortcut: "y" }),
      ofMoney("Invoices", "invoices", "invoices", { shortcut: "n" }),
      ofMoney("Bills", "bills", "bills"),
      ofMoney("Parties", "parties", "parties"),
      ofMoney("Payments by hand", "manual", "manual", { needs: "payments:record", shortcut: "m" }),
      ofMoney("Alerts", "alerts", "alerts", { waits: "alerts" }),
    ],
  },
  {
    label: "Bank and cards",
    entries: [
      ofMoney("Bank", "bank", "bank", { shortcut: "k" }),
      ofMoney("Processor", "processor", "processor"),
      ofMoney("Disputes", "disputes", "disputes"),
    ],
  },
  {
    label: "Books",
    entries: [
      ofMoney("Trial balance", "trial-balance", "trial-balance", { shortcut: "b" }),
      ofMoney("Statements", "reports", "statements"),
      ofMoney("Journal", "journal", "journal", { shortcut: "j" }),
      ofMoney("Accounts", "accounts", "accounts"),
      ofMoney("Periods", "periods", "periods"),
      ofMoney("Exchange", "exchange", "exchange"),
      ofMoney("Planning", "planning", "planning"),
    ],
  },
  {
    label: "People",
    entries: [
      {
        label: "People",
        href: (slug) => `/${slug}/settings/people`,
        icon: "people",
        needs: "identity:read",
        shortcut: "p",
        covers: (slug) => [`/${slug}/identity/people`, `/${slug}/identity/grants`],
      },
      {
        label: "Approvals",
        href: (slug) => `/${slug}/identity/approvals`,
        icon: "approvals",
        needs: "identity:approve",
        shortcut: "v",
        waits: "approvals",
      },
      {
        label: "Invitations",
        href: (slug) => `/${slug}/identity/invitations`,
        icon: "invitations",
        needs: "identity:invite",
        shortcut: "i",
      },
      {
        label: "Roles",
        href: (slug) => `/${slug}/identity/roles`,
        icon: "roles",
        needs: "identity:read",
        shortcut: "r",
        covers: (slug) => [`/${slug}/identity/access`],
      },
      {
        label: "Stations",
        href: (slug) => `/${slug}/identity/stations`,
        icon: "stations",
        needs: "organizations:read",
        shortcut: "t",
      },
      {
        label: "Requests",
        href: (slug) => `/${slug}/organizations/requests`,
        icon: "requests",
        needs: "organizations:read",
        shortcut: "q",
        waits: "requests",
      },
    ],
  },
  {
    label: "Administration",
    entries: [
      { label: "Imports", href: below("system/imports"), icon: "imports", needs: "system:import" },
      { label: "Audit log", href: below("system/audit"), icon: "audit", needs: "system:audit", shortcut: "l" },
      { label: "Settings", href: below("settings"), icon: "settings", needs: "organizations:write", shortcut: "s" },
    ],
  },
];

/** A page of the books: whoever may read payments may open it. A declaration, because the list above uses it at once. */
function ofMoney(label: string, path: string, icon: NavIcon, more: Partial<NavEntry> = {}): NavEntry {
  return { label, href: (slug) => `/${slug}/payments/${path}`, icon, needs: "payments:read", ...more };
}

/** The groups and entries that these permissions open; empty groups are gone. */
export function navFor(permissions: ReadonlySet<string>): NavGroup[] {
  return nav
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => permissions.has(entry.needs)) }))
    .filter((group) => group.entries.length > 0);
}

/** The entry that a path belongs to: the one whose address is its longest beginning. */
export function entryAt(pathname: string, slug: string): NavEntry | null {
  const home = `/${slug}`;
  const length = (entry: NavEntry) =>
    Math.max(
      ...[entry.href(slug), ...(entry.covers?.(slug) ?? [])].map((href) =>
        pathname === href || (href !== home && pathname.startsWith(`${href}/`)) ? href.length : 0,
      ),
    );
  const matches = nav.flatMap((group) => group.entries).filter((entry) => length(entry) > 0);
  return matches.sort((a, b) => length(b) - length(a))[0] ?? null;
}

/** The same page in another organization. A record belongs to one, so its list is the nearest page. */
export function samePlace(pathname: string, from: string, to: string): string {
  return entryAt(pathname, from)?.href(to) ?? `/${to}`;
}
