import { Facts } from "#components/data/facts";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import type { DeskChoice, PersonCard } from "#lib/system/desk/cards";
import { AccountForm, ApproveForm, RejectForm } from "./desk-person-forms.tsx";

const labels = { pending_approval: "Waits", active: "Active", suspended: "Suspended", deactivated: "Closed" };

type Props = { person: PersonCard; choices: readonly DeskChoice[]; zone: string };

/** One person at the platform's desk: who they are, and the decision that is due. */
export function DeskPerson({ person, choices, zone }: Props) {
  const { name, email, state, reason, since, belongsTo, wants } = person;
  const wanted = choices.find((each) => each.id === wants);
  const waits = state === "pending_approval";
  return (
    <>
      <PageHeader title={name || email} badge={<StateBadge state={state} label={labels[state]} />} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card>
          <CardHeader>
            <CardTitle>Account</CardTitle>
          </CardHeader>
          <CardContent>
            <Facts
              facts={[
                { label: "E-mail", value: email },
                { label: "Signed up", value: <Time at={since} zone={zone} named /> },
                { label: "Belongs to", value: belongsTo || "No organization yet" },
                { label: "Asked to join", value: wanted?.name ?? "No organization in particular" },
                ...(reason ? [{ label: "Reason", value: reason }] : []),
              ]}
            />
          </CardContent>
        </Card>
        {waits ? (
          <div className="grid gap-6">
            <Card>
              <CardHeader>
                <CardTitle>Approve</CardTitle>
                <CardDescription>They join with this role at once, and are told by e-mail.</CardDescription>
              </CardHeader>
              <CardContent>
                <ApproveForm id={person.id} wants={wanted?.id} choices={choices} />
              </CardContent>
            </Card>
            <Card>
              <CardHeader>
                <CardTitle>Reject</CardTitle>
                <CardDescription>Their account is closed, unless another organization has them.</CardDescription>
              </CardHeader>
              <CardContent>
                <RejectForm id={person.id} organizationId={wanted?.id} />
              </CardContent>
            </Card>
          </div>
        ) : (
          <Card>
            <CardHeader>
              <CardTitle>Account everywhere</CardTitle>
              <CardDescription>
                It counts in every organization. A suspended or closed account is out at its next request.
              </CardDescription>
            </CardHeader>
            <CardContent>
              <AccountForm id={person.id} state={state} />
            </CardContent>
          </Card>
        )}
      </div>
    </>
  );
}
