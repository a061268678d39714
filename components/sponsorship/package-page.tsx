import { TextField } from "#components/data/fields";
import { StateBadge } from "#components/data/state-badge";
import { FormButton } from "#components/payments/form-button";
import { LinkButton } from "#components/payments/payouts/link-button";
import { PageHeader } from "#components/shell/page-header";
import { PackageForm } from "#components/sponsorship/package-form";
import { Card, CardContent, CardHeader, CardTitle } from "#components/ui/card";
import { formatMoney } from "#lib/money";
import { movePackage, saveTemplate } from "#lib/sponsorship/actions";
import type { PackageFacts } from "#lib/sponsorship/queries/catalogue";
import { packageStates } from "#lib/sponsorship/words";

type Props = { one: PackageFacts; slug: string; events: readonly { id: string; name: string }[]; mayWrite: boolean };

const moves = {
  draft: [
    { to: "archived", label: "Archive", done: "Archived." },
    { to: "published", label: "Offer it", done: "It can be proposed now." },
  ],
  published: [
    { to: "archived", label: "Archive", done: "Archived." },
    { to: "draft", label: "Take back", done: "It is a draft again." },
  ],
  archived: [{ to: "draft", label: "Take up again", done: "It is a draft again." }],
} as const;

export function PackagePage({ one, slug, events, mayWrite }: Props) {
  return (
    <>
      <PageHeader
        title={one.name}
        badge={<StateBadge state={one.state} {...packageStates[one.state]} />}
        crumbs={[{ label: one.name }]}
        description={
          <p>
            {formatMoney(one.priceMinor, one.currency)} for {one.event}. {one.sold} of {one.quantity} are sold,{" "}
            {one.quantity - one.sold} are left.
          </p>
        }
        actions={
          mayWrite ? (
            <>
              <LinkButton href={`/${slug}/sponsorship/matching/packages/${one.id}`} variant="outline">
                Who fits
              </LinkButton>
              <FormButton
                label="Keep as template"
                title="Keep these terms as a template"
                text="For the next event; the same name again replaces it."
                verb="Keep"
                pendingVerb="One moment…"
                action={saveTemplate}
                hidden={{ packageId: one.id }}
                done="Kept."
              >
                <TextField name="name" label="Name" required maxLength={120} defaultValue={one.name} />
              </FormButton>
              {moves[one.state].map((move) => (
                <FormButton
                  key={move.to}
                  label={move.label}
                  title={`${move.label}?`}
                  text={one.name}
                  verb={move.label}
                  pendingVerb="One moment…"
                  action={movePackage}
                  hidden={{ id: one.id, to: move.to }}
                  done={move.done}
                />
              ))}
              {one.state === "published" && one.sold < one.quantity ? (
                <LinkButton href={`/${slug}/sponsorship/proposals/new?package=${one.id}`}>Propose it</LinkButton>
              ) : null}
            </>
          ) : null
        }
      />
      {mayWrite ? (
        <Card className="max-w-4xl">
          <CardHeader>
            <CardTitle>The offer</CardTitle>
          </CardHeader>
          <CardContent>
            <PackageForm slug={slug} currency={one.currency} events={events} from={one} id={one.id} />
          </CardContent>
        </Card>
      ) : (
        <p className="max-w-prose whitespace-pre-wrap">{one.description}</p>
      )}
    </>
  );
}
