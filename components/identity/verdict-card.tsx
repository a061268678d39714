import { CircleCheck, CircleX } from "lucide-react";
import { Time } from "#components/data/time";
import { Card, CardContent } from "#components/ui/card";

export type VerdictGrant = {
  id: string;
  roleName: string;
  place: string | null;
  startsAt: Date;
  endsAt: Date | null;
  assignedBy: string | null;
};
type Props = {
  question: string;
  verdict: { allowed: boolean; sentence: string; grants: readonly VerdictGrant[] };
  zone: string;
};

/** Yes or no, why, and the roles that the answer rests on. */
export function VerdictCard({ question, verdict, zone }: Props) {
  const Icon = verdict.allowed ? CircleCheck : CircleX;
  return (
    <Card>
      <CardContent>
        <section aria-label="Answer" className="flex gap-3">
          <Icon
            aria-hidden
            className={`mt-0.5 size-5 shrink-0 ${verdict.allowed ? "text-success-text" : "text-destructive-text"}`}
          />
          <div className="grid min-w-0 gap-2">
            <div className="grid gap-0.5">
              <h2 className="text-muted-foreground">{question}</h2>
              <p className="font-semibold text-base">{verdict.sentence}</p>
            </div>
            {verdict.grants.length > 0 ? (
              <ul className="grid gap-1 text-[0.8125rem] text-muted-foreground">
                {verdict.grants.map((grant) => (
                  <li key={grant.id}>
                    {grant.roleName} {grant.place ? `at ${grant.place}` : "everywhere"}, from{" "}
                    <Time at={grant.startsAt} zone={zone} named />
                    {grant.endsAt ? (
                      <>
                        {" "}
                        until <Time at={grant.endsAt} zone={zone} named />
                      </>
                    ) : null}
                    {grant.assignedBy ? `, given by ${grant.assignedBy}` : null}
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        </section>
      </CardContent>
    </Card>
  );
}
