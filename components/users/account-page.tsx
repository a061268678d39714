import type { ReactNode } from "react";
import { OwnFeeds } from "#components/events/feeds/own-feeds";
import { PageHeader } from "#components/shell/page-header";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import type { OwnFeed } from "#lib/events/queries/feeds";
import type { Account } from "#lib/users/queries";
import { AvatarForm } from "./avatar-form.tsx";
import { EmailForm, PasswordForm } from "./credential-forms.tsx";
import { DeleteAccount } from "./delete-account.tsx";
import { GoogleConnection } from "./google-connection.tsx";
import { JoinForm } from "./join-form.tsx";
import { PersonalData } from "./personal-data.tsx";
import { Preferences } from "./preferences.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { ConnectedList, SessionList } from "./session-list.tsx";

export type Own = {
  name: string;
  email: string;
  avatarUrl: string | null;
  locale: string;
  zone: string | null;
};
type Props = {
  person: Own;
  account: Account;
  zones: readonly string[];
  /** Google can be connected here. */
  google: boolean;
  /** Calendars of their own, and where they can make one. */
  feeds: readonly OwnFeed[];
  organizations: readonly { slug: string; name: string }[];
};

/** Everything that a person decides about themselves. Times are shown in their own zone, or in UTC. */
export function AccountPage({ person, account, zones, google, feeds, organizations }: Props) {
  const zone = person.zone ?? "UTC";
  const hasPassword =
    account.connected.length === 0 || account.connected.some((connected) => connected.provider === "email");
  return (
    <>
      <PageHeader title="Your account" description="The same in every organization that you belong to." />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <div className="grid min-w-0 gap-6">
          <Section title="Profile">
            <div className="grid gap-6">
              <AvatarForm name={person.name || person.email} src={person.avatarUrl} />
              <ProfileForm person={person} zones={zones} />
            </div>
          </Section>
          <Section title="E-mail" description={`At present ${person.email}.`}>
            <EmailForm />
          </Section>
          {hasPassword ? (
            <Section title="Password" description="A new one signs you out everywhere else.">
              <PasswordForm email={person.email} />
            </Section>
          ) : null}
        </div>
        <div className="grid min-w-0 gap-6">
          <Section title="Where you are signed in">
            <SessionList sessions={account.sessions} zone={zone} />
          </Section>
          <Section title="Connected accounts" description="The ways in which you can sign in.">
            <ConnectedList connected={account.connected} zone={zone} />
            {google ? (
              <GoogleConnection connected={account.connected.some((one) => one.provider === "google")} />
            ) : null}
          </Section>
          <Section
            title="Join an organization"
            description="You wait in its queue until one of its administrators lets you in."
          >
            <JoinForm />
          </Section>
          <Section title="Calendar feeds" description="Your shifts, in the calendar that you use anyway.">
            <OwnFeeds feeds={feeds} organizations={organizations} zone={zone} />
          </Section>
          <Section title="Notifications" description="What you want to be told about, and how.">
            <Preferences preferences={account.preferences} />
          </Section>
          <Section
            title="Your data"
            description="Everything about you, of every organization: profile, roles, orders, tickets and actions."
          >
            <PersonalData />
          </Section>
          <Section title="Delete your account">
            <DeleteAccount email={person.email} dueAt={account.erasureDueAt} zone={zone} />
          </Section>
        </div>
      </div>
    </>
  );
}

type SectionProps = { title: string; description?: string; children: ReactNode };

function Section({ title, description, children }: SectionProps) {
  return (
    <Card className="min-w-0">
      <CardHeader className="grid gap-0.5">
        <CardTitle>{title}</CardTitle>
        {description ? <CardDescription>{description}</CardDescription> : null}
      </CardHeader>
      <CardContent>{children}</CardContent>
    </Card>
  );
}
