import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { EndGrantButton } from "./end-grant.tsx";

export type Grant = {
  id: string;
  /** A built-in role, or the id of the organization's own. */
  role: string;
  roleName: string;
  /** The station or event in words; null for the whole organization. */
  place: string | null;
  startsAt: Date;
  endsAt: Date | null;
  assignedBy: string | null;
  state: "coming" | "live" | "ended";
};

const states = {
  live: { label: "Now", tone: "success" },
  coming: { label: "Coming", tone: "info" },
  ended: { label: "Ended", tone: "neutral" },
} as const;

/** Each role that was given, with its place, its days and who gave it. */
export function GrantTable({ grants, zone, mayEnd }: { grants: readonly Grant[]; zone: string; mayEnd: boolean }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Roles</CardTitle>
      </CardHeader>
      <CardContent>
        {grants.length === 0 ? <p className="text-muted-foreground">No role yet, so nothing can be seen.</p> : null}
        <ul className="grid divide-y">
          {grants.map((grant) => (
            <li
              key={grant.id}
              className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0"
            >
              <div className="grid min-w-0 gap-0.5">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <span className="font-medium">{grant.roleName}</span>
                  <span>{grant.place ? `at ${grant.place}` : "everywhere"}</span>
                  <StateBadge state={grant.state} {...states[grant.state]} />
                </p>
                <p className="text-[0.8125rem] text-muted-foreground">
                  From <Time at={grant.startsAt} zone={zone} named />
                  {grant.endsAt ? (
                    <>
                      {" "}
                      until <Time at={grant.endsAt} zone={zone} named />
                    </>
                  ) : null}
                  {grant.assignedBy ? ` · given by ${grant.assignedBy}` : null}
                </p>
              </div>
              {mayEnd && grant.state !== "ended" ? (
                <EndGrantButton
                  id={grant.id}
                  name={`${grant.roleName} ${grant.place ? `at ${grant.place}` : "everywhere"}`}
                />
              ) : null}
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
