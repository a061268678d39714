import type { Route } from "next";
import Link from "next/link";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { permissionWords } from "#lib/permissions";
import { type Question, QuestionForm } from "./question-form.tsx";
import { VerdictCard, type VerdictGrant } from "./verdict-card.tsx";

type Props = Question & {
  slug: string;
  zone: string;
  verdict: { allowed: boolean; sentence: string; grants: readonly VerdictGrant[] } | null;
  holders: readonly { userId: string; name: string; email: string; grants: readonly VerdictGrant[] }[] | null;
};

/** May this person do that, there, and why; and who else may. The question is in the address, so it can be shared. */
export function Explainer({ slug, zone, organization, people, places, question, verdict, holders }: Props) {
  const { person, permission, at } = question;
  return (
    <>
      <PageHeader
        title="Who can do what?"
        description="Pick something to do, and see who may; pick a person as well, and see why or why not."
        crumbs={[{ label: "Who can do what?" }]}
      />
      <QuestionForm
        // Anew for each question, so that the choices are those of the address.
        key={`${person?.id} ${permission} ${at}`}
        organization={organization}
        people={people}
        places={places}
        question={question}
      />
      <div className="grid gap-4">
        {verdict && person && permission ? (
          <VerdictCard
            verdict={verdict}
            question={`May ${person.name} “${permissionWords[permission]}”?`}
            zone={zone}
          />
        ) : null}
        {holders && permission ? (
          <Holders holders={holders} slug={slug} words={permissionWords[permission]} />
        ) : (
          <div className="rounded-lg border bg-card">
            <Empty title="Nothing asked yet">
              Choose what to do above. The answer is the one that the database gives.
            </Empty>
          </div>
        )}
      </div>
    </>
  );
}

function Holders({ holders, slug, words }: { holders: NonNullable<Props["holders"]>; slug: string; words: string }) {
  return (
    <Card>
      <CardHeader>
        <div className="grid gap-0.5">
          <CardTitle>Who can “{words}” there</CardTitle>
          <CardDescription>
            {holders.length === 0 ? "Nobody." : `${holders.length} ${holders.length === 1 ? "person" : "people"}.`}
          </CardDescription>
        </div>
      </CardHeader>
      <CardContent>
        <ul className="grid divide-y">
          {holders.map((holder) => (
            <li
              key={holder.userId}
              className="flex flex-wrap justify-between gap-x-4 gap-y-0.5 py-2 first:pt-0 last:pb-0"
            >
              <Link
                href={`/${slug}/identity/people/${holder.userId}` as Route}
                className="py-0.5 font-medium underline-offset-4 hover:underline"
              >
                {holder.name}
              </Link>
              <span className="text-muted-foreground">
                {holder.grants
                  .map((grant) => `${grant.roleName} ${grant.place ? `at ${grant.place}` : "everywhere"}`)
                  .join(", ")}
              </span>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
