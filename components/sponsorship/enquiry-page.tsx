import { Facts } from "#components/data/facts";
import { LongTextField, SelectField } from "#components/data/fields";
import { StateBadge } from "#components/data/state-badge";
import { Time } from "#components/data/time";
import { FormButton } from "#components/payments/form-button";
import { LinkButton } from "#components/payments/payouts/link-button";
import { TextLink } from "#components/payments/report";
import { PageHeader } from "#components/shell/page-header";
import { PageForm } from "#components/sponsorship/page-form";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { answerEnquiry, dismissEnquiry, reopenEnquiry } from "#lib/sponsorship/actions";
import type { EnquiryFacts } from "#lib/sponsorship/queries/decks";
import { enquiryStates } from "#lib/sponsorship/words";

type Props = { enquiry: EnquiryFacts; slug: string; zone: string; mayWrite: boolean };

/** What a visitor asked, and the way from there to a proposal. */
export function EnquiryPage({ enquiry, slug, zone, mayWrite }: Props) {
  const { id, state } = enquiry;
  return (
    <>
      <PageHeader
        title={enquiry.company}
        badge={<StateBadge state={state} {...enquiryStates[state]} />}
        crumbs={[{ label: enquiry.company }]}
        description={
          <p>
            Asked <Time at={enquiry.at} zone={zone} />
            {enquiry.event ? ` about ${enquiry.event}` : ""}.
          </p>
        }
        actions={mayWrite ? <Acts enquiry={enquiry} /> : null}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card>
          <CardHeader>
            <CardTitle>What they wrote</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-4">
            <p className="max-w-prose whitespace-pre-wrap break-words">{enquiry.message || "No message."}</p>
            <Facts
              facts={[
                { label: "Package", value: enquiry.package ?? "Asks for advice" },
                { label: "Person", value: enquiry.name },
                {
                  label: "E-mail",
                  value: (
                    <a
                      href={`mailto:${enquiry.email}`}
                      className="inline-block min-h-6 break-all text-primary-text underline underline-offset-4"
                    >
                      {enquiry.email}
                    </a>
                  ),
                },
                { label: "Phone", value: enquiry.phone || null },
                ...(enquiry.reason ? [{ label: "Set aside", value: enquiry.reason }] : []),
              ]}
            />
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <div>
              <CardTitle>The answer</CardTitle>
              {state === "new" ? (
                <CardDescription>They become a sponsor, and you prepare the proposal next.</CardDescription>
              ) : null}
            </div>
          </CardHeader>
          <CardContent className="grid gap-3">
            {state === "answered" ? (
              <Answered enquiry={enquiry} slug={slug} mayWrite={mayWrite} />
            ) : mayWrite ? (
              <PageForm
                action={answerEnquiry}
                hidden={{ id }}
                verb="Prepare a proposal"
                done="They are a sponsor now. Write the offer."
                to={next(slug, enquiry, ":id")}
              >
                {enquiry.alike.length > 0 ? (
                  <SelectField
                    name="sponsorId"
                    label="Who they are"
                    options={enquiry.alike.map((one) => ({ value: one.id, label: one.name }))}
                  />
                ) : null}
              </PageForm>
            ) : (
              <p className="text-muted-foreground">Nobody has answered yet.</p>
            )}
          </CardContent>
        </Card>
      </div>
    </>
  );
}

const next = (slug: string, { id, packageId, variantId }: EnquiryFacts, sponsor: string) =>
  `/${slug}/sponsorship/proposals/new?sponsor=${sponsor}&enquiry=${id}${packageId ? `&package=${packageId}` : ""}${variantId ? `&variant=${variantId}` : ""}`;

function Answered({ enquiry, slug, mayWrite }: Omit<Props, "zone">) {
  return (
    <>
      <p>
        {enquiry.threadId ? (
          <TextLink href={`/${slug}/sponsorship/proposals/${enquiry.threadId}`}>
            {`Proposal ${enquiry.thread ?? ""}`}
          </TextLink>
        ) : (
          "No proposal yet"
        )}
        {enquiry.sponsorId ? (
          <>
            {" to "}
            <TextLink href={`/${slug}/sponsorship/sponsors/${enquiry.sponsorId}`}>{enquiry.sponsor ?? ""}</TextLink>
          </>
        ) : null}
        .
      </p>
      {enquiry.threadId || !mayWrite || !enquiry.sponsorId ? null : (
        <LinkButton href={next(slug, enquiry, enquiry.sponsorId)}>Prepare the proposal</LinkButton>
      )}
    </>
  );
}

function Acts({ enquiry: { id, state, company } }: { enquiry: EnquiryFacts }) {
  if (state === "new")
    return (
      <FormButton
        label="Set aside"
        title="Set this enquiry aside?"
        text={`${company} is not written to. You can take it up again.`}
        verb="Set aside"
        pendingVerb="One moment…"
        tone="destructive"
        action={dismissEnquiry}
        hidden={{ id }}
        done="Set aside."
      >
        <LongTextField name="reason" label="Reason" required rows={2} maxLength={500} />
      </FormButton>
    );
  if (state === "dismissed")
    return (
      <FormButton
        label="Take up again"
        title="Take this enquiry up again?"
        text={company}
        verb="Take up again"
        pendingVerb="One moment…"
        action={reopenEnquiry}
        hidden={{ id }}
        done="It is new again."
      />
    );
  return null;
}
