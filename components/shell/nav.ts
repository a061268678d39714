import type { Permission } from "#lib/permissions";
import type { NavIcon } from "./nav-icon.ts";

/** The one list of where a person can go: sidebar, palette, shortcuts and the organization switcher read it. */

export type NavEntry = {
  label: string;
  href: (slug: string) => string;
  icon: NavIcon;
  /** Who lacks it does not see the entry; the page refuses by itself. */
  needs: Permission;
  /** The letter after `g`. */
  shortcut?: string;
  /** The count beside it, from `lib/system/waiting.ts`: what waits for whoever looks. */
  waits?: "approvals" | "requests" | "alerts" | "comments" | "reviews" | "releases" | "enquiries";
  /** Pages that belong to it without lying below its address. */
  covers?: (slug: string) => readonly string[];
};

export type NavGroup = { label: string | null; entries: readonly NavEntry[] };

/** A group without a label is always open; the others fold. One without entries is a place kept for its domain. */
export const nav: readonly NavGroup[] = [
  {
    label: null,
    entries: [
      { label: "Overview", href: (slug) => `/${slug}`, icon: "overview", needs: "organizations:read", shortcut: "h" },
      place("Events", "events", "events", "events:read", { shortcut: "e" }),
    ],
  },
  {
    label: "Preparation",
    entries: [
      place("My shifts", "events/shifts", "shifts", "events:read"),
      place("Tasks", "events/tasks", "tasks", "events:read"),
      place("Venues", "events/venues", "venues", "events:read"),
      place("Vendors", "events/vendors", "vendors", "events:read"),
      place("Talent", "events/talent", "talent", "events:read"),
      place("Calendar feeds", "events/feeds", "feeds", "events:read"),
      place("Comments", "events/moderation", "comments", "events:moderate", { waits: "comments" }),
      place("Event fields", "events/fields", "fields", "events:write"),
    ],
  },
  {
    label: "Sales",
    entries: [
      place("Orders", "ticketing/orders", "orders", "ticketing:read", { shortcut: "o" }),
      place("Attendees", "ticketing/attendees", "attendees", "ticketing:read", { shortcut: "a" }),
      place("Refund requests", "ticketing/requests", "returns", "ticketing:refund"),
      place("Doors", "ticketing/door", "doors", "ticketing:scan", { shortcut: "d" }),
    ],
  },
  {
    label: "Bookings",
    entries: [
      place("Station overview", "bookings/overview", "statements", "bookings:read"),
      place("Bookings", "bookings", "bookings", "bookings:read"),
      place("Board", "bookings/board", "board", "bookings:read", { shortcut: "g" }),
      place("Calendar", "bookings/calendar", "events", "bookings:read", { shortcut: "z" }),
      place("Meetings", "bookings/meetings", "talent", "bookings:read"),
      place("Reminders", "bookings/reminders", "alerts", "bookings:read"),
      place("Booking feeds", "bookings/feeds", "feeds", "bookings:read"),
      place("Chefs and rooms", "bookings/resources", "resources", "bookings:read"),
      place("Services", "bookings/services", "services", "bookings:read"),
      place("Booking pages", "bookings/stations", "pages", "bookings:settings"),
    ],
  },
  {
    label: "Customers",
    entries: [
      place("Leads", "crm/leads", "leads", "crm:read", { shortcut: "u" }),
      place("Pipeline", "crm/pipeline", "pipeline", "crm:read", {
        covers: (slug) => [`/${slug}/crm/opportunities`],
      }),
      place("Customers", "crm/customers", "customers", "crm:read", { shortcut: "c" }),
      place("Reviews", "feedback/reviews", "reviews", "feedback:read", { waits: "reviews" }),
      place("Posts", "feedback/posts", "posts", "feedback:read"),
      place("Stages", "crm/stages", "stages", "crm:read"),
    ],
  },
  {
    label: "Sponsors",
    entries: [
      place("Sponsorship overview", "sponsorship/overview", "sponsorship", "sponsorship:read"),
      place("Our sponsorships", "sponsorship/mine", "ours", "sponsorship:sponsor"),
      place("Sponsors", "sponsorship/sponsors", "sponsors", "sponsorship:read"),
      place("Packages", "sponsorship/packages", "packages", "sponsorship:read"),
      place("Sponsor decks", "sponsorship/decks", "decks", "sponsorship:read"),
      place("Sponsor enquiries", "sponsorship/enquiries", "enquiries", "sponsorship:read", { waits: "enquiries" }),
      place("Matching", "sponsorship/matching", "matching", "sponsorship:read"),
      place("Proposals", "sponsorship/proposals", "proposals", "sponsorship:sponsor"),
      place("Sponsorship orders", "sponsorship/orders", "deals", "sponsorship:sponsor"),
      place("Release desk", "sponsorship/desk", "releases", "sponsorship:read", { waits: "releases" }),
      place("Sponsor profile", "sponsorship/profile", "profile", "sponsorship:sponsor"),
    ],
  },
  {
    label: "Analytics",
    entries: [
      place("Dashboards", "analytics", "statements", "analytics:read", { shortcut: "x" }),
      place("Bookings in figures", "analytics/bookings", "bookings", "analytics:read"),
      place("Audience", "analytics/audience", "people", "analytics:read"),
      place("Saved reports", "analytics/reports", "journal", "analytics:read"),
      place("Where buyers come from", "analytics/sources", "leads", "analytics:read"),
      place("Campaigns", "campaigns", "pages", "campaigns:read"),
      place("Money over time", "analytics/finance", "planning", "payments:read"),
      place("Kept data", "analytics/retention", "periods", "analytics:read"),
      place("Integrity", "analytics/integrity", "processor", "payments:read"),
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
      place("People", "settings/people", "people", "identity:read", {
        shortcut: "p",
        covers: (slug) => [`/${slug}/identity/people`, `/${slug}/identity/grants`],
      }),
      place("Approvals", "identity/approvals", "approvals", "identity:approve", { shortcut: "v", waits: "approvals" }),
      place("Invitations", "identity/invitations", "invitations", "identity:invite", { shortcut: "i" }),
      place("Roles", "identity/roles", "roles", "identity:read", {
        shortcut: "r",
        covers: (slug) => [`/${slug}/identity/access`],
      }),
      place("Stations", "identity/stations", "stations", "organizations:read", { shortcut: "t" }),
      place("Requests", "organizations/requests", "requests", "organizations:read", {
        shortcut: "q",
        waits: "requests",
      }),
    ],
  },
  {
    label: "Administration",
    entries: [
      place("Imports", "system/imports", "imports", "system:import"),
      place("Audit log", "system/audit", "audit", "system:audit", { shortcut: "l" }),
      place("Settings", "settings", "settings", "organizations:write", { shortcut: "s" }),
    ],
  },
];

/** A page below the organization's address. A declaration, because the list above uses it at once. */
function place(label: string, path: string, icon: NavIcon, needs: Permission, more: Partial<NavEntry> = {}): NavEntry {
  return { label, href: (slug) => `/${slug}/${path}`, icon, needs, ...more };
}

/** A page of the books: whoever may read payments may open it. */
function ofMoney(label: string, path: string, icon: NavIcon, more: Partial<NavEntry> = {}): NavEntry {
  return place(label, `payments/${path}`, icon, "payments:read", more);
}

/** The groups and entries that these permissions open; empty groups are gone. */
export function navFor(permissions: ReadonlySet<string>): NavGroup[] {
  return nav
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => permissions.has(entry.needs)) }))
    .filter((group) => group.entries.length > 0);
}

/** Remembers which groups a person folded and unfolded by hand: label → open, as JSON. */
export const foldsCookie = "sidebar-groups";

/** So many places are seen at one glance: whoever has no more finds every group unfolded. */
const atAGlance = 14;

export const areFew = (groups: readonly NavGroup[]) =>
  groups.reduce((sum, { entries }) => sum + entries.length, 0) <= atAGlance;

/** The label of the group that an entry stands in. */
export const groupOf = (entry: NavEntry | null) =>
  (entry && nav.find(({ entries }) => entries.includes(entry))?.label) ?? null;

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
