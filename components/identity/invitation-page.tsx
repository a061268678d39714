import type { Route } from "next";
import Link from "next/link";
import { Facts } from "#components/data/facts";
import { Time } from "#components/data/time";
import { AcceptForm } from "#components/identity/accept-form";
import { DoorPage, doorLink } from "#components/identity/door-page";
import { Button } from "#components/ui/button";
import { signOut } from "#lib/identity/actions";
import { roleName } from "#lib/permissions";

type Invitation = {
  organization: string;
  email: string;
  role: string;
  place: string | null;
  invitedBy: string;
  zone: string;
  state: "invited" | "accepted" | "revoked" | "expired";
  expiresAt: Date;
};
type Props = { token: string; invitation: Invitation | null; signedInAs: string | null };

const over = {
  accepted: {
    title: "This invitation was used already",
    lead: "Each invitation works once. If it was you, sign in and go on.",
  },
  revoked: { title: "This invitation was taken back", lead: "Ask whoever invited you whether it was a mistake." },
  expired: { title: "This invitation has run out", lead: "Ask whoever invited you to send it again." },
};

/** What somebody with the link from the e-mail sees: who asks them to join as what, and the one way on that fits them. */
export function InvitationPage({ token, invitation, signedInAs }: Props) {
  if (!invitation)
    return (
      <DoorPage
        title="This invitation is not known here"
        lead="Copy the whole link from the latest e-mail, or ask whoever invited you for a new one."
        footer={<SignInLine signedInAs={signedInAs} />}
      />
    );
  if (invitation.state !== "invited")
    return <DoorPage {...over[invitation.state]} footer={<SignInLine signedInAs={signedInAs} />} />;
  const { organization, invitedBy, email } = invitation;
  const next = `/invitation?${new URLSearchParams({ token })}`;
  const mine = signedInAs?.toLowerCase() === email.toLowerCase();
  return (
    <DoorPage
      title={`Join ${organization}`}
      lead={`${invitedBy} invites you to work with ${organization} in Greenroom.`}
    >
      <Facts
        facts={[
          { label: "For", value: email },
          { label: "As", value: roleName(invitation.role) },
          { label: "Where", value: invitation.place ?? `Everywhere in ${organization}` },
          { label: "Good until", value: <Time at={invitation.expiresAt} zone={invitation.zone} named /> },
        ]}
      />
      {mine ? <AcceptForm token={token} organization={organization} /> : null}
      {signedInAs && !mine ? <OtherAddress signedInAs={signedInAs} email={email} /> : null}
      {signedInAs ? null : (
        <div className="grid gap-2">
          <Button asChild size="lg">
            <Link href={`/sign-up?${new URLSearchParams({ email, next })}` as Route}>Create an account</Link>
          </Button>
          <Button asChild size="lg" variant="outline">
            <Link href={`/sign-in?${new URLSearchParams({ next })}` as Route}>I have an account</Link>
          </Button>
        </div>
      )}
    </DoorPage>
  );
}

function OtherAddress({ signedInAs, email }: { signedInAs: string; email: string }) {
  return (
    <div className="grid gap-3">
      <p>
        You are signed in as <strong className="font-medium">{signedInAs}</strong>, and this invitation is for{" "}
        <strong className="font-medium">{email}</strong>. Sign out, then open the link in the e-mail again.
      </p>
      <form action={signOut}>
        <Button type="submit" size="lg" variant="outline" className="w-full">
          Sign out
        </Button>
      </form>
    </div>
  );
}

function SignInLine({ signedInAs }: { signedInAs: string | null }) {
  return (
    <p>
      {signedInAs ? `Signed in as ${signedInAs}. ` : null}
      <Link href={signedInAs ? "/" : "/sign-in"} className={doorLink}>
        {signedInAs ? "To the start" : "Sign in"}
      </Link>
    </p>
  );
}
