import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Facts } from "#components/data/facts";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { Button } from "#components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { membershipStates, personStates } from "#lib/identity/rules/people";
import { type Permission, roleName } from "#lib/permissions";
import type { AccessChoices } from "./access-fields.tsx";
import { EffectivePermissions } from "./effective-permissions.tsx";
import { type Grant, GrantTable } from "./grant-table.tsx";
import { type PersonAct, PersonActs } from "./person-acts.tsx";

export type PersonPageProps = {
  slug: string;
  zone: string;
  person: {
    id: string;
    name: string;
    email: string;
    state: keyof typeof personStates;
    stateReason: string | null;
    membership: keyof typeof membershipStates;
    since: Date;
    membershipAt: Date;
    approvedAt: Date | null;
    approvedBy: string | null;
    invited: { role: string; stationId: string | null; eventId: string | null; by: string | null } | null;
    grants: Grant[];
  };
  /** Every role of the organization with what it holds. */
  roles: readonly { key: string; permissions: readonly Permission[] }[];
  choices: AccessChoices | null;
  self: boolean;
  may: { approve: boolean; grant: boolean; explain: boolean };
  children?: ReactNode;
};

/** One person of the organization: where they stand, their roles, what follows from them, and what happened. */
export function PersonPage({ slug, zone, person, roles, choices, self, may, children }: PersonPageProps) {
  const name = person.name || person.email;
  const [kind, state] =
    person.state === "active" && person.membership !== "pending"
      ? [person.membership, membershipStates[person.membership]]
      : [person.state, person.membership === "pending" ? membershipStates.pending : personStates[person.state]];
  const hasRoles = person.grants.some((grant) => grant.state !== "ended");
  return (
    <>
      <PageHeader
        title={name}
        badge={<StateBadge state={kind} {...state} />}
        crumbs={[{ label: name }]}
        actions={
          <PersonActs
            person={{ id: person.id, name, invited: person.invited, hasRoles }}
            acts={self ? [] : actsFor(person, may)}
            choices={choices}
            zone={zone}
          />
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-4">
          {person.stateReason ? (
            <Alert variant={person.state === "active" ? "info" : "warning"}>
              <AlertTitle>Why it is so</AlertTitle>
              <AlertDescription>{person.stateReason}</AlertDescription>
            </Alert>
          ) : null}
          <GrantTable grants={person.grants} zone={zone} mayEnd={may.grant && !self} />
          <EffectivePermissions grants={person.grants} roles={roles} working={isWorking(person)} />
          {children}
        </div>
        <Card>
          <CardHeader>
            <CardTitle>Profile</CardTitle>
            {may.explain ? (
              <Button variant="outline" size="sm" asChild>
                <Link href={`/${slug}/identity/access?person=${person.id}` as Route}>Why may they…?</Link>
              </Button>
            ) : null}
          </CardHeader>
          <CardContent>
            <Facts
              facts={[
                { label: "E-mail", value: person.email },
                { label: "Account", value: personStates[person.state].label },
                { label: "Here", value: membershipStates[person.membership].label },
                { label: "Since", value: <Time at={person.membershipAt} zone={zone} named /> },
                { label: "First here", value: <Time at={person.since} zone={zone} named /> },
                {
                  label: "Approved",
                  value: person.approvedAt ? (
                    <>
                      <Time at={person.approvedAt} zone={zone} named />
                      {person.approvedBy ? ` by ${person.approvedBy}` : null}
                    </>
                  ) : null,
                },
                ...(person.invited
                  ? [
                      {
                        label: "Invited as",
                        value: `${invitedAs(person.invited.role, choices)}${by(person.invited.by)}`,
                      },
                    ]
                  : []),
              ]}
            />
          </CardContent>
        </Card>
      </div>
    </>
  );
}

type Person = PersonPageProps["person"];
const isWorking = (person: Person) => person.state === "active" && person.membership === "active";
const by = (who: string | null) => (who ? ` by ${who}` : "");
const invitedAs = (role: string, choices: AccessChoices | null) =>
  choices?.roles.find((one) => one.key === role)?.name ?? roleName(role);

/** What may follow from where they stand; the database decides again. */
function actsFor(person: Person, may: PersonPageProps["may"]): PersonAct[] {
  const waits =
    person.membership === "pending" || (person.membership === "active" && person.state === "pending_approval");
  if (waits) return may.approve ? ["reject", "approve"] : [];
  const suspended = person.state === "suspended" || person.membership === "suspended";
  if (suspended) return may.approve ? ["deactivate", "remove", "reinstate"] : [];
  if (!isWorking(person)) return [];
  return [...(may.approve ? (["remove", "suspend"] as const) : []), ...(may.grant ? (["grant"] as const) : [])];
}
