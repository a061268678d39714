import type { Route } from "next";
import Link from "next/link";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import type { Task } from "#lib/analytics/queries/tasks";
import { nav } from "../shell/nav.ts";

type Props = {
  slug: string;
  /** Counts of the places in the navigation. */
  waiting: Partial<Record<string, number>>;
  tasks: Partial<Record<Task, number>>;
  /** For a sponsor, the pages of their own side. */
  sponsor: boolean;
};

/** What lies before whoever looks: nothing that is not theirs, and nothing that is nothing. */
export function Tasks({ slug, waiting, tasks, sponsor }: Props) {
  const places = nav
    .flatMap(({ entries }) => entries)
    .flatMap(({ waits, label, href }) =>
      waits && waiting[waits] ? [{ label, count: waiting[waits], href: href(slug) }] : [],
    );
  const own = words(slug, sponsor).flatMap(({ task, label, href }) =>
    tasks[task] ? [{ label, count: tasks[task], href }] : [],
  );
  const all = [...own, ...places];
  return (
    <Card role="group" aria-labelledby="tasks-title">
      <CardHeader className={all.length === 0 ? "pb-4" : undefined}>
        <div className="grid gap-0.5">
          <CardTitle id="tasks-title">Next for you</CardTitle>
          <CardDescription>
            {all.length === 0 ? "Nothing waits for you." : "What waits for you, where it is"}
          </CardDescription>
        </div>
      </CardHeader>
      {all.length > 0 ? (
        <CardContent>
          <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2 xl:grid-cols-3">
            {all.map(({ label, count, href }) => (
              <li key={`${href} ${label}`}>
                <Link
                  href={href as Route}
                  prefetch={false}
                  className="flex min-h-8 items-center justify-between gap-3 rounded-sm underline-offset-4 hover:underline"
                >
                  {label}
                  <span className="figures font-medium">{count.toLocaleString("en")}</span>
                </Link>
              </li>
            ))}
          </ul>
        </CardContent>
      ) : null}
    </Card>
  );
}

const words = (slug: string, sponsor: boolean): { task: Task; label: string; href: string }[] => [
  { task: "bookingsToday", label: "Bookings today", href: `/${slug}/bookings/board` },
  { task: "bookingsToConfirm", label: "Bookings to confirm", href: `/${slug}/bookings?f.state=pending` },
  { task: "invoicesOverdue", label: "Invoices overdue", href: `/${slug}/payments/invoices?f.state=issued,partly_paid` },
  {
    task: "proposalsToAnswer",
    label: sponsor ? "Proposals to answer" : "Proposals under way",
    href: `/${slug}/sponsorship/proposals`,
  },
  {
    task: "sponsorshipsToPay",
    label: sponsor ? "Sponsorships to pay" : "Sponsorships not paid yet",
    href: `/${slug}/sponsorship/orders`,
  },
  {
    task: "proofsToSee",
    label: sponsor ? "Proofs to look at" : "Proofs with sponsors",
    href: `/${slug}/sponsorship/orders`,
  },
];
