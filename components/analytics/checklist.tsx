import { Check } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { cn } from "#components/ui/cn";

type Props = { slug: string; steps: { venue: boolean; event: boolean; published: boolean; sale: boolean } };

/** The way of a new organization to its first sale; each tick is read from its data. */
export function Checklist({ slug, steps }: Props) {
  const list = [
    { done: steps.venue, text: "Add a venue", href: `/${slug}/events/venues/new` },
    { done: steps.event, text: "Create an event with a ticket", href: `/${slug}/events/new` },
    { done: steps.published, text: "Publish it", href: `/${slug}/events?view=drafts&f.state=draft` },
    { done: steps.sale, text: "Sell the first ticket", href: `/${slug}/events?f.state=published,live` },
  ];
  return (
    <Card>
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle>First steps</CardTitle>
          <CardDescription>
            {list.filter((step) => step.done).length} of {list.length} done
          </CardDescription>
        </div>
      </CardHeader>
      <CardContent>
        <ol className="grid gap-1">
          {list.map((step) => (
            <li key={step.text} className="flex min-h-8 items-center gap-2">
              <span
                aria-hidden
                className={cn(
                  "grid size-5 place-content-center rounded-full border",
                  step.done && "border-transparent bg-primary text-primary-foreground",
                )}
              >
                {step.done ? <Check className="size-3" /> : null}
              </span>
              {step.done ? (
                <span className="text-muted-foreground">
                  {step.text} <span className="sr-only">(done)</span>
                </span>
              ) : (
                <Link className="font-medium text-primary-text underline underline-offset-4" href={step.href as Route}>
                  {step.text}
                </Link>
              )}
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}
