import { LongTextField } from "#components/data/fields";
import { FormButton } from "#components/payments/form-button";
import { LinkButton } from "#components/payments/payouts/link-button";
import { PageForm } from "#components/sponsorship/page-form";
import { adoptGuest, judgeMatch, takeBackFeedback } from "#lib/sponsorship/matching/actions";
import type { MatchFacts } from "#lib/sponsorship/matching/queries/matches";

const learns = "It moves what counts a little: see the weights. It can be taken back.";

/** Say whether it fits, and propose the package. */
export function MatchActs({ match, slug, name }: { match: MatchFacts; slug: string; name: string }) {
  const proposal = `/${slug}/sponsorship/proposals/new?package=${match.packageId}&sponsor=`;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {match.said === "good" ? null : (
        <FormButton
          label="Good fit"
          name={`${name} is a good fit`}
          size="sm"
          title={`${name} is a good fit?`}
          text={learns}
          verb="Good fit"
          pendingVerb="One moment…"
          action={judgeMatch}
          hidden={{ matchId: match.id, kind: "good" }}
          done="Noted. What spoke for it counts a little more."
        />
      )}
      {match.said === "bad" ? null : (
        <FormButton
          label="Not a fit"
          name={`${name} is not a fit`}
          size="sm"
          title={`${name} is not a fit?`}
          text={learns}
          verb="Not a fit"
          pendingVerb="One moment…"
          action={judgeMatch}
          hidden={{ matchId: match.id, kind: "bad" }}
          done="Noted. What spoke for it counts a little less."
        >
          <LongTextField name="reason" label="Why" rows={2} maxLength={500} required />
        </FormButton>
      )}
      {match.feedbackId ? (
        <FormButton
          label="Take back"
          name={`Take back what you said of ${name}`}
          size="sm"
          variant="ghost"
          title="Take it back?"
          text="The weights are as if it had never been said."
          verb="Take back"
          pendingVerb="One moment…"
          action={takeBackFeedback}
          hidden={{ id: match.feedbackId }}
          done="Taken back."
        />
      ) : null}
      {match.packageState !== "published" ? (
        <p className="text-[0.8125rem] text-muted-foreground">Offer the package before you propose it.</p>
      ) : match.sponsorId ? (
        <LinkButton href={`${proposal}${match.sponsorId}`}>Propose</LinkButton>
      ) : (
        <PageForm
          action={adoptGuest}
          hidden={{ guestId: match.guestId ?? "" }}
          verb="Add as sponsor and propose"
          done="They are a sponsor of yours now."
          to={`${proposal}:id`}
        >
          {null}
        </PageForm>
      )}
    </div>
  );
}
