import { SelectField } from "#components/data/fields";
import { Time } from "#components/data/time";
import { FormButton } from "#components/payments/form-button";
import { Empty } from "#components/shell/empty";
import { Badge } from "#components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { activateModel, addModel } from "#lib/sponsorship/matching/actions";
import { modelOf, models } from "#lib/sponsorship/matching/model";
import type { ModelFacts } from "#lib/sponsorship/matching/queries/settings";

/** A new version learns of the texts there are now; it is compared by only once it is activated. */
export function NewModelButton() {
  return (
    <FormButton
      label="New version"
      title="Make a new version"
      text="It learns which words are rare among the texts there are now. Nothing is compared by it until you activate it."
      verb="Make it"
      pendingVerb="Learning…"
      action={addModel}
      done="Made. Activate it when you like."
    >
      <SelectField
        name="kind"
        label="How texts are read"
        required
        options={Object.values(models).map(({ kind, label }) => ({ value: kind, label }))}
      />
    </FormButton>
  );
}

/** Every version there is, which of them is in use, and the way back. */
export function ModelsPage({
  models: versions,
  zone,
  mayChoose,
}: {
  models: readonly ModelFacts[];
  zone: string;
  mayChoose: boolean;
}) {
  if (versions.length === 0)
    return (
      <Card>
        <Empty title="No texts were compared yet">
          The first version is made by itself, with the first package and sponsor.
        </Empty>
      </Card>
    );
  return (
    <ul className="grid max-w-3xl gap-3">
      {versions.map((one) => (
        <li key={one.id}>
          <Card>
            <CardHeader>
              <div className="min-w-0">
                <CardTitle className="flex flex-wrap items-center gap-2">
                  {one.kind}@{one.n}
                  {one.active ? <Badge variant="success">In use</Badge> : null}
                </CardTitle>
                <CardDescription>
                  {[modelOf(one.kind)?.label, modelOf(one.kind)?.hint].filter(Boolean).join(". ")}
                </CardDescription>
              </div>
              {mayChoose && !one.active ? (
                <FormButton
                  label={one.activatedAt ? "Go back to it" : "Activate"}
                  name={`${one.activatedAt ? "Go back to it:" : "Activate"} ${one.kind}@${one.n}`}
                  title={`Compare texts by ${one.kind}@${one.n}?`}
                  text="Everything is compared anew. You can go back: versions never change, and give the scores that they gave."
                  verb={one.activatedAt ? "Go back" : "Activate"}
                  pendingVerb="One moment…"
                  action={activateModel}
                  hidden={{ id: one.id }}
                  done="In use. Everything is compared anew."
                />
              ) : null}
            </CardHeader>
            <CardContent className="pt-2 text-[0.8125rem] text-muted-foreground">
              Learned of {one.texts} {one.texts === 1 ? "text" : "texts"} on <Time at={one.createdAt} zone={zone} />
              {one.by ? ` by ${one.by}` : " by itself"}; keeps {one.vectors} vectors
              {one.activatedAt ? (
                <>
                  ; last activated <Time at={one.activatedAt} zone={zone} />
                </>
              ) : (
                "; never in use"
              )}
              .
            </CardContent>
          </Card>
        </li>
      ))}
    </ul>
  );
}
