import Link from "next/link";
import { SelectField } from "#components/data/fields";
import { StateBadge } from "#components/data/state-badge";
import { FormButton } from "#components/payments/form-button";
import { TextLink } from "#components/payments/report";
import { Empty } from "#components/shell/empty";
import { PageHeader } from "#components/shell/page-header";
import { PageForm } from "#components/sponsorship/page-form";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { makeDeck, showDeck } from "#lib/sponsorship/actions";
import type { deckDesk } from "#lib/sponsorship/queries/decks";
import { formatDay } from "#lib/time";

type Found = Awaited<ReturnType<typeof deckDesk>>;
type Props = Found & { slug: string; house: string; mayWrite: boolean };

/** The public pages for sponsors: which there are, which visitors see, and for which events one can be made. */
export function DeckDesk({ decks, events, slug, house, mayWrite }: Props) {
  const own = decks.some((one) => one.eventId === null);
  return (
    <>
      <PageHeader
        title="Sponsor decks"
        description="Public pages that show sponsors what they get. Whoever asks there becomes an enquiry."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Card>
          <CardHeader>
            <CardTitle>Decks</CardTitle>
          </CardHeader>
          <CardContent>
            {decks.length === 0 ? (
              <Empty title="No decks yet">Make one for an event below, or one for {house} as a whole.</Empty>
            ) : (
              <ul className="divide-y">
                {decks.map((one) => (
                  <Row key={one.id} one={one} slug={slug} house={house} mayWrite={mayWrite} />
                ))}
              </ul>
            )}
          </CardContent>
        </Card>
        {mayWrite && (events.length > 0 || !own) ? (
          <Card className="max-w-xl">
            <CardHeader>
              <div>
                <CardTitle>Make a deck</CardTitle>
                <CardDescription>It is yours alone until you publish it.</CardDescription>
              </div>
            </CardHeader>
            <CardContent>
              <PageForm
                action={makeDeck}
                verb="Make the deck"
                done="Write it, and then publish it."
                to={`/${slug}/sponsorship/decks/:id`}
              >
                <SelectField
                  name="eventId"
                  label="Of what"
                  options={[
                    ...(own ? [] : [{ value: "", label: `${house} as a whole` }]),
                    ...events.map((one) => ({
                      value: one.id,
                      label: `${one.name}, ${formatDay(one.startsAt, one.zone)}, ${one.offered === 1 ? "1 package" : `${one.offered} packages`} on offer`,
                    })),
                  ]}
                />
              </PageForm>
            </CardContent>
          </Card>
        ) : null}
      </div>
    </>
  );
}

type RowProps = { one: Found["decks"][number]; slug: string; house: string; mayWrite: boolean };

function Row({ one, slug, house, mayWrite }: RowProps) {
  const name = one.event ?? `${house} as a whole`;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <TextLink href={`/${slug}/sponsorship/decks/${one.id}`}>{name}</TextLink>
          <DeckBadge deck={one} />
        </p>
        <p className="text-[0.8125rem] text-muted-foreground">
          {one.eventId ? (one.offered === 1 ? "1 package on offer" : `${one.offered} packages on offer`) : "All decks"}
          {one.visible ? (
            <>
              {" · "}
              <Link
                href={`/sponsoring${one.path}` as "/"}
                target="_blank"
                className="inline-block min-h-6 text-primary-text underline underline-offset-4"
              >
                Open the page<span className="sr-only"> of {name}</span>
              </Link>
            </>
          ) : null}
        </p>
      </div>
      {mayWrite ? <ShowDeck deck={one} name={name} /> : null}
    </li>
  );
}

export const DeckBadge = ({ deck }: { deck: { publishedAt: Date | null; visible: boolean } }) =>
  deck.visible ? (
    <StateBadge state="published" label="Published" tone="success" />
  ) : (
    <StateBadge
      state="draft"
      label={deck.publishedAt ? "Published, its event is not" : "Not published"}
      tone={deck.publishedAt ? "warning" : "neutral"}
    />
  );

export function ShowDeck({ deck, name }: { deck: { id: string; publishedAt: Date | null }; name: string }) {
  const shown = deck.publishedAt !== null;
  return (
    <FormButton
      label={shown ? "Unpublish" : "Publish"}
      name={`${shown ? "Unpublish" : "Publish"} the deck of ${name}`}
      variant={shown ? "outline" : "default"}
      title={shown ? "Take this deck off the web?" : "Publish this deck?"}
      text={
        shown
          ? "Its link leads to nothing until you publish it again. Enquiries stay."
          : "Anybody with the link sees its packages, prices and how many are left."
      }
      verb={shown ? "Unpublish" : "Publish"}
      pendingVerb="One moment…"
      action={showDeck}
      hidden={{ id: deck.id, shown: String(!shown) }}
      done={shown ? "It is not public any more." : "It is public now."}
    />
  );
}
