import { Facts } from "#components/data/facts";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { PageHeader } from "#components/shell/page-header";
import { Alert, AlertDescription, AlertTitle } from "#components/ui/alert";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { roleName } from "#lib/permissions";
import type { OrganizationCard } from "#lib/system/desk/queries";
import { tiers } from "#lib/system/desk/rules";
import { ProveButton } from "./desk-buttons.tsx";
import { ImpersonateForm } from "./impersonate-form.tsx";
import { TierForm } from "./tier-form.tsx";

/** One organization at the platform's desk: how large, how healthy, which tier; and the way to look through its eyes. */
export function DeskOrganization({ organization: o, zone }: { organization: OrganizationCard; zone: string }) {
  const people = o.people.map((each) => ({
    userId: each.userId,
    words: `${each.name || each.email} · ${each.roles ? each.roles.split(", ").map(roleName).join(", ") : "no role"}`,
  }));
  return (
    <>
      <PageHeader
        title={o.name}
        badge={<StateBadge state={o.state} tone={o.state === "active" ? "success" : "neutral"} />}
        description="This look is in the platform's log and in the organization's own."
      />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid gap-6">
          <Card>
            <CardHeader>
              <CardTitle>Size</CardTitle>
            </CardHeader>
            <CardContent>
              <Facts
                facts={[
                  { label: "Address", value: <code className="font-mono text-[0.8125rem]">/{o.slug}</code> },
                  { label: "Tier", value: tiers[o.tier].words },
                  { label: "People", value: o.members.toLocaleString("en") },
                  { label: "Events", value: o.events.toLocaleString("en") },
                  { label: "Orders, 30 days", value: o.orders30d.toLocaleString("en") },
                  { label: "Last activity", value: <Time at={o.lastActivityAt} zone={zone} named /> },
                  { label: "Founded", value: <Time at={o.createdAt} zone={zone} named /> },
                ]}
              />
            </CardContent>
          </Card>
          <Card>
            <CardHeader>
              <CardTitle>Health</CardTitle>
              <ProveButton organizationId={o.id} name={o.name} />
            </CardHeader>
            <CardContent className="grid gap-3">
              <Health organization={o} zone={zone} />
            </CardContent>
          </Card>
        </div>
        <div className="grid gap-6">
          {o.isPlatform ? null : (
            <Card>
              <CardHeader>
                <CardTitle>Look through their eyes</CardTitle>
                <CardDescription>
                  For a while, with a reason that they read in their own log. Every page looked at is in it.
                </CardDescription>
              </CardHeader>
              <CardContent>
                <ImpersonateForm organizationId={o.id} people={people} />
              </CardContent>
            </Card>
          )}
          <Card>
            <CardHeader>
              <CardTitle>Tier</CardTitle>
            </CardHeader>
            <CardContent>
              <TierForm organizationId={o.id} tier={o.tier} />
            </CardContent>
          </Card>
        </div>
      </div>
    </>
  );
}

function Health({ organization: o, zone }: { organization: OrganizationCard; zone: string }) {
  if (o.healthy === null || !o.checkedAt)
    return <p className="text-muted-foreground">Not looked at yet: the worker does it at night, the button now.</p>;
  return (
    <>
      <Alert variant={o.healthy ? "success" : "destructive"}>
        <AlertTitle>{o.healthy ? "Books, stock and audit log prove true" : "Something does not hold"}</AlertTitle>
        {o.faults ? <AlertDescription>{o.faults}</AlertDescription> : null}
      </Alert>
      <p className="text-muted-foreground">
        Last looked at <Time at={o.checkedAt} zone={zone} named />
      </p>
    </>
  );
}
