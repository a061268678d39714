import type { Route } from "next";
import Link from "next/link";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { Progress } from "#components/ui/progress";
import type { Readiness } from "#lib/events/queries/readiness";

type Part = Readiness["parts"][number];
const words: Record<Part["part"], { open: (part: Part) => string; fine: string; none: string; path: string }> = {
  risks: {
    open: ({ open }) => `${count(open, "risk")} open`,
    fine: "No open risk",
    none: "No risks written down",
    path: "/risks?show=open",
  },
  shifts: {
    open: ({ open }) => `${count(open, "shift")} not staffed`,
    fine: "Every shift staffed",
    none: "No shifts planned",
    path: "/staff?show=gaps",
  },
  tasks: {
    open: ({ open }) => `${count(open, "task")} overdue`,
    fine: "Nothing overdue",
    none: "No tasks",
    path: "/tasks?show=overdue",
  },
  documents: {
    open: ({ open }) => `${count(open, "document")} missing`,
    fine: "Every document there",
    none: "No document required",
    path: "/documents?show=lacking",
  },
  bills: {
    open: ({ open }) => `${count(open, "invoice or bill", "invoices and bills")} unpaid`,
    fine: "Everything paid",
    none: "No invoices or bills",
    path: "/money#unpaid",
  },
};
const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** How ready an event is, and what is missing, each a way to the list of it. */
export function ReadinessCard({ base, readiness }: { base: string; readiness: Readiness }) {
  const { score, parts } = readiness;
  const href = (part: Part) => `${base}${words[part.part].path}`;
  return (
    <Card>
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle>Readiness</CardTitle>
          <CardDescription>
            {score === null
              ? "Nothing is planned yet: add shifts, tasks, risks or documents."
              : "The weighted share of what is in order; parts without anything in them do not count."}
          </CardDescription>
        </div>
        {score === null ? null : (
          <p className="figures font-semibold text-2xl" title="Readiness score">
            {score}
            <span className="font-normal text-muted-foreground text-sm"> of 100</span>
          </p>
        )}
      </CardHeader>
      <CardContent>
        {score === null ? null : (
          <div className="mb-3">
            <Progress value={score} label="Readiness" />
          </div>
        )}
        <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2 xl:grid-cols-5">
          {parts.map((part) => {
            const { open, fine, none } = words[part.part];
            return (
              <li key={part.part} className="grid gap-0.5">
                {part.open > 0 ? (
                  <Link
                    href={href(part) as Route}
                    className="font-medium text-primary-text underline underline-offset-4"
                  >
                    {open(part)}
                  </Link>
                ) : (
                  <span className={part.total > 0 ? undefined : "text-muted-foreground"}>
                    {part.total > 0 ? fine : none}
                  </span>
                )}
                <span className="text-[0.8125rem] text-muted-foreground">
                  {part.share === null ? `weighs ${part.weight}` : `${part.share} % in order, weighs ${part.weight}`}
                </span>
              </li>
            );
          })}
        </ul>
      </CardContent>
    </Card>
  );
}
