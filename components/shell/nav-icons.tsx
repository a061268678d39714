import {
  BookOpenText,
  CalendarDays,
  FileSpreadsheet,
  Landmark,
  LayoutDashboard,
  LockKeyhole,
  type LucideIcon,
  Receipt,
  Scale,
  ScrollText,
  Settings,
  TicketCheck,
  Wallet,
} from "lucide-react";
import type { NavIcon } from "./nav.ts";

/** Apart from nav.ts, so that the list itself can be read outside a browser. */
export const navIcons: Record<NavIcon, LucideIcon> = {
  overview: LayoutDashboard,
  events: CalendarDays,
  orders: Receipt,
  attendees: TicketCheck,
  wallet: Wallet,
  "trial-balance": Scale,
  journal: BookOpenText,
  accounts: Landmark,
  statements: FileSpreadsheet,
  periods: LockKeyhole,
  audit: ScrollText,
  settings: Settings,
};
