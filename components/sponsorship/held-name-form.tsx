import { CheckboxField, TextField } from "#components/data/fields";
import { Time } from "#components/data/time";
import { PageForm } from "#components/sponsorship/page-form";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { saveHeldName } from "#lib/sponsorship/actions";
import type { HeldNameFacts } from "#lib/sponsorship/queries/profiles";

/** What this house calls the money that is held for sponsors, and why "escrow" is not simply a name. */
export function HeldNameForm({ held, zone }: { held: HeldNameFacts; zone: string }) {
  return (
    <Card className="max-w-xl">
      <CardHeader>
        <div>
          <CardTitle>The name of held money</CardTitle>
          <CardDescription>
            Sponsors and your people read it on orders, statements, decks and in letters. "Held funds" unless you say
            otherwise.
          </CardDescription>
        </div>
      </CardHeader>
      <CardContent className="grid gap-4">
        <PageForm action={saveHeldName} verb="Save" done="It is called so from now on.">
          <TextField name="heldName" label="Name" required maxLength={40} defaultValue={held.heldName} />
          <fieldset className="grid gap-3 rounded-lg border p-3">
            <legend className="px-1 font-medium text-sm">Only when you call it escrow</legend>
            <p className="text-[0.8125rem] text-muted-foreground">
              A payment processor is not an escrow agent, and neither are you or Greenroom. In many places holding money
              in escrow is a licensed trade. Use the word only when a licensed agent really holds the money.
            </p>
            <TextField name="escrowAgent" label="Licensed agent" maxLength={120} defaultValue={held.escrowAgent} />
            <CheckboxField name="confirmed" label="I confirm that this agent holds the money and may call it escrow." />
          </fieldset>
        </PageForm>
        {held.confirmedAt ? (
          <p className="text-muted-foreground text-sm">
            Confirmed by {held.confirmedBy ?? "somebody"}, <Time at={held.confirmedAt} zone={zone} />, for{" "}
            {held.escrowAgent}.
          </p>
        ) : null}
      </CardContent>
    </Card>
  );
}
