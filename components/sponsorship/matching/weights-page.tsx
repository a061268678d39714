import { TextField } from "#components/data/fields";
import { Time } from "#components/data/time";
import { FormButton } from "#components/payments/form-button";
import { Empty } from "#components/shell/empty";
import { PageForm } from "#components/sponsorship/page-form";
import { Badge } from "#components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "#components/ui/card";
import { restoreWeights, saveWeights, takeBackFeedback } from "#lib/sponsorship/matching/actions";
import type { FeedbackFacts, WeightsHistory, WeightsVersion } from "#lib/sponsorship/matching/queries/settings";
import { causeWords, features, featureWords, kindWords } from "#lib/sponsorship/matching/rules";
import { Bar } from "./fits.tsx";

type Props = { history: WeightsHistory; zone: string; mayWeigh: boolean; mayWrite: boolean };
/** Millionths as percent with what they need of four decimals. */
const shown = (millionths: number) => String(Number((millionths / 10_000).toFixed(4)));

/** What counts how much now, what was said of matches, and every version there was. */
export function WeightsPage({ history, zone, mayWeigh, mayWrite }: Props) {
  const [latest] = history.versions;
  const now = latest?.weights ?? history.defaults;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
      <Card>
        <CardHeader>
          <div>
            <CardTitle>What counts how much</CardTitle>
            <CardDescription>
              {latest ? `Version ${latest.n}.` : "As they come."} A score is the mean of what is known, each part with
              its weight. Feedback on a match moves each weight by at most a tenth of what it has above 2 %.
            </CardDescription>
          </div>
        </CardHeader>
        <CardContent>
          {mayWeigh ? (
            <PageForm
              key={now.join()}
              action={saveWeights}
              verb="Save weights"
              done="Saved. Everything is compared anew."
            >
              <div className="grid items-start gap-4 sm:grid-cols-2">
                {features.map((one, place) => (
                  <TextField
                    key={one}
                    name={one}
                    label={`${featureWords[one].label}, %`}
                    hint={featureWords[one].hint}
                    inputMode="decimal"
                    required
                    className="figures max-w-28"
                    defaultValue={shown(now[place] ?? 0)}
                  />
                ))}
              </div>
            </PageForm>
          ) : (
            <ul className="grid gap-2">
              {features.map((one, place) => (
                <li key={one} className="grid grid-cols-[minmax(0,1fr)_8rem_5rem] items-baseline gap-x-3">
                  <span>{featureWords[one].label}</span>
                  <Bar part={(now[place] ?? 0) / 1_000_000} />
                  <span className="figures text-right">{shown(now[place] ?? 0)} %</span>
                </li>
              ))}
            </ul>
          )}
        </CardContent>
      </Card>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Said said={history.said} zone={zone} mayWrite={mayWrite} />
        <Versions history={history} zone={zone} mayWeigh={mayWeigh} />
      </div>
    </div>
  );
}

function Said({ said, zone, mayWrite }: { said: readonly FeedbackFacts[]; zone: string; mayWrite: boolean }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>What was said</CardTitle>
      </CardHeader>
      {said.length === 0 ? (
        <Empty title="Nothing was said yet">
          Say of a match whether it fits. What becomes of proposals is taken in by itself.
        </Empty>
      ) : (
        <CardContent>
          <ul className="grid gap-3">
            {said.map((one) => (
              <li key={one.id} className="flex flex-wrap items-start justify-between gap-2">
                <div className="min-w-0">
                  <p className="flex flex-wrap items-center gap-2">
                    <Badge variant={kindWords[one.kind].tone}>{kindWords[one.kind].label}</Badge>
                    <span className="min-w-0 break-words">
                      {one.who} for {one.package}
                    </span>
                    {one.takenBack ? (
                      <Badge>Taken back</Badge>
                    ) : one.counts ? null : (
                      <Badge>Before the weights were set</Badge>
                    )}
                  </p>
                  <p className="break-words text-[0.8125rem] text-muted-foreground">
                    <Time at={one.at} zone={zone} />
                    {one.by ? `, ${one.by}` : ""}
                    {one.reason ? `: ${one.reason}` : ""}
                  </p>
                </div>
                {mayWrite && !one.takenBack ? (
                  <FormButton
                    label="Take back"
                    name={`Take back: ${kindWords[one.kind].label}, ${one.who} for ${one.package}`}
                    size="sm"
                    variant="ghost"
                    title="Take it back?"
                    text="The weights are as if it had never been said."
                    verb="Take back"
                    pendingVerb="One moment…"
                    action={takeBackFeedback}
                    hidden={{ id: one.id }}
                    done="Taken back."
                  />
                ) : null}
              </li>
            ))}
          </ul>
        </CardContent>
      )}
    </Card>
  );
}

function Versions({ history, zone, mayWeigh }: { history: WeightsHistory; zone: string; mayWeigh: boolean }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Versions</CardTitle>
      </CardHeader>
      <CardContent>
        <ol className="grid gap-4">
          {history.versions.map((one, place) => (
            <li key={one.n} className="grid gap-1">
              <div className="flex flex-wrap items-center justify-between gap-2">
                <p className="min-w-0 break-words">
                  <span className="font-medium">Version {one.n}</span>: {causeWords[one.cause]}
                  {one.restoredN === null ? "" : ` (version ${one.restoredN})`}
                  {one.feedback
                    ? ` (${kindWords[one.feedback.kind].label}, ${one.feedback.who} for ${one.feedback.package})`
                    : ""}
                  <span className="text-muted-foreground">
                    , <Time at={one.at} zone={zone} />
                    {one.by ? `, ${one.by}` : ""}
                  </span>
                </p>
                {mayWeigh && place > 0 ? <Again n={one.n} /> : null}
              </div>
              <Changes of={one} />
            </li>
          ))}
          <li className="flex flex-wrap items-center justify-between gap-2">
            <p>
              <span className="font-medium">As they come</span>:{" "}
              {history.defaults.map((one) => `${shown(one)} %`).join(", ")}
            </p>
            {mayWeigh && history.versions.length > 0 ? <Again n={0} /> : null}
          </li>
        </ol>
      </CardContent>
    </Card>
  );
}

function Again({ n }: { n: number }) {
  return (
    <FormButton
      label="Use again"
      name={n === 0 ? "Use again: the weights as they come" : `Use again: version ${n}`}
      size="sm"
      variant="ghost"
      title={n === 0 ? "Use the weights as they come?" : `Use version ${n} again?`}
      text="It becomes a new version. What was said before does not count any more."
      verb="Use again"
      pendingVerb="One moment…"
      action={restoreWeights}
      hidden={{ version: String(n) }}
      done="In use. Everything is compared anew."
    />
  );
}

function Changes({ of }: { of: WeightsVersion }) {
  const changed = features.filter((_, place) => of.weights[place] !== of.before[place]);
  if (changed.length === 0) return <p className="text-[0.8125rem] text-muted-foreground">Nothing changed.</p>;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-[0.8125rem] text-muted-foreground">
      {changed.map((one) => {
        const place = features.indexOf(one);
        return (
          <li key={one} className="figures">
            {featureWords[one].label} {shown(of.before[place] ?? 0)} → {shown(of.weights[place] ?? 0)} %
          </li>
        );
      })}
    </ul>
  );
}
