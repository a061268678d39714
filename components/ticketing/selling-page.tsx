import type { Route } from "next";
import Link from "next/link";
import { Time } from "#components/data/time";
import { ActButton, EditItem } from "#components/events/plan-item";
import { NothingYet, PlanHead, PlanList, PlanRow } from "#components/events/plan-list";
import { PlanTab } from "#components/events/plan-tab";
import {
  type AskedQuestion,
  type Code,
  codeFields,
  codeValues,
  codeWords,
  questionFields,
  questionValues,
} from "#components/ticketing/code-fields";
import { InviteGuest } from "#components/ticketing/guest-invite";
import { Terms, Waitlist } from "#components/ticketing/selling-terms";
import { Badge } from "#components/ui/badge";
import * as acts from "#lib/ticketing/actions/selling";
import type { guestsOf, termsOf, waitlistOf } from "#lib/ticketing/queries/selling";
import { questionAsks, questionKinds } from "#lib/ticketing/rules/selling";

type Choice = { value: string; label: string };
export type SellingPageProps = {
  slug: string;
  event: { id: string; slug: string; zone: string; currency: string };
  tiers: { id: string; name: string; kind: string }[];
  codes: Code[];
  guests: Awaited<ReturnType<typeof guestsOf>>;
  questions: AskedQuestion[];
  terms: Awaited<ReturnType<typeof termsOf>>;
  line: Awaited<ReturnType<typeof waitlistOf>>;
  countries: Choice[];
  may: boolean;
};

/** How an event sells beyond its tickets: codes, guests, questions, taxes and the waitlist. */
export function SellingPage(props: SellingPageProps) {
  return (
    <div className="grid gap-8">
      <Codes {...props} />
      <Guests {...props} />
      <Questions {...props} />
      <Terms {...props} />
      <Waitlist {...props} />
    </div>
  );
}

const choices = (tiers: SellingPageProps["tiers"]) => tiers.map(({ id, name }) => ({ value: id, label: name }));

function Codes({ event, tiers, codes, may }: SellingPageProps) {
  const fields = codeFields(event.currency, event.zone, choices(tiers));
  return (
    <PlanTab
      title="Codes"
      text="Words that make tickets cheaper or show hidden ones. A link with ?code= brings one along."
      word="code"
      empty={{ title: "No codes", text: "Give early birds, members or partners a code of their own." }}
      hidden={{ eventId: event.id }}
      fields={fields}
      first={{ kind: "percent", tiers: [] }}
      may={may}
      acts={{ add: acts.addCode, change: acts.changeCode, remove: acts.endCode }}
      items={codes.map((code) => ({
        id: code.id,
        name: code.code,
        title: <span className="font-mono">{code.code}</span>,
        badges: (
          <>
            <Badge variant="primary">{codeWords(code)}</Badge>
            {code.unlocks && code.kind !== "unlock" ? <Badge variant="outline">Shows hidden tickets</Badge> : null}
            {code.archived ? <Badge>Ended</Badge> : null}
          </>
        ),
        meta: [
          `Used ${code.used}${code.mostUses ? ` of ${code.mostUses}` : ""} ${code.used === 1 ? "time" : "times"}`,
          code.mostPerBuyer ? `${code.mostPerBuyer} for each buyer` : null,
          code.tiers.length > 0
            ? tiers
                .filter((tier) => code.tiers.includes(tier.id))
                .map((tier) => tier.name)
                .join(", ")
            : null,
          code.endsAt ? (
            <>
              Until <Time at={code.endsAt} zone={event.zone} named />
            </>
          ) : null,
        ],
        values: code.archived ? undefined : codeValues(code, event.zone),
      }))}
    />
  );
}

function Guests({ slug, event, tiers, guests, may }: SellingPageProps) {
  const options = choices(tiers.filter((tier) => tier.kind === "admission"));
  return (
    <section aria-label="Guests">
      <PlanHead
        title="Guests"
        text="Tickets free of charge for people you name. Each has a code that works once."
        actions={may && options.length > 0 ? <InviteGuest event={event} tiers={options} /> : null}
      />
      {guests.length === 0 ? (
        <NothingYet title="Nobody is invited">
          Invite the press, the bands' friends, whoever comes as your guest.
        </NothingYet>
      ) : (
        <PlanList label="Guests">
          {guests.map((guest) => (
            <PlanRow
              key={guest.id}
              title={guest.name}
              badges={
                <Badge variant={guest.usedAt ? "success" : guest.revokedAt ? "neutral" : "outline"}>
                  {guest.usedAt ? "Has the tickets" : guest.revokedAt ? "Taken back" : "Invited"}
                </Badge>
              }
              meta={[
                `${guest.quantity} × ${guest.tier}`,
                guest.email || null,
                `Code ends in ${guest.ending}`,
                guest.order ? (
                  <Link
                    key="order"
                    className="text-primary-text"
                    href={`/${slug}/ticketing/orders/${guest.orderId}` as Route}
                  >
                    Order {guest.order}
                  </Link>
                ) : null,
              ]}
              actions={
                may && !guest.usedAt && !guest.revokedAt ? (
                  <ActButton
                    input={{ id: guest.id }}
                    act={acts.takeGuestBack}
                    label="Take back"
                    aria-label={`Take back the invitation of ${guest.name}`}
                    done={`The code of ${guest.name} no longer works.`}
                    ask={{
                      title: `Take the invitation of ${guest.name} back?`,
                      text: "The code stops working at once.",
                    }}
                  />
                ) : null
              }
            />
          ))}
        </PlanList>
      )}
    </section>
  );
}

function Questions({ event, tiers, questions, may }: SellingPageProps) {
  const options = choices(tiers.filter((tier) => tier.kind === "admission"));
  return (
    <PlanTab
      title="Questions"
      text="Asked in the checkout. Answers stand in the list of attendees and in its export."
      word="question"
      empty={{
        title: "Nothing is asked",
        text: "A name and an e-mail address are always asked. Ask only what you need.",
      }}
      hidden={{ eventId: event.id }}
      fields={questionFields(options, true)}
      first={{ kind: "text", asks: "attendee", position: questions.length }}
      may={may}
      acts={{ add: acts.addQuestion, change: acts.changeQuestion, remove: acts.endQuestion }}
      items={questions.map((question) => ({
        id: question.id,
        name: question.label,
        badges: (
          <>
            <Badge variant="outline">{questionKinds[question.kind]}</Badge>
            {question.required ? <Badge variant="primary">Required</Badge> : null}
            {question.archived ? <Badge>Asked no more</Badge> : null}
          </>
        ),
        meta: [questionAsks[question.asks], question.tier, question.options.join(", "), `${question.answers} answers`],
        more:
          may && !question.archived ? (
            <EditItem
              name={question.label}
              title="Change this question"
              verb="Save"
              done="Saved."
              action={acts.changeQuestion}
              hidden={{ id: question.id }}
              fields={questionFields(options, false)}
              values={questionValues(question)}
            />
          ) : null,
      }))}
    />
  );
}
