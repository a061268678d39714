import { z } from "zod";
import type { Permission } from "#lib/permissions";
import type { Panel } from "#lib/system/figures";

/** The dashboards that can be saved, sent and printed: where each is, and what one must be allowed to see it. */
export const dashboards = {
  organization: { label: "Analytics", path: "analytics", needs: ["analytics:read"] },
  event: { label: "Analytics of an event", path: "analytics/events", needs: ["analytics:read"] },
  bookings: { label: "Bookings in figures", path: "analytics/bookings", needs: ["analytics:read"] },
  audience: { label: "Audience", path: "analytics/audience", needs: ["analytics:read"] },
  finance: { label: "Money over time", path: "analytics/finance", needs: ["analytics:read", "payments:read"] },
} as const satisfies Record<string, { label: string; path: string; needs: readonly Permission[] }>;
export type Dashboard = keyof typeof dashboards;
export const Dashboard = z.enum(Object.keys(dashboards) as [Dashboard]);

/** What a dashboard says, in words and panels, for paper and letters. */
export type Report = {
  title: string;
  period: string;
  compared: string | null;
  zone: string;
  currency: string;
  asOf: Date;
  figures: { label: string; value: string; change?: string }[];
  panels: Panel[];
};

/** Where a dashboard is, with what it is narrowed to. The event has a page of its own. */
export function dashboardPath(slug: string, dashboard: Dashboard, params: Record<string, string | undefined>) {
  const { event, ...others } = params;
  const rest = Object.entries(dashboard === "event" ? others : params).filter((one): one is [string, string] =>
    Boolean(one[1]),
  );
  const search = new URLSearchParams(rest).toString();
  const path = `/${slug}/${dashboards[dashboard].path}${dashboard === "event" ? `/${event}` : ""}`;
  return search ? `${path}?${search}` : path;
}

/** The paper of a dashboard, or of one of its panels. */
export const reportHref = (slug: string, dashboard: Dashboard, address: string, panel?: string) =>
  `/api/${slug}/analytics/report?${new URLSearchParams([...new URLSearchParams(address), ["dashboard", dashboard], ...(panel ? [["panel", panel] as [string, string]] : [])])}`;
