import Link from "next/link";
import { CheckboxField, LongTextField, TextField } from "#components/data/fields";
import { Time } from "#components/data/time";
import { TextLink } from "#components/payments/report";
import { Share } from "#components/public/share";
import { PageHeader } from "#components/shell/page-header";
import { DeckBadge, ShowDeck } from "#components/sponsorship/deck-desk";
import { PageForm } from "#components/sponsorship/page-form";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { saveDeck } from "#lib/sponsorship/actions";
import type { DeckFacts } from "#lib/sponsorship/queries/decks";

type Props = { deck: DeckFacts; slug: string; house: string; zone: string; address: string; mayWrite: boolean };

/** What a deck says beside its packages, and whether visitors see it. */
export function DeckEditor({ deck, slug, house, zone, address, mayWrite }: Props) {
  const name = deck.event ?? `${house} as a whole`;
  return (
    <>
      <PageHeader
        title={`Deck of ${name}`}
        badge={<DeckBadge deck={deck} />}
        crumbs={[{ label: name }]}
        actions={mayWrite ? <ShowDeck deck={deck} name={name} /> : null}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Card>
          <CardHeader>
            <div>
              <CardTitle>What it says</CardTitle>
              <CardDescription>
                {deck.eventId
                  ? "Date, place and the packages on offer are there by themselves."
                  : "Every event with a published deck is there by itself."}
              </CardDescription>
            </div>
          </CardHeader>
          <CardContent>
            {mayWrite ? (
              <PageForm action={saveDeck} hidden={{ id: deck.id }} verb="Save" done="Saved.">
                <TextField
                  name="headline"
                  label="Headline"
                  maxLength={120}
                  defaultValue={deck.headline}
                  hint="One sentence under the title."
                />
                <LongTextField
                  name="intro"
                  label="Why sponsor it"
                  rows={8}
                  maxLength={4000}
                  defaultValue={deck.intro}
                  hint="An empty line begins a paragraph."
                />
                <LongTextField
                  name="audience"
                  label="Who comes"
                  rows={4}
                  maxLength={2000}
                  defaultValue={deck.audience}
                />
                <CheckboxField
                  name="showsReach"
                  label="Show how many people you reach"
                  hint="Visits, visitors and tickets of the last twelve months. A number under one hundred is left out."
                  defaultChecked={deck.showsReach}
                />
                <CheckboxField
                  name="showsPartners"
                  label="Show who sponsored before"
                  hint="Only sponsors whose public profile says that they may be named."
                  defaultChecked={deck.showsPartners}
                />
              </PageForm>
            ) : (
              <p className="max-w-prose whitespace-pre-wrap">{deck.intro || deck.headline || "Nothing written yet."}</p>
            )}
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>Its page</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-3">
            {deck.visible ? (
              <>
                <p className="break-all">
                  <Link
                    href={`/sponsoring${deck.path}` as "/"}
                    target="_blank"
                    className="inline-block min-h-6 text-primary-text underline underline-offset-4"
                  >
                    {address}
                  </Link>
                </p>
                {deck.publishedAt ? (
                  <p className="text-muted-foreground text-sm">
                    Public since <Time at={deck.publishedAt} zone={zone} />.
                  </p>
                ) : null}
                <Share title={`Sponsor ${name}`} address={address} />
              </>
            ) : (
              <p className="text-muted-foreground">
                {deck.publishedAt
                  ? "Visitors see it again when they see its event."
                  : "Nobody but you sees it. Publish it to share its link."}
              </p>
            )}
            {deck.eventId ? (
              <p>
                <TextLink href={`/${slug}/sponsorship/packages`}>
                  {deck.offered === 1 ? "1 package on offer" : `${deck.offered} packages on offer`}
                </TextLink>
              </p>
            ) : null}
          </CardContent>
        </Card>
      </div>
    </>
  );
}
